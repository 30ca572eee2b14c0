// @ts-check
// A handbook that has moved: readers are led to the same page at the new address, the worker of the old one takes itself
// away, and what the browser keeps for the reader can be taken along and stays where it is.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {gone, lookForEdition, offlineWorld, read} from './copy.mjs';
import {NARROW, faultsOf} from './inspect.mjs';
import {serve} from './server.mjs';
import {LESSON, SITE} from './world.mjs';

const {open, server, browser} = await offlineWorld();
const next = await serve(SITE);
const work = mkdtempSync(join(tmpdir(), 'left-'));
const LEFT = join(work, 'site');
const root = new URL('../../', import.meta.url).pathname;
execFileSync('.venv/bin/python', ['-m', 'tests.retired_site', SITE, next.url, LEFT], {cwd: decodeURIComponent(root)});
after(async () => {
  rmSync(work, {recursive: true});
  await next.stop();
});

const PLACES = '[{"path":"/so-tay/","language":"vi","title":"Một","id":"a","heading":"b","share":0.5}]';
const KEPT = {'/so-tay/.reading': '{"scheme":"dark"}', '/so-tay/.places': PLACES, '/so-tay/.note': 'chữ thường'};

/** The handbook has moved. */
const move = () => Object.assign(server, {folder: LEFT});

/** @param {import('./world.mjs').Page} page @param {Record<string, string>} records */
function keep(page, records) {
  return page.evaluate((all) => Object.entries(all).forEach(([key, value]) => localStorage.setItem(key, value)), records);
}

/** @param {import('./world.mjs').Page} page @returns {Promise<Record<string, string>>} */
const stored = (page) => page.evaluate(() => ({...localStorage}));

/**
 * A reader who kept pages and chose how to read comes back after the move; the worker has gone.
 * @param {import('node:test').TestContext} t
 */
async function whoKept(t) {
  const page = await open(t, LESSON);
  await read(page);
  await keep(page, {...KEPT, '/khac/.reading': 'của trang khác'});
  move();
  await lookForEdition(page);
  await gone(page);
  await page.goto(`${server.url}${LESSON}?h=quyen#y-chinh`);
  await page.locator('.records').waitFor();
  return page;
}

test('a reader of whom nothing is kept is led to the same place', async (t) => {
  const page = await open(t, '');
  await page.evaluate(() => localStorage.clear());
  move();
  await page.evaluate(async () => (await navigator.serviceWorker.ready).unregister());
  await page.goto(`${server.url}${LESSON}?h=quyen#y-chinh`);
  await page.waitForURL(`${next.url}${LESSON}?h=quyen#y-chinh`);
});

test('the worker goes, what the reader keeps stays and is shown', async (t) => {
  const page = await whoKept(t);
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
  const shown = JSON.parse(await page.locator('textarea').inputValue());
  assert.equal(shown.address, server.url);
  const {'.reading': reading, '.places': places, '.note': note, ...rest} = shown.records;
  assert.deepEqual([reading, JSON.stringify(places), note], [{scheme: 'dark'}, PLACES, KEPT['/so-tay/.note']]);
  assert.deepEqual(Object.keys(rest).filter((name) => !name.startsWith('.')), []);
  assert.ok(!JSON.stringify(shown).includes('của trang khác'));
  const all = await stored(page);
  for (const [key, value] of Object.entries(KEPT)) assert.equal(all[key], value);
});

test('it can be downloaded and copied; nothing is sent', async (t) => {
  const page = await whoKept(t);
  const text = await page.locator('textarea').inputValue();
  const asked = server.asked.length + next.asked.length;
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Tải về thành tệp'}).tap()]);
  assert.equal(download.suggestedFilename(), 'so-tay-du-lieu.json');
  assert.equal(readFileSync(await download.path(), 'utf8'), text);
  await page.getByRole('button', {name: 'Chép chữ'}).tap();
  await page.locator('[role=status]', {hasText: 'Đã chép.'}).waitFor();
  assert.equal(await page.evaluate(() => String(getSelection())), text);
  assert.equal(server.asked.length + next.asked.length, asked);
});

test('the reader goes on when it suits', async (t) => {
  const page = await whoKept(t);
  await page.getByRole('link', {name: 'Mở bài này ở địa chỉ mới'}).tap();
  await page.waitForURL(`${next.url}${LESSON}?h=quyen#y-chinh`);
  await page.goto(server.url);
  const all = await stored(page);
  for (const [key, value] of Object.entries(KEPT)) assert.equal(all[key], value);
});

test('without scripts every page leads on', async (t) => {
  move();
  const context = await browser.newContext({javaScriptEnabled: false});
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(`${server.url}${LESSON}`);
  await page.waitForURL(`${next.url}${LESSON}`);
});

test('it is fit for everybody', async (t) => {
  const page = await whoKept(t);
  assert.deepEqual(await faultsOf(page, NARROW), []);
  const heights = await page.locator('a, button').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
  assert.ok(Math.min(...heights) >= 44, String(heights));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});
