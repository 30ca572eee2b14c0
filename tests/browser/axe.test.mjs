// @ts-check
// The site, as axe-core, the edges of the window and the browser's console judge it. Pages that together show
// all that it is made of are looked at in every width and colour; with EVERYTHING all are, which takes minutes.
// The others are opened in the narrowest window, those with wide tables also in a large one. Each is opened once and then shown in other widths and colours.
import assert from 'node:assert/strict';
import {availableParallelism} from 'node:os';
import {after, describe, test} from 'node:test';
import {host, pagesIn, sampled} from './host.mjs';
import {NARROW, SMALLEST, WIDE, broken, outside, pale, show, squeezed} from './inspect.mjs';
import {samplesOf} from './samples.mjs';
import {PATIENCE, SITE, world} from './world.mjs';

const {browser} = await world();
const served = await host(SITE, {own: true});
after(() => served.stop());

const NOT_FOUND = '404.html';
/** In which window the page is shown in which schemes; in the first of them all rules are asked. */
const SHOWN = /** @type {const} */ ([
  [NARROW, ['light', 'dark', 'sepia', 'contrast', 'forced']],
  [WIDE, ['dark', 'light']],
]);
const AT_ONCE = Math.min(2, availableParallelism());

/** A window in which one page after the other is opened, with what the browser says of them. */
async function makeWindow() {
  const context = await browser.newContext({viewport: NARROW, reducedMotion: 'reduce'});
  context.setDefaultTimeout(PATIENCE);
  context.setDefaultNavigationTimeout(PATIENCE);
  // Each page as to a reader who has never been here.
  await context.addInitScript(() => localStorage.clear());
  const page = await context.newPage();
  /** @type {string[]} */
  const said = [];
  context.on('console', (message) => said.push(`console: ${message.text()}`));
  context.on('weberror', (error) => said.push(`error: ${error.error()}`));
  context.on('serviceworker', (worker) => worker.on('console', (message) => said.push(`worker: ${message.text()}`)));
  return {page, said};
}

const windows = await Promise.all(Array.from({length: AT_ONCE}, makeWindow));

/**
 * @param {string} address
 * @param {boolean} whole in every width and colour
 * @returns {Promise<string[]>} all faults of a page
 */
async function faults(address, whole) {
  const window = windows.pop() || (await makeWindow());
  const {page, said} = window;
  said.length = 0;
  await page.setViewportSize(whole ? NARROW : SMALLEST);
  await page.emulateMedia({colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce'});
  await page.goto(address, {waitUntil: 'load'});
  /** @type {string[]} */
  const found = [];
  /** @param {string} how @param {string[]} lines */
  const note = (how, lines) => found.push(...lines.map((line) => `${how}, ${line}`));
  for (const [size, schemes] of whole ? SHOWN : []) {
    await page.setViewportSize(size);
    for (const scheme of schemes) {
      await show(page, scheme);
      note(`${scheme}, ${size.width} px`, await (scheme === schemes[0] ? broken(page) : pale(page)));
    }
  }
  for (const size of whole ? [WIDE, NARROW, SMALLEST] : [SMALLEST]) {
    await page.setViewportSize(size);
    note(`${size.width} px`, await outside(page));
  }
  if (await page.locator('.stacked.wide').count()) {
    await page.setViewportSize(WIDE);
    note(`${WIDE.width} px`, [...(await squeezed(page)), ...(await outside(page))]);
  }
  note('in all', said);
  windows.push(window);
  return found;
}

describe('no fault on any page', {concurrency: AT_ONCE}, () => {
  const pages = sampled(pagesIn(SITE));
  const samples = new Set(process.env.EVERYTHING ? pages : samplesOf(SITE, pages));
  for (const path of pages) {
    test(path || 'home', async () => {
      const found = await faults(new URL(path, served.url).href, samples.has(path));
      assert.ok(!found.length, `${path}\n${found.join('\n')}`);
    });
  }

  test(NOT_FOUND, async () => {
    // It stands for any address, so it knows where the root is: here at the root of the host.
    const root = await host(SITE, {own: true, prefix: '/'});
    after(() => root.stop());
    const found = await faults(new URL(NOT_FOUND, root.url).href, true);
    assert.ok(!found.length, found.join('\n'));
  });
});
