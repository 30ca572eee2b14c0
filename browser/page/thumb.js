// @ts-check
// Within reach of the thumb when a long page is scrolled upwards: the page before, the top, the page after.
(() => {
  const { texts } = SITE;
  let before = scrollY;

  /** @param {'previous' | 'next'} name @param {string} relation */
  function neighbour(name, relation) {
    const link = /** @type {HTMLLinkElement | null} */ (document.querySelector(`link[rel=${relation}]`));
    const label = link && `${texts[`${name}_page`]}: ${link.title}`;
    return link ? [SITE.element('a', { href: link.href, rel: relation, 'aria-label': String(label) }, texts[name])] : [];
  }

  // The top is a link, so that the way back leads to where the reader was.
  const top = SITE.element('a', { href: '#' }, texts.top);
  const bar = SITE.element('nav', { class: 'thumb', 'aria-label': texts.turn }, ...neighbour('previous', 'prev'), top, ...neighbour('next', 'next'));
  bar.hidden = true;
  showBar(bar);

  onScroll(() => {
    const moved = scrollY - before;
    if (Math.abs(moved) < 8) return; // a trembling hand
    before = scrollY;
    // What the keyboard is in does not go away under it.
    bar.hidden = scrollY < innerHeight || (moved > 0 && !bar.contains(document.activeElement));
  });
})();
