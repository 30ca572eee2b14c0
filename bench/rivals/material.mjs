// @ts-check
/** The search of the theme: its worker, its index, with the settings it has or with better ones. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { pagesIn } from './addresses.mjs';

/**
 * @typedef {import('../queries/pages.mjs').Page} Page
 * @typedef {import('./engines.mjs').Corpus} Corpus
 * @typedef {{location: string, title: string, text: string}} Section of the theme's index
 */

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
export const BEST = {
  lang: ['vi', 'en'],
  separator: '[\\s\\-,.:;!?()\\[\\]/“”‘’"\'…–—]+',
  pipeline: [],
  fields: { title: { boost: 1 }, text: { boost: 1 }, tags: { boost: 1 } },
};

/**
 * @param {Corpus} corpus
 * @param {string[]} queries
 * @param {object} settings in place of those in the index
 */
export async function material({ material: folder, theme, everywhere }, queries, settings) {
  const { docs: sections, config } = materialIndex(folder);
  const docs = withoutLists(sections, everywhere);
  const ask = worker(workerOf(theme));
  await ask({ type: 0, data: { config: { ...config, ...settings }, docs, options: { suggest: false } } });
  const found = [];
  for (const query of queries) {
    const { data } = /** @type {{data: {items: Section[][]}}} */ (await ask({ type: 2, data: query }));
    found.push(pagesIn(data.items.flatMap((group) => group.map((entry) => entry.location))));
  }
  return found;
}

/**
 * The theme's worker as it is, in a context that has what a worker has.
 * @param {string} path
 */
function worker(path) {
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
export function withoutLists(sections, pages) {
  const lists = new Set(pages.flatMap(({ url, lists }) => lists.map((id) => `${url}#${id}`)));
  return sections.filter(({ location }) => !lists.has(location.replace(/^\.\//, '')));
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
