// @ts-check
// From a query to an answer: what is known at once, which hits stay. What the texts add is in deeper.js.

/**
 * @typedef {object} Query
 * @property {number} id
 * @property {string} language
 * @property {string} q
 * @property {string | null} kind
 * @property {boolean} [exact] whether nothing is to be corrected
 * @property {boolean} [typing] whether more is likely to be typed: then nothing is fetched
 * @property {boolean} [text] whether more texts are searched than an answer needs
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
 * @property {'' | 'named' | 'some'} more why texts were left out: something has that very name or number, or the best were enough
 *
 * @typedef {{hits: Hit[], unknown: string[]}} Found
 *
 * @typedef {object} Wanted what is to be fetched
 * @property {boolean} [words]
 * @property {number[]} [places]
 * @property {number[]} [parts]
 * @property {boolean} [sayings]
 * @typedef {(wanted: Wanted) => Promise<boolean>} Load false when a newer query has come
 */

// The number of a document, as 21-KL or 147-KH/TU.
const DOCUMENT = /^[0-9]+-\p{L}+([/-]\p{L}+)*$/u;

/**
 * Answers a query, the best known first, while texts arrive.
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {Load} load
 * @param {(answer: Answer) => void} reply
 */
async function answer(index, query, load, reply) {
  const direct = directPage(index, query.q);
  if (direct >= 0 && !index.pages[direct].url && !(await load({ words: !index.places, parts: [index.pages[direct].part] }))) return;
  const tell = (/** @type {Hit[]} */ hits, done = false, /** @type {Answer['more']} */ more = '', /** @type {string[]} */ unknown = []) => {
    reply({ ...shown(index, query, { hits: bestOf(hits), unknown }, direct, done), more });
  };
  const early = (/** @type {Hit[]} */ hits) => tell(hits);
  const isName = (/** @type {Hit[]} */ hits) => !query.text && !query.kind && (direct >= 0 || hits.some((hit) => isWanted(index, query, hit)));
  const isNamed = (/** @type {Matcher[]} */ matchers) => {
    const titles = phraseHits(matchers);
    if (isName(titles)) tell(titles, true, 'named');
    else if (titles.length) early(titles);
    return isName(titles);
  };
  if (!index.places) {
    if (isNamed(literal(query.q).map((reading) => new Matcher(index, reading))) || !(await load({ words: true }))) return;
  }
  const search = new Search(index, query, load);
  const typed = search.matchers(readings(index, query.q));
  if (isNamed(typed)) return;
  const hits = await phrases(search, typed, early, isName);
  if (!hits) return;
  if (isName(hits)) return tell(hits, true, 'named');
  const all = direct >= 0 ? { hits, unknown: [] } : await withMore(search, typed, hits, early);
  if (all) tell(all.hits, true, search.isPartial && !query.text && all.hits.length ? 'some' : '', all.unknown);
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
async function withMore(search, typed, hits, early) {
  try {
    if (hits.length) early(hits);
    const isThere = search.index.sayings && typeof beyond !== 'undefined';
    return isThere || (await search.load({ sayings: true })) ? await beyond(search, typed, hits, early) : null;
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
  // The row of a document has its number at an edge of its title or right behind it; the head of a group has no more than a title.
  const isEdge = start === section.from || end === section.titled || start === section.titled + 1;
  if (section.anchor) return section.kind >= 0 && isEdge && section.to > section.titled + 1 && DOCUMENT.test(q.trim());
  return (start === section.from || start === section.named) && end === section.titled;
}

/** @param {Matcher[]} matchers @returns {Hit[]} */
function phraseHits(matchers) {
  return matchers.flatMap((matcher) => {
    matcher.prepare();
    return matcher.phrases();
  });
}

/**
 * The hits that stay: those with the phrase before those with its words; once the very words stand somewhere, no
 * others. What a question asks about stays where it is a title.
 * @param {Hit[]} hits
 */
function bestOf(hits) {
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
