// @ts-check
// The table of contents: open where it stands beside the text, and there it shows where the reader is.
(() => {
  const frame = /** @type {HTMLDetailsElement | null} */ (document.querySelector('.contents > details'));
  if (!frame || !('IntersectionObserver' in window)) return;
  const links = [...frame.querySelectorAll('a')];
  /** @type {Map<Element, Element>} */
  const linkOf = new Map();
  for (const link of links) {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (heading) linkOf.set(heading, link);
  }

  /** The last heading above the upper third of the window. */
  function mark() {
    let current = null;
    for (const [heading, link] of linkOf) {
      if (heading.getBoundingClientRect().top < innerHeight / 3) current = link;
    }
    for (const link of links) {
      if (link === current) link.setAttribute('aria-current', 'location');
      else link.removeAttribute('aria-current');
    }
  }

  const isBeside = () => matchMedia('(min-width: 76.25em)').matches && !frame.closest('.roomy');
  frame.open = isBeside();
  // Above the text it has done its work once something is chosen.
  frame.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest('a');
    if (link && !isBeside()) frame.open = false;
  });
  // Only when a heading comes or goes is there anything to change.
  const observer = new IntersectionObserver(mark, { rootMargin: '0px 0px -66% 0px' });
  linkOf.forEach((_, heading) => observer.observe(heading));
})();
