// @ts-check
// What the browser tests share: Chromium, the served site, and the words for what a reader does.
import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {after} from 'node:test';
import {chromium} from 'playwright-core';
import {serve} from './server.mjs';

/** The built site, from tests/browsers.py. */
export const SITE = String(process.env.SITE);
const OPTIONS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
const QUIET = ['--disable-component-update', '--disable-sync'];
/**
 * The popup of the address bar is two pages of Chromium's own in every window: half of its time. The others are what the
 * driver switches off, whose list this one replaces, and what could change what a test sees.
 */
const OFF = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup'],
  ...['PaintHolding', 'HttpsUpgrades', 'Translate', 'OptimizationHints', 'MediaRouter', 'ThirdPartyStoragePartitioning'],
];
const ARGS = [...OPTIONS, ...QUIET, `--disable-features=${OFF}`];
/** How the browser with all that belongs to it is started: profiles, applications. */
export const WHOLE = {executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ARGS};
/** How the one is started that has no windows, where there is one. */
export const LAUNCH = {...WHOLE, executablePath: process.env.CHROMIUM_SHELL || WHOLE.executablePath};
const SCREEN = {viewport: {width: 360, height: 740}};
/** A phone has no keys and no pointer that hovers. */
export const PHONE = {...SCREEN, hasTouch: true, isMobile: true};
/** How long a condition is waited for, at most, in milliseconds; what needs longer says why. */
export const PATIENCE = 15_000;
/** How many pages an answer shows before "more". */
const PAGES = 20;
export const LESSON = 'bai-hoc/kiem-soat-quyen-luc/';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').BrowserContextOptions} ContextOptions */

/**
 * The path of a file of code, which has its hash in its name.
 * @param {string} name as page.vi.js
 */
export function asset(name) {
  const [stem, suffix] = name.split(/\.(?=[^.]+$)/);
  const found = readdirSync(`${SITE}/assets`).filter((file) => file.replace(/\.[0-9a-f]{8}\./, '.') === `${stem}.${suffix}`);
  assert.equal(found.length, 1, name);
  return `assets/${found[0]}`;
}

/** Chromium and the server, for one file of tests. */
export async function world() {
  const server = await serve(SITE);
  const browser = await chromium.launch(LAUNCH);
  after(async () => {
    await browser.close();
    await server.stop();
  });

  /**
   * A new reader on a page, who has never been here. Any error of a script fails the test.
   * @param {import('node:test').TestContext} t
   * @param {string} path below the root of the site, or a whole address
   * @param {ContextOptions & {line?: string, saveData?: boolean}} options what the browser says of the connection;
   *   the worker that keeps pages only where it is allowed, because it asks the server for things of its own
   */
  async function visit(t, path, {line = '3g', saveData = false, ...options} = {}) {
    const context = await browser.newContext({...SCREEN, serviceWorkers: 'block', ...options});
    context.setDefaultTimeout(PATIENCE);
    context.setDefaultNavigationTimeout(PATIENCE);
    await context.addInitScript((value) => {
      Object.defineProperty(navigator, 'connection', {value});
    }, {effectiveType: line, saveData});
    /** @type {Error[]} */
    const errors = [];
    context.on('weberror', (error) => errors.push(error.error()));
    t.after(async () => {
      await context.close();
      assert.deepEqual(errors, []);
    });
    const page = await context.newPage();
    await page.goto(new URL(path, server.url).href);
    return page;
  }

  return {server, browser, visit};
}

/** @param {Page} page */
export async function openBox(page) {
  await page.click('button.search-open');
  await page.waitForSelector('dialog[open] .search-field:focus');
}

/** @param {Page} page */
export async function boxIsClosed(page) {
  await page.waitForSelector('dialog.search-box', {state: 'hidden'});
  await page.waitForFunction(() => !history.state);
}

/** Opens the box and asks; waits for the whole answer. @param {Page} page @param {string} query */
export async function search(page, query) {
  await openBox(page);
  await page.fill('.search-field', query);
  await answer(page);
}

/** Waits for rows, until nothing more is being fetched for them and all are made: they come a few at a time. @param {Page} page */
export async function answer(page) {
  await page.waitForSelector('[role=option]');
  await page.waitForFunction((most) => {
    const said = [...document.querySelectorAll('.search-meta span')].map((line) => line.textContent || '');
    const count = said.map((line) => parseInt(line)).find(Number.isFinite);
    const made = document.querySelectorAll('.search-page').length;
    return count && made >= Math.min(count, most) && !said.some((line) => line.endsWith('…'));
  }, PAGES);
}

/** Waits until it has the focus: a browser says later that a dialog has closed. @param {import('playwright-core').Locator} one */
export async function holdsFocus(one) {
  await one.page().waitForFunction((element) => element === document.activeElement, await one.elementHandle());
}

/** @param {Page} page @param {string} selector @returns {Promise<string[]>} */
export async function texts(page, selector) {
  return (await page.locator(selector).allInnerTexts()).map((text) => text.replace(/\s+/g, ' ').trim());
}

/** The row that is selected, "" for none. @param {Page} page */
export function selected(page) {
  return page.evaluate(() => {
    const id = document.querySelector('.search-field')?.getAttribute('aria-activedescendant') || '';
    const row = id ? document.getElementById(id) : null;
    if (row && row.getAttribute('aria-selected') !== 'true') throw new Error('aria-selected');
    return row ? row.innerText.replace(/\s+/g, ' ').trim() : '';
  });
}

/**
 * Opens a page again. One that comes at once in a process of its own, as those from a folder, may not see yet what the
 * one before has kept: then again, as a reader would.
 * @param {Page} page @param {string} name part of the name of what was kept
 */
export async function anew(page, name) {
  const end = Date.now() + PATIENCE;
  const isThere = () => page.evaluate((part) => Object.keys(localStorage).some((key) => key.includes(part)), name);
  do await page.reload();
  while (!(await isThere()) && Date.now() < end);
}
