// @ts-check
// The lists of all entries as the page has them, and what the reader has done of each.

/** @typedef {{id: string, title: string, lang: string, minutes: number, questions: number, begins: boolean, item: Element, note: Element, link: HTMLAnchorElement}} Entry */
/** @typedef {{title: string, lang: string, heading: Element, list: Element, entries: Entry[]}} Part */

/** @param {Element} place @returns {Part[]} */
function overviewParts(place) {
  return [...place.querySelectorAll('h3')].map((heading) => {
    const list = /** @type {Element} */ (overviewList(heading));
    return { heading, list, ...overviewTitle(heading.querySelector('a') || heading), entries: [...list.children].map(overviewEntry) };
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
  const { minutes, questions, begins } = /** @type {HTMLElement} */ (item.querySelector('small')).dataset;
  const note = element('small', { class: 'study-note' });
  item.append(' ', note);
  return { id: handbook.study.pageOf(link.pathname), ...overviewTitle(link), minutes: Number(minutes), questions: Number(questions), begins: begins !== undefined, item, note, link };
}

/** @param {Element} element */
function overviewTitle(element) {
  return { title: handbook.signed(element), lang: /** @type {HTMLElement} */ (element.closest('[lang]')).lang };
}

/** A text with a title in it, which may be in another language. @param {string} name @param {{title: string, lang: string}} titled @param {Record<string, string>} [values] */
function overviewTitled(name, { title, lang }, values = {}) {
  const [before, after] = overviewText(name, { ...values, title: '\u0002' }).split('\u0002');
  return [before, element('span', { lang }, title), after];
}

/** @param {string} name of a text @param {Record<string, string | number>} [values] */
function overviewText(name, values = {}) {
  return handbook.filled(handbookTexts[name], values);
}
