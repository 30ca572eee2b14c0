// @ts-check
// How much a section says of what was asked when its words are scattered: weights as in BM25, by field.

/** How soon more of the same word says nothing new in a section. */
const SOON = 1.2;
/** How much the length of a text counts against it. */
const LENGTH = 0.75;
const LENGTH_OF_PAGE = 0.6;
/** Sections and pages that are shorter are no better for it. */
const SHORT = 0.5;
/** What a word counts in the heading of a section, unless that is as long as a text. */
const HEADING = 3;
const LONG_HEADING = 8;
/** How much of a page's weight goes to each of its sections. */
const OF_PAGE = 1;
/** What two neighbours count that stand as neighbours too. */
const NEIGHBOURS = 0.8;
/** What a question counts more that an editor has answered. */
const ANSWERED = 1.75;
/** What a question counts that only tests the reader. */
const TESTING = 0.5;
/** Hits with less than this share of the best are left out. */
const LEAST = 0.4;
const MOST_RANKED = 80;
/** What a section counts that begins with a name, though another word stands in it: more than one that only mentions it. */
const NAMED = 10;

/**
 * The sections that say most of what was asked, by any of the readings.
 * @param {SearchIndex} index
 * @param {Matcher[]} matchers
 * @returns {Hit[]} sorted
 */
function ranked(index, matchers) {
  /** @type {Map<number, {score: number, matcher: Matcher}>} */
  const found = new Map();
  for (const matcher of matchers) {
    matcher.prepare();
    if (!saysEnough(index, matcher)) continue;
    const scores = weigh(index, matcher);
    for (const [owner, score] of scores) {
      const known = found.get(owner);
      if (!known || known.score < score) found.set(owner, { score, matcher });
    }
  }
  const sorted = [...found].filter(([owner, { matcher }]) => isTelling(index, index.sections[owner], matcher)).sort((one, other) => other[1].score - one[1].score).slice(0, MOST_RANKED);
  const most = sorted.length && sorted[0][1].score;
  return sorted.filter(([, { score }]) => score >= LEAST * most)
    .map(([owner, { score, matcher }]) => scatteredHit(index, index.sections[owner], matcher, (8 * score) / most));
}

/** Whether a section has more than a number of what was asked. @param {SearchIndex} index @param {Section} section @param {Matcher} matcher */
function isTelling({ tokens }, { from, to }, { codes, reading }) {
  const telling = codes.filter((_, term) => !NUMBER.test(reading.terms[term].typed.bare));
  return !telling.length || tokens.slice(from, to).some((token) => telling.some((one) => one[token]));
}

/**
 * Whether enough is known of a reading: some word that does not only ask, and no fewer words as they were typed than
 * words that stand nowhere.
 * @param {SearchIndex} index @param {Matcher} matcher
 */
function saysEnough(index, { forms, reading }) {
  const asking = askingTerms(index, reading.terms);
  const telling = reading.terms.map((_, term) => term).filter((term) => !asking[term]);
  const unknown = telling.filter((term) => !forms[term].length);
  const plain = telling.filter((term) => forms[term].length && !reading.terms[term].loose);
  return unknown.length < telling.length && unknown.length <= plain.length;
}

/**
 * What a word or two count in each section and each page.
 * @typedef {{sections: Map<number, number>, pages: Map<number, number>}} Counts
 */

/** @param {SearchIndex} index @param {Matcher} matcher @returns {Map<number, number>} the weight of each section */
function weigh(index, matcher) {
  const { terms, cost } = matcher.reading;
  const asking = askingTerms(index, terms);
  const sizes = index.lengths();
  const { sections: [manySections, meanSection], pages: [manyPages, meanPage] } = /** @type {Places} */ (index.places).data;
  /** @type {Map<number, number>} */
  const sections = new Map();
  /** @type {Map<number, number>} */
  const pages = new Map();
  const add = (/** @type {Counts} */ counts, /** @type {Set<number> | null} */ places, /** @type {number} */ factor) => {
    const everywhere = frequency(index, counts, places);
    const rarity = factor * rarityOf(manySections, everywhere.sections);
    gather(sections, counts.sections, (text) => sizes.sections[text] / meanSection, rarity, LENGTH, SOON);
    const rarityOfPage = factor * rarityOf(manyPages, everywhere.pages);
    gather(pages, counts.pages, (text) => sizes.pages[text] / meanPage, rarityOfPage, LENGTH_OF_PAGE, SOON_IN_PAGE);
  };
  terms.forEach((_, term) => {
    const places = matcher.places(term);
    if (matcher.forms[term].length) add(countsOf(index, matcher, term, false), places, asking[term] ? ASKING : 1);
    if (!term) return;
    const pairs = countsOf(index, matcher, term, true);
    const before = matcher.places(term - 1);
    const both = places && before && new Set([...places].filter((place) => before.has(place)));
    if (pairs.sections.size) add(pairs, both, asking[term] && asking[term - 1] ? ASKING : NEIGHBOURS);
  });
  for (const [owner, score] of sections) {
    const { page, kind, title } = index.sections[owner];
    const answered = kind === TEST ? TESTING : kind >= 0 && title.endsWith('?') ? ANSWERED : 1;
    sections.set(owner, (score * answered + OF_PAGE * (pages.get(page) || 0)) * (1 - cost));
  }
  return sections;
}

