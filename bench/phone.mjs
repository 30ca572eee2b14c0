// @ts-check
/**
 * What the built site costs on a phone: what is fetched, against budget.json, then Lighthouse.
 *
 *     sh bench/phone [--runs 5] [--line slow-4g] [--kinds home,lesson] [SITE…]
 *
 * SITE: folders of this handbook, built, as one before and one after a change; site/ when none is
 * given. --runs 0: only what is fetched. --line: slow-4g or 3g. --kinds: only these of budget.json.
 *
 * Each site is served on this machine under a sub-path, with gzip and kept for ten minutes, as GitHub
 * Pages does; for Lighthouse over HTTPS and HTTP/2. Bytes are those of gzipped bodies as they leave
 * the server; the worker's script and the manifest count as part of the visit. The article is what the
 * page's HTML would be smaller without what stands in <article>: see tests/browser/weight.mjs.
 * Pages are the samples of all kinds in budget.json, in both languages.
 */
import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { host, languagesIn, pagesIn } from '../tests/browser/host.mjs';
import { newReader, pageText, sizes } from '../tests/browser/weight.mjs';
import { launch } from './chromium.mjs';
import { judge, LINES } from './lighthouse.mjs';
import { kB, table } from './numbers.mjs';

/**
 * @typedef {{pages: string, sample: string} & Record<string, number>} Kind as in budget.json
 * @typedef {{name: string, kind: Kind, page: string, folder: string, address: string}} Sample
 * @typedef {import('../tests/browser/host.mjs').Host} Host
 */

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** @type {[string, Kind][]} */
const KINDS = Object.entries(JSON.parse(readFileSync(join(ROOT, 'docs/_site/budget.json'), 'utf8'))).filter(([, { pages }]) => pages !== undefined);
const LIMITS = ['requests', 'total', 'notArticle', 'scripts', 'worker', 'styles'];
/** How long nothing may happen before a visit counts as over, in milliseconds. */
const PAUSE = 1000;

/** @type {{[name in 'runs' | 'line' | 'kinds']: {type: 'string', default: string}}} */
const OPTIONS = {
  runs: { type: 'string', default: '5' },
  line: { type: 'string', default: 'slow-4g' },
  kinds: { type: 'string', default: KINDS.map(([name]) => name).join(',') },
};

async function main() {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: OPTIONS });
  if (!/^\d+$/.test(values.runs)) throw new Error(`--runs: a number is wanted, not “${values.runs}”`);
  if (!LINES[values.line]) throw new Error(`--line: one of ${Object.keys(LINES).join(', ')}`);
  const kinds = values.kinds.split(',');
  const strange = kinds.find((kind) => !KINDS.some(([name]) => name === kind));
  if (strange) throw new Error(`--kinds: “${strange}” is not in budget.json`);
  const folders = (positionals.length ? positionals : ['site']).map((folder) => resolve(folder));
  const missing = folders.find((folder) => !existsSync(join(folder, 'index.html')));
  if (missing) throw new Error(`${missing}: no index.html; is the site built?`);
  const chosen = (/** @type {Host[]} */ hosts) => hosts.map((one, at) => samples(folders[at], one, kinds));
  await served(folders, undefined, async (hosts) => weigh(chosen(hosts), hosts));
  if (!Number(values.runs)) return;
  // Made by bench/phone for this run.
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(ROOT, '.build/phone', name), 'utf8'));
  await served(folders, { key, cert }, async (hosts) => judge(chosen(hosts).flat(), Number(values.runs), values.line));
}

/**
 * @param {string[]} folders
 * @param {{key: string, cert: string} | undefined} secret
 * @param {(hosts: Host[]) => Promise<void>} use
 */
async function served(folders, secret, use) {
  const hosts = await Promise.all(folders.map((folder) => host(folder, { secret })));
  try {
    await use(hosts);
  } finally {
    await Promise.all(hosts.map((one) => one.stop()));
  }
}

/**
 * A page of each kind in each language: the sample of budget.json; where an editor has taken it away,
 * the first page of that kind. The first kind whose pattern fits is a page's kind.
 * @param {string} folder
 * @param {Host} served
 * @param {string[]} kinds those wanted
 * @returns {Sample[]}
 */
function samples(folder, served, kinds) {
  const fits = (/** @type {Kind} */ { pages }, /** @type {string} */ path) => new RegExp(`^${pages.replace(/\*/g, '[^/]+')}$`).test(path);
  const prefixes = Object.values(languagesIn(folder));
  return prefixes.flatMap((prefix) => {
    const others = prefixes.filter((other) => other.length > prefix.length);
    const own = pagesIn(folder).filter((path) => path.startsWith(prefix) && !others.some((other) => path.startsWith(other)));
    const paths = own.map((path) => path.slice(prefix.length));
    return KINDS.filter(([name]) => kinds.includes(name)).flatMap(([name, kind]) => {
      const all = paths.filter((path) => KINDS.find(([, each]) => fits(each, path))?.[1] === kind);
      if (!all.length) return [];
      const page = prefix + (all.includes(kind.sample) ? kind.sample : all[0]);
      return [{ name: `${basename(folder)}: ${prefix}${name}`, kind, page, folder, address: new URL(page, served.url).href }];
    });
  });
}

/**
 * The table of what a first visit fetches; each number before its limit.
 * @param {Sample[][]} sites the pages of each
 * @param {Host[]} hosts
 */
async function weigh(sites, hosts) {
  const browser = await launch();
  const rows = [];
  for (const [at, pages] of sites.entries()) {
    for (const { name, kind, page, folder } of pages) {
      const reader = await newReader(browser, hosts[at], PAUSE);
      const { sent } = await reader.visit(page, { worker: existsSync(join(folder, 'sw.js')) });
      await reader.close();
      /** @type {Record<string, number>} */
      const found = { ...sizes(sent, pageText(folder, page)) };
      const shown = (/** @type {string} */ limit, /** @type {number} */ value) => (limit === 'requests' ? value : kB(value));
      const cells = LIMITS.map((limit) => `${shown(limit, found[limit])} / ${shown(limit, kind[limit])}`);
      rows.push([name, ...cells, LIMITS.every((limit) => found[limit] <= kind[limit]) ? 'ok' : 'over']);
    }
  }
  console.log(`## What a first visit fetches, in kB, and what budget.json allows; Chromium ${browser.version()}\n`);
  console.log(`${table(['page', ...LIMITS, ''], rows)}\n`);
  await browser.close();
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench/phone: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
