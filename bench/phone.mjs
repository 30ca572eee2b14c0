// @ts-check
/**
 * What the site costs on a phone, beside other sites with the same text, in one run.
 *
 *     sh bench/phone [--runs 5] [--bytes] [--also NAME=FOLDER[:PAGE]]… [SITE…]
 *
 * SITE: folders of this handbook, built; site/ when none is given. The second table is of the first.
 * --also: another static site, which has a page under the same path or under PAGE, and which may use
 *         addresses that begin with the host's sub-path. Nothing is fetched from elsewhere.
 * --bytes: only what is fetched, without Lighthouse.
 *
 * Each site is served on this machine under a sub-path, with gzip and kept for ten minutes, as GitHub
 * Pages does. Bytes are those of gzipped bodies as they leave the server; "with heads" adds the heads of
 * the answers. "Later" is what is fetched in the background, by a service worker, when the reader begins to
 * scroll; the worker's script and the manifest count as part of the visit. The article is what the page's HTML would be smaller
 * without what stands in <article>: see tests/browser/weight.mjs, by which the budget is kept too.
 * The second page is the one that the lesson names as next, opened in the same tab after all is quiet.
 *
 * Lighthouse, over HTTPS and HTTP/2: see measures/lighthouse.mjs. Medians of the runs; the sites take turns, so that whatever else
 * the machine does slows them down alike. The page with the box open is not loaded but used: the box is
 * opened and asked, which Lighthouse measures as a span of time, and then judges the page as it stands.
 * Below a table stands how fast Lighthouse found the machine: where that differs much, something else ran on it,
 * and TBT most of all says more of that than of the pages. "Of the page" is TBT without what Chromium did
 * before it had the document: see withDocument in measures/lighthouse.mjs.
 */
import { existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { host } from '../tests/browser/host.mjs';
import { newReader, pageText, sizes } from '../tests/browser/weight.mjs';
import { lighthouse, secret } from './measures/lighthouse.mjs';
import { table } from './numbers.mjs';

/**
 * @typedef {import('../tests/browser/host.mjs').Host} Host
 * @typedef {import('./measures/lighthouse.mjs').Marks} Marks
 * @typedef {{name: string, folder: string, page: string}} Folder
 * @typedef {Folder & {host: Host}} Site
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUDGET = JSON.parse(readFileSync(join(ROOT, 'budget.json'), 'utf8'));
const LESSON = 'lesson';
const KINDS = ['home', LESSON, 'table', 'calendar'];
const LANGUAGES = { vi: '', en: 'en/' };
const ASKED = { vi: 'quyen luc', en: 'party cell' };
const PAUSE = 2000;
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];

/** @param {string} line */
const say = (line) => void process.stderr.write(`${line}\n`);

async function main() {
  const options = read();
  await served(options.sites, {}, weighed);
  if (!options.runs) return;
  const judge = await lighthouse(chromiumPath());
  try {
    await served(options.sites, { secret: secret() }, async (sites) => {
      await judged(judge, sites, options.runs);
      await kinds(judge, sites[0], options.runs);
    });
  } finally {
    await judge.close();
  }
}

/**
 * @param {Folder[]} folders
 * @param {Parameters<typeof host>[1]} how
 * @param {(sites: Site[]) => Promise<void>} use
 */
async function served(folders, how, use) {
  const sites = await Promise.all(folders.map(async (folder) => ({ ...folder, host: await host(folder.folder, how) })));
  try {
    await use(sites);
  } finally {
    await Promise.all(sites.map((site) => site.host.stop()));
  }
}

function read() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      runs: { type: 'string', default: '5' },
      bytes: { type: 'boolean', default: false },
      also: { type: 'string', multiple: true, default: [] },
    },
  });
  if (!/^[1-9]\d*$/.test(String(values.runs))) throw new Error(`--runs: a number is wanted, not “${values.runs}”`);
  const own = (positionals.length ? positionals : ['site']).map((folder) => ({ name: basename(folder), folder }));
  const page = BUDGET[LESSON].sample;
  const others = (values.also || []).map((text) => {
    const [, name, folder, other] = text.match(/^([^=]+)=([^:]+)(?::(.*))?$/) || [];
    if (!name) throw new Error(`--also: NAME=FOLDER or NAME=FOLDER:PAGE is wanted, not “${text}”`);
    return { name, folder, page: other ?? page };
  });
  const sites = [...own.map((site) => ({ ...site, page })), ...others];
  for (const site of sites) {
    site.folder = resolve(site.folder);
    if (!existsSync(join(site.folder, site.page, 'index.html')))
      throw new Error(`${site.folder}: no ${site.page}index.html; is the site built?`);
  }
  return { sites, runs: values.bytes ? 0 : Number(values.runs) };
}

