// @ts-check
// A line below the header: how much of a page has been read. It is no news to a screen reader, which knows where it is.
(() => {
  const article = /** @type {Element} */ (document.querySelector('article'));
  const line = SITE.element('div', { class: 'progress', 'aria-hidden': 'true' });
  const update = () => {
    const { top, height } = article.getBoundingClientRect();
    // Where nothing or little is to be scrolled, the line stays empty.
    line.style.transform = `scaleX(${height > innerHeight * 2 ? Math.min(Math.max(-top / (height - innerHeight), 0), 1) : 0})`;
  };
  /** @type {Element} */ (document.querySelector('.top')).append(line);
  onScroll(update);
  update();
})();
