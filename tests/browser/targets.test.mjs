// @ts-check
// What can be tapped is large enough, and nothing is wider than the phone.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {begun, speaking} from './voices.mjs';
import {LESSON, PHONE, openBox, search, world} from './world.mjs';

const {visit, server} = await world();
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
  await search(page, 'kiểm soát quyền');
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

test('in the header, the menu, the contents and the footer', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await areLargeEnough(page, '.top > :not([hidden], .progress)');
  await areLargeEnough(page, '.foot a');
  await page.tap('.contents summary');
  await areLargeEnough(page, '.contents :is(a, summary)');
  await page.tap('.menu-open');
  await page.waitForSelector('.menu a:focus');
  await page.waitForFunction(() => !document.getAnimations().length);
  await areLargeEnough(page, '.menu a');
});

test('on cards, and of a question', async (t) => {
  const page = await visit(t, 'bai-hoc/', PHONE);
  await areLargeEnough(page, 'tbody th > a');
  await page.goto(`${server.url}${LESSON}`);
  await areLargeEnough(page, '.quiz summary');
});

test('what unfolds in a text, wherever it stands; a link in a text, however small its letters', async (t) => {
  const page = await visit(t, `${LESSON}buoi-hop/`, PHONE);
  await areLargeEnough(page, '.quiz-answer summary');
  const small = [];
  for (const path of ['', LESSON, `${LESSON}buoi-hop/`, 'bai-hoc/', 'ban-tin/2026-12/', 'tra-cuu/thuat-ngu/', 'tra-cuu/nguon/']) {
    await page.goto(server.url + path);
    small.push(...(await page.locator('article a:visible, .foot a:visible').evaluateAll((all) => all.map((link) => `${link.getBoundingClientRect().height} ${link.outerHTML.slice(0, 90)}`))).filter((link) => parseFloat(link) < 24));
  }
  assert.deepEqual(small, []);
});

test('in the panel for text and background, whatever the size', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.tap('.reading-open');
  await page.waitForSelector('dialog.reading[open]');
  for (const size of ['0', '5']) {
    await page.evaluate((size) => (document.documentElement.dataset.size = size), size);
    await areLargeEnough(page, '.reading :is(button, .reading-choice)');
  }
});

test('marks that send, the row below a text, and the sheet', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await areLargeEnough(page, '.share, .act > *');
  await page.locator('.act .share').tap();
  await page.waitForSelector('.share-box[open]');
  await areLargeEnough(page, '.share-box :is(button, a)');
});

test('in the bar that reads aloud', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await speaking(page, [{lang: 'vi'}]);
  await page.tap('button.aloud');
  await begun(page, 1);
  await areLargeEnough(page, '.aloud-bar :is(button, select)');
});

test('in the bars that float', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  for (const place of [1500, 1400]) {
    await page.evaluate((place) => scrollTo(0, place), place);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await page.waitForSelector('.thumb', {state: 'visible'});
  await areLargeEnough(page, '.thumb a');
});

test('a finger that scrolls the results puts the keyboard away', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'kiểm soát quyền');
  const device = await page.context().newCDPSession(page);
  const at = (/** @type {number} */ y) => [{x: 180, y}];
  await device.send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: at(600)});
  for (const y of [560, 500, 400]) await device.send('Input.dispatchTouchEvent', {type: 'touchMove', touchPoints: at(y)});
  await device.send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
  await page.waitForFunction(() => !document.activeElement?.matches('.search-field'));
  await page.waitForSelector('dialog[open]');
});
