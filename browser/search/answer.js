// @ts-check
// From a query to an answer: which parts are needed, which hits stay, how they are shown.

/**
 * @typedef {object} Query
 * @property {number} id
 * @property {string} language
 * @property {string} q
 * @property {string | null} kind
 *
 * @typedef {object} ShownPlace
 * @property {string} url
 * @property {string} title
 * @property {string} kind
 * @property {[string, 0 | 1][]} excerpt
 * @property {string} words
 *
 * @typedef {object} Group
 * @property {string} url
 * @property {string} title
 * @property {string} language of the title
 * @property {string} kind
 * @property {string} label
 * @property {string[]} path
 * @property {number} score
 * @property {ShownPlace[]} places
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

const MOST_GROUPS = 20;
const MOST_PLACES = 4;
// Pages with the phrase after which no further text is fetched.
const ENOUGH = 30;
// How many parts are fetched at a time: few for the first answer, then more.
const BATCHES = [1, 3, 8, 16];
const EXCERPT = 170;
// How much of a query a part must be able to have.
const WHOLE = 1;
const HALF = 0.5;
const DIRECT = 100;

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
 * When the query stands nowhere as it was typed: the hits of its corrections, else places that have its words.
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
  return new Set(hits.map((hit) => hit.place.page)).size;
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
  const kept = onePerPlace(asked ? phrases : hits);
  return kept.sort((one, other) => other.score - one.score || one.place.page - other.place.page);
}

/** The best hit of each place. @param {Hit[]} hits */
function onePerPlace(hits) {
  /** @type {Map<Place, Hit>} */
  const found = new Map();
  for (const hit of hits) {
    const known = found.get(hit.place);
    if (!known || hit.tier > known.tier || (hit.tier === known.tier && hit.score > known.score)) found.set(hit.place, hit);
  }
  return [...found.values()];
}

/**
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {Hit[]} hits sorted
 * @param {number} direct
 * @param {boolean} done
 * @returns {Answer}
 */
function shown(index, query, hits, direct, done) {
  const kept = query.kind ? hits.filter((hit) => kindOf(index, hit) === Number(query.kind)) : hits;
  /** @type {Map<number, Hit[]>} */
  const pages = new Map(direct < 0 ? [] : [[direct, []]]);
  for (const hit of kept) {
    const group = pages.get(hit.place.page);
    if (group) group.push(hit);
    else pages.set(hit.place.page, [hit]);
  }
  const groups = [...pages].map(([page, found]) => groupOf(index, index.pages[page], found, page === direct));
  groups.sort((one, other) => other.score - one.score);
  const repaired = hits.length && hits[0].reading.repaired;
  return {
    id: query.id,
    done,
    total: groups.length,
    groups: groups.slice(0, MOST_GROUPS),
    kinds: countKinds(index, hits),
    corrected: repaired && groups.length && groups[0].places.length ? groups[0].places[0].words.toLowerCase() : null,
    nearest: done && !groups.length && !hits.length ? nearest(index, query.q) : [],
    direct: direct < 0 ? null : index.pages[direct].url,
  };
}

/** The kind of the row, else of the page. @param {SearchIndex} index @param {Hit} hit */
function kindOf(index, { place }) {
  return place.kind < 0 ? index.pages[place.page].kind : place.kind;
}

/** @param {SearchIndex} index @param {Hit[]} hits */
function countKinds(index, hits) {
  /** @type {Map<number, Set<Place | number>>} */
  const found = new Map();
  for (const hit of hits) {
    const kind = kindOf(index, hit);
    const seen = found.get(kind) || new Set();
    found.set(kind, seen.add(hit.place.kind < 0 ? hit.place.page : hit.place));
  }
  const counted = [...found].map(([kind, seen]) => ({ id: String(kind), name: index.data.kinds[kind], count: seen.size }));
  return counted.sort((one, other) => other.count - one.count);
}

/**
 * @param {SearchIndex} index
 * @param {PageEntry} page
 * @param {Hit[]} hits
 * @param {boolean} direct
 * @returns {Group}
 */
function groupOf(index, page, hits, direct) {
  const places = hits.slice(0, MOST_PLACES).map((hit) => placeOf(index, page, hit));
  const score = (hits.length ? hits[0].score + 0.02 * Math.min(hits.length, 20) : 0) + (direct ? DIRECT : 0);
  return {
    url: page.url,
    title: page.title,
    language: page.language,
    kind: index.data.kinds[page.kind],
    label: page.label,
    path: page.path,
    score: Math.round(score * 1000) / 1000,
    places,
  };
}