/**
 * The table of what is fetched.
 * @param {Site[]} sites
 */
async function weighed(sites) {
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
  console.log(`# The phone: ${sites[0].page}, Chromium ${browser.version()}, 360 x 740\n`);
  const rows = [];
  for (const site of sites) rows.push(await visits(browser, site, nextPage(sites[0])));
  await browser.close();
  console.log('## What is fetched: a lesson, first visit and the page after it\n');
  const heads = ['site', 'requests', 'kB', 'with heads', 'article', 'rest of HTML', 'CSS', 'scripts', 'worker', 'other'];
  heads.push('not article', 'third party', 'second page', 'later');
  console.log(`${table(heads, rows)}\n`);
}

/** @returns {string} */
function chromiumPath() {
  const folders = (process.env.PATH || '').split(':');
  const names = ['chromium', 'google-chrome', 'chromium-browser'];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  const path = process.env.CHROMIUM || found;
  if (!path) throw new Error(`no Chromium in PATH (${names.join(', ')}); install the package chromium`);
  return path;
}

/**
 * The path of the page that a page names as next.
 * @param {Folder} site
 */
function nextPage({ folder, page }) {
  const [, link] = pageText(folder, page).match(/<link\b[^>]*\brel="?next"?[^>]*>/)?.[0].match(/href="?([^"\s>]+)/) || [];
  if (!link) throw new Error(`${folder}: ${page} names no next page`);
  return new URL(link, `http://localhost/${page}`).pathname.slice(1);
}

/**
 * A row of the first table.
 * @param {import('playwright-core').Browser} browser
 * @param {Site} site
 * @param {string} next path of the second page
 */
async function visits(browser, site, next) {
  const reader = await newReader(browser, site.host, PAUSE);
  const worker = existsSync(join(site.folder, 'sw.js'));
  const first = await reader.visit(site.page, { worker });
  const found = sizes(first.sent, pageText(site.folder, site.page));
  const second = await reader.visit(next);
  await reader.close();
  const other = await newReader(browser, site.host, PAUSE);
  await other.visit(site.page, { worker });
  const later = [...first.later, ...(await other.read())];
  await other.close();
  const { article, frame, styles, scripts, rest } = found;
  return [
    site.name,
    String(found.requests),
    ...[found.total, found.wire, article, frame, styles, scripts, found.worker, rest].map(kB),
    `**${kB(found.notArticle)}**`,
    String(new Set(first.others).size),
    paid([...second.sent, ...second.later]),
    paid(later),
  ];
}

/**
 * Bytes, and in how many files.
 * @param {{body: number}[]} sent
 */
function paid(sent) {
  const files = sent.filter(({ body }) => body);
  return files.length ? `${kB(files.reduce((sum, { body }) => sum + body, 0))} in ${files.length}` : '-';
}

/** @param {number} bytes */
function kB(bytes) {
  return (bytes / 1000).toFixed(1);
}

/** @typedef {Awaited<ReturnType<typeof lighthouse>>} Judge */

