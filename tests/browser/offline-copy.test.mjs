// @ts-check
// The whole handbook of a language on the device: fetched on request, checked, resumed, removed.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DOWNLOAD, download, editionOf, kept, listName, listOf, offlineWorld, pathsOf, read, until} from './copy.mjs';
import {LESSON, SITE, answer, asset, holdsFocus, openBox, texts} from './world.mjs';

const {open, server} = await offlineWorld();
const VIETNAMESE = pathsOf('vi');
const COPY = '.offline-copy[data-language=vi]';
const SAID = `${COPY} [role=status]`;
/** Files after which a download is half done. */
const NUMBER = Math.floor(VIETNAMESE.length / 2);

/** What the edition in force has kept. @param {import('./world.mjs').Page} page */
async function keptPaths(page) {
  return (await kept(page))[editionOf(SITE)] || [];
}

/** The button of the Vietnamese copy. @param {import('./world.mjs').Page} page @param {string} name */
function button(page, name) {
  return page.locator(COPY).getByRole('button', {name});
}

/** Goes on when this many files have been asked for. @param {number} count */
function untilAsked(count) {
  server.asked.length = 0;
  return until(async () => server.asked.length >= count);
}

test('size and number are told before anything is fetched', async (t) => {
  const page = await open(t, DOWNLOAD);
  let said = '';
  /** @type {string[]} */
  let there = [];
  // What every visit keeps comes while the panel is there: until a visit has nothing more to keep.
  await until(async () => {
    await page.reload({waitUntil: 'networkidle'});
    server.asked.length = 0;
    await button(page, 'Tải về máy').waitFor();
    [said] = await texts(page, SAID);
    there = (await keptPaths(page)).filter((path) => VIETNAMESE.includes(path));
    return said.includes(`đã có ${there.length} trong ${VIETNAMESE.length} tệp`);
  });
  const size = listOf().filter(([path, , , own]) => own !== 'en' && !there.includes(path)).reduce((sum, [, , bytes]) => sum + bytes, 0);
  assert.match(said, new RegExp(`khoảng ${Math.ceil(size / 1000)} kB`));
  assert.deepEqual(server.asked.filter((path) => VIETNAMESE.includes(path) && !path.startsWith('assets/')), []);
});

test('with the whole copy and no network questions are asked, and a paper is drawn and handed in', async (t) => {
  const page = await open(t, DOWNLOAD);
  await download(page);
  server.cut = true;
  await page.goto(`${server.url}tu-hoc/luyen-cau-hoi/`);
  await page.getByRole('button', {name: 'Bắt đầu'}).press('Enter');
  await page.locator('.practice .quiz-check').first().waitFor();
  await page.goto(`${server.url}tu-hoc/thi-thu/?de=a_4`);
  await page.getByRole('button', {name: 'Bắt đầu làm'}).press('Enter');
  await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
  await page.getByRole('button', {name: 'Nộp luôn'}).press('Enter');
  await page.getByText('Bạn trả lời đúng 0 trên 4 câu').waitFor();
});

test('with the whole copy and no network every page opens, and the search answers in full', async (t) => {
  const page = await open(t, DOWNLOAD);
  await download(page);
  const has = await keptPaths(page);
  assert.deepEqual(VIETNAMESE.filter((path) => !has.includes(path)), []);
  server.cut = true;
  const pages = VIETNAMESE.filter((path) => path === '' || path.endsWith('/'));
  assert.ok(pages.length > 10);
  const missed = await page.evaluate(async (paths) => {
    const root = (await navigator.serviceWorker.ready).scope;
    const found = await Promise.all(paths.map(async (path) => ({path, ok: (await fetch(root + path)).ok})));
    return found.filter(({ok}) => !ok).map(({path}) => path);
  }, VIETNAMESE);
  assert.deepEqual(missed, []);
  for (const path of pages) {
    const response = await page.goto(server.url + path);
    assert.equal(response?.status(), 200, path);
    assert.ok(await page.evaluate(() => document.styleSheets[0].cssRules.length > 0 && Reflect.get(window, 'handbook')), path);
  }
  await openBox(page);
  await page.fill('.search-field', 'giặc nội xâm');
  await answer(page);
  assert.ok(await page.locator('[role=option] mark').count());
  assert.equal(await page.locator('.search-help:not([hidden])').count(), 0);
});

