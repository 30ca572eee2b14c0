// @ts-check
// What tests of notes share: to select words, and what there is of notes then.
import assert from 'node:assert/strict';

export const PASSAGE = 'chỉ còn nằm trên giấy của chi bộ một';

/** @typedef {import('./world.mjs').Page} Page */

/** Selects words of the page, as a finger or a mouse does. @param {Page} page @param {string} words that stand in one text node */
export async function choose(page, words) {
  await page.waitForFunction(() => 'bring' in window.handbook);
  await page.evaluate((words) => {
    const root = /** @type {Element} */ (document.querySelector('.handbook-text'));
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = /** @type {Text} */ (node).data.indexOf(words);
      if (at < 0) continue;
      /** @type {Element} */ (node.parentElement).scrollIntoView({block: 'center'});
      /** @type {Selection} */ (getSelection()).setBaseAndExtent(node, at, node, at + words.length);
      return;
    }
    throw new Error(words);
  }, words);
}

/** @param {Page} page */
export const bar = (page) => page.getByRole('region', {name: 'Chữ đang chọn'});
/** @param {Page} page */
export const list = (page) => page.getByRole('region', {name: 'Ghi chép của bạn ở trang này'});
/** What is drawn as noted. @param {Page} page */
const drawn = (page) => page.evaluate(() => {
  const found = /** @type {any} */ (CSS).highlights;
  if (found) return [...(found.get('notes') || [])].map(String);
  return [...document.querySelectorAll('.note-mark')].map((mark) => mark.textContent);
});
/** Waits until so much is drawn. @param {Page} page @param {string[]} words */
export async function isDrawn(page, words) {
  await page.waitForFunction((count) => {
    const found = /** @type {any} */ (CSS).highlights;
    return (found ? (found.get('notes') || {size: 0}).size : document.querySelectorAll('.note-mark').length) === count;
  }, words.length);
  assert.deepEqual((await drawn(page)).sort(), [...words].sort());
}
/** @param {Page} page */
export const records = (page) => page.evaluate(() => Object.entries({...localStorage}).filter(([key]) => /[.]s1[.]n[.]/.test(key)).map(([key, text]) => [key, JSON.parse(text)]));
