// @ts-check
/**
 * What Lighthouse says of pages: first visits, medians of the runs, the pages in turns, so that
 * whatever else the machine does slows them down alike.
 *
 * Its settings for phones are left as they are, on a screen of 360 to 740 with a processor slowed down
 * four times; the line that it simulates is one of LINES.
 */
import measure from 'lighthouse/core/index.js';
import puppeteer from 'puppeteer-core';
import { ARGUMENTS, chromiumPath } from './chromium.mjs';
import { quantile, say, table } from './numbers.mjs';

/** @typedef {{scores: number[], paint: number, shift: number, blocked: number, machine: number, faults: string[]}} Marks */

const SCREEN = { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false };
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
/**
 * The lines that a visit can be simulated on: milliseconds there and back, kbit/s. The first is what
 * Lighthouse takes for phones; the second is its own “regular 3G”.
 * @type {Record<string, {rttMs: number, throughputKbps: number}>}
 */
export const LINES = { 'slow-4g': { rttMs: 150, throughputKbps: 1638.4 }, '3g': { rttMs: 300, throughputKbps: 700 } };

/**
 * @param {{name: string, address: string}[]} pages
 * @param {number} runs
 * @param {string} line a key of LINES
 */
export async function judge(pages, runs, line) {
  // The host's certificate is made for the run and signed by nobody.
  const args = [...ARGUMENTS, '--ignore-certificate-errors'];
  const browser = await puppeteer.launch({ executablePath: chromiumPath(), args });
  /** @type {Marks[][]} */
  const found = pages.map(() => []);
  try {
    for (let turn = 1; turn <= runs; turn += 1) {
      for (const [at, { name, address }] of pages.entries()) {
        say(`Lighthouse ${turn} of ${runs}: ${name}`);
        const context = await browser.createBrowserContext();
        found[at].push(await visit(await context.newPage(), address, line));
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
  print(pages.map(({ name }) => name), found, line);
}

/**
 * @param {any} page
 * @param {string} address
 * @param {string} line
 * @returns {Promise<Marks>}
 */
async function visit(page, address, line) {
  const throttling = { ...LINES[line], cpuSlowdownMultiplier: 4 };
  const settings = { formFactor: 'mobile', screenEmulation: SCREEN, disableFullPageScreenshot: true, onlyCategories: CATEGORIES, throttling };
  const { lhr } = /** @type {any} */ (await measure(address, {}, /** @type {any} */ ({ extends: 'lighthouse:default', settings }), page));
  if (lhr.runtimeError) throw new Error(`${address}: ${lhr.runtimeError.message}`);
  const of = (/** @type {string} */ name) => lhr.audits[name].numericValue;
  const faults = CATEGORIES.flatMap((name) => lhr.categories[name].auditRefs)
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
    .map(({ id }) => id);
  return {
    scores: CATEGORIES.map((name) => 100 * lhr.categories[name].score),
    paint: of('largest-contentful-paint') / 1000,
    shift: of('cumulative-layout-shift'),
    blocked: of('total-blocking-time'),
    machine: lhr.environment.benchmarkIndex,
    faults,
  };
}

/**
 * @param {string[]} names of the pages
 * @param {Marks[][]} found of each page, in all runs
 * @param {string} line
 */
function print(names, found, line) {
  const rows = names.map((name, at) => {
    const median = (/** @type {(marks: Marks) => number} */ of) => quantile(found[at].map(of));
    return [
      name,
      ...CATEGORIES.map((_, place) => median(({ scores }) => scores[place]).toFixed(0)),
      `${median(({ paint }) => paint).toFixed(2)} s`,
      median(({ shift }) => shift).toFixed(3),
      `${median(({ blocked }) => blocked).toFixed(0)} ms`,
      [...new Set(found[at].flatMap(({ faults }) => faults))].join(', ') || '-',
    ];
  });
  console.log(`## Lighthouse: first visit, ${line}, median of ${found[0].length}\n`);
  console.log(`${table(['page', ...CATEGORIES, 'LCP', 'CLS', 'TBT', 'audits under 90'], rows)}\n`);
  const machine = found.flat().map((marks) => marks.machine);
  console.log(`Machine: benchmark index ${Math.min(...machine)} to ${Math.max(...machine)}, median ${quantile(machine)}.`);
}
