// @ts-check
// What a query can mean as it was typed: readings, each a row of terms that must be found.

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
const MOST_READINGS = 16;
const MOST_SAYINGS = 4;
const NUMBER = /^[0-9]+$/;

/** @param {Form} typed @returns {Term} */
function termOf(typed) {
  return { typed, open: false, loose: false, decoded: null, slips: new Set(), kin: new Set() };
}

/** @param {string} text @returns {Term[]} */
function termsOf(text) {
  return wordsOf(text.normalize('NFC')).map(({ word }) => termOf(formOf(word)));
}

/**
 * The readings that take the letters as they were typed; the first is the query itself.
 * @param {SearchIndex} index
 * @param {string} query
 * @returns {Reading[]}
 */
function readings(index, query) {
  const terms = termsOf(query).slice(0, MOST_TERMS);
  if (!terms.length) return [];
  leaveOpen(query, terms);
  return readingsOf(index, terms, []);
}

/**
 * The row itself and other wordings of it.
 * @param {SearchIndex} index @param {Term[]} terms
 * @param {[said: string, meant: string][]} sayings what may stand for words of the row
 * @returns {Reading[]}
 */
function readingsOf(index, terms, sayings) {
  const { question, before, fillers } = index.data.lexicon;
  /** @type {Reading[]} */
  let found = [{ terms, cost: 0, shorter: false, repaired: false }];
  /** @type {[number, 'as typed' | 'shorter', (terms: Term[]) => Term[][]][]} */
  const steps = [
    [0.05, 'as typed', (row) => withDates(index, row)],
    [0.05, 'as typed', (row) => withoutFillers(index, row, fillers)],
    [0.1, 'shorter', (row) => without(index, row, question, false)],
    [0.1, 'shorter', (row) => without(index, row, before, true)],
    [0.05, 'as typed', numberFirst],
    [0.05, 'as typed', (row) => withAbbreviations(index, row)],
    [0.15, 'as typed', (row) => withSayings(index, row, sayings)],
  ];
  for (const [cost, kind, step] of steps) {
    for (const reading of found.slice()) {
      const others = step(reading.terms).filter((row) => row.length);
      found = found.concat(others.map((row) => ({
        terms: row,
        cost: reading.cost + cost,
        shorter: reading.shorter || kind === 'shorter',
        repaired: false,
      })));
    }
  }
  return found.slice(0, MOST_READINGS);
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

/**
 * The row without words that only stand before a number.
 * @param {SearchIndex} index @param {Term[]} row @param {string[]} fillers
 */
function withoutFillers(index, row, fillers) {
  const number = row.findIndex((term) => NUMBER.test(term.typed.bare));
  if (number < 1) return [];
  for (const filler of fillers.map((text) => index.formsIn(text))) {
    const at = number - filler.length;
    if (at >= 0 && find(row.slice(at, number), filler) === 0) return [[...row.slice(0, at), ...row.slice(number)]];
  }
  return [];
}

/** The number of a document before its letters: KL21 is written 21-KL. @param {Term[]} row @returns {Term[][]} */
function numberFirst(row) {
  const numbers = row.filter((term) => NUMBER.test(term.typed.bare));
  const letters = row.filter((term) => !NUMBER.test(term.typed.bare));
  if (numbers.length !== 1 || !letters.length || letters.length > 3 || row[0] === numbers[0]) return [];
  return letters.every((term) => term.typed.bare.length < 5) ? [[...numbers, ...letters]] : [];
}

/** Short forms for long ones and long ones for short ones. @param {SearchIndex} index @param {Term[]} row @returns {Term[][]} */
function withAbbreviations(index, row) {
  const found = [];
  for (const [short, full] of index.data.abbreviations) {
    const long = index.formsIn(full);
    const brief = index.formsIn(short);
    const at = find(row, brief);
    if (at >= 0) found.push(replaced(row, at, brief.length, long));
    const there = find(row, long);
    if (there >= 0) found.push(replaced(row, there, long.length, brief));
  }
  return found;
}

/**
 * What readers say as the handbook says it.
 * @param {SearchIndex} index @param {Term[]} row @param {[said: string, meant: string][]} sayings
 * @returns {Term[][]}
 */
function withSayings(index, row, sayings) {
  let rows = [row];
  for (const [said, meant] of sayings) {
    const wanted = index.formsIn(said);
    const at = find(row, wanted);
    if (at < 0) continue;
    const forms = index.formsIn(meant);
    for (const other of rows.slice(0, MOST_SAYINGS)) {
      const there = find(other, wanted);
      if (there >= 0) rows = rows.concat([replaced(other, there, wanted.length, forms)]);
    }
  }
  return rows.slice(1).reverse();
}

/**
 * What the handbook says where readers say just these words. A single word needs its marks: without them it is too
 * many others.
 * @param {SearchIndex} index @param {Term[]} row
 * @returns {Reading[]}
 */
function wholeSayings(index, row) {
  const found = (index.sayings || []).filter(([said]) => {
    const forms = index.formsIn(said);
    if (forms.length !== row.length || find(row, forms)) return false;
    return row.length > 1 || agreement(row[0].typed, forms[0]) === EXACT;
  });
  return found.map(([, meant]) => ({ terms: index.formsIn(meant).map(termOf), cost: 0.15, shorter: false, repaired: false }));
}

/** Which terms only ask. @param {SearchIndex} index @param {Term[]} terms @returns {boolean[]} */
function askingTerms(index, terms) {
  const asking = terms.map(() => false);
  for (const phrase of index.data.lexicon.question) {
    const wanted = index.formsIn(phrase);
    for (let at = 0; at + wanted.length <= terms.length; at++) {
      if (wanted.every((form, place) => same(terms[at + place], form))) asking.fill(true, at, at + wanted.length);
    }
  }
  return asking.every(Boolean) ? asking.fill(false) : asking;
}

/** @param {Term[]} row @param {number} at @param {number} count @param {Form[]} forms */
function replaced(row, at, count, forms) {
  return [...row.slice(0, at), ...forms.map(termOf), ...row.slice(at + count)];
}
