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

const MOST_GROUPS = 50;
const MOST_PLACES = 4;
// Pages with the phrase after which no further text is fetched.
const ENOUGH = 40;
// How many parts are fetched at a time: few for the first answer, then more.
const BATCHES = [1, 3, 8, 16];
const EXCERPT = 170;
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
  const first = readings(index, query.q);
  const typed = await collect(index, first, load, (hits) => {
    if (hits.length) reply(shown(index, query, hits, direct, false));
  });
  if (!typed) return;
  let hits = typed;
  if (!hits.some((hit) => hit.tier === PHRASE) && direct < 0) {
    const repaired = await collect(index, repairs(index, query.q), load, () => undefined);
    if (!repaired) return;
    const better = repaired.filter((hit) => hit.tier === PHRASE);
    if (better.length || !hits.length) hits = better.length ? better : repaired;
  }
  reply(shown(index, query, hits, direct, true));
}

/**
 * The hits of some readings in the parts that can have them; null when a newer query has come.
 * @param {SearchIndex} index
 * @param {Reading[]} found
 * @param {(parts: number[]) => Promise<boolean>} load
 * @param {(hits: Hit[]) => void} early
 * @returns {Promise<Hit[] | null>}
 */
async function collect(index, found, load, early) {
  const matchers = found.map((reading) => new Matcher(index, reading));
  /** @type {Map<number, Hit[]>} */
  const hits = new Map();
  /** @param {Iterable<number>} pages */
  const scan = (pages) => {
    for (const page of pages) hits.set(page, matchPage(index.pages[page], matchers));
  };
  const all = () => [...hits.values()].flat();
  scan(index.pages.keys());
  const wanted = neededParts(index, found).filter((part) => !index.loaded.has(part));
  let batch = 0;
  while (wanted.length && phrasePages(all()) < ENOUGH) {
    if (all().some((hit) => hit.tier === PHRASE)) early(best(all()));
    const next = wanted.splice(0, BATCHES[Math.min(batch++, BATCHES.length - 1)]);
    if (!(await load(next))) return null;
    scan(next.flatMap((part) => index.parts[part]));
  }
  return best(all());
}

/** @param {PageEntry} page @param {Matcher[]} matchers @returns {Hit[]} */
function matchPage(page, matchers) {
  const found = [];
  for (const place of page.places) {
    let top = null;
    for (const matcher of matchers) {
      const hit = matcher.match(place);
      if (hit && (!top || hit.tier > top.tier || (hit.tier === top.tier && hit.score > top.score))) top = hit;
    }
    if (top) found.push(top);
  }
  return found;
}

/** @param {Hit[]} hits */
function phrasePages(hits) {
  return new Set(hits.filter((hit) => hit.tier === PHRASE).map((hit) => hit.place.page)).size;
}

/**
 * The parts that have every word of a reading, those with the words in the title of a page first; when there
 * are none, those with its most telling words.
 * @param {SearchIndex} index
 * @param {Reading[]} found
 * @returns {number[]}
 */
function neededParts(index, found) {
  const scores = new Float64Array(index.parts.length);
  for (const { terms } of found) {
    const sets = terms.map((term) => new Set(candidates(index, term)));
    const flags = sets.map((words) => index.partsWith(words));
    const weights = sets.map((words) => index.weight(words));
    const half = weights.reduce((sum, weight) => sum + weight, 0) / 2;
    scores.forEach((score, part) => {
      const covered = weights.reduce((sum, weight, term) => sum + (flags[term][part] ? weight : 0), 0);
      const whole = flags.every((flag) => flag[part]);
      if (whole) scores[part] = Math.max(score, 1 + titleShare(index, part, sets));
      else if (covered >= half) scores[part] = Math.max(score, covered / half / 4);
    });
  }
  const top = Math.max(...scores);
  const parts = [...scores.keys()].filter((part) => scores[part] >= (top >= 1 ? 1 : 0.25));
  return parts.sort((one, other) => scores[other] - scores[one] || one - other);
}

/** How many of the words stand in the title of one page. @param {SearchIndex} index @param {number} part @param {Set<string>[]} sets */
function titleShare(index, part, sets) {
  const shares = index.parts[part].map((page) => {
    const { tokens, titled } = index.pages[page].places[0];
    const title = new Set([...tokens.slice(0, titled)].map((token) => index.forms[token].bare));
    return sets.filter((words) => [...words].some((word) => title.has(word))).length / sets.length;
  });
  return Math.max(...shares);
}

/**
 * The hits that stay: those with the phrase if there are any, before those with its words; once the very words
 * stand somewhere, only those. What a question leaves when its asking words go is less sure: there, words that
 * stand near each other stay too.
 * @param {Hit[]} hits
 */