/** @param {SearchIndex} index @param {PageEntry} page @param {Hit} hit @returns {ShownPlace} */
function placeOf(index, page, { place, spans }) {
  const url = place.anchor ? `${page.url}#${place.anchor}` : page.url;
  const kind = place.kind < 0 ? '' : index.data.kinds[place.kind];
  const inText = spans.filter(([from]) => from > place.titled);
  const [start] = inText[0] || [place.titled + 1];
  const line = lineAt(index, place, start, inText);
  return {
    url,
    title: place.anchor ? place.title : '',
    kind,
    excerpt: place.text ? excerptOf(line) : [],
    words: wordsAt(index, place, inText.length ? inText : spans, line),
  };
}

/**
 * @typedef {object} Line a title or a block
 * @property {string} text
 * @property {number} first where its tokens begin
 * @property {{start: number, end: number}[]} words as many as are needed for the marks
 * @property {[number, number][]} marks spans of tokens in it
 */

/**
 * The title or the block that has a token.
 * @param {SearchIndex} index @param {Place} place @param {number} token @param {[number, number][]} spans
 * @returns {Line}
 */
function lineAt({ tokens }, place, token, spans) {
  let first = place.from;
  let number = -1;
  for (let at = first; at < token; at++) {
    if (tokens[at] >= 0) continue;
    first = at + 1;
    number++;
  }
  let end = first;
  while (tokens[end] >= 0) end++;
  const text = number < 0 ? place.title : place.text.split('\n')[number];
  const marks = spans.filter(([from]) => from >= first && from < end).sort((one, other) => one[0] - other[0]);
  const last = marks.length ? marks[marks.length - 1][1] : first;
  return { text, first, words: wordsOf(text, last - first), marks };
}

/**
 * A line cut to a readable length around its first match, in pieces that are marked or not.
 * @param {Line} line
 * @returns {[string, 0 | 1][]}
 */
function excerptOf({ text, first, words, marks }) {
  const centre = marks.length ? words[marks[0][0] - first].start : 0;
  let from = text.length > EXCERPT && centre > EXCERPT / 2 ? text.indexOf(' ', centre - EXCERPT / 2) + 1 : 0;
  if (from > centre) from = centre;
  let to = text.length > from + EXCERPT ? text.lastIndexOf(' ', from + EXCERPT) : text.length;
  if (to <= centre) to = text.length;
  /** @type {[string, 0 | 1][]} */
  const pieces = [[from ? '… ' : '', 0]];
  let at = from;
  for (const [start, end] of marks) {
    const begin = words[start - first].start;
    const stop = words[end - first - 1].end;
    if (begin < at || stop > to) continue;
    pieces.push([text.slice(at, begin), 0], [text.slice(begin, stop), 1]);
    at = stop;
  }
  pieces.push([text.slice(at, to), 0], [to < text.length ? ' …' : '', 0]);
  return pieces.filter(([piece]) => piece);
}

/**
 * What matched, as written there; several places of words that are apart are parted by "|".
 * @param {SearchIndex} index @param {Place} place @param {[number, number][]} spans @param {Line} known
 */
function wordsAt(index, place, spans, known) {
  const phrase = spans.length && spans[0][1] - spans[0][0] > 1;
  const found = (phrase ? spans.slice(0, 1) : spans).map(([from, to]) => {
    const here = known.marks.some(([start]) => start === from);
    const { text, words, first } = here ? known : lineAt(index, place, from, [[from, to]]);
    return text.slice(words[from - first].start, words[to - first - 1].end);
  });
  return [...new Set(found)].join('|');
}

/** Titles and terms that look most like the query. @param {SearchIndex} index @param {string} query */
function nearest(index, query) {
  const wanted = pairsOf(termsOf(query).map((term) => term.typed.bare).join(' '));
  const known = index.pages.map((page) => page.title).filter(Boolean).concat(index.data.abbreviations.map(([, full]) => full));
  const rated = [...new Set(known)].map((text) => {
    const pairs = pairsOf(index.formsIn(text).map((form) => form.bare).join(' '));
    const shared = [...wanted].filter((pair) => pairs.has(pair)).length;
    return { text, likeness: (2 * shared) / (wanted.size + pairs.size || 1) };
  });
  rated.sort((one, other) => other.likeness - one.likeness);
  return rated.slice(0, 5).filter(({ likeness }) => likeness > 0.2).map(({ text }) => text);
}

/** @param {string} text */
function pairsOf(text) {
  const found = new Set();
  for (let at = 0; at + 1 < text.length; at++) found.add(text.slice(at, at + 2));
  return found;
}
