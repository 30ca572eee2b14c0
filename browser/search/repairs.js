// @ts-check
// What a query was meant to be when it stands nowhere as it was typed.

const SHORTEST_STEM = 5;

/**
 * The readings that correct the query: raw keys, one slip, other marks; blanks left out or too many.
 * @param {SearchIndex} index
 * @param {string} query
 * @returns {Reading[]}
 */
function repairs(index, query) {
  const chunks = query.normalize('NFC').split(/\s+/).filter((chunk) => wordsOf(chunk).length);
  const rows = chunks.slice(0, MOST_TERMS).map((chunk) => chunkReadings(index, chunk));
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
  const known = decoded && index.knows(decoded.bare);
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
  if (index.knows(bare) || bare.length < 4) return [];
  const letters = word.normalize('NFC');
  return cuts(bare, (piece) => index.knows(canonical(piece))).map((sizes) => cutAt(letters, sizes));
}

/** @param {string} chunk */
function decode(chunk) {
  const keys = chunk.replace(/^[^\p{L}\p{M}0-9]+|[^\p{L}\p{M}0-9]+$/gu, '');
  if (/^[\p{L}\p{M}]+$/u.test(keys)) return fromTelex(keys);
  return /^[\p{L}\p{M}]+[0-9][\p{L}\p{M}0-9]*$/u.test(keys) ? fromVni(keys) : null;
}

/**
 * The wordings of the query in which only those words may be others that stand nowhere as they were typed.
 * @param {SearchIndex} index
 * @param {Reading[]} repaired
 * @param {boolean} open whether the last word may go on
 * @param {boolean} exact whether none may be another
 * @returns {Reading[]}
 */
function mended(index, repaired, open, exact) {
  // Letters that are cut into single ones say nothing.
  const likely = repaired.slice(0, exact ? 1 : 2).filter(({ terms }, at) => !at || terms.every(({ typed }) => typed.bare.length > 1));
  return likely.flatMap(({ terms }) => {
    const row = terms.map((term, place) => settled(index, term, open && place === terms.length - 1, exact));
    const isOther = row.some(({ loose }) => loose);
    return readingsOf(index, row, index.sayings || []).map((reading) => ({ ...reading, repaired: isOther }));
  });
}

/** The reading without other words for those that are right. @param {Reading} reading @param {(term: Term) => boolean} isRight */
function sparing(reading, isRight) {
  const terms = reading.terms.map((term) => (isRight(term) ? { ...term, loose: false, slips: new Set() } : term));
  return { ...reading, terms };
}

/**
 * The term as it stands in the texts, else with what it may be.
 * @param {SearchIndex} index @param {Term} term @param {boolean} open @param {boolean} exact
 */
function settled(index, term, open, exact) {
  const { typed } = term;
  const plain = { ...termOf(typed), kin: kinOf(index, typed.bare) };
  if (stands(index, plain) || NUMBER.test(typed.bare)) return plain;
  if (open && index.beginning(typed.bare).length) return { ...plain, open };
  return exact ? plain : { ...term, kin: plain.kin, loose: true };
}

/** The known words with other endings. @param {SearchIndex} index @param {string} bare */
function kinOf(index, bare) {
  const endings = ['', ...index.data.lexicon.endings];
  const stems = endings.filter((ending) => bare.endsWith(ending)).map((ending) => bare.slice(0, bare.length - ending.length));
  const words = stems.filter((stem) => stem.length > 2).flatMap((stem) => endings.map((ending) => stem + ending));
  return new Set(endings.length > 1 ? words.filter((word) => word !== bare && index.knows(word)) : []);
}

/**
 * The known words one slip away: from the letters, from what the keys stand for, and from the letters without
 * a key held too long or the key of a tone; when there are none, those with the same stem.
 * @param {SearchIndex} index @param {string} bare @param {Form | null} decoded @returns {Set<string>}
 */
function slipsOf(index, bare, decoded) {
  if (bare.length < 3 || NUMBER.test(bare)) return new Set();
  // Without the key of a tone it is hardly Telex.
  const tried = [bare, decoded && decoded.tone ? decoded.bare : bare];
  const held = bare.replace(/(.)\1+/g, '$1');
  if (LETTERS.tones.some(({ telex }) => bare.endsWith(telex))) tried.push(bare.slice(0, -1));
  const found = /** @type {Places} */ (index.places).words.filter((word) => (word === held && held.length > 1) || tried.some((typed) => oneSlip(typed, word) || typed === word));
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
    if (!index.knows(bare)) continue;
    const whole = { bare, shape: typed.shape + behind.shape, tone: typed.tone || behind.tone };
    found.push([...row.slice(0, at), termOf(whole), ...row.slice(at + 2)]);
  }
  return found;
}
