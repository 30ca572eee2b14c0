// @ts-check
/**
 * The handbook's search against others, on the same pages with the same queries in one run.
 *
 *     sh bench/search [--pages N] [--seed S] [--count N] [--queries FILE] [--timing] [--misses] [--bytes]
 *
 * - own: the built site's engine and index; material: the theme's, as it comes; minisearch: BM25 with
 *   the settings that did best; bm25: the same as it comes. See engines.mjs.
 * - Queries: those written by hand in docs/_queries/queries.jsonl (or FILE), and COUNT in each language
 *   drawn by chance from the pages, the same for the same SEED. See queries.mjs.
 * - hit@5: the share of the queries with a right page among the first five; MRR: the mean of
 *   1 / rank of the first right page. Where a section of a page is expected (an address with '#'), own
 *   has to offer that very section, the others, which do not know rows as sections, only the page.
 *
 * --pages N: the handbook enlarged, see copies.py; the first language only, and random queries only,
 * as the new pages hold what is asked for by hand.
 * --misses: also every query to which own does not answer with a right page first.
 * --bytes: only what a search costs a reader in bytes and requests, see bytes.mjs.
 * --timing: also times and bytes in a real browser, see timing.mjs.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { bytes } from './bytes.mjs';
import { ENGINES } from './engines.mjs';
import { mean, say, table } from './numbers.mjs';
import { drawn } from './queries.mjs';
import { timing } from './timing.mjs';

/** @typedef {import('./queries.mjs').Query} Query */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LANGUAGES = ['vi', 'en'];

async function main() {
  const { pages, seed, count, queries, misses, timing: timed, bytes: only } = read();
  const scratch = mkdtempSync(join(tmpdir(), 'bench-search-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  say('build of the site');
  execFileSync(join(ROOT, '.venv/bin/python'), ['-m', 'bench.copies', scratch, String(pages)], { cwd: ROOT, stdio: 'inherit' });
  const site = join(scratch, 'site');
  const asked = LANGUAGES.flatMap((language) => drawn(site, language, seed, count));
  if (only) return await bytes(site, asked);
  if (!pages) asked.push(...readFileSync(queries, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)));
  await quality(site, asked, misses);
  if (timed) await timing(site, asked.filter(({ lang }) => lang === 'vi').map(({ q }) => q));
}

function read() {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '200' },
      queries: { type: 'string', default: join(ROOT, 'docs/_queries/queries.jsonl') },
      bytes: { type: 'boolean', default: false },
      timing: { type: 'boolean', default: false },
      misses: { type: 'boolean', default: false },
    },
  });
  const numbers = [values.pages, values.seed, values.count].map(Number);
  if (!numbers.every(Number.isInteger)) throw new Error('--pages, --seed, --count: a whole number is wanted');
  const [pages, seed, count] = numbers;
  return { ...values, pages, seed, count };
}

/**
 * The table of how good the answers are, by class of query.
 * @param {string} site
 * @param {Query[]} queries
 * @param {boolean} misses
 */
async function quality(site, queries, misses) {
  /** @type {Record<string, number[]>} ranks of the first right pages of each engine, from 1; Infinity: none */
  const ranks = {};
  for (const [name, engine] of Object.entries(ENGINES)) {
    say(name);
    ranks[name] = [];
    for (const language of LANGUAGES) {
      const numbers = [...queries.keys()].filter((at) => queries[at].lang === language);
      const answers = numbers.length ? await engine(site, language, numbers.map((at) => queries[at].q)) : [];
      numbers.forEach((at, place) => (ranks[name][at] = rank(queries[at], answers[place], name === 'own')));
      if (misses && name === 'own') numbers.forEach((at, place) => printMiss(queries[at], ranks.own[at], answers[place]));
    }
  }
  const classes = [...[...new Set(queries.map(className))].sort(), 'all'];
  const rows = classes.map((name) => {
    const numbers = [...queries.keys()].filter((at) => name === 'all' || className(queries[at]) === name);
    return [name, String(numbers.length), ...Object.values(ranks).map((found) => shown(numbers.map((at) => found[at])))];
  });
  console.log(`## Answers: hit@5 / MRR\n\n${table(['', 'n', ...Object.keys(ranks)], rows)}\n`);
}

/** @param {Query} query */
function className(query) {
  return `${query.lang}: ${query.class}`;
}

/**
 * Addresses of one page count as one.
 * @param {Query} query
 * @param {string[]} found
 * @param {boolean} sections whether they count
 */
function rank(query, found, sections) {
  const page = (/** @type {string} */ address) => address.replace(/^\.?\/|#.*/g, '');
  const wanted = new Set(sections ? query.pages : query.pages.map(page));
  const right = found.filter((address) => wanted.has(page(address)) || wanted.has(address));
  const pages = [...new Set(found.map(page))];
  return 1 + Math.min(...right.map((address) => pages.indexOf(page(address))));
}

/** @param {number[]} ranks */
function shown(ranks) {
  const [hit, reciprocal] = [ranks.map((one) => Number(one <= 5)), ranks.map((one) => 1 / one)];
  return `${mean(hit).toFixed(2)} / ${mean(reciprocal).toFixed(2)}`;
}

/**
 * @param {Query} query
 * @param {number} place of the first right page
 * @param {string[]} found
 */
function printMiss(query, place, found) {
  if (place === 1) return;
  console.log(`- ${className(query)} “${query.q}” = “${query.means}”: ${place === Infinity ? 'not found' : `right at ${place}`}`);
  console.log(`  - answered: ${found.slice(0, 3).join(' ')}; right: ${query.pages.slice(0, 3).join(' ')}`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench/search: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
