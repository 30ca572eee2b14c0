// @ts-check
// On paper there is the text and nothing else, dark on white whatever the screen had.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, world} from './world.mjs';

const {visit} = await world();
const KINDS = ['', 'bai-hoc/', LESSON, 'dot-sinh-hoat/lich/', 'dot-sinh-hoat/van-ban/', 'tra-cuu/theo-chu-cai/', 'en/gia-tri/'];
/** What is left of A4 and of a small sheet between the margins. */
const SHEETS = [718, 332];

/** @typedef {import('./world.mjs').Page} Page */

/** The text outside the article, and what is wider than the sheet. @param {Page} page */
const faults = (page) => page.evaluate(() => {
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = /** @type {Element} */ (node.parentElement);
    if (!String(node.nodeValue).trim() || !parent.getClientRects().length || parent.closest('thead')) continue;
    if (!parent.closest('article')) found.push(`printed: ${node.nodeValue}`);
    if (parent.getBoundingClientRect().right > innerWidth + 1) found.push(`too wide: ${node.nodeValue}`);
  }
  return found;
});

/** How dark the palest text is: 0 for black, 1 for white. @param {Page} page */
const palest = (page) => page.evaluate(() => {
  const all = [...document.querySelectorAll('article :is(p, li, a, td, h1, h2, h3, small, summary)')];
  const grey = (/** @type {Element} */ element) => {
    const [red, green, blue, alpha = 1] = (getComputedStyle(element).color.match(/[\d.]+/g) || []).map(Number);
    return 1 - alpha * (1 - (0.3 * red + 0.6 * green + 0.1 * blue) / 255);
  };
  return Math.max(...all.map(grey));
});

for (const path of KINDS) {
  test(path || 'home', async (t) => {
    const page = await visit(t, path, {viewport: {width: 1280, height: 800}, colorScheme: 'dark'});
    // So that everything that floats is there.
    for (const place of [1500, 1300]) {
      await page.evaluate((place) => scrollTo(0, place), place);
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    }
    await page.emulateMedia({media: 'print'});
    assert.ok((await palest(page)) < 0.5, 'at once');
    for (const width of SHEETS) {
      await page.setViewportSize({width, height: 1000});
      assert.deepEqual(await faults(page), []);
    }
    for (const scheme of ['', 'dark', 'sepia', 'contrast']) {
      await page.evaluate((scheme) => Object.assign(document.documentElement.dataset, scheme && {scheme}), scheme);
      assert.ok((await palest(page)) < 0.5, scheme);
    }
    assert.ok((await page.pdf({format: 'A4'})).length > 5000);
  });
}

test('twelve points, and larger for those who read larger', async (t) => {
  const page = await visit(t, LESSON);
  await page.emulateMedia({media: 'print'});
  const size = () => page.locator('article p').last().evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
  const usual = await size();
  assert.ok(Math.abs(usual - 16) < 1, String(usual));
  await page.evaluate(() => (document.documentElement.dataset.size = '5'));
  assert.equal(await size(), usual * 1.6);
});

test('an answer that is shut is not printed, nor its button; one that is open is', async (t) => {
  const page = await visit(t, LESSON);
  await page.locator('.quiz-answer summary').first().click();
  await page.emulateMedia({media: 'print'});
  const shown = await page.locator('.quiz-answer').evaluateAll((all) => all.map((each) => Boolean(each.getClientRects().length)));
  assert.deepEqual(shown, [true, ...shown.slice(1).map(() => false)]);
  assert.ok(shown.length > 1);
});
