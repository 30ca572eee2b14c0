// @ts-check
/** One page of each kind that budget.json names, in a built site; nothing here knows a page by name. */
import { readFileSync } from 'node:fs';
import { pagesIn } from '../tests/browser/host.mjs';

/**
 * @typedef {{pages: string, sample: string}} Kind as in budget.json: the first that fits is a page's kind
 * @typedef {{name: string, page: string, count: number}} Sample count: pages of that kind
 */

/** @type {Record<string, Kind>} */
const BUDGET = JSON.parse(readFileSync(new URL('../budget.json', import.meta.url), 'utf8'));
/** Folders of the pages in each language. */
export const LANGUAGES = { vi: '', en: 'en/' };
const KINDS = Object.entries(BUDGET).filter(([, { sample }]) => sample !== undefined);

/**
 * @param {string} path
 * @returns {string | undefined}
 */
function kindOf(path) {
  return KINDS.find(([, { pages }]) => new RegExp(`^${pages.replace(/\*/g, '[^/]+')}$`).test(path))?.[0];
}

/**
 * The sample of each kind that the site has; where an editor has taken it away, the first page of that kind.
 * @param {string} site
 * @param {string} [language] folder of its pages
 * @returns {Sample[]}
 */
export function samples(site, language = LANGUAGES.vi) {
  const others = Object.values(LANGUAGES).filter((other) => other.length > language.length);
  const paths = pagesIn(site)
    .filter((path) => path.startsWith(language) && !others.some((other) => path.startsWith(other)))
    .map((path) => path.slice(language.length));
  return KINDS.flatMap(([name, { sample }]) => {
    const all = paths.filter((path) => kindOf(path) === name);
    const page = all.includes(sample) ? sample : all[0];
    return page === undefined ? [] : [{ name, page: language + page, count: all.length }];
  });
}

/** The kind of which a site has most pages: what readers open most. @param {Sample[]} found */
export function mostCommon(found) {
  if (!found.length) throw new Error('no page of a kind in budget.json; is the site built?');
  return found.reduce((most, one) => (one.count > most.count ? one : most));
}
