// @ts-check
/** What a phone fetches from each site: a page on a first visit, and the page after it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newReader, pageText, sizes } from '../../tests/browser/weight.mjs';
import { launch } from '../chromium.mjs';
import { kB, table } from '../numbers.mjs';

/** @typedef {import('../phone.mjs').Site} Site */

const PAUSE = 2000;
const HEADS = [
  ...['site', 'requests', 'kB', 'with heads', 'article', 'rest of HTML', 'CSS', 'scripts', 'worker', 'other'],
  ...['not article', 'third party', 'second page', 'later'],
];

/**
 * The table of what is fetched.
 * @param {Site[]} sites
 */
export async function weighed(sites) {
  const browser = await launch();
  console.log(`# The phone: ${sites[0].page}, Chromium ${browser.version()}, 360 x 740\n`);
  const next = nextPage(sites[0]);
  const rows = [];
  for (const site of sites) rows.push(await visits(browser, site, next));
  await browser.close();
  console.log('## What is fetched: this page on a first visit and the page after it\n');
  console.log(`${table(HEADS, rows)}\n`);
}

/**
 * The path of the page that a page names as next.
 * @param {Site} site
 */
function nextPage({ folder, page }) {
  const [, link] = pageText(folder, page).match(/<link\b[^>]*\brel="?next"?[^>]*>/)?.[0].match(/href="?([^"\s>]+)/) || [];
  if (!link) throw new Error(`${folder}: ${page} names no next page`);
  return new URL(link, `http://localhost/${page}`).pathname.slice(1);
}

/**
 * A row of the table.
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
