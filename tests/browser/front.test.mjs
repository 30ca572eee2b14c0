// @ts-check
// The first page: one thing to press, which goes on where the reader stopped; the search in the page; what is due on this day.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, boxIsClosed, texts, world} from './world.mjs';

const {visit, server, browser} = await world();
const KEPT = '/so-tay/.places';
const LAST = {path: `/so-tay/${LESSON}`, language: 'vi', title: 'Kiểm soát quyền lực', id: 'van-dung', heading: 'Vận dụng', share: 0.45};

/** @typedef {import('./world.mjs').Page} Page */

/** A reader who has stopped at these places opens the first page. @param {import('node:test').TestContext} t @param {object[]} stops */
async function returning(t, stops, path = '') {
  const page = await visit(t, 'bai-hoc/', PHONE);
  await page.evaluate(([key, stops]) => localStorage.setItem(String(key), JSON.stringify(stops)), [KEPT, stops]);
  await page.goto(server.url + path);
  return page;
}

/** The first page on a day. @param {import('node:test').TestContext} t @param {string} day as 2027-03-30, noon */
async function on(t, day, path = '') {
  const page = await visit(t, 'bai-hoc/', PHONE);
  await page.clock.setFixedTime(new Date(`${day}T12:00:00`));
  await page.goto(server.url + path);
  return page;
}

/** What is due, list by list. @param {Page} page */
const due = (page) => texts(page, '.now p:not([hidden])');

test('who has never been here begins with the first lesson', async (t) => {
  const page = await visit(t, '', PHONE);
  const start = page.locator('.start');
  assert.match(await start.innerText(), /^Bắt đầu: Bài học 1\s+Nói đi đôi với làm · khoảng \d+ phút$/);
  const box = await start.boundingBox();
  assert.ok(box && box.height >= 56 && box.y + box.height < PHONE.viewport.height);
  await Promise.all([page.waitForURL(/noi-di-doi-voi-lam\/$/), start.tap()]);
});

test('sentence, action and search are in the first screen, the title in the header alone', async (t) => {
  const page = await visit(t, '', PHONE);
  const search = await page.locator('.search-here').boundingBox();
  assert.ok(search && search.height >= 44 && search.y + search.height < PHONE.viewport.height / 2 + 100);
  assert.equal(await page.locator('.contents').count(), 0);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
});

test('who has been here goes on where they stopped, with no bar over the page', async (t) => {
  const page = await returning(t, [{...LAST, title: 'Cũ hơn', share: 0.2}, LAST]);
  const start = page.locator('.start', {hasText: 'Đọc tiếp'});
  assert.match(await start.innerText(), /^Đọc tiếp.*\s+Kiểm soát quyền lực · Vận dụng · đã đọc 45%$/);
  assert.equal(await page.locator('.offer').count(), 0);
  await Promise.all([page.waitForURL(/kiem-soat-quyen-luc\/#van-dung$/), start.tap()]);
});

test('also when the page is loaded again, and not where another language was read', async (t) => {
  const page = await returning(t, [LAST, {...LAST, language: 'en', title: 'Other'}]);
  await page.locator('.start', {hasText: 'Kiểm soát quyền lực'}).waitFor();
  await page.reload();
  await page.locator('.start', {hasText: 'Kiểm soát quyền lực'}).waitFor();
});

test('the first page itself is never where somebody stopped', async (t) => {
  const page = await returning(t, [{...LAST, path: '/so-tay/', title: 'Trang đầu'}]);
  await page.evaluate(() => scrollTo(0, innerHeight * 1.5));
  await page.goto(server.url + LESSON);
  const kept = await page.evaluate((key) => JSON.parse(localStorage.getItem(key) || '[]'), KEPT);
  assert.deepEqual(kept.map((/** @type {{title: string}} */ {title}) => title), ['Trang đầu']); // untouched
  await page.goto(server.url);
  assert.match(await page.locator('.start').innerText(), /^Bắt đầu/);
});

test('the search in the page opens the box with what is typed, and takes the focus back', async (t) => {
  const page = await visit(t, '', PHONE);
  await page.locator('button.search-here').tap();
  await page.waitForSelector('.search-waiting, dialog[open] .search-field');
  await page.keyboard.type('giac noi xam');
  await page.waitForSelector('dialog[open] .search-field:focus');
  await page.locator('[role=option]').first().waitFor();
  assert.equal(await page.inputValue('.search-field'), 'giac noi xam');
  await page.keyboard.press('Escape');
  await boxIsClosed(page);
  await page.waitForSelector('button.search-here:focus');
});

test('without scripts it leads to the list by letters, and nothing is due', async (t) => {
  const page = await visit(t, '', {...PHONE, javaScriptEnabled: false});
  for (const now of await page.locator('.now').all()) assert.ok(!(await now.boundingBox())?.height);
  await Promise.all([page.waitForURL(/theo-chu-cai\/$/), page.locator('a.search-here').tap()]);
});

for (const [day, season] of [['2027-05-01', 'Mùa mưa'], ['2027-10-31', 'Mùa mưa'], ['2027-11-01', 'Mùa khô'], ['2027-01-20', 'Mùa khô']]) {
  test(`on ${day} it is ${season}`, async (t) => {
    const page = await on(t, day);
    const [first] = await due(page);
    assert.ok(first.startsWith(`${season}:`), first);
  });
}

test('of days with a year the last that has come is shown, none before the first', async (t) => {
  const before = await on(t, '2026-11-29');
  assert.equal((await due(before)).length, 1);
  const page = await on(t, '2027-04-07', 'en/');
  const [, meeting] = await due(page);
  assert.match(meeting, /March/);
});

test('the clock that counts is the reader’s', async (t) => {
  const context = await browser.newContext({...PHONE, timezoneId: 'Asia/Ho_Chi_Minh', serviceWorkers: 'block'});
  t.after(() => context.close());
  const page = await context.newPage();
  await page.clock.setFixedTime(new Date('2027-04-30T18:00:00Z')); // already the first of May there
  await page.goto(server.url);
  const [first] = await due(page);
  assert.ok(first.startsWith('Mùa mưa:'), first);
});
