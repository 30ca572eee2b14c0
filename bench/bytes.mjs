// @ts-check
/**
 * What a search costs a reader who comes for that query only, gzipped, from opening the box: its
 * scripts, its style, the first file of the index and whatever the query needs of the rest.
 *
 * - right: until an answer has a right page among its first five rows; rows: until ten pages are shown
 *   with their excerpts, or the answer is whole; whole: all that is fetched.
 * - keys: key by key, as the box asks while somebody types; what the beginnings fetch counts too.
 * - pauses: as by a slow hand, who waits after every word for an answer to it.
 *
 * The engine runs in Node as it is, with the files of the built site; no network, so no times.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { kB, quantile, table } from './numbers.mjs';
import { bare, fileIn, pagesOf } from './text.mjs';

/**
 * @typedef {import('./queries.mjs').Query} Query
 * @typedef {{bytes: number, requests: number}} Cost
 * @typedef {Record<'right' | 'rows' | 'whole', Cost | null>} Costs null: never
 */

const ROWS = 10;
const FIRST = 5;
/** How a query comes: at once, or in one of the ways above. */
const HANDS = ['', 'keys', 'pauses'];
/** How many queries of each class. */
const EACH = 10;

/**
 * @param {string} site
 * @param {Query[]} drawn
 */
export async function bytes(site, drawn) {
  const queries = [...titles(site), ...rareWords(site), ...drawn].filter(({ lang }) => lang === 'vi');
  const classes = ['title', 'rare word', 'random exact', 'random no-accents', 'random typo'];
  const rows = [];
  for (const name of classes) {
    const asked = spread(queries.filter((one) => one.class === name && one.q.split(' ').length >= (/^random/.test(name) ? 3 : 1)), EACH);
    for (const hand of HANDS) rows.push([[name, hand].filter(Boolean).join(', '), String(asked.length), ...(await costs(site, asked, hand))]);
  }
  console.log(`## Bytes: kB and requests, median / 90 %\n\n${table(['', 'n', 'right kB', 'requests', 'rows kB', 'requests', 'whole kB', 'requests', 'never right'], rows)}\n`);
  const files = readdirSync(join(site, 'search'), { recursive: true, encoding: 'utf8' }).filter((name) => /^vi[.-].*\.js$/.test(name));
  console.log(`index of vi: ${files.length} files, ${kB(files.reduce((sum, name) => sum + packed(join(site, 'search', name)), 0))} kB\n`);
}

/** @param {string} site @param {Query[]} queries @param {string} hand of HANDS */
async function costs(site, queries, hand) {
  const found = [];
  for (const query of queries) found.push(await cost(site, query, hand));
  const cells = /** @type {const} */ (['right', 'rows', 'whole']).flatMap((name) => {
    const known = found.map((one) => one[name]).filter((one) => one !== null);
    return [
      known.length ? `${kB(quantile(known.map((one) => one.bytes)))} / ${kB(quantile(known.map((one) => one.bytes), 0.9))}` : '-',
      known.length ? `${quantile(known.map((one) => one.requests))} / ${quantile(known.map((one) => one.requests), 0.9)}` : '-',
    ];
  });
  return [...cells, String(found.filter((one) => !one.right).length)];
}

/** What is asked before the query itself. @param {string} q @param {string} hand of HANDS */
function beginningsOf(q, hand) {
  const pieces = { keys: [...q], pauses: q.split(/(?= )/) }[hand] || [];
  return pieces.slice(1).map((_, at) => pieces.slice(0, at + 1).join(''));
}

/** @param {string} site @param {Query} query @param {string} hand of HANDS @returns {Promise<Costs>} */
async function cost(site, query, hand) {
  const [engine, ...fixed] = ['engine.', 'dialog.vi.', 'search.'].map((name) => fileIn(join(site, 'assets'), name));
  const spent = { bytes: [engine, ...fixed].reduce((sum, path) => sum + packed(path), 0), requests: 1 + fixed.length };
  /** @type {Record<string, any>} */
  const scope = { console, URL, setTimeout };
  scope.self = scope;
  createContext(scope);
  scope.handbookSearchRun = async (/** @type {string[]} */ names) => {
    for (const path of names.map((name) => join(site, 'search', name))) {
      runInContext(readFileSync(path, 'utf8'), scope);
      spent.bytes += packed(path);
      spent.requests += 1;
    }
  };
  runInContext(readFileSync(engine, 'utf8'), scope);
  /** @type {Costs} */
  const costs = { right: null, rows: null, whole: null };
  const asked = [...beginningsOf(query.q, hand), query.q];
  for (const [id, q] of asked.entries()) {
    const typing = hand === 'keys' && id < asked.length - 1;
    await scope.handbookSearch({ id: id + 1, language: query.lang, kind: null, q, typing }, (/** @type {any} */ answer) => {
      if (answer.error) throw new Error(`${q}: ${answer.error}`);
      const shown = answer.groups.map(({ url }) => url);
      const right = shown.slice(0, FIRST).some((url) => query.pages.includes(url));
      if (q !== query.q) return;
      if (right && !costs.right) costs.right = { ...spent };
      if ((answer.done || shown.length >= ROWS) && !costs.rows) costs.rows = { ...spent };
    });
  }
  return { ...costs, whole: { ...spent } };
}

/** @type {Map<string, number>} */
const sizes = new Map();

/** @param {string} path */
function packed(path) {
  const known = sizes.get(path) ?? gzipSync(readFileSync(path)).length;
  sizes.set(path, known);
  return known;
}

/** Whole titles of pages. @param {string} site @returns {Query[]} */
function titles(site) {
  return pagesOf(site, 'vi').filter(({ blocks }) => blocks.length > 1).map(({ url, blocks: [q] }) => {
    return { class: 'title', lang: 'vi', q, means: q, pages: [url] };
  });
}

/** Words without marks that few pages have. @param {string} site @returns {Query[]} */
function rareWords(site) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const { url, words } of pagesOf(site, 'vi')) {
    for (const word of words.match(/\p{L}{4,}/gu) || []) found.set(word, (found.get(word) || new Set()).add(url));
  }
  return [...found].filter(([, urls]) => urls.size === 2).map(([word, urls]) => {
    return { class: 'rare word', lang: 'vi', q: bare(word), means: word, pages: [...urls] };
  });
}

/** @template T @param {T[]} of @param {number} count @returns {T[]} */
function spread(of, count) {
  const step = Math.max(1, of.length / count);
  return Array.from({ length: Math.min(count, of.length) }, (_, at) => of[Math.floor(at * step)]);
}
