// @ts-check
/**
 * How good the answers are. What is right is known from the text of the pages, not from an engine.
 *
 * Answers are folded to distinct pages. A page is right when its address is among the expected ones.
 * Where only a place in a page is expected (an address with '#'), the own engine has to offer that
 * very place; the other engines, which do not know the rows of a register as places, only the page.
 *
 * - recall: for random queries recall@5 = right pages among the first five / min(5, right pages);
 *   for queries written by hand, whose lists of pages need not be whole, hit@5: 1 when any of the
 *   first five is right.
 * - MRR: 1 / rank of the first right page, 0 when there is none.
 * - noise, for queries marked "only": the share of the pages answered where the phrase does not stand.
 */
import { stands } from '../queries/pages.mjs';

/**
 * @typedef {import('../queries/pages.mjs').Page} Page
 * @typedef {import('../rivals/engines.mjs').Found} Found
 * @typedef {import('../queries/generate.mjs').Query & {only?: boolean}} Query
 * @typedef {{recall: number, rank: number}} Score rank: its reciprocal
 */

/**
 * @param {Query} query
 * @param {Found[]} found
 * @param {{strict: boolean, whole: boolean}} how strict: places count; whole: all right pages are known
 * @returns {Score}
 */
export function score(query, found, { strict, whole }) {
  const wanted = new Set(query.pages.map((address) => (strict ? address : pageOf(address))));
  const isRight = (/** @type {Found} */ { url, places }) =>
    wanted.has(url) || places.some((place) => wanted.has(place));
  const right = found.slice(0, 5).filter(isRight).length;
  const first = found.findIndex(isRight);
  const recall = whole ? right / Math.min(5, wanted.size) : Math.min(1, right);
  return { recall, rank: first < 0 ? 0 : 1 / (first + 1) };
}

/**
 * @param {Query} query
 * @param {Found[]} found
 * @param {Page[]} pages
 */
export function noise(query, found, pages) {
  const known = new Set(query.pages.map(pageOf));
  const wrong = found.filter(({ url }) => {
    const page = pages.find((candidate) => candidate.url === url);
    return !known.has(url) && !(page && stands(page, query.means));
  });
  return found.length ? wrong.length / found.length : 0;
}

/** @param {string} address */
function pageOf(address) {
  return address.replace(/#.*/, '');
}

/**
 * Rows: classes, then all of each language, then all.
 * @param {Query[]} queries
 * @param {Record<string, Score[]>} scores of each engine
 */
export function qualityTable(queries, scores) {
  /** @type {Map<string, number[]>} */
  const groups = new Map();
  const languages = [...new Set(queries.map(({ lang }) => lang))];
  const names = [
    ...new Set(queries.map((query) => `${query.lang}: ${query.class}`)),
    ...(languages.length > 1 ? languages.map((language) => `**${language}: all**`) : []),
    '**all**',
  ];
  for (const name of names) groups.set(name, []);
  queries.forEach((query, number) => {
    for (const name of [`${query.lang}: ${query.class}`, `**${query.lang}: all**`, '**all**'])
      groups.get(name)?.push(number);
  });
  const rows = [...groups].map(([name, numbers]) => [
    name,
    String(numbers.length),
    ...Object.values(scores).map(
      (of) => `${mean(numbers.map((at) => of[at].recall))} / ${mean(numbers.map((at) => of[at].rank))}`,
    ),
  ]);
  return table(['', 'n', ...Object.keys(scores)], rows);
}

/** @param {number[]} values */
export function mean(values) {
  const result = values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  return result.toFixed(2).replace(/^0/, '');
}

/**
 * The value below which a share of the values lies.
 * @param {number[]} values
 * @param {number} share
 */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length ? sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] : NaN;
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at ? '---:' : '---'))), ...rows.map(line)].join('\n');
}
