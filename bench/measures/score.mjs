// @ts-check
/**
 * How good an answer is. What is right is known from the text of the pages, not from an engine.
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
