// @ts-check
/**
 * The handbook's search against three others, on the same pages with the same queries in one run.
 *
 *     sh bench/search [--pages N] [--seed S] [--count N] [--only own,…] [--queries FILE]
 *                     [--timing] [--misses]
 *
 * Engines:
 * - own: the built site's engine and index, through scripts/search-cli.mjs.
 * - material: the theme's worker and index, with the settings the theme has when none are given;
 *   material-best: the same with the best settings found. One index holds both languages.
 * - pagefind: Pagefind indexes the articles of the built pages and answers with its own script.
 * - minisearch: MiniSearch on the sections of the theme's index, folded (no marks, d for đ), words
 *   and pairs of words, near misses, the last word as a prefix, weights that did best.
 * Pages of the English site that are not yet translated are never right answers; the theme's index
 * leaves them out, Pagefind and MiniSearch do not get them, the own engine has them.
 *
 * Queries: those written by hand in docs/_queries/queries.jsonl (or FILE), and as many as COUNT drawn
 * by chance from the pages' text, the same for the same SEED: see queries/generate.mjs. What
 * the measures mean, and where they favour the others: see measures/score.mjs.
 *
 * --pages N: the handbook made N pages big, see copies/enlarge.mjs; the first language only, and
 * random queries only, as the new pages may hold what is asked for by hand.
 * --misses: also every query to which the first engine's answer falls short, with what is missing.
 * --timing: also times, long tasks and bytes in a real browser, see measures/timing.mjs.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, LANGUAGES } from './copies/handbook.mjs';
import { quality } from './measures/quality.mjs';
import { timing } from './measures/timing.mjs';
import { generate } from './queries/generate.mjs';
import { ENGINES } from './rivals/engines.mjs';
import { say } from './say.mjs';

/** @typedef {import('./measures/score.mjs').Query} Query */

const QUERIES = fileURLToPath(new URL('../docs/_queries/queries.jsonl', import.meta.url));

async function main() {
  const options = read();
  const scratch = mkdtempSync(join(tmpdir(), 'bench-search-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const withTheme = options.timing || options.only.some((name) => !['own', 'pagefind'].includes(name));
  const built = await build(scratch, options.pages, options.seed, withTheme);
  const random = drawn(built, options.seed, options.count);
  const written = options.pages ? [] : queriesIn(options.queries);
  const sizes = Object.entries(built.pages).map(([language, pages]) => `${pages.length} pages in “${language}”`);
  say(`${sizes.join(', ')}; ${random.length} random queries, ${written.length} written by hand`);
  console.log(`# Search: ${sizes.join(', ')}; seed ${options.seed}\n`);
  await quality(built, options.only, random, written, options.misses);
  if (options.timing) {
    const asked = [...written, ...random].filter(({ lang }) => lang === LANGUAGES[0]);
    await timing(built, LANGUAGES[0], asked, options.only);
  }
}

/**
 * Random queries; fewer in a language that has fewer pages.
 * @param {import('./copies/handbook.mjs').Built} built
 * @param {number} seed
 * @param {number} count
 */
function drawn(built, seed, count) {
  return Object.entries(built.pages).flatMap(([language, pages]) =>
    generate(pages, language, seed, language === LANGUAGES[0] ? count : Math.ceil(count * 0.4)),
  );
}

function read() {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      count: { type: 'string' },
      only: { type: 'string', default: Object.keys(ENGINES).join() },
      queries: { type: 'string', default: QUERIES },
      timing: { type: 'boolean', default: false },
      misses: { type: 'boolean', default: false },
    },
  });
  const pages = whole('--pages', values.pages);
  const only = String(values.only).split(',');
  const unknown = only.find((name) => !(name in ENGINES));
  if (unknown !== undefined)
    throw new Error(`--only: no engine “${unknown}”; there are ${Object.keys(ENGINES).join(', ')}`);
  return {
    pages,
    seed: whole('--seed', values.seed),
    count: whole('--count', values.count || (pages ? '100' : '500')),
    only,
    queries: String(values.queries),
    timing: Boolean(values.timing),
    misses: Boolean(values.misses),
  };
}

/**
 * @param {string} name
 * @param {string | undefined} text
 */
function whole(name, text) {
  if (!/^\d+$/.test(text || '')) throw new Error(`${name}: a whole number is wanted, not “${text}”`);
  return Number(text);
}

/**
 * @param {string} path
 * @returns {Query[]}
 */
function queriesIn(path) {
  if (!existsSync(path)) throw new Error(`${path} is missing`);
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench/search: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