test('with the whole copy and no network there are cards to repeat, and questions that were answered wrong', async (t) => {
  const page = await open(t, `${LESSON}`);
  const answered = page.locator('.quiz').first();
  await answered.locator('.quiz-check').waitFor();
  const right = await answered.getAttribute('data-right');
  await answered.locator(`input[value="${right === 'A' ? 'B' : 'A'}"]`).check();
  await answered.locator('.quiz-check').click();
  await page.goto(server.url + DOWNLOAD);
  await download(page);
  server.cut = true;
  await page.goto(`${server.url}tu-hoc/on-tap/`);
  await page.getByRole('button', {name: 'Bắt đầu'}).click();
  await page.locator('.review .quiz-check').waitFor();
  await page.locator('.review .quiz-answer summary').click();
  await page.getByRole('button', {name: 'Nhớ', exact: true}).click();
  await page.locator('.review-front').waitFor();
});

test('links lead on: next, next, and back', async (t) => {
  const page = await open(t, DOWNLOAD);
  await download(page);
  server.cut = true;
  await page.goto(server.url + LESSON);
  const first = await page.locator('h1').innerText();
  for (let step = 0; step < 3; step++) {
    const next = String(await page.locator('.foot a[rel=next]').evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href));
    await Promise.all([page.waitForURL(next), page.locator('a[rel=next]').first().tap()]);
    assert.equal(await page.locator('article h1').count(), 1);
  }
  for (let step = 0; step < 3; step++) await page.goBack();
  assert.equal(await page.locator('h1').innerText(), first);
});

test('what is there already is not fetched again, and the date stays to be seen', async (t) => {
  const page = await open(t, DOWNLOAD, {fresh: -1});
  await download(page);
  server.asked.length = 0;
  await page.reload();
  const {day, month, year} = await page.evaluate(() => {
    const now = new Date();
    return {day: now.getDate(), month: now.getMonth() + 1, year: now.getFullYear()};
  });
  await page.locator(SAID, {hasText: `Đã có đủ trên máy từ ngày ${day}/${month}/${year}`}).waitFor();
  await button(page, 'Xóa bản đã tải').waitFor();
  assert.equal(await button(page, 'Tải về máy').count(), 0);
  assert.deepEqual(server.asked.filter((path) => path !== 'sw.js'), []);
});

test('stopped half way it says so; pressed again it fetches only what is missing', async (t) => {
  const page = await open(t, DOWNLOAD, {fresh: -1});
  // All that come late: several are fetched at once, and the others must not be done before it stops.
  const late = VIETNAMESE.slice(NUMBER);
  const releases = late.map((path) => server.hold(path));
  const begun = () => late.filter((path) => server.asked.includes(path));
  server.asked.length = 0;
  await button(page, 'Tải về máy').tap();
  await until(async () => begun().length > 0);
  await button(page, 'Dừng').tap();
  await page.locator(SAID, {hasText: 'Đã dừng'}).waitFor();
  releases.forEach((release) => release());
  await until(async () => {
    const kept = await keptPaths(page);
    return begun().every((path) => kept.includes(path));
  });
  const before = await keptPaths(page);
  assert.ok(before.length < VIETNAMESE.length);
  server.asked.length = 0;
  await button(page, 'Tải tiếp').tap();
  await page.locator(SAID, {hasText: 'Đã có đủ'}).waitFor();
  assert.deepEqual(server.asked.filter((path) => before.includes(path)), []);
  assert.equal((await keptPaths(page)).filter((path) => VIETNAMESE.includes(path)).length, VIETNAMESE.length);
});

