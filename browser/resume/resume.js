// @ts-check
// Back to where the reader was: on a long page that was left half-way, and on the first page to the one read last.
// Of the last pages the browser keeps the address, the title, the heading and how much was read; nobody else learns of it.

/** @typedef {{path: string, language: string, title: string, id: string, heading: string, share: number, spoken?: string}} Stop where the reader stopped; `spoken` is the language of the names */
(() => {
  const KEPT = 30;
  const READ = 0.95;
  const LONGEST = 60;
  const { root, language } = handbook;
  const key = `${root}.places`;
  const path = location.pathname;

  /** What another program left there is no stop of ours, and goes when the next one is kept. @returns {Stop[]} the newest last */
  function stops() {
    const found = handbook.stored((storage) => JSON.parse(storage.getItem(key) || '[]'));
    return Array.isArray(found) ? found.filter(isStop).map(followed) : [];
  }

  /** What was read here while the page had another address. @param {Stop} stop @returns {Stop} */
  function followed(stop) {
    return was.includes(stop.path.replace(/index\.html$/, '')) ? { ...stop, path } : stop;
  }

  /** @param {any} found */
  function isStop(found) {
    const isText = (/** @type {string} */ name) => typeof found[name] === 'string';
    if (!found || !['path', 'language', 'title', 'id', 'heading'].every(isText) || typeof found.share !== 'number') return false;
    // Two slashes would lead to another site.
    return found.share >= 0 && found.share <= 1 && found.path.startsWith(root) && !found.path.startsWith('//');
  }

  /** @param {Element} article */
  function keep(article) {
    const passed = [...article.querySelectorAll('h2[id], h3[id], tr[id], li[id]')].filter(isPassed).pop();
    const { top, height } = article.getBoundingClientRect();
    if (!passed || start || height < innerHeight * 2) return;
    const share = -top / (height - innerHeight);
    const found = stops().filter((stop) => stop.path !== path);
    const title = text(article.querySelector('h1'));
    if (share < READ) found.push({ path, language, title, id: passed.id, heading: text(passed.querySelector('th') || passed), share, spoken });
    handbook.stored((storage) => storage.setItem(key, JSON.stringify(found.slice(-KEPT))));
  }

  /** @param {Element} element */
  function isPassed(element) {
    const { top, height } = element.getBoundingClientRect();
    return height > 0 && top < innerHeight / 3; // what is folded up or filtered out has no height
  }

  /** @param {Element | null} element */
  function text(element) {
    const { signed = ({ textContent }) => String(textContent).trim() } = handbook;
    const whole = element ? signed(element) : '';
    return whole.length > LONGEST ? `${whole.slice(0, LONGEST).replace(/\s+\S*$/, '')}…` : whole;
  }

  /** A name, of which words may be in the handbook's own language; these stand between signs. @param {string} name @param {string} lang */
  function named(name, lang) {
    const { tongue = lang, element } = handbook;
    return element('bdi', { lang }, ...name.split('\u0001').map((part, at) => (at % 2 ? element('span', { lang: tongue }, part) : part)));
  }

  /** @param {string} address @param {string} said with a place for the name @param {string} name @param {string} lang of the name */
  function offer(address, said, name, lang) {
    const [before, behind] = said.split(/\{\w+\}/);
    const words = handbook.element('span', {}, before, named(name, lang), behind);
    const link = handbook.element('a', { href: address }, words);
    const close = handbook.element('button', { type: 'button', 'aria-label': handbookTexts.close }, '✕');
    const bar = handbook.element('p', { class: 'offer', role: 'status' }, link, close);
    const remove = () => bar.remove();
    link.onclick = close.onclick = remove;
    /** @type {Element} */ (document.querySelector('.bars')).append(bar);
    // Who reads on from here does not want it.
    addEventListener('scroll', () => scrollY > innerHeight && remove(), { passive: true });
  }

  /** The first page's one thing to press goes on where the reader stopped, instead of a bar over the page. @param {HTMLAnchorElement} start @param {Stop} stop */
  function goOn(start, { path, id, title, heading, share, spoken }) {
    const place = handbookTexts.place.replace('{share}', String(Math.round(share * 100)));
    const lang = String(spoken || language);
    /** @type {Record<string, string>} */
    const names = { title, heading };
    const said = place.split(/\{(\w+)\}/).map((part, at) => (at % 2 ? named(names[part], lang) : part));
    start.href = `${path}#${id}`;
    start.textContent = '';
    start.append(handbook.element('strong', {}, handbookTexts.go_on), ' ', handbook.element('small', {}, ...said));
  }

  /** @param {PageTransitionEvent} [event] the page is shown again, as it was left */
  function front(event) {
    const last = stops().filter((stop) => stop.language === language && stop.path !== path).pop();
    if (start && last && (!event || event.persisted)) goOn(start, last);
  }

  /** Not for one who comes back, whom the browser puts where he was, nor for one who came to a certain anchor. */
  function isPlainVisit() {
    const [visit] = performance.getEntriesByType('navigation');
    const comesBack = visit && /** @type {PerformanceNavigationTiming} */ (visit).type !== 'navigate';
    return !comesBack && !location.hash && !/[?&]h=/.test(location.search) && scrollY < innerHeight;
  }

  function greet() {
    const found = stops();
    const here = found.find((stop) => stop.path === path);
    const last = found.filter((stop) => stop.language === language).pop();
    const isHome = ['', `${language}/`].includes(path.slice(root.length).replace('index.html', ''));
    if (here && document.getElementById(here.id)) {
      offer(`#${here.id}`, handbookTexts.here, here.heading, spoken);
    } else if (isHome && last) {
      const said = handbookTexts.page.replace('{share}', String(Math.round(last.share * 100)));
      offer(`${last.path}#${last.id}`, said, last.title, String(last.spoken || language));
    }
  }

  const article = document.querySelector('article');
  if (!article) return;
  const { lang: spoken } = /** @type {HTMLElement} */ ((article.querySelector('h1') || article).closest('[lang]'));
  const was = (article.dataset.was || '').split(' ').map((former) => former && root + former);
  const start = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.start'));
  front();
  if (!start && isPlainVisit()) greet();
  addEventListener('pageshow', front);
  // Phones end a page without telling; that it goes out of sight they tell.
  document.addEventListener('visibilitychange', () => keep(article));
  addEventListener('pagehide', () => keep(article));
})();
