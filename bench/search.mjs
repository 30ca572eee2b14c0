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
 * the measures mean, and where they favour the others: see measures/quality.mjs.
 *
 * --pages N: the handbook made N pages big, see copies/enlarge.mjs; the first language only, and
 * random queries only, as the new pages may hold what is asked for by hand.
 * --misses: also every query to which the first engine's answer falls short, with what is missing.
 * --timing: also times, long tasks and bytes in a real browser, see measures/timing.mjs.
 */
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generate } from './queries/generate.mjs';
import { pagesOf } from './queries/pages.mjs';
import { ENGINES } from './rivals/engines.mjs';
import { enlarge } from './copies/enlarge.mjs';
import { noise, qualityTable, score, table } from './measures/quality.mjs';
import { runAll } from './rivals/run.mjs';

/**
 * @typedef {import('./measures/quality.mjs').Query} Query
 * @typedef {import('./measures/quality.mjs').Score} Score
 * @typedef {import('./rivals/engines.mjs').Found} Found
 * @typedef {import('./queries/pages.mjs').Page} Page
 *
 * @typedef {object} Built
 * @property {string} site as it is published
 * @property {string} material the same pages with the theme's search on
 * @property {string} theme folder of the theme's templates
 * @property {string} scratch folder that is removed in the end
 * @property {Record<string, Page[]>} pages of each language
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PYTHON = join(ROOT, '.venv', 'bin', 'python');
const LANGUAGES = ['vi', 'en'];
const NOT_COPIED = /^(\..*|node_modules|site|__pycache__)$/;

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

async function main() {
  const options = read();
  const scratch = mkdtempSync(join(tmpdir(), 'bench-search-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
  const withTheme = options.timing || options.only.some((name) => !['own', 'pagefind'].includes(name));
  const built = await build(scratch, options.pages, options.seed, withTheme);
  const random = Object.entries(built.pages).flatMap(([language, pages]) => {
    const share = language === LANGUAGES[0] ? options.count : Math.ceil(options.count * 0.4);
    return generate(pages, language, options.seed, share);
  });
  const written = options.pages ? [] : queriesIn(options.queries);
  const sizes = Object.entries(built.pages).map(([language, pages]) => `${pages.length} pages in “${language}”`);
  say(`${sizes.join(', ')}; ${random.length} random queries, ${written.length} written by hand`);
  console.log(`# Search: ${sizes.join(', ')}; seed ${options.seed}\n`);
  await quality(built, options.only, random, written, options.misses);
  if (options.timing) {
    const { timing } = await import('./measures/timing.mjs');
    const asked = [...written, ...random].filter(({ lang }) => lang === LANGUAGES[0]);
    await timing(built, LANGUAGES[0], asked, options.only, say);
  }
}

function read() {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '0' },
      seed: { type: 'string', default: '1' },
      count: { type: 'string' },
      only: { type: 'string', default: Object.keys(ENGINES).join() },
      queries: { type: 'string', default: join(ROOT, 'docs', '_queries', 'queries.jsonl') },
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

/**
 * A copy of the project, enlarged when wanted, built twice: as it is, and with the theme's search.
 * @param {string} scratch
 * @param {number} size
 * @param {number} seed
 * @param {boolean} withTheme
 * @returns {Promise<Built>}
 */
async function build(scratch, size, seed, withTheme) {
  const project = join(scratch, 'project');
  cpSync(ROOT, project, { recursive: true, filter: (path) => path === ROOT || !NOT_COPIED.test(basename(path)) });
  const [site, material] = [join(scratch, 'site'), join(scratch, 'material')];
  if (size) {
    const real = join(scratch, 'real');
    await mkdocs(project, 'mkdocs.yml', real, LANGUAGES[0]);
    enlarge(join(project, 'docs'), pagesOf(real, LANGUAGES[0]), size, seed);
    say('the bigger handbook is written');
  }
  writeFileSync(join(project, 'material.yml'), withThemeSearch(readFileSync(join(project, 'mkdocs.yml'), 'utf8')));
  const one = size ? LANGUAGES[0] : '';
  const builds = [mkdocs(project, 'mkdocs.yml', site, one)];
  if (withTheme) builds.push(mkdocs(project, 'material.yml', material, one));
  await Promise.all(builds);
  const theme = await run(
    PYTHON,
    ['-c', 'import material, pathlib; print(pathlib.Path(material.__file__).parent / "templates")'],
    project,
  );
  const languages = size ? LANGUAGES.slice(0, 1) : LANGUAGES;
  const pages = Object.fromEntries(languages.map((language) => [language, pagesOf(site, language)]));
  return { site, material, theme: theme.trim(), scratch, pages };
}

/**
 * The configuration with the theme's search plugin, as it comes.
 * @param {string} config
 */
function withThemeSearch(config) {
  const without = config.replace(/^ {2}(- )?search:.*\n( {4,}.*\n)*/m, '');
  const result = without.replace(/^plugins:\n/m, 'plugins:\n  search: {}\n');
  if (result === without) throw new Error('mkdocs.yml: no line “plugins:”');
  return result;
}

