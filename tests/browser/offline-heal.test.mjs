// @ts-check
// What goes wrong on the reader's side, and what earlier workers have left: it heals by itself, and nothing stops in silence.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {DOWNLOAD, download, edition, editionOf, fewPages, inForce, kept, lookForEdition, nothingWrong, offlineWorld, order, pathsOf, until} from './copy.mjs';
import {LESSON, PATIENCE, SITE, answer, asset, openBox} from './world.mjs';

const {open, server, browser} = await offlineWorld();
const OTHER = 'bai-hoc/phoi-hop/';
const FIRST = fewPages([LESSON, OTHER, DOWNLOAD]);
const mended = (/** @type {string} */ page) => page.replace('</h1>', ' (bản mới)</h1>');
const SECOND = edition({[LESSON]: mended}, FIRST);
const THIRD = edition({[LESSON]: (page) => mended(mended(page)), [OTHER]: mended}, SECOND);
const COPY = '.offline-copy[data-language=vi]';
const DIALOG = asset('dialog.vi.js');
const EDITIONS = 'tra-cuu/co-gi-moi/';

/** A worker as those before 2026.11: what is in the store of its edition is served, unseen. */
const OLD = `
const store = '/so-tay/.0123456789';
self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', ({ports: [port]}) => port && port.postMessage({store, list: registration.scope + 'assets/offline.0123456789.json', error: ''}));
self.addEventListener('fetch', (event) => event.respondWith(caches.match(event.request.url, {cacheName: store}).then((kept) => kept || fetch(event.request))));
`;

/** @typedef {import('./world.mjs').Page} Page */

/** @param {Page} page */
const heading = (page) => page.locator('h1').innerText();

/** Puts a login page in place of files, by hand. @param {Page} page @param {string} name of the store @param {string[]} paths @param {string[]} [right] kept as they are */
function poison(page, name, paths, right = []) {
  const login = '<!doctype html><title>Đăng nhập</title><h1>Đăng nhập lại</h1>';
  return page.evaluate(async ([store, wrong, good, text]) => {
    const {scope} = await navigator.serviceWorker.ready;
    const cache = await caches.open(/** @type {string} */ (store));
    for (const path of wrong) await cache.put(scope + path, new Response(/** @type {string} */ (text), {headers: {'content-type': 'text/html;charset=utf-8'}}));
    for (const path of good) await cache.add(scope + path);
  }, /** @type {const} */ ([name, paths, right, login]));
}

/** A reader with the whole copy of a handbook. @param {import('node:test').TestContext} t @param {string} [folder] */
async function withCopy(t, folder = FIRST) {
  const page = await open(t, DOWNLOAD, {fresh: -1, folder});
  await download(page);
  await page.goto(server.url + LESSON);
  return page;
}

/** Accepts the edition that waits. @param {Page} page */
async function accept(page) {
  await page.locator('.edition').waitFor();
  await Promise.all([page.waitForEvent('load'), page.locator('.edition').getByRole('button', {name: 'Mở bản mới'}).tap()]);
  await inForce(page);
}

for (const [name, right] of /** @type {[string, string[]][]} */ ([
  ['with the page and its code right', [LESSON, asset('style.css'), asset('page.vi.js'), 'search/vi.js']],
  ['with nothing right', []],
])) {
  test(`a store that an earlier worker has filled with login pages heals at the next visit, unasked: ${name}`, async (t) => {
    const page = await open(t, LESSON, {folder: FIRST});
    await page.evaluate(async () => (await (await navigator.serviceWorker.ready).unregister()));
    server.instead.set('sw.js', OLD);
    await page.goto(server.url + LESSON);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.evaluate(() => localStorage.setItem('/so-tay/.places', '[{"mine":1}]'));
    await poison(page, '/so-tay/.0123456789', [OTHER, DIALOG, asset('engine.js'), asset('search.css')], right);
    await page.goto(server.url + OTHER);
    assert.equal(await heading(page), 'Đăng nhập lại');
    server.instead.clear();
    await page.goto(server.url + LESSON);
    await lookForEdition(page);
    await inForce(page);
    assert.ok(!Object.keys(await kept(page)).includes('0123456789'));
    await page.goto(server.url + OTHER);
    assert.doesNotMatch(await heading(page), /Đăng nhập/);
    await openBox(page);
    await nothingWrong(page, FIRST);
    assert.equal(await page.evaluate(() => localStorage.getItem('/so-tay/.places')), '[{"mine":1}]');
  });
}

