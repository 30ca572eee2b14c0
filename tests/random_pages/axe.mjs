// @ts-check
// Every page of a random handbook on a phone, in light and dark: what axe says, and what leaves the window.
import {readFileSync} from 'node:fs';
import {availableParallelism} from 'node:os';
import {join} from 'node:path';
import {chromium} from 'playwright-core';
import {host, pagesIn} from '../browser/host.mjs';
import {NARROW, broken, outside, pale, show} from '../browser/inspect.mjs';
import {LAUNCH} from '../browser/world.mjs';

const SITE = String(process.env.SITE);
const AT_ONCE = Math.min(2, availableParallelism());
const browser = await chromium.launch(LAUNCH);
const served = await host(SITE, {own: true});
/** Shown on the site of another language as they are on their own. @param {string} path */
const again = (path) => readFileSync(join(SITE, path, 'index.html'), 'utf8').includes('content="noindex"');
const waiting = pagesIn(SITE).filter((path) => process.env.EVERYTHING || !again(path));

/** Opens one page after the other until none is left. */
async function look() {
  const context = await browser.newContext({viewport: NARROW, reducedMotion: 'reduce', serviceWorkers: 'block'});
  const page = await context.newPage();
  /** @type {string[]} */
  const said = [];
  context.on('weberror', (error) => said.push(`error: ${error.error()}`));
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    await page.goto(new URL(path, served.url).href, {waitUntil: 'load'});
    await show(page, 'light');
    said.push(...(await broken(page)), ...(await outside(page)));
    await show(page, 'dark');
    said.push(...(await pale(page)));
    for (const line of said.splice(0)) process.stdout.write(`${path}: ${line}\n`);
  }
  await context.close();
}

await Promise.all(Array.from({length: AT_ONCE}, look));
await browser.close();
await served.stop();