test('a network lost half way is told, and the next press goes on', async (t) => {
  const page = await open(t, DOWNLOAD, {fresh: -1});
  const half = untilAsked(NUMBER);
  await button(page, 'Tải về máy').tap();
  await half;
  server.cut = true;
  await page.locator(SAID, {hasText: 'Không kết nối được'}).waitFor();
  const before = (await keptPaths(page)).filter((path) => VIETNAMESE.includes(path));
  assert.ok(before.length > NUMBER / 2 && before.length < VIETNAMESE.length, String(before.length));
  assert.match((await texts(page, SAID))[0], new RegExp(`Trên máy đã có ${before.length} trong ${VIETNAMESE.length} tệp`));
  server.cut = false;
  server.asked.length = 0;
  await button(page, 'Tải tiếp').tap();
  await page.locator(SAID, {hasText: 'Đã có đủ'}).waitFor();
  assert.deepEqual(server.asked.filter((path) => before.includes(path)), []);
});

test('the next day too: a copy that was begun goes on where it was', async (t) => {
  const page = await open(t, DOWNLOAD, {fresh: -1});
  const half = untilAsked(NUMBER);
  await button(page, 'Tải về máy').tap();
  await half;
  await page.goto(server.url + LESSON);
  const before = await keptPaths(page);
  await page.goto(server.url + DOWNLOAD);
  await page.locator(SAID, {hasText: 'Trên máy đã có'}).waitFor();
  server.asked.length = 0;
  await download(page);
  assert.deepEqual(server.asked.filter((path) => before.includes(path)), []);
});

test('a text that is not the one of the list is not kept, and that is told', async (t) => {
  const page = await open(t, DOWNLOAD);
  server.instead.set(`${LESSON}index.html`, '<p>nửa chừng</p>');
  await button(page, 'Tải về máy').tap();
  await page.locator(SAID, {hasText: 'không khớp danh sách của bản này'}).waitFor();
  assert.ok(!(await keptPaths(page)).includes(LESSON));
  server.instead.clear();
  await button(page, 'Tải tiếp').tap();
  await page.locator(SAID, {hasText: 'Đã có đủ'}).waitFor();
});

test('a page that was kept from another edition is put right by the download', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  await page.evaluate(async (address) => {
    const [name] = await caches.keys();
    await (await caches.open(name)).put(address, new Response('<p>cũ</p>', {headers: {'content-type': 'text/html'}}));
  }, server.url + LESSON);
  await page.goto(server.url + DOWNLOAD);
  await download(page);
  await page.goto(server.url + LESSON);
  await page.locator('article h1').waitFor();
});

test('no room: it says so, what was kept before stays, and later it goes on', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  await page.goto(server.url + DOWNLOAD);
  await button(page, 'Tải về máy').waitFor();
  const before = await keptPaths(page);
  const session = await page.context().newCDPSession(page);
  const {origin} = new URL(server.url);
  const {usage} = await page.evaluate(() => navigator.storage.estimate());
  await session.send('Storage.overrideQuotaForOrigin', {origin, quotaSize: Number(usage) + 200_000});
  await button(page, 'Tải về máy').tap();
  await page.locator(SAID, {hasText: 'Máy không đủ chỗ'}).waitFor();
  const after = await keptPaths(page);
  assert.deepEqual(before.filter((path) => !after.includes(path)), []);
  server.cut = true;
  assert.equal((await page.goto(server.url + LESSON))?.status(), 200);
  server.cut = false;
  await session.send('Storage.overrideQuotaForOrigin', {origin});
  await page.goto(server.url + DOWNLOAD);
  await download(page);
});