/**
 * In how many of all texts something stands that is counted in those which are there: about, by the places of its words.
 * @param {SearchIndex} index @param {Counts} counts @param {Set<number> | null} places @returns {Frequency}
 */
function frequency(index, { sections, pages }, places) {
  if (!places) return { sections: sections.size, pages: pages.size };
  let here = 0;
  for (const place of places) if (index.loaded.has(index.pages[Math.floor(place / PIECES)].part)) here++;
  const share = here ? places.size / here : 1;
  return { sections: sections.size * share, pages: Math.min(index.pages.length, pages.size * share) };
}

/**
 * Adds what a word counts to the weights of the texts.
 * @param {Map<number, number>} weights @param {Map<number, number>} counts
 * @param {(text: number) => number} size how long a text is, 1 for the mean
 * @param {number} rarity @param {number} length @param {number} soon
 */
function gather(weights, counts, size, rarity, length, soon) {
  for (const [text, count] of counts) {
    const even = count / (1 - length + length * Math.max(SHORT, size(text)));
    weights.set(text, (weights.get(text) || 0) + rarity * (even * (soon + 1)) / (even + soon));
  }
}

/**
 * What a term counts; as a neighbour only where it stands behind the one before it.
 * @param {SearchIndex} index @param {Matcher} matcher @param {number} term @param {boolean} isNeighbour
 * @returns {Counts}
 */
function countsOf(index, { forms, codes }, term, isNeighbour) {
  const counts = { sections: new Map(), pages: new Map() };
  for (const form of forms[term]) {
    const weight = weightOf(codes[term][form]);
    for (const position of index.positions[form]) {
      const code = isNeighbour ? codes[term - 1][index.tokens[position - 1]] : EXACT;
      if (code) tally(index, counts, position, weight * weightOf(code));
    }
  }
  return counts;
}

/** @param {SearchIndex} index @param {Counts} counts @param {number} position @param {number} weight */
function tally(index, { sections, pages }, position, weight) {
  const owner = index.owners[position];
  const section = index.sections[owner];
  if (section.page < 0) return;
  const inHeading = position < section.titled;
  const heading = Math.max(1, HEADING * Math.min(1, LONG_HEADING / (section.titled - section.from)));
  sections.set(owner, (sections.get(owner) || 0) + (inHeading ? heading : 1) * weight);
  const isHead = index.pages[section.page].head === section;
  const field = inHeading ? (isHead ? PAGE_TITLE : PAGE_HEADING) : isHead && position < section.summed ? PAGE_SUMMARY : 1;
  pages.set(section.page, (pages.get(section.page) || 0) + field * weight);
}

/** @param {number} code */
function weightOf(code) {
  return Math.max(0.1, 1 - COST[code & 7] - (code & PREFIX ? OPEN_COST : 0));
}

/**
 * @param {SearchIndex} index @param {Section} section @param {Matcher} matcher @param {number} score
 * @returns {Hit}
 */
function scatteredHit(index, section, matcher, score) {
  const { codes, size, reading } = matcher;
  const there = reading.terms.map((_, term) => index.tokens.slice(section.from, section.to).some((token) => codes[term][token]));
  const last = there.map((isThere) => (isThere ? -1 : Infinity));
  let [window, from] = [Infinity, section.from];
  for (let at = section.from; at < section.to; at++) {
    const token = index.tokens[at];
    codes.forEach((one, term) => one[token] && (last[term] = at));
    const first = Math.min(...last);
    if (first >= 0 && at - first + 1 < window) [window, from] = [at - first + 1, first];
  }
  /** @type {[number, number][]} */
  const spans = [];
  for (let at = from; at < Math.min(section.to, from + window) && spans.length < MOST_SPANS; at++) {
    if (codes.some((one) => one[index.tokens[at]])) spans.push([at, at + 1]);
  }
  const isWhole = there.every(Boolean);
  // The title or the summary begins with a name, another word in it; half a word is none.
  const isNamed = isWhole && !reading.cost && !reading.terms[size - 1].open && size < SENTENCE && window <= SENTENCE && [section.from, section.titled + 1].includes(from);
  return { section, tier: isWhole ? TOGETHER : SOME, score: isNamed ? NAMED + score / 10 : score, exact: false, named: false, wrong: 0, spans, reading };
}
