// @ts-check
// What else a query may mean, beyond its very words: what an editor has listed, corrections, scattered words.

// How many texts are fetched that say most of a sentence, when nothing was found that it surely means.
const LIKELY = 15;
// Sections with a name after which pages that say it with other words between are not looked for.
const FEW = 3;
const LIKELY_COST = 2;
// The number of a document within a query.
const NUMBERED = /[0-9]+-\p{L}+([/-]\p{L}+)*/u;
// What it counts more when an editor has listed the whole query as another word for what was found.
const JUST_SAID = 0.3;

/**
 * The hits with those of what else may be meant; null when a newer query has come.
 * @param {Search} search
 * @param {Matcher[]} typed
 * @param {Hit[]} hits
 * @param {(hits: Hit[]) => void} early
 * @returns {Promise<Found | null>}
 */
async function beyond(search, typed, hits, early) {
  const meant = !typed.length || search.query.exact ? [] : await meantHits(search, typed[0], hits);
  const found = isEnough(hits.concat(meant || []), typed[0]) ? { hits: [], unknown: [] } : meant && (await further(search, typed, hits, early));
  // What was found anew with the texts that have come since takes the place of what was known of it.
  return meant && found && { hits: [...phraseHits(typed), ...found.hits, ...still(meant)], unknown: found.unknown };
}

/** Those whose title was not read anew with its text. @param {Hit[]} hits */
function still(hits) {
  return hits.filter(({ section }) => section.page >= 0);
}

/**
 * The hits of what the handbook says instead, when readers are known to say just this; where the very words stand too,
 * only the best of them. null when a newer query has come.
 * @param {Search} search
 * @param {Matcher} first
 * @param {Hit[]} literal the hits of the very words
 * @returns {Promise<Hit[] | null>}
 */
async function meantHits(search, { reading }, literal) {
  const others = search.matchers(wholeSayings(search.index, reading.terms));
  const hits = await phrases(search, others);
  if (!hits) return null;
  const found = hits.map((hit) => ({ ...hit, score: hit.score + JUST_SAID })).sort((one, other) => other.score - one.score);
  return literal.length ? found.slice(0, 1) : found;
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

/** Whether the whole query stands somewhere, in more than a remark, and is no sentence. @param {Hit[]} hits @param {Matcher} first */
function isEnough(hits, first) {
  return !first || (first.size < SENTENCE && hits.filter((hit) => !hit.reading.shorter).length >= FEW);
}

/**
 * The hits of the corrections of the query, when it stands nowhere, and the sections that say most of it.
 * @param {Search} search
 * @param {Matcher[]} typed
 * @param {Hit[]} hits
 * @param {(hits: Hit[]) => void} early
 * @returns {Promise<Found | null>}
 */
async function further(search, typed, hits, early) {
  const { index, query } = search;
  const isThere = hits.some((hit) => !hit.reading.shorter);
  const others = repairs(index, query.q);
  const isRight = isThere || search.isExact;
  const sure = isRight ? [] : await sparingHits(search, others);
  if (!sure) return null;
  const isSure = sure.length > 0;
  const repaired = isRight || isSure ? sure : await phrases(search, search.matchers(others));
  if (!repaired) return null;
  // Where raw keys or a missing blank explain the query, slips are not looked for.
  const least = Math.min(...repaired.map(({ wrong }) => wrong));
  const meant = repaired.filter((hit) => hit.wrong === least);
  const isShort = typed[0].size < SENTENCE;
  if (meant.length && isShort) return { hits: meant, unknown: [] };
  if (meant.length) early([...hits, ...meant]);
  const { open } = typed[0].reading.terms[typed[0].size - 1];
  const wordings = await wordingsOf(search, others, open, isSure || isThere ? search.enough : Math.max(LIKELY, search.enough));
  const number = wordings && (await strangeNumber(search));
  if (!wordings || number === null) return null;
  // In a sentence what was meant is less sure than what most of it says, unless the keys explain all of it, or only
  // words were replaced that stand nowhere.
  const likely = still(meant).map((hit) => ({ ...hit, score: hit.score - (least && !isSure ? LIKELY_COST : 0) }));
  // Of a name that stands somewhere, scattered words say nothing.
  const scattered = ranked(index, wordings).filter(({ score }) => !isThere || !isShort || score > NAMED);
  return { hits: [...likely, ...scattered], unknown: number ? [number] : unknownWords(query.q, wordings) };
}

/**
 * The hits of the corrections that leave alone what stands somewhere as it was typed; null when a newer query has come.
 * @param {Search} search @param {Reading[]} repaired @returns {Promise<Hit[] | null>}
 */
async function sparingHits(search, repaired) {
  const { index, load } = search;
  const known = search.matchers(repaired.map((reading) => sparing(reading, ({ typed }) => index.knows(typed.bare))));
  if (!(await load({ places: wantedPlaces(index, known.filter((matcher) => matcher.isAble()), true) }))) return null;
  const matchers = search.matchers(repaired.map((reading) => sparing(reading, (term) => stands(index, term))));
  return phrases(search, matchers);
}

/**
 * The wordings of the query, once the texts are there that say most of it; null when a newer query has come.
 * @param {Search} search
 * @param {Reading[]} repaired
 * @param {boolean} open whether the last word may go on
 * @param {number} most texts
 * @returns {Promise<Matcher[] | null>}
 */
async function wordingsOf(search, repaired, open, most) {
  const { index, isExact, load } = search;
  const plain = search.matchers(repaired.slice(0, isExact ? 1 : 2));
  if (!(await load({ places: wantedPlaces(index, plain, true) }))) return null;
  const wordings = search.matchers(mended(index, repaired, open, isExact));
  if (!(await load({ places: wantedPlaces(index, wordings, true) }))) return null;
  const pages = sortedPages(wordings, ({ score }) => score).slice(0, most);
  return (await load({ parts: wantedParts(index, pages) })) ? wordings : null;
}

/**
 * The number of a document that stands nowhere, though its parts may, else nothing; null when a newer query has come.
 * @param {Search} search
 */
async function strangeNumber(search) {
  const [number] = search.query.q.match(NUMBERED) || [''];
  const hits = await phrases(search, search.matchers(readings(search.index, number)));
  return hits && (hits.length ? '' : number);
}

/** The words that no text has and no wording replaces. @param {string} query @param {Matcher[]} wordings */
function unknownWords(query, wordings) {
  const words = wordsOf(query.normalize('NFC')).map(({ word }) => word);
  return [...new Set(words)].filter((word) => wordings.every(({ reading, forms }) => {
    return reading.terms.some(({ typed }, term) => typed.bare === formOf(word).bare && !forms[term].length);
  }));
}
