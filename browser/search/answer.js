// @ts-check
// From a query to an answer: which parts are needed, which hits stay.

/**
 * @typedef {object} Query
 * @property {number} id
 * @property {string} language
 * @property {string} q
 * @property {string | null} kind
 * @property {boolean} [exact] whether nothing is to be corrected
 * @property {boolean} [typing] whether more is likely to be typed: then nothing is fetched
 * @property {boolean} [text] whether the texts are searched although a page has that very name
 *
 * @typedef {object} Answer
 * @property {number} id
 * @property {boolean} done
 * @property {number} total
 * @property {Group[]} groups
 * @property {{id: string, name: string, count: number}[]} kinds
 * @property {string | null} corrected what is answered instead of the query
 * @property {string[]} unknown words of the query that stand nowhere and were left out
 * @property {string[]} nearest
 * @property {string | null} direct
 * @property {boolean} more whether the texts were left out, as a page or a row has that very name or number
 */

/**
 * @typedef {{hits: Hit[], unknown: string[]}} Found
 */

// Pages with the phrase after which no further text is fetched.
const ENOUGH = 30;
// How many parts are fetched at a time: few for the first answer, then more.
const BATCHES = [1, 3, 8, 16];
// How much of a query a part must be able to have.
const WHOLE = 1;
const HALF = 0;
// From how many words on a query is more than a name.
const SENTENCE = 3;
const LIKELY_COST = 2;
// The number of a document, as 21-KL or 147-KH/TU.
const DOCUMENT = /^[0-9]+-\p{L}+([/-]\p{L}+)*$/u;
// What it counts more when an editor has listed the whole query as another word for what was found.
const JUST_SAID = 0.3;

/**
 * Answers a query, the best known first, while parts of the text arrive.
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {(parts: number[], sayings?: boolean) => Promise<boolean>} load false when a newer query has come
 * @param {(answer: Answer) => void} reply
 */
async function answer(index, query, load, reply) {
  const direct = directPage(index, query.q);
  if (direct >= 0 && !index.pages[direct].url && !(await load([index.pages[direct].part]))) return;
  const typed = readings(index, query.q).map((reading) => new Matcher(index, reading));
  const early = (/** @type {Hit[]} */ hits) => reply(shown(index, query, { hits: best(hits), unknown: [] }, direct, false));
  const isName = (/** @type {Hit[]} */ hits) => !query.text && !query.kind && (direct >= 0 || hits.some((hit) => isWanted(index, query, hit)));
  const hits = await phrases(index, typed, load, early, isName);
  if (!hits) return;
  if (isName(hits)) return reply({ ...shown(index, query, { hits: best(hits), unknown: [] }, direct, true), more: true });
  const found = direct >= 0 ? { hits, unknown: [] } : await beyond(index, query, typed, hits, load);
  if (found) reply(shown(index, query, { hits: best(found.hits), unknown: found.unknown }, direct, true));
}

/**
 * The hits with those of what else may be meant; only the hits, if there are any, where more cannot be had, as of a copy
 * that has some of the texts.
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {Matcher[]} typed
 * @param {Hit[]} hits
 * @param {(parts: number[], sayings?: boolean) => Promise<boolean>} load
 * @returns {Promise<Found | null>}
 */
async function beyond(index, query, typed, hits, load) {
  try {
    const meant = !typed.length || query.exact ? [] : await meantHits(index, typed[0], hits, load);
    const found = isEnough(hits, typed[0]) ? { hits, unknown: [] } : meant && (await further(index, query, typed, hits, load));
    return meant && found && { hits: found.hits.concat(meant), unknown: found.unknown };
  } catch (error) {
    if (!(error instanceof LoadError) || !hits.length) throw error;
    return { hits, unknown: [] };
  }
}

/**
 * Whether a hit is what the query names: the whole title of a page, or a row with the number of a document.
 * A single word says too little.
 * @param {SearchIndex} index @param {Query} query @param {Hit} hit
 */
