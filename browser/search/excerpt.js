// @ts-check
// What is shown of a section: a piece of its text, and the words that matched.

const EXCERPT = 170;
/** Around words in the handbook's own language (handbook/language/foreign.py). */
const SIGN = '\u0001';

/**
 * @typedef {object} Line a title or a block
 * @property {string} text
 * @property {number} first where its tokens begin
 * @property {{start: number, end: number}[]} words as many as are needed for the marks
 * @property {[number, number][]} marks spans of tokens in it
 */

/**
 * The title or the block that has a token.
 * @param {SearchIndex} index @param {Section} section @param {number} token @param {[number, number][]} spans
 * @returns {Line}
 */
function lineAt({ tokens }, section, token, spans) {
  let first = section.from;
  let number = -1;
  for (let at = first; at < token; at++) {
    if (tokens[at] >= 0) continue;
    first = at + 1;
    number++;
  }
  let end = first;
  while (tokens[end] >= 0) end++;
  const text = number < 0 ? section.title : section.text.split('\n')[number];
  const marks = spans.filter(([from]) => from >= first && from < end).sort((one, other) => one[0] - other[0]);
  const last = marks.length ? marks[marks.length - 1][1] : first;
  return { text, first, words: wordsOf(text, last - first), marks };
}

/**
 * A line cut to a readable length around its first match, in pieces that are marked or not.
 * @param {Line} line
 * @returns {[string, 0 | 1][]}
 */
function excerptOf({ text, first, words, marks }) {
  const centre = marks.length ? words[marks[0][0] - first].start : 0;
  let from = text.length > EXCERPT && centre > EXCERPT / 2 ? text.indexOf(' ', centre - EXCERPT / 2) + 1 : 0;
  if (from > centre) from = centre;
  let to = text.length > from + EXCERPT ? text.lastIndexOf(' ', from + EXCERPT) : text.length;
  if (to <= centre) to = text.length;
  /** @type {[string, 0 | 1][]} */
  const pieces = [[from ? '… ' : '', 0]];
  let at = from;
  for (const [start, end] of marks) {
    const begin = words[start - first].start;
    const stop = words[end - first - 1].end;
    if (begin < at || stop > to) continue;
    pieces.push([text.slice(at, begin), 0], [text.slice(begin, stop), 1]);
    at = stop;
  }
  pieces.push([text.slice(at, to), 0], [to < text.length ? ' …' : '', 0]);
  return signedAlone(pieces, signsIn(text.slice(0, from)) % 2).filter(([piece]) => piece.replace(/\u0001/g, ''));
}

/** @param {string} text */
function signsIn(text) {
  return text.split(SIGN).length - 1;
}

/** Pieces in which what is open when one ends is opened again in the next. @param {[string, 0 | 1][]} pieces @param {number} open */
function signedAlone(pieces, open) {
  return pieces.map(([piece, marked]) => {
    const begun = (open ? SIGN : '') + piece;
    open = signsIn(begun) % 2;
    return /** @type {[string, 0 | 1]} */ ([open ? begun + SIGN : begun, marked]);
  });
}

/**
 * What matched, as written there; several words that are apart are parted by "|".
 * @param {SearchIndex} index @param {Section} section @param {[number, number][]} spans @param {Line} known
 */
function wordsAt(index, section, spans, known) {
  const phrase = spans.length && spans[0][1] - spans[0][0] > 1;
  const found = (phrase ? spans.slice(0, 1) : spans).map(([from, to]) => {
    const here = known.marks.some(([start]) => start === from);
    const { text, words, first } = here ? known : lineAt(index, section, from, [[from, to]]);
    return text.slice(words[from - first].start, words[to - first - 1].end).replace(/\u0001/g, '');
  });
  return [...new Set(found)].join('|');
}
