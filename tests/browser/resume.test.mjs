// @ts-check
// Back to where the reader was: offered on the page and on the first page, never forced, and forgotten on request.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, asset, world} from './world.mjs';

const {visit, server} = await world();
const KEPT = '/so-tay/.places';
const OTHER = 'bai-hoc/';
const OFFER = '.offer a';

/** @typedef {import('./world.mjs').Page} Page */

/**
 * A reader who has never been here; the pages he goes to tell when the script has run, and how much they shifted.
 * @param {import('node:test').TestContext} t
 */
async function reader(t) {
  const page = await visit(t, '', PHONE);
  await page.addInitScript(() => {
    const told = {ran: false, shift: 0};
    Object.assign(window, {told});
    document.addEventListener('load', ({target}) => {
      if (target instanceof HTMLScriptElement && /\/resume\./.test(target.src)) told.ran = true;
    }, true);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) told.shift += /** @type {any} */ (entry).value;
    }).observe({type: 'layout-shift', buffered: true});
  });
  return page;
}

/** @param {Page} page */
const hasRun = (page) => page.waitForFunction(() => /** @type {any} */ (window).told.ran);

/**
 * Reads a page down to a share of it, and goes to another. The share at which it was left: below the first screens a
 * page is laid out when they are reached, as high as the fonts of the machine make it.
 * @param {Page} page @param {string} path @param {number} share
 */
async function read(page, path, share, next = OTHER) {
  await page.goto(server.url + path);
  await page.evaluate((share) => {
    const {top, height} = /** @type {Element} */ (document.querySelector('article')).getBoundingClientRect();
    scrollTo(0, top + scrollY + share * (height - innerHeight));
  }, share);
  await hasRun(page);
  // Not before it is left: what comes when it is reached may still move the text.
  await page.evaluate(() => addEventListener('pagehide', () => {
    const {top, height} = /** @type {Element} */ (document.querySelector('article')).getBoundingClientRect();
    sessionStorage.setItem('left', String(-top / (height - innerHeight)));
  }));
  await page.goto(server.url + next);
  const left = Number(await page.evaluate(() => sessionStorage.getItem('left')));
  assert.ok(Math.abs(left - share) < 0.1, `${left}`);
  return left;
}

/** @param {Page} page */
const kept = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) || '[]'), KEPT);

/** @param {Page} page */
async function noOffer(page) {
  await hasRun(page);
  assert.equal(await page.locator('.offer').count(), 0);
}

test('a page left half-way offers to go on there', async (t) => {
  const page = await reader(t);
  await read(page, LESSON, 0.5);
  await page.goto(server.url + LESSON);
  const link = page.locator(OFFER);
  const name = await link.innerText();
  assert.match(name, /^Đọc tiếp từ “.+”$/);
  await link.tap();
  await page.waitForFunction(() => scrollY > innerHeight);
  const heading = await page.evaluate(() => document.querySelector(':target')?.textContent);
  assert.equal(name, `Đọc tiếp từ “${heading}”`);
  await page.waitForSelector('.offer', {state: 'detached'});
});

