// @ts-check
// Editions that never arrive, and a site that is no longer there: the reader is told why and how old the copy is, is
// never shown anything that was not published, and all is well again as soon as the server is.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DOWNLOAD, download, edition, editionOf, fewPages, inForce, kept, listName, lookForEdition, nothingWrong, offlineWorld, order, until} from './copy.mjs';
import {COUNTED, DAY, GONE, MOVED, PORTAL} from './faults.mjs';
import {LESSON, asset, openBox} from './world.mjs';

const {open, server} = await offlineWorld();
const OTHER = 'bai-hoc/phoi-hop/';
const FIRST = fewPages([LESSON, OTHER, DOWNLOAD]);
const mended = (/** @type {string} */ page) => page.replace('</h1>', ' (bản mới)</h1>');
const SECOND = edition({[LESSON]: mended, [OTHER]: mended}, FIRST);
const THIRD = edition({[LESSON]: (page) => mended(mended(page))}, SECOND);
const BAR = '.trouble';
const KEPT = 'Bản giữ trên máy là ấn bản 2026.11';
/** Failures before the reader is told. */
const ENOUGH = 3;

/** @typedef {import('./world.mjs').Page} Page */

/** @param {Page} page */
const heading = (page) => page.locator('h1').innerText();

/** What the worker remembers of failures. @param {Page} page @returns {Promise<Record<string, any>>} */
function state(page) {
  return page.evaluate(async () => (await caches.match(`${(await navigator.serviceWorker.ready).scope}state`))?.json() || {});
}

/** Hours go by. @param {Page} page */
async function later(page) {
  const {last, ...others} = await state(page);
  if (!last) return;
  await page.evaluate(async (next) => {
    const {scope} = await navigator.serviceWorker.ready;
    const store = await caches.open(`${new URL(scope).pathname}.state`);
    await store.put(`${scope}state`, new Response(JSON.stringify(next)));
  }, {...others, last: last - 7 * 3600 * 1000});
}

/** Opens a page that is kept, some hours after the last time; waits until the server has been asked. @param {Page} page @param {string} [path] */
async function visitLater(page, path = LESSON) {
  await later(page);
  const {count = 0, last = 0} = await state(page);
  await page.goto(server.url + path);
  await until(async () => {
    const now = await state(page);
    return now.count !== count || now.last > last;
  });
}

/** @param {import('node:test').TestContext} t */
async function withCopy(t) {
  const page = await open(t, DOWNLOAD, {fresh: -1, folder: FIRST});
  await download(page);
  await page.goto(server.url + LESSON);
  return page;
}

/** An edition that does not arrive is tried, until its worker takes over all the same. @param {Page} page @param {string} cause */
async function failsThrice(page, cause) {
  for (let count = 1; count <= ENOUGH; count++) {
    await later(page);
    const end = await lookForEdition(page);
    const known = await state(page);
    assert.deepEqual([known.cause, known.count], [cause, count]);
    assert.equal(end === 'redundant', count < ENOUGH);
  }
  await inForce(page);
}

/** The page again; gives what the bar says. @param {Page} page @param {string} [path] */
async function told(page, path = LESSON) {
  await page.goto(server.url + path);
  await page.locator(`${BAR} p`, {hasText: KEPT}).waitFor();
  return page.locator(`${BAR} p`).innerText();
}

for (const [name, fault, said] of /** @type {[string, import('./faults.mjs').Fault, RegExp][]} */ ([
  ['taken down (404 for everything)', GONE, /^Từ ngày \d+\/\d+\/\d{4}, ở địa chỉ này không còn sổ tay/],
  ['another page for everything', PORTAL, /địa chỉ này trả về một trang khác, không phải sổ tay/],
])) {
  test(`${name}: the copy stays to be read, says how old it is and why; no word once all is well`, async (t) => {
    const page = await withCopy(t);
    server.fault = fault;
    for (let count = 0; count < ENOUGH; count++) {
      assert.equal(await page.locator(BAR).count(), 0);
      await visitLater(page);
      assert.match(await heading(page), /Kiểm soát/);
    }
    assert.match(await told(page), said);
    assert.match(await heading(page), /Kiểm soát/);
    await nothingWrong(page, FIRST);
    await page.locator(BAR).getByRole('button', {name: 'Đóng'}).tap();
    await page.reload();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator(BAR).count(), 0);
    server.fault = null;
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(server.url + LESSON);
    await until(async () => !(await state(page)).cause);
    await page.reload();
    await page.waitForLoadState('networkidle');
    assert.equal(await page.locator(BAR).count(), 0);
  });
}

test('moved (301): after some failures the network leads the reader to the new place, and back when it was for a while', async (t) => {
  const page = await withCopy(t);
  server.fault = MOVED;
  for (let count = 0; count < ENOUGH; count++) {
    await visitLater(page);
    assert.match(await heading(page), /Kiểm soát/);
  }
  await page.goto(server.url + LESSON);
  assert.equal(new URL(page.url()).pathname, '/noi-moi/');
  // Without a network there is still the copy, with a word on how old it is.
  server.cut = true;
  assert.match(await told(page), /máy chủ chuyển địa chỉ này sang nơi khác/);
  server.cut = false;
  server.fault = null;
  await page.goto(server.url + LESSON);
  assert.match(await heading(page), /Kiểm soát/);
  await until(async () => !(await state(page)).cause);
});

