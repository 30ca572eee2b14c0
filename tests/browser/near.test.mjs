// @ts-check
// What is near a page in meaning stands at its end, once that is about to be seen; it is nobody's who does not get so far.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PHONE, texts, world} from './world.mjs';

const {visit, server} = await world();
const NEAR = 'bai-hoc/noi-di-doi-voi-lam/';
/** A lesson to which nothing is near. */
const ALONE = 'bai-hoc/kiem-soat-quyen-luc/';
const BLOCK = '.end .near';

/** Almost to the end of the page, as a reader comes there. @param {import('./world.mjs').Page} page */
async function toTheEnd(page) {
  await page.waitForFunction(() => Reflect.get(window, 'handbook').study);
  await page.evaluate(() => {
    const {top} = /** @type {Element} */ (document.querySelector('.end')).getBoundingClientRect();
    scrollBy(0, top - innerHeight);
  });
}

const asked = () => server.asked.filter((path) => path.startsWith('near/'));

test('the end of a lesson tells what is near, and leads there', async (t) => {
  const page = await visit(t, NEAR, PHONE);
  await page.waitForFunction(() => Reflect.get(window, 'handbook').study);
  assert.deepEqual(asked(), []);
  await toTheEnd(page);
  await page.waitForSelector(BLOCK);
  assert.deepEqual(await texts(page, `${BLOCK} h2`), ['Gần ý với bài này']);
  const [first] = await texts(page, `${BLOCK} li`);
  assert.match(first, /^Bài học 7\. Sức của nhiều người Vài điều về ý kiến góp/);
  await page.locator(`${BLOCK} a`).first().tap();
  await page.waitForURL(/bai-hoc\/suc-nhieu-nguoi\/$/);
});

test('nothing that is in sight moves: what comes late waits until its place is below', async (t) => {
  const page = await visit(t, NEAR, PHONE);
  const release = server.hold(`near/${NEAR}index.js`);
  await page.waitForFunction(() => Reflect.get(window, 'handbook').study);
  await page.locator('.foot a[rel=next]').scrollIntoViewIfNeeded();
  // Whole pixels: the browser may end a scroll at a fraction of one a moment later.
  const place = () => page.locator('.foot a[rel=next]').evaluate((link) => Math.round(link.getBoundingClientRect().top));
  const before = await place();
  const came = page.waitForResponse(/near\/bai-hoc/);
  release();
  await (await came).finished();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await place(), before);
  assert.equal(await page.locator(BLOCK).count(), 0);
  await toTheEnd(page);
  await page.waitForSelector(BLOCK, {state: 'attached'});
});

test('not what the lesson leads to already', async (t) => {
  const page = await visit(t, NEAR, PHONE);
  await toTheEnd(page);
  await page.waitForSelector(BLOCK);
  const [near, others] = await page.evaluate(() => {
    const goals = (/** @type {string} */ where) => [...document.querySelectorAll(where)].map((link) => /** @type {HTMLAnchorElement} */ (link).href.replace(/#.*/, ''));
    return [goals('.near a'), goals('article a:not(.near a)')];
  });
  assert.ok(near.length);
  assert.deepEqual(near.filter((goal) => others.includes(goal)), []);
});

test('it is not printed', async (t) => {
  const page = await visit(t, NEAR, PHONE);
  await toTheEnd(page);
  await page.waitForSelector(BLOCK);
  await page.emulateMedia({media: 'print'});
  assert.equal(await page.locator(BLOCK).isVisible(), false);
});

test('no empty block: nothing is near, the file cannot be had, the page is in another language, no script runs', async (t) => {
  const alone = await visit(t, ALONE, PHONE);
  const had = alone.waitForResponse(/near\/bai-hoc/);
  await toTheEnd(alone);
  await (await had).finished();
  assert.equal(await alone.locator('.near').count(), 0);

  server.broken.add(`near/${NEAR}index.js`);
  t.after(() => server.broken.clear());
  const broken = await visit(t, NEAR, PHONE);
  const failed = broken.waitForResponse(/near\/bai-hoc/);
  await toTheEnd(broken);
  assert.equal((await failed).status(), 404);
  assert.equal(await broken.locator('.near').count(), 0);

  const before = asked().length;
  const foreign = await visit(t, `en/${ALONE}`, PHONE);
  await toTheEnd(foreign);
  const bare = await visit(t, NEAR, {...PHONE, javaScriptEnabled: false});
  assert.equal(await foreign.locator('.near').count(), 0);
  assert.equal(await bare.locator('.near').count(), 0);
  assert.equal(asked().length, before);
});