test('the progress is told to eyes and ears', async (t) => {
  const page = await open(t, DOWNLOAD);
  const release = server.hold(VIETNAMESE[NUMBER]);
  await button(page, 'Tải về máy').focus();
  await page.keyboard.press('Enter');
  await page.locator(SAID, {hasText: 'Đang tải'}).waitFor();
  const bar = page.getByRole('progressbar', {name: 'Đang tải'});
  await page.locator(COPY, {hasText: new RegExp(`/${VIETNAMESE.length} tệp, còn khoảng`)}).waitFor();
  assert.ok(Number(await bar.getAttribute('value')) > 0);
  assert.equal(await bar.getAttribute('max'), String(VIETNAMESE.length));
  // The button that was pressed has gone: the focus is on the one in its place.
  await holdsFocus(button(page, 'Dừng'));
  release();
  await page.locator(SAID, {hasText: 'Đã có đủ'}).waitFor();
  assert.equal(await bar.count(), 0);
  await holdsFocus(button(page, 'Xóa bản đã tải'));
});

test('removing the copy of one language leaves that of the other', async (t) => {
  const page = await open(t, DOWNLOAD);
  await download(page);
  await download(page, 'en');
  await button(page, 'Xóa bản đã tải').tap();
  await page.locator(SAID, {hasText: 'Đã xóa bản tải về'}).waitFor();
  const has = await keptPaths(page);
  assert.deepEqual(pathsOf('en').filter((path) => !has.includes(path)), []);
  assert.deepEqual(has.filter((path) => VIETNAMESE.includes(path) && !pathsOf('en').includes(path)), []);
  const english = page.locator('.offline-copy[data-language=en]');
  await english.getByRole('button', {name: 'Xóa bản đã tải'}).tap();
  await english.getByRole('button', {name: 'Tải về máy'}).waitFor();
  // The panels ask for the list again, to tell the size.
  assert.deepEqual(await keptPaths(page), [listName()]);
});

test('removing everything: no store, no worker, nothing remembered but what the reader has done; others on the same server stay', async (t) => {
  const page = await open(t, DOWNLOAD);
  await download(page);
  await page.evaluate(async () => {
    localStorage.setItem('/so-tay/.reading', '{"size":"3"}');
    localStorage.setItem('/so-tay/.s1.n.bai-hoc/phoi-hop#1', '{"e":"x"}');
    localStorage.setItem('/so-tay-khac/.reading', '{}');
    await caches.open('/so-tay-khac/.0123456789');
  });
  page.once('dialog', (dialog) => dialog.dismiss());
  await page.getByRole('button', {name: 'Xóa hết trên máy này'}).tap();
  assert.ok((await keptPaths(page)).length);
  page.once('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', {name: 'Xóa hết trên máy này'}).tap();
  await page.locator('.offline', {hasText: 'Đã xóa; ghi chép'}).waitFor();
  const left = await page.evaluate(async () => ({
    stores: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    keys: Object.keys(localStorage).sort(),
  }));
  // What the reader has done is taken away on the page of notes only.
  assert.deepEqual(left, {stores: ['/so-tay-khac/.0123456789'], workers: 0, keys: ['/so-tay-khac/.reading', '/so-tay/.s1.n.bai-hoc/phoi-hop#1']});
  // The handbook goes on as for a new reader.
  await page.goto(server.url + LESSON);
  await page.locator('article h1').waitFor();
});

test('nothing of the page needs more than the policy allows', async (t) => {
  const page = await open(t, DOWNLOAD);
  /** @type {string[]} */
  const refused = [];
  await page.exposeFunction('refuse', (/** @type {string} */ directive) => refused.push(directive));
  await page.evaluate(() => addEventListener('securitypolicyviolation', ({violatedDirective}) => Reflect.get(window, 'refuse')(violatedDirective)));
  await download(page);
  await page.locator(`link[href$="${asset('offline.css')}"]`).waitFor({state: 'attached'});
  assert.deepEqual(refused, []);
});
