// @ts-check
// On the page that stands for one that is not kept (overrides/offline.html): what can be read now, and what can be searched.

(() => {
  /** So many pages are named; the others are found by the search. */
  const MOST = 20;
  const { base, root, language } = handbook;

  /** The stores from which the worker takes pages. @returns {Promise<Cache[]>} */
  async function stores() {
    const { store, old } = await handbook.order(await navigator.serviceWorker.ready, {});
    return Promise.all([store, old || ''].filter(Boolean).map((name) => caches.open(name)));
  }

  /** Links to pages that are kept, no more than are named. @param {Cache[]} all */
  async function links(all) {
    /** @type {Map<string, Cache>} */
    const kept = new Map();
    for (const store of all) {
      for (const { url } of await store.keys()) {
        if (url.endsWith('/') && !kept.has(url)) kept.set(url, store);
      }
    }
    const home = /** @type {HTMLAnchorElement} */ (document.querySelector('.top-title')).href;
    const found = [];
    for (const url of inOrder([...kept.keys()])) {
      const store = url !== home && kept.get(url);
      const response = store && (await store.match(url));
      const link = response && linkTo(url, await response.text());
      if (link && found.push(link) === MOST) break;
    }
    return found;
  }

  /** None to a page that only leads on. @param {string} url @param {string} text */
  function linkTo(url, text) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    const title = page.title.replace(/ – [^–]*$/, '');
    return page.querySelector('[http-equiv=refresh]') || !title ? null : handbook.element('a', { href: url, lang: (page.querySelector('title[lang]') || page.documentElement).getAttribute('lang') || '' }, title);
  }

  /** What was read last comes first, as far as resume.js remembers; then what was kept last. @param {string[]} kept addresses */
  function inOrder(kept) {
    const places = handbook.stored((storage) => JSON.parse(storage.getItem(`${root}.places`) || '[]'));
    const last = (Array.isArray(places) ? places : []).map((place) => location.origin + (place || {}).path);
    return [...new Set([...last.reverse(), ...kept.reverse()])];
  }

  /** @param {Element} place */
  async function tellPages(place) {
    const rows = (await links(await stores())).map((link) => handbook.element('li', {}, link));
    /** @type {Element} */ (place.querySelector('ul')).append(...rows);
    place.toggleAttribute('hidden', !rows.length);
  }

  /** @param {Element} place */
  async function tellSearch(place) {
    const [whole, names] = await Promise.all([`whole.${language}`, `search/${language}.js`].map((name) => caches.match(base + name)));
    place.textContent = whole ? handbookTexts.all : names ? handbookTexts.names : handbookTexts.none;
  }

  const [pages, search] = ['pages', 'search'].map((name) => /** @type {Element} */ (document.querySelector(`.kept-${name}`)));
  const nothing = () => {}; // the page says what matters without
  tellPages(pages).catch(nothing);
  tellSearch(search).catch(nothing);
})();