test('a first page without a place to start offers the page that was read last', async (t) => {
  const page = await reader(t);
  await read(page, 'en/dot-sinh-hoat/lich/', 0.3);
  const left = await read(page, `en/${LESSON}`, 0.45, 'en/');
  const link = page.locator(OFFER);
  assert.equal(await link.innerText(), `Continue: Kiểm soát quyền lực (${Math.round(left * 100)}%)`);
  await Promise.all([page.waitForURL(/kiem-soat-quyen-luc\/#/), link.tap()]);
  await page.waitForFunction(() => scrollY > innerHeight);
});

test('each language has its own, and no page but the first offers another', async (t) => {
  const page = await reader(t);
  await read(page, LESSON, 0.5, 'en/');
  await noOffer(page);
  await page.goto(server.url + OTHER);
  await noOffer(page);
  await read(page, `en/${LESSON}`, 0.5, 'en/');
  assert.match(await page.locator(OFFER).innerText(), /^Continue: /);
});

test('a page that was read to its end is not offered', async (t) => {
  const page = await reader(t);
  await read(page, LESSON, 0.5);
  await read(page, LESSON, 1, '');
  assert.deepEqual(await kept(page), []);
  await noOffer(page);
});

test('a look at the top does not lose the stop', async (t) => {
  const page = await reader(t);
  await read(page, LESSON, 0.5);
  const before = await kept(page);
  await page.goto(server.url + LESSON);
  await page.waitForSelector(OFFER);
  await page.goto(server.url + OTHER);
  assert.deepEqual(await kept(page), before);
});

test('not to one who comes for a certain anchor, nor to one who comes back', async (t) => {
  const page = await reader(t);
  await read(page, LESSON, 0.5);
  for (const certain of ['#y-chinh', `?h=${encodeURIComponent('quyền lực')}`]) {
    await page.goto(server.url + LESSON + certain);
    await noOffer(page);
  }
  await page.goto(server.url + LESSON);
  await page.waitForSelector(OFFER);
  await page.reload();
  await noOffer(page);
});

test('it can be put away, goes when the reader reads on, and moves nothing', async (t) => {
  const page = await reader(t);
  await read(page, LESSON, 0.5);
  await page.goto(server.url + LESSON);
  await page.waitForSelector(OFFER);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).told.shift)) <= 0.01);
  await page.getByRole('button', {name: 'Đóng'}).tap();
  assert.equal(await page.locator('.offer').count(), 0);
  await page.goto(server.url + LESSON);
  await page.waitForSelector(OFFER);
  await page.evaluate(() => scrollTo(0, innerHeight + 50));
  await page.waitForSelector('.offer', {state: 'detached'});
});

test('thirty pages are kept, and of each only what the offer needs', async (t) => {
  const page = await reader(t);
  await page.evaluate((key) => {
    const old = Array.from({length: 30}, (_, at) => ({path: `/so-tay/${at}/`, language: 'vi', title: String(at), id: 'x', heading: 'x', share: 0.5}));
    localStorage.setItem(key, JSON.stringify(old));
  }, KEPT);
  await read(page, LESSON, 0.5);
  const found = await kept(page);
  assert.equal(found.length, 30);
  assert.equal(found[0].path, '/so-tay/1/');
  assert.deepEqual(Object.keys(found[29]), ['path', 'language', 'title', 'id', 'heading', 'share', 'spoken']);
});

test('the panel forgets them all', async (t) => {
  const page = await reader(t);
  await read(page, LESSON, 0.5);
  await page.click('.reading-open');
  await page.getByRole('button', {name: 'Quên trang đọc dở'}).tap();
  await page.locator('.reading [role=status]', {hasText: 'Đã quên'}).waitFor();
  assert.deepEqual(await kept(page), []);
});

test('a first visit loads nothing for this before the second screen', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const script = asset('resume.vi.js');
  const before = server.asked.length;
  for (const top of [300, 700]) {
    await page.evaluate((top) => scrollTo(0, top), top);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  await page.evaluate(() => fetch('?last')); // asked after whatever the scrolling asked for
  assert.ok(!server.asked.slice(before).includes(script));
  await Promise.all([page.waitForRequest(server.url + script), page.evaluate(() => scrollTo(0, 800))]);
});

test('what another program left in its place does no harm', async (t) => {
  const page = await reader(t);
  const stop = {path: `/so-tay/${LESSON}`, language: 'vi', title: 'x', id: 'van-dung', heading: 'x', share: 0.5};
  const wrong = [{title: 1}, {heading: null}, {share: '0.5'}, {share: 7}, {id: {}}, {path: '//example.org/'}, {path: 'javascript:x'}];
  const lists = wrong.map((change) => JSON.stringify([{...stop, ...change}]));
  for (const left of ['x', '{}', 'null', '7', '[null]', '[1,"a",[],{}]', ...lists]) {
    await page.evaluate(([key, left]) => localStorage.setItem(key, left), [KEPT, left]);
    await page.goto(server.url + (left.includes('/so-tay') ? LESSON : ''));
    await noOffer(page);
  }
});

test('what another program left goes when the next page is kept', async (t) => {
  const page = await reader(t);
  await page.evaluate((key) => localStorage.setItem(key, '[null,{"path":1}]'), KEPT);
  await read(page, LESSON, 0.5);
  assert.equal((await kept(page)).length, 1);
});
