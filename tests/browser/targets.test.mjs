// @ts-check
// What can be tapped is large enough, and nothing is wider than the phone.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, openBox, search, world} from './world.mjs';

const {visit} = await world();
const SMALLEST = 44;

/** @param {import('./world.mjs').Page} page @param {string} selector */
async function areLargeEnough(page, selector) {
  const found = await page.locator(selector).evaluateAll((all) =>
    all.filter((each) => each.getClientRects().length).map((each) => {
      const {width, height, left, right} = each.getBoundingClientRect();
      return {name: each.outerHTML.slice(0, 80), width, height, left, right, strip: Boolean(each.closest('.search-kinds'))};
    }),
  );
  assert.ok(found.length, selector);
  for (const {name, width, height, left, right, strip} of found) {
    assert.ok(height >= SMALLEST && width >= SMALLEST, `${name} ${width}x${height}`);
    assert.ok(strip || (left >= 0 && right <= 360), `${name} ${left}-${right}`);
  }
}

test('in the header and the box', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await areLargeEnough(page, '.search-open');
  await search(page, 'kiểm soát quyền lực');
  await areLargeEnough(page, '.search-box :is(button, input, [role=option])');
  await page.fill('.search-field', 'nguonzz vanbanzz');
  await page.waitForSelector('.search-query');
  await areLargeEnough(page, '.search-box :is(button, input, a)');
  await page.keyboard.press('Enter');
  await page.fill('.search-field', '');
  await page.waitForSelector('.search-help section');
  await areLargeEnough(page, '.search-box :is(button, input, a)');
});

test('in the bar of the marks', async (t) => {
  const page = await visit(t, `${LESSON}?h=${encodeURIComponent('quyền lực')}`, PHONE);
  await page.waitForSelector('.landing-bar');
  await areLargeEnough(page, '.landing-bar button');
});

test('with keys', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await areLargeEnough(page, '.search-keys');
});

test('a finger that scrolls the results puts the keyboard away', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'kiểm soát quyền lực');
  const device = await page.context().newCDPSession(page);
  const at = (/** @type {number} */ y) => [{x: 180, y}];
  await device.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: at(600)});
  for (const y of [560, 500, 400]) await device.send('Input.dispatchTouchEvent', {type: 'touchMove', touchPoints: at(y)});
  await device.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
  await page.waitForFunction(() => !document.activeElement?.matches('.search-field'));
  await page.waitForSelector('dialog[open]');
});
