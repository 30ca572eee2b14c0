// @ts-check
// From what is selected, or from a heading, to a record: words only, since nodes do not last.

/** So many signs before and behind a passage are kept with it; browser/notes/ looks for them. */
const NOTING_AROUND = 32;

/** An id that no other tab gives: plain http has no other way to one. */
function notingId() {
  const stamp = Date.now().toString(36) + Math.random().toString(36).slice(2, 6);
  return `${study.page}#${stamp}`;
}

/** What every record says of its page. */
function notingPage() {
  const text = /** @type {HTMLElement} */ (document.querySelector('.handbook-text'));
  return { l: text.lang, p: handbook.signed(/** @type {Element} */ (document.querySelector('h1'))), x: '' };
}

/** @param {Element | null} element */
function notingWords(element) {
  return element ? String(element.textContent).replace(/\s+/g, ' ').trim() : '';
}

/** The first place in the words for which something holds, as it does for all behind it. @param {number} count @param {(place: number) => boolean} holds */
function notingFirst(count, holds) {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What is selected in the text of the page, as a record; null for nothing. @returns {StudyRecord | null} */
function notingSelected() {
  const selection = /** @type {Selection} */ (getSelection());
  const root = /** @type {Element} */ (document.querySelector('.handbook-text'));
  if (selection.isCollapsed || !selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  return root.contains(range.startContainer) ? notingPassage(range) : null;
}

/** An official wording, without the line that says where it stands. @param {Element} quotation */
function notingQuotation(quotation) {
  const blocks = [...quotation.querySelectorAll('p:not(.quotation-source)')];
  const range = document.createRange();
  range.setStartBefore(blocks[0]);
  range.setEndAfter(blocks[blocks.length - 1]);
  return notingPassage(range);
}

/** @param {Range} range @returns {StudyRecord | null} */
function notingPassage(range) {
  const text = handbook.notes.read();
  const { words, nodes, places } = text;
  let from = notingFirst(nodes.length, (at) => range.comparePoint(nodes[at], places[at]) >= 0) + 1;
  let to = notingFirst(nodes.length, (at) => range.comparePoint(nodes[at], places[at] + 1) > 0) + 1;
  const isNothing = (/** @type {number} */ at) => words[at] === ' ' || notingIsFolded(nodes[at - 1]);
  while (from < to && isNothing(from)) from++;
  while (from < to && isNothing(to - 1)) to--;
  if (to <= from) return null;
  const [e, v] = [words.slice(from, to), notingSeen(text, from, to)];
  const source = notingSource(nodes[from - 1], nodes[to - 2]);
  const heading = notingHeading(nodes[from - 1]);
  return {
    ...notingPage(),
    e,
    b: words.slice(Math.max(0, from - NOTING_AROUND), from),
    f: words.slice(to, to + NOTING_AROUND),
    o: from - handbook.notes.part(text, heading.c)[0],
    ...heading,
    ...(source ? { s: source } : {}),
    ...(v === e ? {} : { v }),
  };
}

/** Such as the answer of a question that has not been opened. @param {Node} node */
function notingIsFolded(node) {
  return Boolean(/** @type {Element} */ (node.parentElement).closest('details:not([open]) > :not(summary)'));
}

/** The words of a passage that can be seen: a note shows these, and is found again by all. @param {NoteText} text @param {number} from @param {number} to */
function notingSeen({ words, nodes }, from, to) {
  let seen = '';
  /** @type {Node | null} */
  let last = null;
  let isFolded = false;
  for (let at = from; at < to; at++) {
    const node = nodes[at - 1];
    if (node !== last) [last, isFolded] = [node, notingIsFolded(node)];
    if (!isFolded) seen += words[at];
  }
  return seen.replace(/ +/g, ' ');
}

/** The heading that a place stands below, or the question that it stands in. @param {Node} node */
function notingHeading(node) {
  const quiz = /** @type {Element} */ (node.parentElement).closest('.quiz');
  const headings = [...document.querySelectorAll('.handbook-text h2[id], .handbook-text h3[id]')];
  const above = headings.filter((heading) => heading.contains(node) || heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  const heading = above[above.length - 1] || null;
  return { c: quiz ? quiz.id : heading ? heading.id : '', h: notingWords(heading) };
}

/** Where an official wording stands, when all of the passage is of one. @param {Node} first @param {Node} last */
function notingSource(first, last) {
  const quotation = /** @type {Element} */ (first.parentElement).closest('.quotation');
  return quotation && quotation.contains(last) ? notingWords(quotation.querySelector('.quotation-source')) : '';
}
