// @ts-check
// Within reach of the thumb when a long page is scrolled upwards: the page before, the top, the page after.
(() => {
  const { texts } = SITE;
  let before = scrollY;

  /** @param {'previous' | 'next'} name @param {string} relation */
  function neighbour(name, relation) {
    // The link at the end of the page: one in the head would make Firefox fetch that page, which nobody asked for.
    const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector(`.foot a[rel=${relation}]`));
    if (!link) return [];
    const [what, ...title] = [...link.childNodes].map((part) => part.textContent);
    // A name in another language would be read as if it were in this one.
    const label = link.querySelector('[lang]') ? what : `${what}: ${title.join('')}`;
    return [SITE.element('a', { href: link.href, rel: relation, 'aria-label': String(label) }, texts[name])];
  }

  // The top is a link, so that the way back leads to where the reader was.
  const top = SITE.element('a', { href: '#' }, texts.top);
  const bar = SITE.element('nav', { class: 'thumb', 'aria-label': texts.turn }, ...neighbour('previous', 'prev'), top, ...neighbour('next', 'next'));
  bar.hidden = true;
  showBar(bar);

  /** The end of the page, where the same links stand, is not in sight. */
  const isFree = () => /** @type {Element} */ (document.querySelector('.foot')).getBoundingClientRect().top > innerHeight;

  onScroll(() => {
    const moved = scrollY - before;
    if (Math.abs(moved) < 8) return; // a trembling hand
    before = scrollY;
    // What the keyboard is in does not go away under it.
    bar.hidden = scrollY < innerHeight || !(bar.contains(document.activeElement) || (moved < 0 && isFree()));
  });
  // Who presses something on the page wants to see what comes of it, as an answer that unfolds downwards.
  document.addEventListener('click', (event) => {
    bar.hidden = bar.hidden || !bar.contains(/** @type {Node} */ (event.target));
  });
})();
