// @ts-check
// What a query can mean: readings, each a row of terms that must be found.

/**
 * A word of a query.
 * @typedef {object} Term
 * @property {Form} typed
 * @property {boolean} open whether the word may go on
 * @property {boolean} loose whether words with other marks will do
 * @property {Form | null} decoded the word when the keys were raw Telex or VNI
 * @property {Set<string>} slips bare words one slip away
 *
 * @typedef {object} Reading
 * @property {Term[]} terms
 * @property {number} cost for being another wording than the one typed
 * @property {boolean} shorter whether it leaves out words that only ask or address
 * @property {boolean} repaired whether it corrects what was typed
 */

const MOST_TERMS = 32;
const MOST_READINGS = 12;
const SHORTEST_STEM = 5;
const YEAR = /^(19|20)[0-9]{2}$/;
const NUMBER = /^[0-9]+$/;

/** @param {Form} typed @returns {Term} */
function termOf(typed) {
  return { typed, open: false, loose: false, decoded: null, slips: new Set() };
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
  const { question, before, fillers } = index.data.lexicon;
  /** @type {Reading[]} */
  let found = [{ terms, cost: 0, shorter: false, repaired: false }];
  /** @type {[number, boolean, (terms: Term[]) => Term[][]][]} */
  const steps = [
    [0.05, false, (row) => withDates(index, row)],
    [0.05, false, (row) => withoutFillers(index, row, fillers)],
    [0.1, true, (row) => without(index, row, question, false)],
    [0.1, true, (row) => without(index, row, before, true)],
    [0.05, false, numberFirst],
    [0.05, false, (row) => withAbbreviations(index, row)],
  ];
  for (const [cost, shorter, step] of steps) {
    for (const reading of found.slice()) {
      const others = step(reading.terms).filter((row) => row.length);
      found = found.concat(others.map((row) => ({
        terms: row, cost: reading.cost + cost, shorter: reading.shorter || shorter, repaired: false,
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

/** @param {Term[]} row @param {number} at @param {number} count @param {Form[]} forms */
function replaced(row, at, count, forms) {
  return [...row.slice(0, at), ...forms.map(termOf), ...row.slice(at + count)];
}

/**
 * A date in the other ways of writing it: numbers only, and with the words for day, month and year.
 * @param {SearchIndex} index @param {Term[]} row
 * @returns {Term[][]}
 */
function withDates(index, row) {
  if (!row.some((term) => NUMBER.test(term.typed.bare))) return [];
  const { date, months: names } = index.data.lexicon;
  const words = date.flatMap((text) => index.formsIn(text));
  const months = names.flatMap((text) => index.formsIn(text));
  let rest = row.map((term, place) => {
    const month = months.findIndex((name) => same(term, name) && !NUMBER.test(name.bare));
    if (month >= 0) return termOf(formOf(String(month + 1)));
    const next = row[place + 1];
    return words.some((word) => same(term, word)) && next && NUMBER.test(next.typed.bare) ? null : term;
  }).filter((term) => term !== null);
  const year = rest.findIndex((term) => YEAR.test(term.typed.bare));
  if (year < 0) return withoutYear(words, row, rest);
  rest = inOrder(row, rest, year, months);
  const end = rest.findIndex((term) => YEAR.test(term.typed.bare));
  let start = end;
  while (start > 0 && end - start < 2 && NUMBER.test(rest[start - 1].typed.bare)) start--;
  const spoken = words.slice(3 - (end - start) - 1);
  const spelt = rest.slice(start, end + 1).flatMap((term, place) => [termOf(spoken[place]), term]);
  const long = [...rest.slice(0, start), ...spelt, ...rest.slice(end + 1)];
  return [rest, long].filter((other) => !alike(other, row));
}

/** @param {Form[]} words @param {Term[]} row @param {Term[]} rest @returns {Term[][]} */
function withoutYear(words, row, rest) {
  if (rest.length < row.length) return [rest];
  const [day, month] = row;
  const whole = row.length === 2 && NUMBER.test(day.typed.bare) && NUMBER.test(month.typed.bare);
  return whole ? [[termOf(words[0]), day, termOf(words[1]), month]] : [];
}

/**
 * Day, month, year, however they were ordered.
 * @param {Term[]} row as typed @param {Term[]} rest @param {number} year @param {Form[]} months
 */
function inOrder(row, rest, year, months) {
  const [one, other] = rest.slice(year + 1, year + 3);
  if (year === 0 && one && other && [one, other].every((term) => NUMBER.test(term.typed.bare))) {
    return [other, one, rest[0], ...rest.slice(3)];
  }
  const named = row.findIndex((term) => months.some((name) => same(term, name) && !NUMBER.test(name.bare)));
  const dayBehind = named >= 0 && year === named + 2;
  if (!dayBehind) return rest;
  return [...rest.slice(0, named), rest[named + 1], rest[named], ...rest.slice(named + 2)];
}

/** @param {Term[]} one @param {Term[]} other */
function alike(one, other) {
  return one.length === other.length && one.every((term, place) => term.typed.bare === other[place].typed.bare);
}

/**
 * The page that a kind and a number name ("bài học 3", "bh 3", "bài học thứ ba"), -1 for none.
 * @param {SearchIndex} index @param {string} query
 */
function directPage(index, query) {
  const { fillers, numerals } = index.data.lexicon;
  const terms = termsOf(query);
  const row = fillers.reduce((rest, filler) => [...without(index, rest, [filler], false), rest][0], terms);
  const last = row[row.length - 1];
  if (!last || row.length < 2) return -1;
  const numeral = numerals.findIndex((text) => same(last, index.formsIn(text)[0]));
  const number = numeral < 0 ? last.typed.bare : String(numeral + 1);
  const kind = row.slice(0, -1);
  return index.pages.findIndex(({ label }) => {
    const forms = index.formsIn(label);
    const name = forms.slice(0, -1);
    if (!label || forms[name.length].bare !== number) return false;
    if (kind.length === name.length && name.every((form, place) => same(kind[place], form))) return true;
    return kind.length === 1 && kind[0].typed.bare === name.map((form) => form.bare[0]).join('');
  });
}

/**
 * The readings that correct the query: raw keys, one slip, other marks; blanks left out or too many.
 * @param {SearchIndex} index
 * @param {string} query
 * @returns {Reading[]}
 */
function repairs(index, query) {
  const chunks = query.normalize('NFC').split(/\s+/).filter((chunk) => wordsOf(chunk).length);
  const rows = chunks.slice(0, MOST_TERMS).map((chunk) => chunkReadings(index, chunk));
  if (!rows.length) return [];
  // Each chunk is read as it stands, or in the likeliest way; then one chunk at a time in its other ways.
  const likely = rows.map((ways) => ways[Math.min(1, ways.length - 1)]);
  let found = [rows.flatMap((ways) => ways[0]), likely.flat()];
  rows.forEach((ways, place) => {
    for (const way of ways.slice(1)) found.push(likely.flatMap((other, at) => (at === place ? way : other)));
  });
  found = found.concat(joined(index, found[0]));
  return found.slice(0, 2 * MOST_READINGS).map((terms) => ({ terms, cost: 0.1, shorter: false, repaired: true }));
}

/**
 * The ways to read what stands between two blanks; the first leaves its words as they are.
 * @param {SearchIndex} index @param {string} chunk
 * @returns {Term[][]}
 */
function chunkReadings(index, chunk) {
  const words = wordsOf(chunk).map(({ word }) => word);
  const decoded = decode(chunk);
  const known = decoded && index.known.has(decoded.bare);
  if (decoded && known && words.length > 1) return [[termOf(decoded)]];
  const terms = words.map((word) => {
    const term = termOf(formOf(word));
    return { ...term, loose: true, slips: slipsOf(index, term.typed.bare, decoded), decoded: known ? decoded : null };
  });
  const ways = words.map((word) => wordCuts(index, word));
  const longest = Math.max(...ways.map((way) => way.length));
  const others = Array.from({ length: longest }, (_, number) => {
    return ways.flatMap((way, place) => way[Math.min(number, way.length - 1)] || [terms[place]]);
  });
  return [terms, ...others];
}

/** The words that letters without blanks can be. @param {SearchIndex} index @param {string} word @returns {Term[][]} */
function wordCuts(index, word) {
  const { bare } = formOf(word);
  if (index.known.has(bare) || bare.length < 4) return [];
  const letters = word.normalize('NFC');
  return cuts(bare, (piece) => index.known.has(canonical(piece))).map((sizes) => cutAt(letters, sizes));
}

/** @param {string} chunk */
function decode(chunk) {
  const keys = chunk.replace(/^[^\p{L}\p{M}0-9]+|[^\p{L}\p{M}0-9]+$/gu, '');
  if (/^[\p{L}\p{M}]+$/u.test(keys)) return fromTelex(keys);
  return /^[\p{L}\p{M}]+[0-9][\p{L}\p{M}0-9]*$/u.test(keys) ? fromVni(keys) : null;
}

/**
 * The known words one slip away: from the letters, from what the keys stand for, and from the letters without
 * a key held too long or the key of a tone; when there are none, those with the same stem.
 * @param {SearchIndex} index @param {string} bare @param {Form | null} decoded @returns {Set<string>}
 */
function slipsOf(index, bare, decoded) {
  if (bare.length < 3 || NUMBER.test(bare)) return new Set();
  const tried = [bare, bare.replace(/(.)\1+/g, '$1'), decoded ? decoded.bare : bare];
  if (LETTERS.tones.some(({ telex }) => bare.endsWith(telex))) tried.push(bare.slice(0, -1));
  const found = index.words.filter((word) => tried.some((typed) => oneSlip(typed, word) || typed === word));
  const stem = bare.slice(0, -2);
  return new Set(found.length || stem.length < SHORTEST_STEM ? found : index.beginning(stem));
}

/** @param {string} letters @param {number[]} sizes */
function cutAt(letters, sizes) {
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return termOf(formOf(letters.slice(start - size, start)));
  });
}

/** Two words that are one when the blank between them goes. @param {SearchIndex} index @param {Term[]} row */
function joined(index, row) {
  const found = [];
  for (let at = 0; at + 1 < row.length; at++) {
    const { typed } = row[at];
    const behind = row[at + 1].typed;
    const bare = canonical(typed.bare + behind.bare);
    if (!index.known.has(bare)) continue;
    const whole = { bare, shape: typed.shape + behind.shape, tone: typed.tone || behind.tone };
    found.push([...row.slice(0, at), termOf(whole), ...row.slice(at + 2)]);
  }
  return found;
}
