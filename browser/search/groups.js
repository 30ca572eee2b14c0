// @ts-check
// Hits as they are shown: under their pages, counted by kind.

/**
 * @typedef {object} ShownSection
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
 * @property {ShownSection[]} sections
 */

const MOST_GROUPS = 20;
const MOST_SECTIONS = 4;
const DIRECT = 100;

/**
 * @param {SearchIndex} index
 * @param {Query} query
 * @param {Found} found its hits sorted
 * @param {number} direct
 * @param {boolean} done
 * @returns {Answer}
 */
function shown(index, query, { hits, unknown }, direct, done) {
  const kept = query.kind ? hits.filter((hit) => kindOf(index, hit) === Number(query.kind)) : hits;
  /** @type {Map<number, Hit[]>} */
  const pages = new Map(direct < 0 ? [] : [[direct, []]]);
  for (const hit of kept) {
    const group = pages.get(hit.section.page);
    if (group) group.push(hit);
    else pages.set(hit.section.page, [hit]);
  }
  const groups = [...pages].map(([page, found]) => groupOf(index, index.pages[page], found, page === direct));
  groups.sort((one, other) => other.score - one.score);
  return {
    id: query.id,
    done,
    total: groups.length,
    groups: groups.slice(0, MOST_GROUPS),
    kinds: countKinds(index, hits),
    corrected: hits.length && hits[0].reading.repaired ? correction(index, hits[0]) : null,
    unknown: kept.length ? unknown : [],
    nearest: done && !groups.length && !hits.length ? nearest(index, query.q) : [],
    direct: direct < 0 ? null : index.pages[direct].url,
    more: '',
  };
}

/**
 * The query as it stands in a hit, word behind word; null where its words are scattered: together they would say what
 * the handbook does not.
 * @param {SearchIndex} index @param {Hit} hit
 */
function correction({ tokens, spellings }, { tier, spans }) {
  return tier === PHRASE ? tokens.slice(...spans[0]).map((token) => spellings[token]).join(' ') : null;
}

/** The kind of the row, else of the page. @param {SearchIndex} index @param {Hit} hit */
function kindOf(index, { section }) {
  return section.kind < 0 ? index.pages[section.page].kind : section.kind;
}

/** @param {SearchIndex} index @param {Hit[]} hits */
function countKinds(index, hits) {
  /** @type {Map<number, Set<Section | number>>} */
  const found = new Map();
  for (const hit of hits) {
    const kind = kindOf(index, hit);
    const seen = found.get(kind) || new Set();
    found.set(kind, seen.add(hit.section.kind < 0 ? hit.section.page : hit.section));
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
  const sections = hits.slice(0, MOST_SECTIONS).map((hit) => sectionOf(index, page, hit));
  const score = (hits.length ? hits[0].score + 0.02 * Math.min(hits.length, 20) : 0) + (direct ? DIRECT : 0);
  return {
    url: page.url,
    title: page.title,
    language: page.language,
    kind: index.data.kinds[page.kind],
    label: page.label,
    path: page.path,
    score: Math.round(score * 1000) / 1000,
    sections,
  };
}

/** @param {SearchIndex} index @param {PageEntry} page @param {Hit} hit @returns {ShownSection} */
function sectionOf(index, page, { section, spans }) {
  const url = section.anchor ? `${page.url}#${section.anchor}` : page.url;
  const kind = section.kind < 0 ? '' : index.data.kinds[section.kind];
  const inText = spans.filter(([from]) => from > section.titled);
  const [start] = inText[0] || [section.titled + 1];
  const line = lineAt(index, section, start, inText);
  return {
    url,
    title: section.anchor ? section.title : '',
    kind,
    excerpt: section.text ? excerptOf(line) : [],
    words: wordsAt(index, section, inText.length ? inText : spans, line),
  };
}
