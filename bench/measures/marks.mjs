// @ts-check
/** What Lighthouse says of pages: medians of runs, the pages in turns. What it measures: see lighthouse.mjs. */
import { loadavg } from 'node:os';
import { median, table } from '../numbers.mjs';
import { LANGUAGES, mostCommon, samples } from '../samples.mjs';
import { say } from '../say.mjs';

/**
 * @typedef {import('./lighthouse.mjs').Marks} Marks
 * @typedef {Awaited<ReturnType<typeof import('./lighthouse.mjs').lighthouse>>} Judge
 * @typedef {import('../phone.mjs').Site} Site
 * @typedef {{name: string, run: () => Promise<Marks>}} Job
 */

const HEADS = [
  ...['page', 'LCP slow 4G', 'LCP 3G', 'performance', 'accessibility', 'best practices', 'SEO', 'CLS', 'TBT'],
  ...['of the page', 'audits under 90'],
];

/**
 * @param {Judge} judge
 * @param {Site[]} sites
 * @param {number} runs
 */
export async function judged(judge, sites, runs) {
  const jobs = sites.map((site) => ({ name: site.name, run: () => judge.visit(new URL(site.page, site.host.url).href) }));
  console.log(`## Lighthouse: the same page, first visit, median of ${runs}\n`);
  await report(jobs, runs);
}

/**
 * @param {Judge} judge
 * @param {Site} site
 * @param {number} runs
 */
export async function kinds(judge, site, runs) {
  const jobs = Object.entries(LANGUAGES).flatMap(([language, folder]) => {
    const found = samples(site.folder, folder);
    const address = (/** @type {string} */ page) => new URL(page, site.host.url).href;
    const visits = found.map(({ name, page }) => ({ name: `${name}, ${language}`, run: () => judge.visit(address(page)) }));
    const search = () => judge.inUse(address(mostCommon(found).page), ask);
    return found.length ? [...visits, { name: `search open, ${language}`, run: search }] : [];
  });
  console.log(`## Lighthouse: kinds of page of ${site.name}, first visit, median of ${runs}\n`);
  await report(jobs, runs);
  console.log('Search open: no visit but a span of time, on a slow 4G line, and then the page as it stands.\n');
}

/**
 * Opens the box, asks for the first two words of the page's name, and waits for the whole answer.
 * @param {any} page
 */
async function ask(page) {
  const name = await page.$eval('h1', (/** @type {Element} */ heading) => heading.textContent);
  await page.tap('button.search-open');
  await page.waitForSelector('dialog[open] .search-field');
  await page.type('dialog[open] .search-field', name.trim().split(/\s+/).slice(0, 2).join(' '));
  await page.waitForSelector('[role=option]');
  await page.waitForFunction(() => !/…$/.test(document.querySelector('.search-meta span')?.textContent || ''));
}

/**
 * Runs the jobs in turns and prints a row of each.
 * @param {Job[]} jobs
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
  console.log(`${table(HEADS, jobs.map(({ name }, at) => row(name, found[at])))}\n`);
  const machine = found.flat().map((marks) => marks.machine);
  const busy = loadavg().map((value) => value.toFixed(1));
  const speed = `${Math.min(...machine)} to ${Math.max(...machine)}, median ${median(machine)}`;
  console.log(`Machine: benchmark index ${speed}; load ${busy.join(', ')}.\n`);
}

/**
 * @param {string} name
 * @param {Marks[]} found of all runs
 */
function row(name, found) {
  const of = (/** @type {(marks: Marks) => number} */ pick) => median(found.map(pick));
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
    [...new Set(found.flatMap(({ faults }) => faults))].join(', ') || '-',
  ];
}