test('no network is no trouble: nothing is counted, the copy is just there', async (t) => {
  const page = await withCopy(t);
  server.cut = true;
  for (let count = 0; count < ENOUGH + 1; count++) {
    await later(page);
    await page.goto(server.url + LESSON);
    await order(page, {});
  }
  assert.deepEqual((await state(page)).cause || '', '');
  assert.equal(await page.locator(BAR).count(), 0);
});

test('a host that alters pages: after three tries the network answers, the copy stands in without one; healed, the newest is kept', async (t) => {
  const page = await withCopy(t);
  Object.assign(server, {folder: SECOND, fault: COUNTED});
  await failsThrice(page, 'altered');
  assert.match(await told(page), /bản mới tới máy không đúng như đã công bố/);
  assert.match(await heading(page), /bản mới/);
  await nothingWrong(page, SECOND);
  // Another edition that does not arrive either: the newest is shown, the copy is still the one that was whole.
  server.folder = THIRD;
  await lookForEdition(page);
  await inForce(page);
  await page.reload();
  assert.match(await heading(page), /bản mới.*bản mới/);
  server.cut = true;
  await page.goto(server.url + LESSON);
  assert.doesNotMatch(await heading(page), /bản mới/);
  assert.equal((await page.goto(server.url))?.status(), 200);
  await nothingWrong(page, FIRST);
  Object.assign(server, {cut: false, fault: null});
  await visitLater(page);
  await until(async () => !(await state(page)).old);
  server.cut = true;
  await page.goto(server.url + LESSON);
  assert.match(await heading(page), /bản mới.*bản mới/);
  assert.equal(await page.locator(BAR).count(), 0);
  assert.deepEqual(Object.keys(await kept(page)), [editionOf(THIRD)]);
  await nothingWrong(page, THIRD);
});

test('no room for a new edition: it says so, the network answers, what was kept stands in', async (t) => {
  const page = await withCopy(t);
  const session = await page.context().newCDPSession(page);
  const {origin} = new URL(server.url);
  const big = edition({[LESSON]: (text) => `${mended(text)}<!--${'0123456789'.repeat(40_000)}-->`, [OTHER]: mended}, FIRST);
  server.folder = big;
  const {usage} = await page.evaluate(() => navigator.storage.estimate());
  await session.send('Storage.overrideQuotaForOrigin', {origin, quotaSize: Number(usage) + 250_000});
  await failsThrice(page, 'full');
  assert.match(await told(page), /máy không đủ chỗ để giữ bản mới/);
  assert.match(await heading(page), /bản mới/);
  server.cut = true;
  await page.goto(server.url + LESSON);
  assert.doesNotMatch(await heading(page), /bản mới/);
  server.cut = false;
  // The reader makes room, and asks for the copy.
  await session.send('Storage.overrideQuotaForOrigin', {origin});
  await page.goto(server.url + DOWNLOAD);
  await download(page);
  await until(async () => !(await state(page)).cause);
  assert.deepEqual(Object.keys(await kept(page)), [editionOf(big)]);
});

test('while the new edition is up and the old worker in force, the panel says that the server changes; next time it is there', async (t) => {
  const page = await open(t, DOWNLOAD, {folder: FIRST});
  const place = page.locator('.offline-copy[data-language=vi]');
  await place.getByRole('button', {name: 'Tải về máy'}).waitFor();
  server.folder = SECOND;
  await place.getByRole('button', {name: 'Tải về máy'}).tap();
  await place.locator('[role=status]', {hasText: 'Máy chủ đang đổi sang bản mới'}).waitFor();
  await nothingWrong(page, FIRST);
  // Nothing but the home page is kept: the new one takes over by itself.
  await lookForEdition(page);
  await inForce(page);
  await page.goto(server.url + DOWNLOAD);
  await download(page);
  assert.ok((await nothingWrong(page, SECOND)).includes(OTHER));
});

test('the list itself is gone: the panel says so before anything is pressed', async (t) => {
  const page = await open(t, DOWNLOAD, {fresh: -1, folder: FIRST});
  await page.locator('.offline-copy[data-language=vi]').getByRole('button', {name: 'Tải về máy'}).waitFor();
  await page.evaluate(async () => Promise.all((await caches.keys()).map((name) => caches.delete(name))));
  server.broken.add(listName(FIRST));
  await page.reload();
  await page.locator('.offline-copy[data-language=vi] [role=status]', {hasText: 'không khớp danh sách của bản này'}).waitFor();
});

test('a script of the worker that may be kept for a day is asked for all the same', async (t) => {
  const page = await open(t, LESSON, {folder: FIRST, fault: DAY});
  await order(page, {keep: [[server.url + LESSON]]});
  server.folder = SECOND;
  assert.equal(await lookForEdition(page), 'installed');
});

test('a script fetched while a session is over is not kept, and later the box opens', async (t) => {
  const page = await open(t, LESSON, {folder: FIRST});
  await order(page, {keep: [[server.url + LESSON]]});
  await page.reload();
  const dialog = server.url + asset('dialog.vi.js');
  server.instead.set(asset('dialog.vi.js'), '<h1>Đăng nhập</h1>');
  assert.match(await page.evaluate(async (address) => (await fetch(address)).text(), dialog), /Đăng nhập/);
  assert.equal((await order(page, {keep: [[dialog]]})).error, 'altered');
  await nothingWrong(page, FIRST);
  server.instead.clear();
  await page.goto(server.url + LESSON);
  await openBox(page);
  assert.ok((await nothingWrong(page, FIRST)).includes(asset('dialog.vi.js')));
});
