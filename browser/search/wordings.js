// @ts-check
// What else a query can mean as it was typed: other wordings of it.

const MOST_READINGS = 16;
const MOST_SAYINGS = 4;

/**
 * The readings that take the letters as they were typed; the first is the query itself.
 * @param {SearchIndex} index
 * @param {string} query
 * @returns {Reading[]}
 */
function readings(index, query) {
  return literal(query).flatMap(({ terms }) => readingsOf(index, terms, []));
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
