// @ts-check
// Where in a section its hits stand, and the words that matched.

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
