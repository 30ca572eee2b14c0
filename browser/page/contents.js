// @ts-check
// The table of contents beside the text shows where the reader is.
(() => {
  const links = [...document.querySelectorAll('.md-nav--secondary a[href^="#"]')];
  /** @type {Map<Element, Element>} */
  const linkOf = new Map();
  for (const link of links) {
    const heading = document.getElementById(decodeURIComponent(/** @type {HTMLAnchorElement} */ (link).hash.slice(1)));
    if (heading) linkOf.set(heading, link);
  }
  if (!linkOf.size || !('IntersectionObserver' in window)) return;

  /** The last heading above the upper third of the window. */
  function mark() {
    let current = null;
    for (const [heading, link] of linkOf) {
      if (heading.getBoundingClientRect().top < innerHeight / 3) current = link;
    }
    for (const link of links) {
      link.classList.toggle('md-nav__link--active', link === current);
      if (link === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  }

  // Only when a heading comes or goes is there anything to change.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px' });
  linkOf.forEach((_, heading) => observer.observe(heading));
})();