test('a page of the edition before in the cache of the browser is not taken for the corrected one', async (t) => {
  const page = await open(t, OTHER, {fresh: 600, folder: SECOND});
  server.folder = THIRD;
  await lookForEdition(page);
  await inForce(page);
  await order(page, {keep: [[server.url + OTHER]]});
  await nothingWrong(page, THIRD);
  await page.goto(server.url + OTHER);
  assert.match(await heading(page), /bản mới/);
});

test('half uploaded, the pages first: they are shown as they are, and not kept for the old edition', async (t) => {
  const page = await open(t, LESSON, {folder: FIRST});
  await order(page, {keep: [[server.url + LESSON]]});
  server.folder = THIRD;
  server.instead.set('sw.js', readFileSync(`${FIRST}/sw.js`, 'utf8'));
  await page.goto(server.url + OTHER);
  assert.match(await heading(page), /bản mới/);
  assert.equal((await order(page, {keep: [[server.url + OTHER]]})).error, 'altered');
  await nothingWrong(page, FIRST);
  server.instead.clear();
  assert.equal(await lookForEdition(page), 'installed');
  await nothingWrong(page, THIRD);
});

test('half uploaded, the worker first: nothing of it is shown or believed, and it comes when it is whole', async (t) => {
  const page = await withCopy(t);
  server.instead.set('sw.js', readFileSync(`${THIRD}/sw.js`, 'utf8'));
  assert.equal(await lookForEdition(page), 'redundant');
  await page.reload();
  assert.doesNotMatch(await heading(page), /bản mới/);
  server.instead.clear();
  server.folder = THIRD;
  assert.equal(await lookForEdition(page), 'installed');
  await accept(page);
  assert.match(await heading(page), /bản mới.*bản mới/);
});

test('three editions while the reader had no network: one announcement, the newest text, one store', async (t) => {
  const page = await withCopy(t);
  server.cut = true;
  await page.goto(server.url + OTHER);
  server.folder = SECOND;
  await page.goto(server.url + LESSON);
  Object.assign(server, {folder: THIRD, cut: false});
  assert.equal(await lookForEdition(page), 'installed');
  await accept(page);
  server.cut = true;
  await page.goto(server.url + LESSON);
  assert.match(await heading(page), /bản mới.*bản mới/);
  assert.deepEqual(Object.keys(await kept(page)), [editionOf(THIRD)]);
  await nothingWrong(page, THIRD);
});

test('an edition that is taken back, before and after the reader has taken it', async (t) => {
  const page = await withCopy(t);
  server.folder = SECOND;
  assert.equal(await lookForEdition(page), 'installed');
  server.folder = FIRST;
  await lookForEdition(page);
  await page.reload();
  await accept(page);
  assert.doesNotMatch(await heading(page), /bản mới/);
  server.folder = SECOND;
  await lookForEdition(page);
  await page.reload();
  await accept(page);
  assert.match(await heading(page), /bản mới/);
  server.folder = FIRST;
  await lookForEdition(page);
  await page.reload();
  await accept(page);
  assert.doesNotMatch(await heading(page), /bản mới/);
  assert.deepEqual(Object.keys(await kept(page)), [editionOf(FIRST)]);
  await nothingWrong(page, FIRST);
});

test('the browser throws all stores away while a page is open: it goes on, and keeps again', async (t) => {
  const page = await withCopy(t);
  await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
  await page.goto(server.url + OTHER);
  assert.equal((await order(page, {keep: [[server.url + OTHER], [server.url + asset('style.css')]]})).error, '');
  server.cut = true;
  await page.goto(server.url + OTHER);
  await page.locator('article h1').waitFor();
  await nothingWrong(page, FIRST);
});

