// @ts-check
/**
 * The search engines behind one function each: queries in, for each query the pages found, best
 * first. Each indexes the same pages by its own means; see ../search.mjs for what is compared.
 */
import { BEST, material, shipped } from './material.mjs';
import { minisearch } from './minisearch.mjs';
import { own } from './own.mjs';
import { pagefind } from './pagefind.mjs';

/**
 * @typedef {import('../queries/pages.mjs').Page} Page
 *
 * @typedef {object} Found a page with all addresses in it that the engine offered
 * @property {string} url
 * @property {string[]} places with '#'
 *
 * @typedef {object} Corpus
 * @property {string} site the built site, with its own index
 * @property {string} material folder of the build with the theme's search on
 * @property {string} theme folder of the theme's templates
 * @property {string} scratch folder for what an engine has to write
 * @property {string} language
 * @property {Page[]} pages of that language
 * @property {Page[]} everywhere pages of all languages
 *
 * @typedef {(corpus: Corpus, queries: string[]) => Promise<Found[][]>} Engine
 */

/** @type {Record<string, Engine>} */
export const ENGINES = {
  own,
  material: (corpus, queries) => material(corpus, queries, shipped(corpus.theme)),
  'material-best': (corpus, queries) => material(corpus, queries, BEST),
  pagefind,
  minisearch,
};
