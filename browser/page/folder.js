// @ts-check
// Opened from a folder there is no server to find a page's file: links to a page then name it.
if (location.protocol === 'file:') {
  document.addEventListener(
    'click',
    (event) => {
      const link = /** @type {Element} */ (event.target).closest('a[href]');
      if (!(link instanceof HTMLAnchorElement) || link.protocol !== 'file:') return;
      // Dots alone lead to a folder too, and the browser has added the slash.
      if (link.pathname.endsWith('/')) link.pathname += 'index.html';
    },
    true,
  );
}
