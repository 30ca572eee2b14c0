// @ts-check
// What the texts answer, beyond titles: which of them are fetched, what else may be meant.

// Pages with the phrase after which no further text is fetched; so many, if the reader asks for more.
const ENOUGH = 10;
const MORE = 40;
// Texts that are tried for a phrase whose words they have, before it is taken to stand nowhere; for one or two words all.
const TRIED = 8;
const TRIED_SHORT = Infinity;
// For one with all words that stand somewhere as they were typed: what the others were meant to be is among few.
const TRIED_SURE = 24;
// How many texts are fetched that say most of a sentence, when nothing was found that it surely means.
const LIKELY = 15;
// How many texts are fetched at a time: few for the first answer, then more.
const BATCHES = [1, 2, 4, 8];
// From how many words on a query is more than a name.
const SENTENCE = 3;
// Sections with a name after which pages that say it with other words between are not looked for.
const FEW = 3;
const LIKELY_COST = 2;
// The number of a document within a query.
const NUMBERED = /[0-9]+-\p{L}+([/-]\p{L}+)*/u;
// What it counts more when an editor has listed the whole query as another word for what was found.
const JUST_SAID = 0.3;

/** One query on its way to its answer. */
class Search {
  /**
   * @param {SearchIndex} index
   * @param {Query} query
   * @param {Load} load
   */
  constructor(index, query, load) {
    this.index = index;
    this.query = query;
    this.load = load;
    this.enough = query.text || query.kind ? MORE : ENOUGH;
    /** Whether nothing is corrected: letters without a vowel are a short form, no slip of a word. */
    this.isExact = query.exact || !/[aeiouy]/i.test(query.q.normalize('NFD'));
    /** Whether there are texts that may answer too. */
    this.isPartial = false;
  }

  /** @param {Reading[]} readings */
  matchers(readings) {
    return readings.map((reading) => new Matcher(this.index, reading));
  }

  /** In how many texts a phrase is looked for that may be there: the more words, the surer it is where. @param {Matcher[]} matchers */
  most(matchers) {
    if (matchers.some(({ size }) => size < SENTENCE)) return TRIED_SHORT;
    return matchers.some((matcher) => matcher.reading.repaired && !sparedTerms(matcher)) ? TRIED_SURE : TRIED;
  }

  /** Whether so many pages have the phrase in their texts that it is looked for no longer. @param {Hit[]} hits */
  hasEnough(hits) {
    const { pages, loaded } = this.index;
    return new Set(hits.map(({ section }) => section.page).filter((page) => loaded.has(pages[page].part))).size >= this.enough;
  }
}

/**
 * The hits with those of what else may be meant; only the hits, if there are any, where more cannot be had, as of a copy
 * that has some of the texts.
 * @param {Search} search
 * @param {Matcher[]} typed
 * @param {Hit[]} hits
 * @param {(hits: Hit[]) => void} early
 * @returns {Promise<Found | null>}
 */
async function beyond(search, typed, hits, early) {
  try {
    if (hits.length) early(hits);
    const meant = !typed.length || search.query.exact ? [] : await meantHits(search, typed[0], hits);
    const found = isEnough(hits.concat(meant || []), typed[0]) ? { hits: [], unknown: [] } : meant && (await further(search, typed, hits, early));
    // What was found anew with the texts that have come since takes the place of what was known of it.
    return meant && found && { hits: [...phraseHits(typed), ...found.hits, ...still(meant)], unknown: found.unknown };
  } catch (error) {
    if (!(error instanceof LoadError) || !hits.length) throw error;
    return { hits, unknown: [] };
  }
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
  if (!search.index.sayings && !(await search.load({ sayings: true }))) return null;
  const others = search.matchers(wholeSayings(search.index, reading.terms));
  const hits = await phrases(search, others);
  if (!hits) return null;
  const found = hits.map((hit) => ({ ...hit, score: hit.score + JUST_SAID })).sort((one, other) => other.score - one.score);
  return literal.length ? found.slice(0, 1) : found;
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
  if (!(await load({ places: wantedPlaces(index, plain, true), sayings: !index.sayings }))) return null;
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

/**
 * The hits with a whole phrase; null when a newer query has come.
 * @param {Search} search
 * @param {Matcher[]} matchers
 * @param {(hits: Hit[]) => void} [early]
 * @param {(hits: Hit[]) => boolean} [isName] whether the hits are all that is wanted
 * @returns {Promise<Hit[] | null>}
 */
async function phrases(search, matchers, early = () => undefined, isName = () => false) {
  const { index, load } = search;
  const able = matchers.filter((matcher) => matcher.isAble());
  const isTyped = !able.some(({ reading }) => reading.repaired);
  if (!(await load({ places: wantedPlaces(index, able, !isTyped) }))) return null;
  const pages = wholePages(index, able);
  const most = search.most(able);
  let hits = phraseHits(able);
  let tried = 0;
  for (let batch = 0; tried < Math.min(pages.length, hits.length && most < Infinity ? search.enough : most) && !(isTyped && search.hasEnough(hits)) && !isName(hits); batch++) {
    if (hits.length) early(hits);
    const next = pages.slice(tried, (tried += BATCHES[Math.min(batch, BATCHES.length - 1)]));
    if (!(await load({ parts: wantedParts(index, next) }))) return null;
    hits = phraseHits(able);
  }
  if (wantedParts(index, pages).length) search.isPartial = true;
  return hits;
}

/** The parts with the text of the pages that are still to be fetched. @param {SearchIndex} index @param {number[]} pages */
function wantedParts(index, pages) {
  const parts = new Set(pages.map((page) => index.pages[page].part));
  return [...parts].filter((part) => !index.loaded.has(part));
}
