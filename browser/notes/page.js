// @ts-check
// The words of a page, in one line, without what scripts have put among them.

/** What scripts fill with what is of other pages, or of the reader: a note there would be lost with it. */
const NOTES_ELSEWHERE = '.practice, .exam, .review, .my-notes, .reflection, .study';
const NOTES_LEFT_OUT = `button, textarea, .quiz-result, .quiz-bar, .quiz-place, .quiz-words, .prompt, .tick, ${NOTES_ELSEWHERE}`;
const NOTES_BLOCKS = 'p, li, h1, h2, h3, h4, td, th, dt, dd, summary, blockquote, figcaption, div';

/** @returns {NoteText} */
function notesRead() {
  const root = /** @type {Element} */ (document.querySelector('.handbook-text'));
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, {
    acceptNode: (node) => (node instanceof Element ? (node.matches(NOTES_LEFT_OUT) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP) : NodeFilter.FILTER_ACCEPT),
  });
  /** @type {NoteText} */
  const text = { words: NOTES_BEGIN, nodes: [], places: [] };
  let words = NOTES_BEGIN;
  let block = null;
  /** @param {string} sign @param {Text} node @param {number} place */
  const add = (sign, node, place) => {
    if (sign === ' ' && words.endsWith(' ')) return;
    words += sign;
    text.nodes.push(node);
    text.places.push(place);
  };
  for (let next = walker.nextNode(); next; next = walker.nextNode()) {
    const node = /** @type {Text} */ (next);
    const own = /** @type {Element} */ (node.parentElement).closest(NOTES_BLOCKS);
    if (own !== block) add(' ', node, 0);
    block = own;
    for (let place = 0; place < node.data.length; place++) add(/\s/.test(node.data[place]) ? ' ' : node.data[place], node, place);
  }
  return { ...text, words: words + NOTES_END };
}

const NOTES_PARTS = '.handbook-text h2[id], .handbook-text h3[id], .handbook-text .quiz[id]';

/** Where the part of a heading, or a question, begins and ends in the words; all of them when it is gone. @param {NoteText} text @param {string} id "" for what is above all headings @returns {[begin: number, end: number]} */
function notesPart({ nodes }, id) {
  const parts = [...document.querySelectorAll(NOTES_PARTS)].filter((part) => !part.closest(NOTES_ELSEWHERE));
  const at = parts.findIndex((part) => part.id === id);
  const begins = (/** @type {Element | undefined} */ part) => (part ? nodes.findIndex((node) => part.contains(node)) + 1 : nodes.length + 1);
  return id && at < 0 ? [0, nodes.length + 1] : [id ? begins(parts[at]) : 0, begins(parts[at + 1])];
}

/** From a place in the words to before another. @param {NoteText} text @param {number} from @param {number} to */
function notesRange({ nodes, places }, from, to) {
  const range = document.createRange();
  range.setStart(nodes[from - 1], places[from - 1]);
  range.setEnd(nodes[to - 2], places[to - 2] + 1);
  return range;
}
