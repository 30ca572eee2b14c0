// @ts-check
// For tests/test_servers.py: `node visit.mjs ADDRESS USER PASSWORD PATH…` visits pages of a site in Chromium, as one reader
// after the other, and writes all that the browser complains of, and what became of the site's worker.
import {chromium} from 'playwright-core';
import {LAUNCH, PATIENCE} from './world.mjs';

const [address, username, password, ...paths] = process.argv.slice(2);
const browser = await chromium.launch(LAUNCH);
const context = await browser.newContext(username ? {httpCredentials: {username, password}} : {});
context.setDefaultTimeout(PATIENCE);
/** @type {string[]} */
const complaints = [];
const page = await context.newPage();
page.on('console', (message) => {
  if (message.type() === 'error' || message.type() === 'warning') complaints.push(`${page.url()}: ${message.text()}`);
});
page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error}`));
page.on('requestfailed', (request) => complaints.push(`${page.url()}: ${request.url()} ${request.failure()?.errorText}`));
/** @type {string[]} */
const titles = [];
for (const path of paths) {
  await page.goto(new URL(path, address).href, {waitUntil: 'load'});
  titles.push(await page.title());
}
const protocol = await context.newCDPSession(page);
// What the browser asks for by itself, too.
const {errors, url} = await protocol.send('Page.getAppManifest');
const scope = await page.evaluate(async () => {
  const {scope} = await navigator.serviceWorker.ready;
  return scope;
});
console.log(JSON.stringify({complaints, titles, manifest: url, faults: errors.map(({message}) => message), scope}));
await browser.close();