function best(hits) {
  const literal = hits.filter((hit) => hit.tier === PHRASE && !hit.reading.shorter);
  const exact = literal.some((hit) => hit.exact && hit.reading.terms.length > 1);
  const phrases = exact ? literal.filter((hit) => hit.exact || hit.reading.cost) : literal;
  const kept = phrases.length ? phrases : looser(hits);
  return kept.sort((one, other) => other.score - one.score || one.place.page - other.place.page);
}

/** @param {Hit[]} hits */
function looser(hits) {
  const together = hits.filter((hit) => hit.tier >= TOGETHER);
  return together.length ? together : hits;
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
  const kept = query.kind ? hits.filter((hit) => kindsOf(index, hit).includes(Number(query.kind))) : hits;
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

/** The kind of the row and of the page. @param {SearchIndex} index @param {Hit} hit */
function kindsOf(index, { place }) {
  return place.kind < 0 ? [index.pages[place.page].kind] : [place.kind];
}

/** @param {SearchIndex} index @param {Hit[]} hits */
function countKinds(index, hits) {
  /** @type {Map<number, Set<Place | number>>} */
  const found = new Map();
  for (const hit of hits) {
    for (const kind of kindsOf(index, hit)) {
      const seen = found.get(kind) || new Set();
      found.set(kind, seen.add(hit.place.kind < 0 ? hit.place.page : hit.place));
    }
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
  const inText = spans.filter(([from]) => from >= place.titled);
  return {
    url,
    title: place.anchor ? place.title : '',
    kind,
    excerpt: excerptOf(place, inText),
    words: wordsAt(place, inText.length ? inText : spans),
  };
}

/**
 * The block with the first match, cut to a readable length, in pieces that are marked or not.
 * @param {Place} place @param {[number, number][]} spans
 * @returns {[string, 0 | 1][]}
 */
function excerptOf(place, spans) {
  if (!place.text) return [];
  const { line, words, first } = lineAt(place, spans.length ? spans[0][0] : place.titled + 1);
  const marks = spans.filter(([from]) => from >= first && from < first + words.length);
  const centre = marks.length ? words[marks[0][0] - first].start : 0;
  let from = line.length > EXCERPT && centre > EXCERPT / 2 ? line.indexOf(' ', centre - EXCERPT / 2) + 1 : 0;
  if (from > centre) from = centre;
  let to = line.length > from + EXCERPT ? line.lastIndexOf(' ', from + EXCERPT) : line.length;
  if (to <= centre) to = line.length;
  /** @type {[string, 0 | 1][]} */
  const pieces = [[from ? '… ' : '', 0]];
  let at = from;
  for (const [start, end] of marks.sort((one, other) => one[0] - other[0])) {
    const begin = words[start - first].start;
    const stop = words[Math.min(end - first, words.length) - 1].end;
    if (begin < at || stop > to) continue;
    pieces.push([line.slice(at, begin), 0], [line.slice(begin, stop), 1]);
    at = stop;
  }
  pieces.push([line.slice(at, to), 0], [to < line.length ? ' …' : '', 0]);
  return pieces.filter(([text]) => text);
}

/**
 * The line of the text that has a token, its words, and the number of its first token.
 * @param {Place} place @param {number} token
 */
function lineAt(place, token) {
  let first = place.titled + 1;
  for (const line of place.text.split('\n')) {
    const words = wordsOf(line);
    if (token < first + words.length) return { line, words, first };
    first += words.length + 1;
  }
  return { line: '', words: [], first };
}

/**
 * What matched, as written there; several places of words that are apart are parted by "|".
 * @param {Place} place @param {[number, number][]} spans
 */
function wordsAt(place, spans) {
  const found = spans.map(([from, to]) => {
    if (from < place.titled) return cut(place.title, wordsOf(place.title), from, to);
    const { line, words, first } = lineAt(place, from);
    return cut(line, words, from - first, to - first);
  });
  const phrase = spans.length && spans[0][1] - spans[0][0] > 1;
  return phrase ? found[0] : [...new Set(found)].join('|');
}

/** @param {string} text @param {{start: number, end: number}[]} words @param {number} from @param {number} to */
function cut(text, words, from, to) {
  return words.length ? text.slice(words[from].start, words[Math.min(to, words.length) - 1].end) : '';
}

/** Titles and terms that look most like the query. @param {SearchIndex} index @param {string} query */
function nearest(index, query) {
  const wanted = pairsOf(termsOf(query).map((term) => term.typed.bare).join(' '));
  const known = index.pages.map((page) => page.title).filter(Boolean).concat(index.data.abbreviations.map(([, full]) => full));
  const rated = [...new Set(known)].map((text) => {
    const pairs = pairsOf(formsOf(text).map((form) => form.bare).join(' '));
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
