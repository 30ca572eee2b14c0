// @ts-check
// What is near this page in meaning and not linked from it, at its end: handbook/search/near.py found it when the site was made.
// Where the file cannot be had, as without a network, the page ends as before.
(() => {
  const { base, root } = handbook;
  const end = /** @type {Element} */ (document.querySelector('.end'));

  /** @param {string} url below the root */
  function address(url) {
    const [path, anchor] = url.split('#');
    const file = location.protocol === 'file:' ? 'index.html' : '';
    return base + path + file + (anchor ? `#${anchor}` : '');
  }

  /** @type {any} */ (window).handbookNear = (/** @type {[url: string, name: string, said: string][]} */ rows) => {
    if (!rows.length) return;
    const items = rows.map(([url, name, said]) => {
      return handbook.element('li', {}, handbook.element('a', { href: address(url) }, name), handbook.element('p', {}, said));
    });
    const title = handbook.element('h2', {}, handbookTexts.title);
    const note = handbook.element('p', {}, handbook.element('small', {}, handbookTexts.note));
    const list = handbook.element('ul', {}, ...items);
    const block = handbook.element('section', { class: 'near', 'aria-label': handbookTexts.title }, title, note, list);
    const next = end.querySelector('.end-next');
    const behind = next ? next.nextElementSibling : end.firstElementChild;
    if (behind) handbook.below(behind, () => behind.before(block));
  };

  const path = location.pathname.slice(root.length).replace(/index\.html$/, '');
  document.head.append(handbook.element('script', { src: `${base}near/${path}index.js` }));
})();
