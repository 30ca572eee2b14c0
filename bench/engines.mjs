// @ts-check
/**
 * The search engines behind one function each: queries in, for each the addresses found, best first.
 * All get the same pages; see search.mjs for what is compared.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import MiniSearch from 'minisearch';
import { bare, fileIn, plain, themeIndex } from './text.mjs';

/**
 * @typedef {import('./text.mjs').Section} Section
 * @typedef {(site: string, language: string, queries: string[]) => Promise<string[][]>} Engine
 */

const COMMAND = fileURLToPath(new URL('../scripts/search-cli.mjs', import.meta.url));
const NO_LIMIT = 2 ** 30;
const FIELDS = ['page', 'title', 'text'];

/** @type {Record<string, Engine>} */
export const ENGINES = { own, material, minisearch, bm25 };

/**
 * The handbook's own engine, as the built site has it.
 * @type {Engine}
 */
async function own(site, language, queries) {
  const input = queries.map((query) => `${query}\n`).join('');
  const output = execFileSync(process.execPath, [COMMAND, site, language], { input, maxBuffer: NO_LIMIT, encoding: 'utf8' });
  const answers = output.split('\n').filter(Boolean).map((line) => JSON.parse(line));
  if (answers.length !== queries.length) throw new Error('search-cli.mjs did not answer every query');
  return answers.map(({ results }) => results.map((/** @type {{url: string}} */ { url }) => url));
}

/**
 * The theme's worker, with the settings it has when none are given. One index holds both languages.
 * @type {Engine}
 */
async function material(site, _, queries) {
  const ask = themeWorker(fileIn(join(site, 'material', 'workers'), 'search.'));
  await ask({ type: 0, data: { ...themeIndex(site), options: { suggest: false } } });
  const found = [];
  for (const query of queries) {
    const { data } = /** @type {{data: {items: Section[][]}}} */ (await ask({ type: 2, data: query }));
    found.push(data.items.flatMap((group) => group.map(({ location }) => location)));
  }
  return found;
}

/**
 * The worker as it is, in a context that has what a worker has.
 * @param {string} path
 */
function themeWorker(path) {
  /** @type {(message: {data: unknown}) => void} */
  let handle = () => {};
  /** @type {(message: any) => void} */
  let receive = () => {};
  /** @type {Record<string, unknown>} */
  const scope = {
    console: { warn() {}, log() {}, error: console.error },
    addEventListener: (/** @type {string} */ _, /** @type {typeof handle} */ handler) => (handle = handler),
    postMessage: (/** @type {unknown} */ message) => receive(message),
    importScripts: (/** @type {string[]} */ ...files) => {
      for (const file of files) runInContext(readFileSync(join(dirname(path), file), 'utf8'), scope);
    },
  };
  scope.self = scope;
  createContext(scope);
  runInContext(readFileSync(path, 'utf8'), scope, { filename: path });
  return (/** @type {{type: number, data: unknown}} */ data) => {
    const answer = new Promise((resolve) => (receive = resolve));
    handle({ data });
    return answer;
  };
}

/**
 * MiniSearch (BM25) on the sections of the theme's index: words and pairs of words, folded, near
 * misses, the last word as a prefix. Weights by trying: heavier titles, lighter pairs or heavier near
 * misses find less.
 * @type {Engine}
 */
async function minisearch(site, language, queries) {
  const index = new MiniSearch({ fields: FIELDS, tokenize: wordsAndPairs, processTerm: (term) => term });
  index.addAll(passages(site, language));
  return queries.map((query) => {
    const results = index.search(query, {
      prefix: (_, at, terms) => at === terms.length - 1,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      boost: { page: 1.5, title: 1.5 },
      boostTerm: (term) => (term.includes(' ') ? 3 : 1),
      weights: { fuzzy: 0.2, prefix: 0.375 },
    });
    return results.map(({ id }) => id);
  });
}

/**
 * MiniSearch as it comes: its own words, with what its first page of documentation switches on.
 * @type {Engine}
 */
async function bm25(site, language, queries) {
  const index = new MiniSearch({ fields: FIELDS });
  index.addAll(passages(site, language));
  const asked = { prefix: true, fuzzy: 0.2, boost: { title: 2 } };
  return queries.map((query) => index.search(query, asked).map(({ id }) => id));
}

/** The sections of a language, with the title of their page. @param {string} site @param {string} language */
function passages(site, language) {
  const isEnglish = (/** @type {string} */ address) => address.startsWith('en/');
  const sections = themeIndex(site).docs.filter(({ location }) => isEnglish(location) === (language === 'en'));
  const pages = new Map(sections.filter(({ location }) => !location.includes('#')).map((one) => [one.location, one.title]));
  return sections.map(({ location, title, text }) => {
    return { id: location, page: pages.get(location.replace(/#.*/, '')) ?? '', title: plain(title), text: plain(text) };
  });
}

/** @param {string} text */
function wordsAndPairs(text) {
  const words = bare(text.toLowerCase()).match(/[\p{L}\p{N}]+/gu) || [];
  return [...words, ...words.slice(1).map((word, before) => `${words[before]} ${word}`)];
}
