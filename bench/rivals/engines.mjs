// @ts-check
/**
 * Four search engines behind one function each: queries in, for each query the pages found, best
 * first. Each indexes the same pages by its own means; see ../search.mjs for what is compared.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';
import { plain, SKIPPED } from '../queries/pages.mjs';
import { bare } from '../queries/generate.mjs';

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
 *
 * @typedef {{location: string, title: string, text: string}} Section of the theme's index
 */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @type {Record<string, Engine>} */
export const ENGINES = {
  own,
  material: (corpus, queries) => material(corpus, queries, shipped(corpus.theme)),
  'material-best': (corpus, queries) => material(corpus, queries, BEST),
  pagefind: pagefindEngine,
  minisearch,
};

/** @type {Engine} */
async function own({ site, language }, queries) {
  const script = join(ROOT, 'scripts', 'search-cli.mjs');
  if (!existsSync(script)) throw new Error('scripts/search-cli.mjs is missing; leave out “own” with --only');
  const child = spawn(process.execPath, [script, site, language], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(queries.map((query) => `${query}\n`).join(''));
  let output = '';
  child.stdout.setEncoding('utf8');
  for await (const chunk of child.stdout) output += chunk;
  const code = child.exitCode ?? (await new Promise((resolve) => child.on('exit', resolve)));
  if (code) throw new Error(`search-cli.mjs ended with ${code}`);
  const answers = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return queries.map((query, number) => {
    const answer = answers[number];
    if (!answer || answer.q !== query) throw new Error(`search-cli.mjs did not answer “${query}”`);
    return pagesIn(answer.results.flatMap(addresses));
  });
}

/** @param {{url: string, places?: (string | {url: string})[]}} result */
function addresses(result) {
  return [result.url, ...(result.places || []).map((place) => (typeof place === 'string' ? place : place.url))];
}

/**
 * Addresses folded to distinct pages, in order of their first address.
 * @param {string[]} found
 * @returns {Found[]}
 */
function pagesIn(found) {
  /** @type {Map<string, Found>} */
  const pages = new Map();
  for (const address of found) {
    const clean = address.replace(/^\.?\//, '');
    const url = clean.replace(/#.*/, '').replace(/(^|\/)index\.html$/, '$1');
    const page = pages.get(url) || { url, places: [] };
    pages.set(url, page);
    if (clean.includes('#')) page.places.push(url + clean.slice(clean.indexOf('#')));
  }
  return [...pages.values()];
}

/**
 * What the theme does when nothing is set: its translation names the language, static-i18n adds the
 * other one; the rest comes from the English translation, which stands in for what a language lacks.
 * @param {string} theme folder of the theme's templates
 */
export function shipped(theme) {
  /** @param {string} name */
  const translation = (name) => {
    const text = readFileSync(join(theme, 'partials', 'languages', `${name}.html`), 'utf8');
    return (/** @type {string} */ key) => {
      const value = new RegExp(`"search\\.config\\.${key}": ("(?:[^"\\\\]|\\\\.)*")`).exec(text);
      return value ? JSON.parse(value[1]) : '';
    };
  };
  const [vi, en] = [translation('vi'), translation('en')];
  return {
    lang: [vi('lang'), en('lang')],
    separator: vi('separator') || en('separator'),
    pipeline: (vi('pipeline') || en('pipeline')).split(/\s*,\s*/).filter(Boolean),
  };
}

/**
 * The best found by trying: no list of stop words, words end at any punctuation, and a title weighs
 * no more than the text.
 */
const BEST = {
  lang: ['vi', 'en'],
  separator: '[\\s\\-,.:;!?()\\[\\]/“”‘’"\'…–—]+',
  pipeline: [],
  fields: { title: { boost: 1 }, text: { boost: 1 }, tags: { boost: 1 } },
};

/**
 * The theme's worker as it is, in a context that has what a worker has.
 * @param {Corpus} corpus
 * @param {string[]} queries
 * @param {object} settings in place of those in the index
 */
async function material({ material: folder, theme, everywhere }, queries, settings) {
  const { docs: sections, config } = materialIndex(folder);
  const docs = withoutLists(sections, everywhere);
  const path = workerOf(theme);
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
  /** @param {{type: number, data: unknown}} data */
  const ask = (data) => {
    const answer = new Promise((resolve) => (receive = resolve));
    handle({ data });
    return answer;
  };
  await ask({ type: 0, data: { config: { ...config, ...settings }, docs, options: { suggest: false } } });
  const found = [];
  for (const query of queries) {
    const { data } = /** @type {{data: {items: Section[][]}}} */ (await ask({ type: 2, data: query }));
    found.push(pagesIn(data.items.flatMap((group) => group.map((entry) => entry.location))));
  }
  return found;
}

/** @param {string} theme folder of the theme's templates */
export function workerOf(theme) {
  const folder = join(theme, 'assets', 'javascripts', 'workers');
  return join(folder, onlyFile(folder, /^search\.\w+\.min\.js$/));
}

/**
 * @param {string} folder of the build with the theme's search on
 * @returns {{docs: Section[], config: object}}
 */
export function materialIndex(folder) {
  return JSON.parse(readFileSync(join(folder, 'search', 'search_index.json'), 'utf8'));
}

/**
 * Without the sections of lists that only repeat what stands elsewhere; no engine is to find those.
 * @param {Section[]} sections
 * @param {Page[]} pages
 */
function withoutLists(sections, pages) {
  const lists = new Set(pages.flatMap(({ url, lists }) => lists.map((id) => `${url}#${id}`)));
  return sections.filter(({ location }) => !lists.has(location.replace(/^\.\//, '')));
}

/** @type {Engine} */
async function pagefindEngine({ scratch, language, pages }, queries) {
  const folder = join(scratch, `pagefind-${language}`);
  await pagefindIndex(folder, pages);
  // Its own script for the browser, as a module; files come from the folder instead of a server.
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const [fetched, shown] = [globalThis.fetch, Reflect.get(globalThis, 'document')];
  Object.assign(globalThis, {
    document: { currentScript: null, querySelector: () => ({ getAttribute: () => language }) },
    fetch: async (/** @type {string | URL} */ address) =>
      new Response(await readFile(fileURLToPath(String(address).replace(/\?.*/, '')))),
  });
  try {
    const { search } = await import(pathToFileURL(join(folder, 'pagefind.js')).href);
    /** @type {Map<string, string>} */
    const urls = new Map();
    const found = [];
    for (const query of queries) {
      const places = [];
      for (const result of (await search(query)).results) {
        const url = urls.get(result.id) || (await result.data()).raw_url;
        urls.set(result.id, url);
        places.push(url);
      }
      found.push(pagesIn(places));
    }
    return found;
  } finally {
    Object.assign(globalThis, { fetch: fetched, document: shown });
  }
}

/**
 * @param {string} folder
 * @param {Page[]} pages
 */
async function pagefindIndex(folder, pages) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { index, errors } = await pagefind.createIndex({
    rootSelector: 'article',
    excludeSelectors: SKIPPED,
  });
  if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
  for (const { url, html } of pages) {
    const added = await index.addHTMLFile({ url: `/${url}`, content: html });
    if (added.errors.length) throw new Error(`Pagefind, ${url}: ${added.errors.join('; ')}`);
  }
  const written = await index.writeFiles({ outputPath: folder });
  if (written.errors.length) throw new Error(`Pagefind: ${written.errors.join('; ')}`);
  await pagefind.close();
}

/** @type {Engine} */
async function minisearch({ material: folder, pages }, queries) {
  const titles = new Map(pages.map((page) => [page.url, page.title]));
  const documents = withoutLists(materialIndex(folder).docs, pages).flatMap(({ location, title, text }) => {
    const page = titles.get(location.replace(/#.*/, ''));
    return page === undefined ? [] : [{ id: location, page, title, text: plain(text) }];
  });
  const index = new MiniSearch({
    fields: ['page', 'title', 'text'],
    tokenize: foldedWordsAndPairs,
    processTerm: (term) => term,
  });
  index.addAll(documents);
  return queries.map((query) => {
    const results = index.search(query, {
      prefix: (_, at, terms) => at === terms.length - 1,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      // Weights by trying: heavier titles, lighter pairs or heavier near misses find less.
      boost: { page: 1.5, title: 1.5 },
      boostTerm: (term) => (term.includes(' ') ? 3 : 1),
      weights: { fuzzy: 0.2, prefix: 0.375 },
    });
    return pagesIn(results.map((result) => result.id));
  });
}

/** @param {string} text */
function foldedWords(text) {
  return (
    bare(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) || []
  );
}

/** @param {string} text */
function foldedWordsAndPairs(text) {
  const words = foldedWords(text);
  return [...words, ...words.slice(1).map((word, before) => `${words[before]} ${word}`)];
}

/**
 * @param {string} folder
 * @param {RegExp} pattern
 */
function onlyFile(folder, pattern) {
  const found = readdirSync(folder).filter((name) => pattern.test(name));
  if (found.length !== 1) throw new Error(`${folder}: ${found.length} files like ${pattern}, one expected`);
  return found[0];
}