/**
 * @param {string} project
 * @param {string} config
 * @param {string} target
 * @param {string} language empty: all
 */
async function mkdocs(project, config, target, language) {
  const start = Date.now();
  const command = ['-m', 'mkdocs', 'build', '--quiet', '--config-file', config, '--site-dir', target];
  await run(PYTHON, command, project, { NO_MKDOCS_2_WARNING: '1', ...(language ? { ONLY_LANGUAGE: language } : {}) });
  say(`${config} built in ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} folder
 * @param {Record<string, string>} [environment]
 * @returns {Promise<string>} what it printed
 */
function run(program, args, folder, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code ? reject(new Error(`${[program, ...args].join(' ')} ended with ${code}`)) : resolve(output),
    );
  });
}

/**
 * @param {Built} built
 * @param {string[]} engines
 * @param {Query[]} random
 * @param {Query[]} written
 * @param {boolean} misses
 */
async function quality(built, engines, random, written, misses) {
  const asked = [...random, ...written];
  const answers = await answersOf(built, engines, asked);
  /** @param {Query[]} queries @param {number} first @param {boolean} complete */
  const scores = (queries, first, complete) =>
    Object.fromEntries(
      engines.map((engine) => [
        engine,
        queries.map((query, at) =>
          score(query, answers[engine][first + at], { strict: engine === 'own', whole: complete }),
        ),
      ]),
    );
  const byChance = scores(random, 0, true);
  console.log(`## Random queries: recall@5 / MRR\n\n${qualityTable(random, byChance)}\n`);
  if (misses) printMisses(random, byChance[engines[0]], answers[engines[0]]);
  if (!written.length) return;
  const byHand = scores(written, random.length, false);
  console.log(`## Queries written by hand: hit@5 / MRR\n\n${qualityTable(written, byHand)}\n`);
  console.log('Where a place in a page is expected, own has to offer that place; of the others the page is enough.\n');
  if (misses) printMisses(written, byHand[engines[0]], answers[engines[0]].slice(random.length));
  const only = written.flatMap((query, at) => (query.only ? [random.length + at] : []));
  const rows = engines.map((engine) => {
    const found = only.map((at) => answers[engine][at]);
    const shares = only.map((at) => noise(asked[at], answers[engine][at], built.pages[asked[at].lang]));
    const average = (/** @type {number[]} */ values) =>
      values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
    return [engine, `${(100 * average(shares)).toFixed(0)} %`, average(found.map((pages) => pages.length)).toFixed(1)];
  });
  const expected = only.map((at) => asked[at].pages.length);
  const right = (expected.reduce((sum, value) => sum + value, 0) / (expected.length || 1)).toFixed(1);
  console.log(`## Noise: pages without the phrase (${only.length} queries, ${right} right pages each)\n`);
  console.log(`${table(['engine', 'noise', 'pages answered'], rows)}\n`);
}

/**
 * @param {Query[]} queries
 * @param {Score[]} scores
 * @param {Found[][]} answers
 */
function printMisses(queries, scores, answers) {
  queries.forEach((query, at) => {
    const { recall, rank } = scores[at];
    if (recall === 1 && rank === 1) return;
    const found = answers[at].map(({ url, places }) => places[0] || url);
    const missing = query.pages.filter((url) => !answers[at].some((page) => page.url === url.replace(/#.*/, '')));
    console.log(`- ${query.class} “${query.q}” = “${query.means}”: ${recall.toFixed(2)} / ${rank.toFixed(2)}`);
    console.log(`  - answered ${found.length}: ${found.slice(0, 6).join(' ')}`);
    console.log(`  - right ${query.pages.length}, not answered: ${missing.slice(0, 6).join(' ')}`);
  });
  console.log('');
}

/**
 * @param {Built} built
 * @param {string[]} engines
 * @param {Query[]} asked
 * @returns {Promise<Record<string, Found[][]>>}
 */
async function answersOf(built, engines, asked) {
  const tasks = engines.flatMap((engine) =>
    Object.keys(built.pages).map((language) => {
      const { site, material, theme, scratch } = built;
      const numbers = asked.flatMap(({ lang }, at) => (lang === language ? [at] : []));
      return {
        engine,
        language,
        languages: Object.keys(built.pages),
        numbers,
        site,
        material,
        theme,
        scratch,
        queries: numbers.map((at) => asked[at].q),
      };
    }),
  );
  const results = await runAll(
    tasks.map(({ numbers, ...task }) => task),
    say,
  );
  /** @type {Record<string, Found[][]>} */
  const answers = Object.fromEntries(engines.map((engine) => [engine, []]));
  tasks.forEach(({ engine, numbers }, at) =>
    numbers.forEach((number, place) => (answers[engine][number] = results[at][place])),
  );
  return answers;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench/search: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
