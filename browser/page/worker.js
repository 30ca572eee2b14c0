// @ts-check
// What is read is kept for reading without a network, by a worker (browser/worker); a new edition is announced.
(() => {
  const workers = navigator.serviceWorker;
  /** How long a page that is looked at counts as read, in milliseconds. */
  const READ_AFTER = 10000;
  /** A worker that has nothing to keep takes over by itself, and that takes it a moment. */
  const TAKES_OVER = 1000;
  /** How long a worker may be silent before it is asked again, in milliseconds, and how often: browsers stop workers, with what they were doing. */
  const SILENT = 10000;
  const TIMES = 6;
  const dismissed = `${SITE.root}.later`;
  const nothing = () => {}; // the site is as it would be without
  /** What the worker in force is doing for this page; none once another is to take its place. @type {Promise<unknown> | undefined} */
  let doing = Promise.resolve();

  SITE.order = (registration, order) =>
    new Promise((done) => {
      let left = TIMES;
      let timer = 0;
      function ask() {
        if (!left--) return done({ store: '', list: '', error: 'late' });
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => {
          clearTimeout(timer);
          done(data);
        };
        if (registration.active) registration.active.postMessage(order, [port2]);
        timer = setTimeout(ask, SILENT);
      }
      ask();
    });
  // An order that reaches a worker just as it is to end makes Chromium wait with the next one for minutes.
  SITE.accept = async (waiting) => {
    const before = doing;
    doing = undefined;
    await before;
    const accept = () => {
      if (waiting.state !== 'installed') return;
      waiting.postMessage({ accept: true });
      setTimeout(accept, SILENT);
    };
    accept();
  };

  /** This page, what it has loaded, what is likely to be wanted next, and what finds the rest. */
  function wanted() {
    const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
    const own = [location.href, ...loaded.filter((name) => name.startsWith(SITE.base)), SITE.base + SITE.files.news];
    if (savesData()) return own;
    const near = [...document.querySelectorAll('a[rel=prev], a[rel=next]')];
    const search = ['dialog', 'search.css', 'engine'].map((name) => SITE.files[name]);
    const rest = [...search, SITE.files.resume, `search/${SITE.language}.js`];
    const links = near.map((link) => /** @type {HTMLAnchorElement} */ (link).href);
    return [...own, ...links, ...rest.map((path) => SITE.base + path)];
  }

  /** What whoever has no network begins with: the home page, to which the icon on the home screen leads, and what stands for all others. */
  function first() {
    const home = /** @type {HTMLAnchorElement} */ (document.querySelector('.top-title')).href;
    return savesData() ? [home] : [home, `${SITE.base}offline.${SITE.language}.txt`];
  }

  const savesData = () => (/** @type {any} */ (navigator).connection || {}).saveData;

  /** @param {string[]} addresses */
  async function keep(addresses) {
    // Not the one that was there when the page began: the reader may have removed it since.
    const registration = await workers.getRegistration(SITE.base);
    if (!registration) return;
    const files = addresses.map((address) => [address]);
    // Workers before 2026.11 keep what comes, unless they are told to compare it.
    const order = { keep: files, listed: true };
    // The edition that waits must not lack what is read meanwhile.
    if (registration.waiting) registration.waiting.postMessage(order);
    await SITE.order(registration, order);
  }

  function read() {
    if (doing) doing = keep(wanted()).catch(nothing);
  }

  /** @param {ServiceWorker} waiting the worker of a new edition */
  function announce(waiting) {
    const said = SITE.element('p', { role: 'status' });
    const bar = SITE.element('div', { class: 'edition' }, said);
    /** @param {string} name @param {() => void} press */
    function button(name, press) {
      const made = SITE.element('button', {}, SITE.texts[name]);
      made.onclick = press;
      bar.append(made);
    }
    button('edition_open', () => {
      workers.addEventListener('controllerchange', () => location.reload(), { once: true });
      SITE.accept(waiting);
    });
    button('edition_later', () => {
      sessionStorage.setItem(dismissed, '');
      bar.remove();
    });
    // It may have been accepted in another window.
    waiting.onstatechange = () => bar.remove();
    showBar(bar);
    said.textContent = SITE.texts.edition_new; // now that it is there, so that a screen reader says it
  }

  /** @param {ServiceWorkerRegistration} registration */
  async function look({ waiting }) {
    if (!waiting || dismissed in sessionStorage) return;
    await load('offline.css').catch(() => {}); // without it the bar is a line of text and two buttons
    if (waiting.state === 'installed' && !document.querySelector('.edition')) announce(waiting);
  }

  /** What the worker has to tell: of which edition this is, and that no other arrives. @param {ServiceWorkerRegistration} registration */
  async function listen(registration) {
    const shown = document.querySelector('.edition-now');
    if (!shown && !workers.controller) return; // nothing is kept that could be old
    const told = await SITE.order(registration, {});
    if (!shown && !told.trouble) return;
    await Promise.all([load('news'), load('offline.css').catch(nothing)]);
    /** @type {any} */ (window).handbookNews(told, showBar);
  }

  async function start() {
    // The worker's script is always asked for: whether a host lets browsers keep it for a year is not ours to choose.
    const registration = await workers.register(`${SITE.base}sw.js`, { scope: SITE.base, updateViaCache: 'none' });
    registration.onupdatefound = () => {
      const { installing } = registration;
      if (installing) installing.onstatechange = () => setTimeout(look, TAKES_OVER, registration);
    };
    look(registration);
    await workers.ready;
    doing = Promise.all([listen(registration), keep(first())]).catch(nothing);
    addEventListener('scroll', read, { once: true, passive: true });
    setTimeout(() => document.visibilityState === 'visible' && read(), READ_AFTER);
  }

  if (document.querySelector('.offline-copy')) {
    load('offline.css').catch(nothing);
    load('offline').catch(nothing);
  }
  if (workers && location.protocol !== 'file:') addEventListener('load', () => start().catch(nothing));
})();