function isWanted(index, { q }, { section, tier, reading, spans }) {
  const { terms, shorter } = reading;
  if (tier < PHRASE || shorter || section.kind === TEST || terms.length < 2) return false;
  const [[start, end]] = spans;
  // The last word may still be being typed.
  if (index.forms[index.tokens[end - 1]].bare !== terms[terms.length - 1].typed.bare) return false;
  if (section.anchor) return section.kind >= 0 && DOCUMENT.test(q.trim());
  return (start === section.from || start === section.named) && end === section.titled;
}

/**
 * The hits of what the handbook says instead, when readers are known to say just this; where the very words stand too,
 * only the best of them. null when a newer query has come.
 * @param {SearchIndex} index
 * @param {Matcher} first
 * @param {Hit[]} literal the hits of the very words
 * @param {(parts: number[], sayings?: boolean) => Promise<boolean>} load
 * @returns {Promise<Hit[] | null>}
 */
async function meantHits(index, { reading }, literal, load) {
  if (!index.sayings && !(await load([], true))) return null;
  const others = wholeSayings(index, reading.terms).map((one) => new Matcher(index, one));
  const hits = await phrases(index, others, load, () => undefined);
  if (!hits) return null;
  const found = hits.map((hit) => ({ ...hit, score: hit.score + JUST_SAID })).sort((one, other) => other.score - one.score);
  return literal.length ? found.slice(0, 1) : found;
}

/** Whether the whole query stands somewhere, and is no sentence. @param {Hit[]} hits @param {Matcher} first */
function isEnough(hits, first) {
  return !first || (first.size < SENTENCE && hits.some((hit) => !hit.reading.shorter));
}

/**
 * Adds to the hits of the query as it was typed those of its corrections, when it stands nowhere, and the sections
 * that say most of it.
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {Matcher[]} typed
 * @param {Hit[]} hits
 * @param {(parts: number[], sayings?: boolean) => Promise<boolean>} load
 * @returns {Promise<Found | null>}
 */
async function further(index, query, typed, hits, load) {
  const isThere = hits.some((hit) => !hit.reading.shorter);
  const others = repairs(index, query.q);
  const matchers = isThere || query.exact ? [] : others.map((reading) => new Matcher(index, reading));
  const repaired = await phrases(index, matchers, load, () => undefined);
  if (!repaired) return null;
  // Where raw keys or a missing blank explain the query, slips are not looked for.
  const least = repaired.reduce((fewest, hit) => Math.min(fewest, hit.wrong), Infinity);
  const meant = repaired.filter((hit) => hit.wrong === least);
  const isShort = typed[0].size < SENTENCE;
  if (meant.length && isShort) return { hits: meant, unknown: [] };
  const able = [...typed, ...matchers.slice(0, 2)];
  const parts = neededParts(index, able, HALF);
  if ((parts.length || !index.sayings) && !(await load(parts, !index.sayings))) return null;
  const { open } = typed[0].reading.terms[typed[0].size - 1];
  const wordings = mended(index, others, open, !!query.exact).map((reading) => new Matcher(index, reading));
  // In a sentence what was meant is less sure than what most of it says, unless the keys explain all of it.
  const likely = meant.map((hit) => ({ ...hit, score: hit.score - (least ? LIKELY_COST : 0) }));
  return { hits: [...hits, ...likely, ...ranked(index, wordings)], unknown: unknownWords(query.q, wordings) };
}

/** The words that no text has and no wording replaces. @param {string} query @param {Matcher[]} wordings */
function unknownWords(query, wordings) {
  if (!wordings.length) return [];
  const [{ reading, forms }] = wordings;
  const missing = reading.terms.filter((_, term) => !forms[term].length).map(({ typed }) => typed.bare);
  const unknown = missing.filter((bare) => wordings.every((one) => one.reading.terms.some(({ typed }) => typed.bare === bare)));
  const words = wordsOf(query.normalize('NFC')).map(({ word }) => word);
  return [...new Set(words.filter((word) => unknown.includes(formOf(word).bare)))];
}

