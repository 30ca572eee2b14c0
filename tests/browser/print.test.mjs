// @ts-check
// On paper there is the text and nothing else, dark on white whatever the screen had.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {test} from 'node:test';
import {LESSON, world} from './world.mjs';

const {visit, server} = await world();
const KINDS = ['', 'bai-hoc/', LESSON, 'dot-sinh-hoat/lich/', 'dot-sinh-hoat/van-ban/', 'tra-cuu/theo-chu-cai/', 'en/gia-tri/'];
/** What is left of A4 and of a small sheet between the margins. */
/** A page with a table of many columns. */
const WIDE = 'dot-sinh-hoat/van-ban/';
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

/** The text of each sheet. @param {Buffer} pdf */
const sheetsOf = (pdf) => execFileSync('pdftotext', ['-', '-'], {input: pdf, encoding: 'utf8'}).split('\f').map((text) => text.replace(/\s+/g, ' '));

test('nor is one that is shut where questions are listed for a meeting', async (t) => {
  const page = await visit(t, `${LESSON}buoi-hop/`);
  const answers = page.locator('.quiz-answer');
  await answers.first().locator('summary').click();
  await page.emulateMedia({media: 'print'});
  const [open, ...shut] = await answers.all();
  assert.ok(shut.length && (await open.isVisible()));
  for (const one of shut) assert.equal(await one.isVisible(), false);
});

test('a question lies on one sheet, wherever the sheets end', async (t) => {
  const page = await visit(t, 'bai-hoc/noi-di-doi-voi-lam/');
  const questions = await page.locator('.quiz').evaluateAll((all) => all.map((each) => {
    const last = [...each.querySelectorAll(':scope > ol > li')].pop();
    return [each.querySelector('.quiz-question'), last || each].map((part) => String(part && part.textContent).replace(/\s+/g, ' ').trim().slice(0, 25));
  }));
  assert.ok(questions.length > 1);
  for (let height = 150; height < 300; height += 10) {
    const sheets = sheetsOf(await page.pdf({width: '210mm', height: `${height}mm`}));
    for (const [asked, last] of questions) {
      const sheet = sheets.find((text) => text.includes(asked));
      assert.ok(sheet && sheet.includes(last, sheet.indexOf(asked)), `${height} mm: ${asked} … ${last}`);
    }
  }
});

test('on A4 a table is a table, and links that paper cannot follow are small', async (t) => {
  const page = await visit(t, 'bai-hoc/');
  await page.emulateMedia({media: 'print'});
  await page.setViewportSize({width: SHEETS[0], height: 1000});
  assert.equal(await page.locator('table.stacked:not(.wide) td').first().evaluate((cell) => getComputedStyle(cell).display), 'table-cell');
  await page.goto(new URL(WIDE, server.url).href);
  const wide = page.locator('table.wide');
  assert.equal(await wide.locator('td').first().evaluate((cell) => getComputedStyle(cell).display), 'table-cell');
  assert.ok(await wide.evaluateAll((all, room) => all.every((table) => table.getBoundingClientRect().right <= room), SHEETS[0]));
  await page.goto(new URL(LESSON, server.url).href);
  const size = (/** @type {string} */ selector) => page.locator(selector).first().evaluate((text) => parseFloat(getComputedStyle(text).fontSize));
  assert.ok((await size('#lien-he ~ ul li')) < (await size('#giai-thich ~ p')) * 0.8);
});
