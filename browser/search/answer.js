// @ts-check
// From a query to an answer: which parts are needed, which hits stay.

/**
 * @typedef {object} Query
 * @property {number} id
 * @property {string} language
 * @property {string} q
 * @property {string | null} kind
 *
 * @typedef {object} Answer
 * @property {number} id
 * @property {boolean} done
 * @property {number} total
 * @property {Group[]} groups
 * @property {{id: string, name: string, count: number}[]} kinds
 * @property {string | null} corrected
 * @property {string[]} nearest
 * @property {string | null} direct
 */

// Pages with the phrase after which no further text is fetched.
const ENOUGH = 30;
// How many parts are fetched at a time: few for the first answer, then more.
const BATCHES = [1, 3, 8, 16];
// How much of a query a part must be able to have.
const WHOLE = 1;
const HALF = 0.5;

/**
 * Answers a query, the best known first, while parts of the text arrive.
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {(parts: number[]) => Promise<boolean>} load false when a newer query has come
 * @param {(answer: Answer) => void} reply
 */
async function answer(index, query, load, reply) {
  const direct = directPage(index, query.q);
  if (direct >= 0 && !index.pages[direct].url && !(await load([index.pages[direct].part]))) return;
  const typed = readings(index, query.q).map((reading) => new Matcher(index, reading));
  const early = (/** @type {Hit[]} */ hits) => reply(shown(index, query, best(hits), direct, false));
  let hits = await phrases(index, typed, load, early);
  if (hits && !hits.some((hit) => !hit.reading.shorter) && direct < 0) {
    hits = await corrected(index, query, typed, hits, load);
  }
  if (hits) reply(shown(index, query, best(hits), direct, true));
}

/**
 * When the query stands nowhere as it was typed: the hits of its corrections, else sections that have its words.
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {Matcher[]} typed
 * @param {Hit[]} hits of the query without its asking words
 * @param {(parts: number[]) => Promise<boolean>} load
 * @returns {Promise<Hit[] | null>}
 */
async function corrected(index, query, typed, hits, load) {
  const matchers = repairs(index, query.q).map((reading) => new Matcher(index, reading));
  const repaired = await phrases(index, matchers, load, () => undefined);
  if (!repaired) return null;
  // Where raw keys or a missing blank explain the query, slips are not looked for.
  const least = repaired.reduce((fewest, hit) => Math.min(fewest, hit.wrong), Infinity);
  if (repaired.length) return repaired.filter((hit) => hit.wrong === least);
  const others = matchers.slice(0, 1);
  const parts = neededParts(index, [...typed, ...others], HALF);
  if (parts.length && !(await load(parts))) return null;
  const found = scattered(typed);
  return hits.concat(found.length ? found : scattered(others));
}

/** @param {Matcher[]} matchers @returns {Hit[]} */
function scattered(matchers) {
  return matchers.flatMap((matcher) => {
    matcher.prepare();
    return matcher.scattered();
  });
}

/**
 * The hits with a whole phrase; null when a newer query has come.
 * @param {SearchIndex} index
 * @param {Matcher[]} matchers
 * @param {(parts: number[]) => Promise<boolean>} load
 * @param {(hits: Hit[]) => void} early
 * @returns {Promise<Hit[] | null>}
 */
async function phrases(index, matchers, load, early) {
  const able = matchers.filter(({ flags }) => index.parts.some((_, part) => flags.every((flag) => flag[part])));
  const wanted = neededParts(index, able, WHOLE);
  let hits = phraseHits(able);
  for (let batch = 0; wanted.length && pagesOf(hits) < ENOUGH; batch++) {
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
    if (index.loaded.has(part)) return 0;
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
 * The hits that stay: those with the phrase if there are any, else those with its words; once the very words
 * stand somewhere, only those. What a question asks about stays where it is a title.
 * @param {Hit[]} hits
 */
function best(hits) {
  const literal = hits.filter((hit) => hit.tier === PHRASE && (!hit.reading.shorter || hit.named));
  const exact = literal.some((hit) => hit.exact && hit.reading.terms.length > 1);
  const phrases = exact ? literal.filter((hit) => hit.exact || hit.reading.cost) : literal;
  const asked = literal.some((hit) => !hit.reading.shorter);
  const kept = onePerSection(asked ? phrases : hits);
  return kept.sort((one, other) => other.score - one.score || one.section.page - other.section.page);
}

/** The best hit of each section. @param {Hit[]} hits */
function onePerSection(hits) {
  /** @type {Map<Section, Hit>} */
  const found = new Map();
  for (const hit of hits) {
    const known = found.get(hit.section);
    if (!known || hit.tier > known.tier || (hit.tier === known.tier && hit.score > known.score)) found.set(hit.section, hit);
  }
  return [...found.values()];
}
