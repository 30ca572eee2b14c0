// @ts-check
// Opened from a folder there is no server to find a page's file: links to a page then name it.
if (location.protocol === 'file:') {
  for (const link of document.querySelectorAll('a[href], link[href]')) {
    const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    if (address.protocol !== 'file:' || !address.pathname.endsWith('/')) continue;
    address.pathname += 'index.html';
    link.setAttribute('href', address.href);
  }
}