/**
 * The hits with a whole phrase; null when a newer query has come.
 * @param {SearchIndex} index
 * @param {Matcher[]} matchers
 * @param {(parts: number[], sayings?: boolean) => Promise<boolean>} load
 * @param {(hits: Hit[]) => void} early
 * @param {(hits: Hit[]) => boolean} [isName] whether the hits are all that is wanted
 * @returns {Promise<Hit[] | null>}
 */
async function phrases(index, matchers, load, early, isName = () => false) {
  const able = matchers.filter(({ flags }) => index.parts.some((_, part) => flags.every((flag) => flag[part])));
  const wanted = neededParts(index, able, WHOLE);
  let hits = phraseHits(able);
  for (let batch = 0; wanted.length && pagesOf(hits) < ENOUGH && !isName(hits); batch++) {
    if (hits.length) early(hits);
    if (!(await load(wanted.splice(0, BATCHES[Math.min(batch, BATCHES.length - 1)])))) return null;
    hits = phraseHits(able);
  }
  return hits;
}

/** @param {Matcher[]} matchers @returns {Hit[]} */
function phraseHits(matchers) {
  return matchers.flatMap((matcher) => {
    matcher.prepare();
    return matcher.phrases();
  });
}

/** @param {Hit[]} hits */
function pagesOf(hits) {
  return new Set(hits.map((hit) => hit.section.page)).size;
}

/**
 * The parts still to be fetched that have so much of a reading, those with its words in the title of a page first.
 * @param {SearchIndex} index
 * @param {Matcher[]} matchers
 * @param {number} least
 * @returns {number[]}
 */
function neededParts(index, matchers, least) {
  const scores = index.parts.map((_, part) => {
    if (index.loaded.has(part)) return -1;
    return Math.max(0, ...matchers.map((matcher) => partScore(index, part, matcher)));
  });
  const parts = [...scores.keys()].filter((part) => scores[part] >= least);
  return parts.sort((one, other) => scores[other] - scores[one] || one - other);
}

/** @param {SearchIndex} index @param {number} part @param {Matcher} matcher */
function partScore(index, part, matcher) {
  const share = matcher.share(part);
  return share > 0.999 ? 1 + titleShare(index, part, matcher.words) : share;
}

/** How many of the words stand in the title of one page. @param {SearchIndex} index @param {number} part @param {Set<string>[]} words */
function titleShare(index, part, words) {
  const shares = index.parts[part].map((page) => {
    const { from, titled } = index.pages[page].head;
    const title = index.tokens.slice(from, titled).map((token) => index.forms[token].bare);
    return words.filter((set) => title.some((word) => set.has(word))).length / words.length;
  });
  return Math.max(...shares);
}

/**
 * The hits that stay: those with the phrase before those with its words; once the very words stand somewhere, no
 * others. What a question asks about stays where it is a title.
 * @param {Hit[]} hits
 */
function best(hits) {
  const literal = hits.filter((hit) => hit.tier === PHRASE && (!hit.reading.shorter || hit.named));
  const exact = literal.some((hit) => hit.exact && hit.reading.terms.length > 1);
  const phrases = exact ? literal.filter((hit) => hit.exact || hit.reading.cost) : literal;
  const scattered = hits.filter((hit) => hit.tier < PHRASE);
  const kept = onePerSection(scattered.length ? phrases.concat(scattered) : phrases.length ? phrases : hits);
  return kept.sort((one, other) => other.score - one.score || one.section.page - other.section.page);
}

/** The best hit of each section. @param {Hit[]} hits */
function onePerSection(hits) {
  /** @type {Map<Section, Hit>} */
  const found = new Map();
  for (const hit of hits) {
    const known = found.get(hit.section);
    if (!known || hit.score > known.score) found.set(hit.section, hit);
  }
  return [...found.values()];
}
