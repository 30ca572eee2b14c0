// @ts-check
// What the texts answer, beyond titles: which of them are fetched. What else may be meant is in further.js.

// Pages with the phrase after which no further text is fetched; so many, if the reader asks for more.
const ENOUGH = 10;
const MORE = 40;
// Texts that are tried for a phrase whose words they have, before it is taken to stand nowhere; for one or two words all.
const TRIED = 8;
const TRIED_SHORT = Infinity;
// For one with all words that stand somewhere as they were typed: what the others were meant to be is among few.
const TRIED_SURE = 24;
// How many texts are fetched at a time: few for the first answer, then more.
const BATCHES = [1, 2, 4, 8];
// From how many words on a query is more than a name.
const SENTENCE = 3;

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
