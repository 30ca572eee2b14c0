// @ts-check
// The last searches: kept on this machine, shown in the empty box, cleared by the reader.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, answer, openBox, search, texts, world} from './world.mjs';

const {visit, server} = await world();
const KEPT = '.search-query';

/** The page again, not the one that is left with the box open. @param {import('./world.mjs').Page} page */
async function again(page) {
  await page.goto('about:blank');
  await page.goto(`${server.url}${LESSON}`);
}

/** Asks and opens a result. @param {import('./world.mjs').Page} page @param {string} query */
async function follow(page, query) {
  await again(page);
  await search(page, query);
  await Promise.all([page.waitForURL(/[?]h=/), page.locator('a[role=option]').first().click()]);
  // A page that comes at once in a process of its own may not see yet what the one before has kept.
  await page.waitForFunction((asked) => String(localStorage.getItem('/so-tay/.search.recent.1')).includes(asked), query);
}

/** @param {import('./world.mjs').Page} page */
async function reopen(page) {
  await again(page);
  await openBox(page);
  await page.waitForSelector('.search-help');
}

test('what was only typed is not kept', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'chi bộ');
  await page.fill('.search-field', '');
  await page.waitForSelector('.search-help');
  await reopen(page);
  assert.deepEqual(await texts(page, KEPT), []);
});

test('what led to a result is kept, newest first, each once, eight at most', async (t) => {
  const page = await visit(t, LESSON);
  for (const query of ['chi bộ', 'cán bộ', 'chi bộ']) await follow(page, query);
  await reopen(page);
  assert.deepEqual(await texts(page, KEPT), ['chi bộ', 'cán bộ']);
  for (const query of ['một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám']) {
    await page.fill('.search-field', query);
    await page.keyboard.press('Enter');
    await reopen(page);
  }
  assert.deepEqual(await texts(page, KEPT), ['tám', 'bảy', 'sáu', 'năm', 'bốn', 'ba', 'hai', 'một']);
});

test('tapped it is asked again', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await follow(page, 'giặc nội xâm');
  await reopen(page);
  await page.tap(KEPT);
  await answer(page);
  assert.equal(await page.inputValue('.search-field'), 'giặc nội xâm');
});

test('one can be removed, all can be cleared', async (t) => {
  const page = await visit(t, LESSON);
  for (const query of ['chi bộ', 'cán bộ', 'đảng viên']) await follow(page, query);
  await reopen(page);
  await page.getByRole('button', {name: 'Bỏ “cán bộ”'}).click();
  assert.deepEqual(await texts(page, KEPT), ['đảng viên', 'chi bộ']);
  await page.getByRole('button', {name: 'Xóa hết'}).click();
  assert.deepEqual(await texts(page, KEPT), []);
  await reopen(page);
  assert.deepEqual(await texts(page, KEPT), []);
  const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('recent')));
  assert.deepEqual(left, []);
});

test('HTML in it stays text', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await page.fill('.search-field', '<img src=x onerror=alert(1)>');
  page.on('dialog', () => assert.fail('it ran'));
  await page.keyboard.press('Enter');
  await reopen(page);
  assert.deepEqual(await texts(page, KEPT), ['<img src=x onerror=alert(1)>']);
});

test('where nothing can be stored the search works and says so', async (t) => {
  const page = await visit(t, LESSON);
  await page.context().addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
  });
  await reopen(page);
  await page.fill('.search-field', 'zzqx');
  await page.waitForSelector('.search-help h2');
  await page.keyboard.press('Enter');
  await page.fill('.search-field', '');
  await page.locator('.search-help', {hasText: 'không cho lưu'}).waitFor();
});

test('what another program left under the name does no harm', async (t) => {
  const page = await visit(t, LESSON);
  for (const left of ['{', '[1]', '{"vi":7}', 'null', '7', '"vi"', '{"vi":[null,1,{},""]}']) {
    await page.evaluate((text) => localStorage.setItem('/so-tay/.search.recent.1', text), left);
    await reopen(page);
    assert.deepEqual(await texts(page, KEPT), []);
    await follow(page, 'chi bộ');
    await reopen(page);
    assert.deepEqual(await texts(page, KEPT), ['chi bộ']);
  }
});
