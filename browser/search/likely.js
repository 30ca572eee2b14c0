// @ts-check
// Which pages may answer, by the places of the words of a query: before any of their texts is there.

/**
 * @typedef {object} Likely
 * @property {number} page
 * @property {number} score
 * @property {number} best what the best place in it counts
 * @property {number} whole in how many places it may have all words together
 * @property {boolean} named whether a title is one of them
 */

/**
 * @typedef {object} Weights
 * @property {Map<number, number>} scores of each place what its words count
 * @property {Map<number, number>} has of each place which of them it has, a bit each
 */

/** So many of the rarest words tell where a phrase may be; for more, others are looked up that stand in no more places. */
const RAREST = 3;
const COMMON = 8000;
/** Files that are worth fetching for what a word may go on to be, or was meant to be. */
const MOST_FILES = 8;
/** What the places around a place count for it; what a title counts. */
const AROUND = 0.3;
const OF_TITLE = 1.6;
/** What two neighbours count that have all words only together; what a title with all words. */
const ACROSS = 0.5;
const TITLED = 1000;
/** How soon more of the same word says nothing new in a page. */
const SOON_IN_PAGE = 4;
/** What a word counts for the page in its title, its summary, its headings. */
const PAGE_TITLE = 8;
const PAGE_SUMMARY = 6;
const PAGE_HEADING = 2;
/** What words count that only ask. */
const ASKING = 0.25;
/** So many terms are told apart by bits. */
const MOST_BITS = 30;

/**
 * The files of places that are still to be fetched.
 * @param {SearchIndex} index @param {Matcher[]} matchers
 * @param {boolean} every whether more than the rarest words are looked up
 * @returns {number[]}
 */
function wantedPlaces({ places }, matchers, every) {
  if (!places) return [];
  /** @type {Set<number>} */
  const files = new Set();
  for (const { reading, words } of matchers) {
    const terms = reading.terms.map((term, at) => lookedUp(places, term, words[at], words.length));
    const counts = terms.map((found) => found.reduce((sum, word) => sum + places.count(word), 0));
    const order = [...counts.keys()].filter((term) => counts[term]).sort((one, other) => counts[one] - counts[other]);
    order.forEach((term, rank) => {
      if (rank < RAREST || (every && counts[term] < COMMON)) terms[term].forEach((word) => places.has(word) || files.add(places.fileOf(word)));
    });
  }
  return [...files];
}

/**
 * The words by which a term is looked up: as it was typed, and others if few files have them. What else the query says
 * leads to the rest, unless it says hardly more.
 * @param {Places} places @param {Term} term @param {Set<string>} words @param {number} size of the query
 * @returns {string[]}
 */
function lookedUp(places, { typed, slips, decoded }, words, size) {
  const known = [...words].filter((word) => places.known.has(word));
  if (slips.size && size < SENTENCE) return known;
  const own = known.filter((word) => word === typed.bare || (decoded && word === decoded.bare));
  const near = own.length ? known.filter((word) => own.includes(word) || !slips.has(word)) : known;
  if (filesOf(places, near) <= MOST_FILES) return near;
  return own.length ? own : commonest(places, near);
}

/** The commonest words that few files have: what was meant is more often one of them. @param {Places} places @param {string[]} words */
function commonest(places, words) {
  const files = new Set();
  return [...words]
    .sort((one, other) => places.count(other) - places.count(one))
    .filter((word) => files.size < MOST_FILES && files.add(places.fileOf(word)));
}

/** @param {Places} places @param {string[]} words */
function filesOf(places, words) {
  return new Set(words.map((word) => places.fileOf(word))).size;
}

/**
 * The pages that may have the whole of one of the readings, best first: those that have it in a title, the ones with
 * rows of registers before the others, as their parts are.
 * @param {SearchIndex} index @param {Matcher[]} matchers @returns {number[]}
 */
function wholePages(index, matchers) {
  const most = index.pages.length;
  return sortedPages(matchers, ({ page, whole, named, score }, { repaired }) => {
    const titled = named && !repaired ? TITLED * (2 - index.pages[page].part / most) : 0;
    return whole && titled + Math.min(whole, ENOUGH) + score;
  });
}

/**
 * The pages that may answer one of the readings, best first.
 * @param {Matcher[]} matchers @param {(page: Likely, reading: Reading) => number} rate 0 for those that are left out
 */
function sortedPages(matchers, rate) {
  /** @type {Map<number, number>} */
  const rates = new Map();
  for (const matcher of matchers) {
    for (const found of weighPages(matcher)) {
      rates.set(found.page, Math.max(rates.get(found.page) || 0, rate(found, matcher.reading) * (1 - matcher.reading.cost)));
    }
  }
  const pages = [...rates.keys()].filter((page) => rates.get(page));
  return pages.sort((one, other) => Number(rates.get(other)) - Number(rates.get(one)) || one - other);
}

