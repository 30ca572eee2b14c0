// @ts-check
// What is new since a reader last looked: marked on the page of editions, told in a line, known to this browser alone.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PHONE, texts, world} from './world.mjs';

const {visit, server} = await world();
const PAGE = 'tra-cuu/co-gi-moi/';
const KEY = '/so-tay/.edition';
const HEADS = 'h2[data-edition]';
const MARKS = `${HEADS} mark`;

/** @typedef {import('./world.mjs').Page} Page */

/** @param {Page} page */
const kept = (page) => page.evaluate((key) => localStorage.getItem(key), KEY);

/** A reader who has last seen an edition, in a window opened anew. @param {import('node:test').TestContext} t @param {string} edition */
async function returning(t, edition) {
  const page = await visit(t, 'bai-hoc/', PHONE);
  await page.evaluate(([key, edition]) => localStorage.setItem(key, edition), [KEY, edition]);
  await page.goto(server.url + PAGE);
  await page.waitForFunction((key) => localStorage.getItem(key) === '2026.11', KEY);
  return page;
}

test('on the first visit nothing is new; the newest is remembered', async (t) => {
  const page = await visit(t, PAGE, PHONE);
  await page.waitForFunction((key) => localStorage.getItem(key), KEY);
  assert.equal(await kept(page), '2026.11');
  assert.equal(await page.locator(MARKS).count(), 0);
  assert.equal(await page.locator('.editions [role=status]').count(), 0);
});

test('what came since is marked, and a line says how much', async (t) => {
  const page = await returning(t, '2026.10');
  assert.deepEqual(await texts(page, HEADS), ['Ấn bản 2026.11, ngày 5/11/2026 Mới từ lần trước', 'Ấn bản 2026.10, ngày 5/10/2026']);
  assert.match((await texts(page, '.editions [role=status]'))[0], /: 1 ấn bản mới/);
});

test('the marks are there again for who comes back from a page, and gone on the next visit', async (t) => {
  const page = await returning(t, '2026.10');
  await page.locator('.editions a:not(.share)').first().tap();
  await page.waitForURL(/bai-hoc/);
  await page.goto(server.url + PAGE);
  await page.locator(MARKS).waitFor();
  const later = await page.context().newPage();
  await later.goto(server.url + PAGE);
  await later.locator('.editions [role=status]', {hasText: 'chưa có ấn bản nào mới'}).waitFor();
  assert.equal(await later.locator(MARKS).count(), 0);
});

test('what another program left in its place does no harm', async (t) => {
  const page = await returning(t, '<b>2030.1');
  assert.equal(await page.locator(MARKS).count(), 0);
  assert.equal(await page.locator('.editions [role=status]').count(), 0);
});

test('where nothing may be kept the page is as it is', async (t) => {
  const page = await visit(t, 'bai-hoc/', PHONE);
  await page.addInitScript(() => {
    for (const name of ['localStorage', 'sessionStorage']) {
      Object.defineProperty(window, name, {get: () => { throw new DOMException('forbidden', 'SecurityError'); }});
    }
  });
  const loaded = page.waitForResponse(/\/assets\/editions\./);
  await page.goto(server.url + PAGE);
  await loaded;
  assert.equal(await page.locator(HEADS).count(), 2);
});

test('other pages do not ask for the script', async (t) => {
  server.asked.length = 0;
  await visit(t, 'bai-hoc/', PHONE);
  assert.deepEqual(server.asked.filter((path) => path.includes('editions')), []);
});