/**
 * @param {Judge} judge
 * @param {Site[]} sites
 * @param {number} runs
 */
async function judged(judge, sites, runs) {
  const jobs = sites.map((site) => ({ name: site.name, run: () => judge.visit(new URL(site.page, site.host.url).href) }));
  console.log(`## Lighthouse: the same lesson, first visit, median of ${runs}\n`);
  await report(jobs, runs);
}

/**
 * @param {Judge} judge
 * @param {Site} site
 * @param {number} runs
 */
async function kinds(judge, site, runs) {
  const jobs = Object.entries(LANGUAGES).flatMap(([language, folder]) => {
    const address = (/** @type {string} */ kind) => new URL(folder + BUDGET[kind].sample, site.host.url).href;
    const query = ASKED[/** @type {keyof ASKED} */ (language)];
    return [
      ...KINDS.map((kind) => ({ name: `${kind}, ${language}`, run: () => judge.visit(address(kind)) })),
      { name: `search open, ${language}`, run: () => judge.inUse(address(LESSON), (page) => ask(page, query)) },
    ];
  });
  console.log(`## Lighthouse: kinds of page of ${site.name}, first visit, median of ${runs}\n`);
  await report(jobs, runs);
  console.log('Search open: no visit but a span of time, on a slow 4G line, and then the page as it stands.\n');
}

/**
 * Opens the box, asks, and waits for the whole answer.
 * @param {any} page
 * @param {string} query
 */
async function ask(page, query) {
  await page.tap('button.search-open');
  await page.waitForSelector('dialog[open] .search-field');
  await page.type('dialog[open] .search-field', query);
  await page.waitForSelector('[role=option]');
  await page.waitForFunction(() => !/…$/.test(document.querySelector('.search-meta span')?.textContent || ''));
}

/**
 * Runs the jobs in turns and prints a row of each.
 * @param {{name: string, run: () => Promise<Marks>}[]} jobs
 * @param {number} runs
 */
async function report(jobs, runs) {
  /** @type {Marks[][]} */
  const found = jobs.map(() => []);
  for (let turn = 1; turn <= runs; turn += 1) {
    for (const [at, { name, run }] of jobs.entries()) {
      say(`Lighthouse ${turn} of ${runs}: ${name}`);
      found[at].push(await run());
    }
  }
  const rows = jobs.map(({ name }, at) => {
    const of = (/** @type {(marks: Marks) => number} */ pick) => median(found[at].map(pick));
    const seconds = (/** @type {number} */ value) => (Number.isNaN(value) ? '-' : `${value.toFixed(2)} s`);
    const points = (/** @type {number} */ value) => (Number.isNaN(value) ? '-' : value.toFixed(0));
    return [
      name,
      seconds(of(({ slow4G }) => slow4G)),
      seconds(of(({ line3G }) => line3G)),
      points(of(({ performance }) => performance)),
      points(of(({ accessibility }) => accessibility)),
      points(of(({ practices }) => practices)),
      points(of(({ seo }) => seo)),
      of(({ shift }) => shift).toFixed(3),
      `${of(({ blocked }) => blocked).toFixed(0)} ms`,
      `${of(({ own }) => own).toFixed(0)} ms`,
      [...new Set(found[at].flatMap(({ faults }) => faults))].join(', ') || '-',
    ];
  });
  const heads = ['page', 'LCP slow 4G', 'LCP 3G', 'performance', 'accessibility', 'best practices', 'SEO', 'CLS', 'TBT', 'of the page'];
  console.log(`${table([...heads, 'audits under 90'], rows)}\n`);
  const machine = found.flat().map((marks) => marks.machine);
  const busy = loadavg().map((value) => value.toFixed(1));
  console.log(`Machine: benchmark index ${Math.min(...machine)} to ${Math.max(...machine)}, median ${median(machine)}; load ${busy.join(', ')}.\n`);
}

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench/phone: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
