// @ts-check
// A lesson leads with what matters: no line too long, no word of a title broken, what comes next in reach of a tap.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {speaking} from './voices.mjs';
import {LESSON, PHONE, asset, world} from './world.mjs';

const {visit, server} = await world();
const LETTERS = 72;
const NAMES = 'h1 .nb, .foot .nb, .end .nb, td .nb, th .nb';

/** @typedef {import('./world.mjs').Page} Page */

/** The most letters that stand on one line of the text. @param {Page} page */
const longest = (page) => page.evaluate(() => {
  const range = document.createRange();
  let [most, top, letters] = [0, 0, 0];
  for (const block of document.querySelectorAll('.handbook-text > p, .handbook-text > ul > li')) {
    const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    letters = 0;
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      for (let at = 0; at < String(node.nodeValue).length; at += 1) {
        range.setStart(node, at);
        range.setEnd(node, at + 1);
        const [place] = range.getClientRects();
        if (!place) continue;
        if (place.top > top + 6 || place.top < top - 6) letters = 0;
        top = place.top;
        letters += 1;
        most = Math.max(most, letters);
      }
    }
  }
  return most;
});

/** The words that stand on two lines. @param {Page} page */
const broken = (page) => page.evaluate((names) => {
  const all = [...document.querySelectorAll(names)].filter((name) => name.getClientRects().length);
  return {seen: all.length, broken: all.filter((name) => name.getClientRects().length > 1).map((name) => name.textContent)};
}, NAMES);

/** @param {Page} page */
const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);

test('no line of a text is longer than seventy-two letters', async (t) => {
  for (const screen of [{width: 900, height: 800}, {width: 1280, height: 800}, {width: 1920, height: 1080}]) {
    const page = await visit(t, LESSON, {viewport: screen});
    const most = await longest(page);
    assert.ok(most > 50 && most <= LETTERS, `${screen.width}: ${most}`);
  }
});

test('what a page of study is there for is no wider than its text', async (t) => {
  for (const path of ['viec-hoc/', 'tu-hoc/ghi-chep/', 'tu-hoc/on-tap/', 'tu-hoc/luyen-cau-hoi/', 'tu-hoc/thi-thu/']) {
    const page = await visit(t, path, {viewport: {width: 1280, height: 800}});
    await page.locator('.study-sum, .my-notes .notebook-row, .review button, .bank-form').first().waitFor();
    const own = await page.evaluate(() => {
      const edge = (/** @type {Element} */ one) => Math.round(one.getBoundingClientRect().right);
      const blocks = [...document.querySelectorAll('.study, .my-notes, .reflection, .review, .practice, .exam')];
      return {text: edge(/** @type {Element} */ (document.querySelector('.handbook-text > h1'))), blocks: blocks.map(edge)};
    });
    assert.ok(own.blocks.length && own.blocks.every((right) => right <= own.text + 1), `${path} ${JSON.stringify(own)}`);
  }
});

test('a word of a title, and the number of a document, stand on one line', async (t) => {
  for (const path of [LESSON, 'bai-hoc/']) {
    const page = await visit(t, path);
    for (const screen of [320, 340, 360, 390, 420, 600]) {
      await page.setViewportSize({width: screen, height: 740});
      const found = await broken(page);
      assert.ok(found.seen > 1, path);
      assert.deepEqual(found.broken, [], `${path} ${screen}`);
      assert.ok((await width(page)) <= screen);
    }
  }
});

test('with letters of twice the size nothing is wider than a small screen', async (t) => {
  const page = await visit(t, LESSON, {viewport: {width: 320, height: 640}});
  // Wider than the screen, were it not allowed to break.
  await page.evaluate(() => {
    document.documentElement.dataset.size = '5';
    const name = /** @type {HTMLElement} */ (document.querySelector('h1 .nb'));
    name.textContent = 'nghiêng nghiêng nghiêng';
  });
  assert.ok((await width(page)) <= 320);
  await page.evaluate(() => (document.documentElement.dataset.size = '1'));
  assert.ok((await width(page)) > 320);
});

test('what is copied is what was typed', async (t) => {
  const page = await visit(t, LESSON);
  const copied = await page.evaluate(() => {
    getSelection()?.selectAllChildren(/** @type {Node} */ (document.querySelector('h1')));
    return String(getSelection());
  });
  assert.equal(copied, 'Kiểm soát quyền lực');
  assert.equal(await page.getByRole('heading', {level: 1, name: 'Kiểm soát quyền lực', exact: true}).count(), 1);
});

test('a tap anywhere on the card of the next lesson leads there, the link below to the part', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const card = page.locator('.end-next');
  await card.scrollIntoViewIfNeeded();
  const next = new URL(String(await card.locator('a').getAttribute('href')), page.url()).href;
  await card.locator('p').last().click({force: true});
  await page.waitForURL(next);
  await page.goBack();
  await page.locator('.end > p a').click();
  await page.waitForURL(/\/bai-hoc\/$/);
});

test('on paper the summary stands once, and what leads on is left out', async (t) => {
  const page = await visit(t, LESSON);
  await page.emulateMedia({media: 'print'});
  const lead = String(await page.locator('.lead').textContent());
  assert.ok(await page.locator('.lead').isVisible());
  assert.equal(await page.locator('article').evaluate((all, text) => all.textContent?.split(text).length, lead), 2);
  assert.ok(!(await page.locator('.end').isVisible()));
});

test('what scripts add to the row at the end moves nothing that a reader may be about to press', async (t) => {
  const release = server.hold(asset('study.vi.js'));
  const page = await visit(t, LESSON, PHONE);
  await speaking(page, [{lang: 'vi-VN'}]);
  await page.locator('.foot a[rel=next]').scrollIntoViewIfNeeded();
  const places = () => page.locator('.act .print, .act .share, .foot a').evaluateAll((all) => all.map((each) => each.getBoundingClientRect().top));
  const before = await places();
  release();
  await page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const after = await places();
  assert.ok(before.length > 3 && before.every((place, at) => Math.abs(place - after[at]) < 1), `${before} ${after}`);
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForSelector('.act .study-read + .aloud + .print', {state: 'attached'});
});
