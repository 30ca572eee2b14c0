// @ts-check
// What a query can mean: readings, each a row of terms that must be found; first the query itself.

/**
 * A word of a query.
 * @typedef {object} Term
 * @property {Form} typed
 * @property {boolean} open whether the word may go on
 * @property {boolean} loose whether words with other marks will do
 * @property {Form | null} decoded the word when the keys were raw Telex or VNI
 * @property {Set<string>} slips bare words one slip away
 * @property {Set<string>} kin bare words with the same stem
 *
 * @typedef {object} Reading
 * @property {Term[]} terms
 * @property {number} cost for being another wording than the one typed
 * @property {boolean} shorter whether it leaves out words that only ask or address
 * @property {boolean} repaired whether it corrects what was typed
 */

const MOST_TERMS = 32;
const NUMBER = /^[0-9]+$/;

/** @param {Form} typed @returns {Term} */
function termOf(typed) {
  return { typed, open: false, loose: false, decoded: null, slips: new Set(), kin: new Set() };
}

/** @param {string} text @returns {Term[]} */
function termsOf(text) {
  return wordsOf(text.normalize('NFC')).map(({ word }) => termOf(formOf(word)));
}

/** The query itself, as a reading. @param {string} query @returns {Reading[]} */
function literal(query) {
  const terms = termsOf(query).slice(0, MOST_TERMS);
  if (!terms.length) return [];
  leaveOpen(query, terms);
  return [{ terms, cost: 0, shorter: false, repaired: false }];
}

/** The last word may still be being typed. @param {string} query @param {Term[]} terms */
function leaveOpen(query, terms) {
  const last = terms[terms.length - 1];
  if (/[\p{L}\p{M}0-9]$/u.test(query)) last.open = terms.length > 1 || last.typed.bare.length > 1;
}

/** Whether a term stands at a place of a row. @param {Term | undefined} term @param {Form} wanted */
function same(term, wanted) {
  return !!term && term.typed.bare === wanted.bare && agreement(term.typed, wanted) < OTHER_MARKS;
}

/**
 * @param {Term[]} row @param {Form[]} wanted
 * @returns {number} where the words stand in the row, -1 for nowhere
 */
function find(row, wanted) {
  for (let at = 0; at + wanted.length <= row.length; at++) {
    if (wanted.every((form, place) => same(row[at + place], form))) return at;
  }
  return -1;
}

/**
 * The row without words that say nothing of what is looked for.
 * @param {SearchIndex} index @param {Term[]} row @param {string[]} phrases @param {boolean} first only at the beginning
 * @returns {Term[][]}
 */
function without(index, row, phrases, first) {
  let rest = row;
  for (const phrase of phrases) {
    const wanted = index.formsIn(phrase);
    const at = find(rest, wanted);
    if (at < 0 || (first && at > 0)) continue;
    rest = [...rest.slice(0, at), ...rest.slice(at + wanted.length)];
  }
  return rest.length && rest.length < row.length ? [rest] : [];
}
