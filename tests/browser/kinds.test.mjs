// @ts-check
// Filters by kind.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, answer, search, texts, world} from './world.mjs';

const {visit} = await world();
const CHIP = '.search-kind';
const PRESSED = `${CHIP}[aria-pressed=true]`;

/** @param {import('./world.mjs').Page} page @returns {Promise<{name: string, count: number}[]>} */
async function chips(page) {
  return (await texts(page, CHIP)).map((text) => {
    const [, name, count] = text.match(/^(.*?)(?: \((\d+)\))?$/) || [];
    return {name, count: Number(count)};
  });
}

test('one kind at a time, with counts, "all" first', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'kiểm soát quyền');
  const [all, ...kinds] = await chips(page);
  assert.equal(all.name, 'Tất cả');
  assert.ok(kinds.length > 1 && kinds.every(({count}) => count > 0));
  assert.deepEqual(await texts(page, PRESSED), ['Tất cả']);
  const lessons = kinds.find(({name}) => name === 'Bài học')?.count || 0;
  assert.ok(lessons);
  await page.locator(CHIP, {hasText: 'Bài học'}).tap();
  await page.waitForFunction(
    (count) => document.querySelectorAll('.search-title').length === count,
    lessons,
  );
  for (const title of await texts(page, '.search-title')) assert.match(title, /bài học/i);
  assert.deepEqual(await texts(page, PRESSED), [`Bài học (${lessons})`]);
  assert.deepEqual(await chips(page), [all, ...kinds]);
  await page.locator(CHIP).first().tap();
  await page.waitForFunction((count) => document.querySelectorAll('.search-title').length > count, lessons);
});

test('a kind without results says so and offers all', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'kiểm soát quyền');
  await page.locator(CHIP, {hasText: 'Bài học'}).tap();
  await page.locator(PRESSED, {hasText: 'Bài học'}).waitFor();
  await page.fill('.search-field', 'PGS');
  await page.locator('.search-help', {hasText: 'Không có kết quả trong mục “Bài học”'}).waitFor();
  assert.deepEqual(await texts(page, PRESSED), ['Bài học (0)']);
  await page.getByRole('button', {name: 'Tất cả'}).last().tap();
  await answer(page);
  assert.deepEqual(await texts(page, PRESSED), ['Tất cả']);
});

test('the keys stay on the chip, which scrolls in a strip of its own', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'kiểm soát quyền');
  await page.locator(CHIP).last().focus();
  const name = (await texts(page, CHIP)).pop();
  await page.keyboard.press('Enter');
  await page.locator(PRESSED, {hasText: name}).waitFor();
  await page.waitForSelector(`${PRESSED}:focus`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.ok(!wide);
});
