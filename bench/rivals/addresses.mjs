// @ts-check
/** @typedef {import('./engines.mjs').Found} Found */

/**
 * Addresses folded to distinct pages, in order of their first address.
 * @param {string[]} found
 * @returns {Found[]}
 */
export function pagesIn(found) {
  /** @type {Map<string, Found>} */
  const pages = new Map();
  for (const address of found) {
    const clean = address.replace(/^\.?\//, '');
    const url = clean.replace(/#.*/, '').replace(/(^|\/)index\.html$/, '$1');
    const page = pages.get(url) || { url, places: [] };
    pages.set(url, page);
    if (clean.includes('#')) page.places.push(url + clean.slice(clean.indexOf('#')));
  }
  return [...pages.values()];
}
