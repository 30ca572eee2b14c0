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
 * scroll; the worker's script and the manifest count as part of the visit. The article is what the page's HTML
 * would be smaller without what stands in <article>: see tests/browser/weight.mjs, by which the budget is
 * kept too.
 * The page measured is the sample in budget.json of the kind of which the first site has most pages; the
 * second page is the one that it names as next, opened in the same tab after all is quiet.
 *
 * Lighthouse, over HTTPS and HTTP/2: see measures/lighthouse.mjs. First that page of every site, then the
 * samples of all kinds in both languages of the first. Medians of the runs; the sites take turns, so that
 * whatever else the machine does slows them down alike. The page with the box open is not loaded but used: the
 * box is opened and asked, which Lighthouse measures as a span of time, and then judges the page as it stands.
 * Below a table stands how fast Lighthouse found the machine: where that differs much, something else ran on it,
 * and TBT most of all says more of that than of the pages. "Of the page" is TBT without what Chromium did
 * before it had the document: see withDocument in measures/lighthouse.mjs.
 */
import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { host } from '../tests/browser/host.mjs';
import { chromiumPath } from './chromium.mjs';
import { lighthouse, secret } from './measures/lighthouse.mjs';
import { judged, kinds } from './measures/marks.mjs';
import { weighed } from './measures/visits.mjs';
import { mostCommon, samples } from './samples.mjs';

/**
 * @typedef {import('../tests/browser/host.mjs').Host} Host
 * @typedef {{name: string, folder: string, page: string}} Folder
 * @typedef {Folder & {host: Host}} Site
 */

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
  const folders = (positionals.length ? positionals : ['site']).map((folder) => resolve(folder));
  for (const folder of folders) mustHave(folder, '');
  const { page } = mostCommon(samples(folders[0]));
  const others = (values.also || []).map((text) => alsoOf(text, page));
  const sites = [...folders.map((folder) => ({ name: basename(folder), folder, page })), ...others];
  for (const site of sites) mustHave(site.folder, site.page);
  return { sites, runs: values.bytes ? 0 : Number(values.runs) };
}

/**
 * @param {string} text
 * @param {string} page where the text names none
 * @returns {Folder}
 */
function alsoOf(text, page) {
  const [, name, folder, other] = text.match(/^([^=]+)=([^:]+)(?::(.*))?$/) || [];
  if (!name) throw new Error(`--also: NAME=FOLDER or NAME=FOLDER:PAGE is wanted, not “${text}”`);
  return { name, folder: resolve(folder), page: other ?? page };
}

/**
 * @param {string} folder
 * @param {string} page
 */
function mustHave(folder, page) {
  if (!existsSync(join(folder, page, 'index.html'))) throw new Error(`${folder}: no ${page}index.html; is the site built?`);
}

try {
  await main();
} catch (error) {
  process.stderr.write(`bench/phone: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
