// @ts-check
// What is shown of a section: a piece of its text.

const EXCERPT = 170;
/** Around words in the handbook's own language (handbook/language/foreign.py). */
const SIGN = '\u0001';

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