test('the browser stops the worker at every tenth of the download: it goes on by itself', async (t) => {
  const page = await open(t, LESSON, {fresh: -1});
  await page.clock.install();
  await page.goto(server.url + DOWNLOAD);
  const session = await page.context().newCDPSession(page);
  await session.send('ServiceWorker.enable');
  const all = pathsOf('vi');
  server.asked.length = 0;
  await page.locator(COPY).getByRole('button', {name: 'Tải về máy'}).tap();
  for (let tenth = 1; tenth < 10; tenth++) {
    const held = all[Math.floor((all.length * tenth) / 10)];
    const release = server.hold(held);
    await until(async () => server.asked.includes(held) || (await nothingWrong(page)).includes(held));
    await session.send('ServiceWorker.stopAllWorkers');
    release();
    await page.clock.runFor(10_000);
  }
  await page.locator(`${COPY} [role=status]`, {hasText: 'Đã có đủ trên máy'}).waitFor();
  const has = await nothingWrong(page);
  assert.deepEqual(all.filter((path) => !has.includes(path)), []);
});

test('a server that never answers for one file: after a while that is said, and the next press goes on', async (t) => {
  const page = await open(t, LESSON, {fresh: -1, folder: FIRST});
  await page.clock.install();
  await page.goto(server.url + DOWNLOAD);
  const release = server.hold(OTHER);
  server.asked.length = 0;
  await page.locator(COPY).getByRole('button', {name: 'Tải về máy'}).tap();
  await until(async () => server.asked.includes(OTHER));
  await page.clock.runFor(60_000);
  await page.locator(`${COPY} [role=status]`, {hasText: /chưa trả lời|Không kết nối được/}).waitFor();
  release();
  await page.locator(COPY).getByRole('button', {name: 'Tải tiếp'}).tap();
  await page.locator(`${COPY} [role=status]`, {hasText: 'Đã có đủ trên máy'}).waitFor();
  await nothingWrong(page, FIRST);
});

test('behind words that name the edition its age alone is added', async (t) => {
  const page = await open(t, EDITIONS, {folder: SITE});
  await page.clock.install({time: new Date('2027-04-01T12:00:00')});
  await page.reload();
  await page.locator('.edition-now:not([hidden])').waitFor();
  const words = await page.locator('p', {has: page.locator('.edition-now')}).innerText();
  assert.equal(words, 'Ấn bản 2026.11, ngày 5/11/2026, ra cách đây 5 tháng.');
});

for (const [path, today, said] of [
  [DOWNLOAD, '2026-11-30', 'Ấn bản 2026.11, ra trong tháng này.'],
  [DOWNLOAD, '2027-04-01', 'Ấn bản 2026.11, ra cách đây 5 tháng.'],
  [DOWNLOAD, '2030-01-01', 'Ấn bản 2026.11, ra cách đây 3 năm.'],
  [DOWNLOAD, '2020-01-01', 'Ấn bản 2026.11.'],
  [`en/${DOWNLOAD}`, '2026-12-24', 'Edition 2026.11, of last month.'],
]) {
  test(`the edition that is read, and its age in plain words: ${today}, /${path}`, async (t) => {
    const page = await open(t, path, {folder: SITE});
    await page.clock.install({time: new Date(`${today}T12:00:00`)});
    await page.reload();
    await page.locator('.edition-now:not([hidden])').waitFor();
    assert.equal(await page.locator('.edition-now').innerText(), said);
  });
}

/** A reader whose browser may report errors of scripts: what is sent in their place is none. @param {import('node:test').TestContext} t @param {string} file */
async function withLoginInPlaceOf(t, file) {
  const context = await browser.newContext();
  context.setDefaultTimeout(PATIENCE);
  t.after(() => context.close());
  const page = await context.newPage();
  Object.assign(server, {folder: SITE, cut: false, fault: null, fresh: 600});
  server.instead.clear();
  await page.goto(server.url + LESSON);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await order(page, {keep: [[server.url + LESSON]]});
  server.instead.set(file, '<h1>Đăng nhập</h1>');
  return page;
}

test('a login page in place of the search box: the reader comes to the pages by letter, and the next time to the box', async (t) => {
  const page = await withLoginInPlaceOf(t, DIALOG);
  await page.click('button.search-open');
  await page.waitForURL(/theo-chu-cai/);
  server.instead.clear();
  await page.goto(server.url + LESSON);
  await openBox(page);
});

test('a login page in place of the engine: the box says so, and answers when asked again', async (t) => {
  const page = await withLoginInPlaceOf(t, asset('engine.js'));
  await openBox(page);
  await page.keyboard.type('giac noi xam');
  await page.locator('.search-help', {hasText: 'Chưa tải được'}).waitFor();
  server.instead.clear();
  await page.locator('.search-help').getByRole('button', {name: 'Thử lại'}).click();
  await answer(page);
});
