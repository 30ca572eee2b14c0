// @ts-check
// Where the reader chose all colours himself (forced colours): what is chosen, and where one is, is seen without any of the sheet's.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PHONE, LESSON, answer, search, world} from './world.mjs';

const {visit} = await world();
const FORCED = /** @type {const} */ ({...PHONE, forcedColors: 'active'});
const DESK = /** @type {const} */ ({viewport: {width: 1280, height: 800}, forcedColors: 'active'});

/** @typedef {import('./world.mjs').Page} Page */

/** A line around an element that is seen. @param {import('playwright-core').Locator} found @returns {Promise<boolean>} */
const isFramed = (found) => found.evaluate((one) => {
  const {outlineStyle, outlineWidth, outlineColor} = getComputedStyle(one);
  return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/^rgba.*, 0\)$/.test(outlineColor);
});

test('the chosen result', async (t) => {
  const page = await visit(t, LESSON, FORCED);
  await search(page, 'chi bộ');
  const rows = page.locator('[role=option]');
  assert.equal(await isFramed(rows.first()), false);
  await page.keyboard.press('ArrowDown');
  assert.equal(await isFramed(rows.first()), true);
  assert.equal(await isFramed(rows.nth(1)), false);
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`what was found in a result, on a ${colorScheme} ground`, async (t) => {
    const page = await visit(t, LESSON, {...FORCED, colorScheme});
    await search(page, 'quyen luc');
    const marks = page.locator('.search-row mark');
    assert.ok(await marks.count());
    for (const mark of await marks.all()) {
      const [color, ground] = await mark.evaluate((one) => [getComputedStyle(one).color, getComputedStyle(one).backgroundColor]);
      // A colour that lets the ground through is the ground.
      assert.ok(/^rgb\(/.test(ground) && ground !== color, `${color} ${ground}`);
    }
  });
}

test('the pressed kind', async (t) => {
  const page = await visit(t, LESSON, FORCED);
  await search(page, 'chi bộ');
  await page.locator('.search-kind').nth(1).click();
  await page.waitForSelector('.search-kind:nth-child(2)[aria-pressed=true]');
  await answer(page);
  assert.equal(await isFramed(page.locator('.search-kind span').nth(1)), true);
  assert.equal(await isFramed(page.locator('.search-kind span').first()), false);
});

test('where one is: the page in the menu, the heading in the contents, the row that the address names', async (t) => {
  const page = await visit(t, `${LESSON}#van-dung`, DESK);
  await page.waitForSelector('.contents [aria-current]');
  for (const place of ['.menu', '.contents']) {
    assert.equal(await isFramed(page.locator(`${place} [aria-current]`)), true, place);
    assert.equal(await isFramed(page.locator(`${place} a:not([aria-current])`).nth(1)), false, place);
  }
});

test('the marks of a search, and the one that is shown', async (t) => {
  const page = await visit(t, `${LESSON}?h=${encodeURIComponent('quyền lực')}`, FORCED);
  await page.waitForSelector('.landing-bar');
  const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  for (const mark of await page.locator('mark.landing-mark').all()) {
    assert.notEqual(await mark.evaluate((one) => getComputedStyle(one).backgroundColor), ground);
  }
  assert.equal(await isFramed(page.locator('.landing-current').first()), true);
});

test('how much is read', async (t) => {
  const page = await visit(t, LESSON, FORCED);
  const colours = await page.locator('.top').evaluate((top) => {
    const line = /** @type {Element} */ (top.querySelector('.progress'));
    return [getComputedStyle(line).backgroundColor, getComputedStyle(top).backgroundColor];
  });
  assert.notEqual(colours[0], colours[1]);
});

test('what was chosen of background and letters', async (t) => {
  const page = await visit(t, LESSON, FORCED);
  await page.click('.reading-open');
  const chosen = page.locator('.reading-choice :checked + span');
  await chosen.first().waitFor();
  for (const one of await chosen.all()) {
    assert.equal(await one.evaluate((span) => getComputedStyle(span, '::before').content), '"✓"');
  }
});
