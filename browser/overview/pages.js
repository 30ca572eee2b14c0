// @ts-check
// The lists of all entries as the page has them, and what the reader has done of each.

/** @typedef {{id: string, title: string, minutes: number, questions: number, item: Element, note: Element, link: HTMLAnchorElement}} Entry */
/** @typedef {{title: string, heading: Element, list: Element, entries: Entry[]}} Part */

/** @param {Element} place @returns {Part[]} */
function overviewParts(place) {
  return [...place.querySelectorAll('h3')].map((heading) => {
    const list = /** @type {Element} */ (overviewList(heading));
    return { heading, list, title: String(heading.textContent).trim(), entries: [...list.children].map(overviewEntry) };
  });
}

/** @param {Element} heading */
function overviewList(heading) {
  let next = heading.nextElementSibling;
  while (next && next.tagName !== 'UL') next = next.nextElementSibling;
  return next;
}

/** @param {Element} item @returns {Entry} */
function overviewEntry(item) {
  const link = /** @type {HTMLAnchorElement} */ (item.querySelector('a'));
  const { minutes, questions } = /** @type {HTMLElement} */ (item.querySelector('small')).dataset;
  const note = handbook.element('small', { class: 'study-note' });
  const title = String(link.textContent).trim();
  item.append(' ', note);
  return { id: handbook.study.pageOf(link.pathname), title, minutes: Number(minutes), questions: Number(questions), item, note, link };
}

/** @param {string} name of a text @param {Record<string, string | number>} [values] */
function overviewText(name, values = {}) {
  return handbookTexts[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}