/** @param {Matcher} matcher @returns {Iterable<Likely>} */
function weighPages(matcher) {
  matcher.prepare();
  const { reading, index } = matcher;
  const asking = askingTerms(index, reading.terms);
  /** @type {Map<number, Likely>} */
  const pages = new Map();
  const asked = reading.terms.slice(0, MOST_BITS).flatMap((_, term) => {
    const places = matcher.places(term);
    const sure = matcher.places(term, true);
    // What stands somewhere as it was typed is more likely right than another word.
    return places && sure ? [{ term, places: sure.size ? sure : places, sure, factor: asking[term] ? ASKING : 1 }] : [];
  });
  asked.sort((one, other) => one.places.size - other.places.size);
  asked.forEach(({ places, factor }) => weighPage(index, pages, places, factor));
  const weights = weighPlaces(index, asked, reading.repaired);
  for (const place of weights.scores.keys()) {
    weighPlace(index, /** @type {Likely} */ (pages.get(Math.floor(place / PIECES))), place, weights.scores);
  }
  const least = asked.length - (asked.length > 2 ? sparedTerms(matcher) : 0);
  if (matcher.size > IN_HALVES) countWhole(index, pages, weights.has, 1, least);
  else {
    const halves = asked.map((one) => ({ ...one, places: matcher.halves(one.term, one.sure.size > 0) }));
    countWhole(index, pages, weighPlaces(index, halves, false).has, HALVES, least);
  }
  for (const page of pages.values()) page.score += page.best;
  return pages.values();
}

/** How many words of a phrase may be others than those by which it is looked up: of those that stand somewhere. @param {Matcher} matcher */
function sparedTerms({ reading, index, faults }) {
  const loose = reading.terms.filter((term) => term.loose);
  const unknown = loose.filter(({ typed }) => !index.knows(typed.bare)).length;
  return Math.min(loose.length - unknown, Math.max(0, faults - unknown));
}

/**
 * What the words count that each place has, and which they are, a bit each; common words only where the others are.
 * @param {SearchIndex} index
 * @param {{places: Set<number>, sure: Set<number>, factor: number}[]} asked rarest first
 * @param {boolean} repaired
 * @returns {Weights}
 */
function weighPlaces(index, asked, repaired) {
  const { pieces } = /** @type {Places} */ (index.places).data;
  /** @type {Map<number, number>[]} */
  const [scores, has] = [new Map(), new Map()];
  asked.forEach(({ places, sure, factor }, rank) => {
    // What was typed counts once more than what may have been meant.
    for (const some of repaired ? [places, sure] : [places]) {
      const rarity = factor * rarityOf(pieces, some.size);
      for (const place of some) {
        const before = has.get(place);
        if (rank >= RAREST && !before && !has.has(place - 1) && !has.has(place + 1)) continue;
        scores.set(place, (scores.get(place) || 0) + rarity);
        has.set(place, (before || 0) | (1 << rank));
      }
    }
  });
  return { scores, has };
}

/** @param {SearchIndex} index @param {Likely} page @param {number} place @param {Map<number, number>} scores */
function weighPlace(index, page, place, scores) {
  const { titles } = /** @type {Places} */ (index.places).data;
  const isTitle = place % PIECES < titles[page.page];
  let around = 0;
  if (!isTitle) for (const step of [-2, -1, 1, 2]) around += scores.get(place + step) || 0;
  page.best = Math.max(page.best, (isTitle ? OF_TITLE : 1) * Number(scores.get(place)) + AROUND * around);
}

/**
 * Counts where each page may have the phrase: the parts of its places with so many of the words.
 * @param {SearchIndex} index @param {Map<number, Likely>} pages @param {Map<number, number>} has @param {number} parts of a place
 * @param {number} least
 */
function countWhole(index, pages, has, parts, least) {
  const { titles } = /** @type {Places} */ (index.places).data;
  for (const [part, own] of has) {
    const place = Math.floor(part / parts);
    const page = /** @type {Likely} */ (pages.get(Math.floor(place / PIECES)));
    const isTitle = place % PIECES < titles[page.page];
    const isWhole = bits(own) >= least;
    if (isWhole) page.whole += 1;
    // A phrase may go on in the next part.
    else if (!isTitle && bits(own | (has.get(part + 1) || 0)) >= least) page.whole += ACROSS;
    if (isWhole && isTitle) page.named = true;
  }
}

/** @param {SearchIndex} index @param {Map<number, Likely>} pages @param {Set<number>} places @param {number} factor */
function weighPage(index, pages, places, factor) {
  const { titles } = /** @type {Places} */ (index.places).data;
  /** @type {Map<number, number>} */
  const counts = new Map();
  for (const place of places) {
    const page = Math.floor(place / PIECES);
    const piece = place % PIECES;
    const field = piece > titles[page] ? 1 : piece === titles[page] ? PAGE_SUMMARY : piece ? PAGE_HEADING : PAGE_TITLE;
    counts.set(page, (counts.get(page) || 0) + field);
  }
  const rarity = factor * rarityOf(index.pages.length, counts.size);
  for (const [page, count] of counts) {
    const known = pages.get(page) || { page, score: 0, best: 0, whole: 0, named: false };
    known.score += (rarity * count * (SOON_IN_PAGE + 1)) / (count + SOON_IN_PAGE);
    pages.set(page, known);
  }
}

/** How telling it is that a text has something which so many have. @param {number} many @param {number} count */
function rarityOf(many, count) {
  return Math.log((Math.max(many, count) + 1) / (count + 0.5));
}
