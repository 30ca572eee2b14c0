// @ts-check
// A new edition while the handbook is being read: it arrives whole or not at all, is announced, and waits for the reader.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {DOWNLOAD, alwaysKept, download, edition, editionOf, fileOf, gone, kept, listName, lookForEdition, offlineWorld, pathsOf, read, until, untilKept} from './copy.mjs';
import {LESSON, SITE, asset} from './world.mjs';

const {open, server} = await offlineWorld();
const FIRST = editionOf(SITE);
const BAR = '.edition';
const CHANGED = [LESSON, 'bai-hoc/cong-tac-can-bo/', 'tra-cuu/thuat-ngu/'];
const NEW = edition(Object.fromEntries(CHANGED.map((path) => [path, mended])));

/** @param {string} page */
function mended(page) {
  return page.replace('</h1>', ' (bản mới)</h1>');
}

/** Files that were fetched since the last time, without the worker itself. */
function fetched() {
  return server.asked.splice(0).filter((path) => path !== 'sw.js').sort();
}

/** @param {import('./world.mjs').Page} page */
const heading = (page) => page.locator('article h1').innerText();

/** @param {import('./world.mjs').Page} page @param {string} name */
function press(page, name) {
  return page.locator(BAR).getByRole('button', {name}).tap();
}

/**
 * A reader with the whole Vietnamese copy, on a lesson, whose browser keeps nothing else.
 * @param {import('node:test').TestContext} t
 */
async function withCopy(t) {
  const page = await open(t, DOWNLOAD, {fresh: -1});
  await download(page);
  await page.goto(server.url + LESSON);
  server.asked.length = 0;
  return page;
}

/**
 * A reader of a lesson for whom a new edition waits, on the page that offers copies.
 * @param {import('node:test').TestContext} t
 */
async function whereEditionWaits(t) {
  const page = await open(t, LESSON);
  await read(page);
  server.folder = NEW;
  await lookForEdition(page);
  await page.goto(server.url + DOWNLOAD);
  return page;
}

test('it is announced and not forced; only changed files are fetched; when accepted it is whole', async (t) => {
  const page = await withCopy(t);
  const before = await heading(page);
  server.folder = NEW;
  assert.equal(await lookForEdition(page), 'installed');
  await page.locator(BAR, {hasText: 'Có bản mới của sổ tay'}).waitFor();
  assert.deepEqual(fetched(), [...CHANGED, listName(NEW)].sort());
  // The reader goes on in the edition that was begun, on every page.
  await page.reload();
  assert.equal(await heading(page), before);
  for (const path of CHANGED) {
    await page.goto(server.url + path);
    assert.doesNotMatch(await heading(page), /bản mới/);
  }
  assert.deepEqual(Object.keys(await kept(page)).sort(), [FIRST, editionOf(NEW)].sort());
  await page.locator(BAR).waitFor();
  await Promise.all([page.waitForEvent('load'), press(page, 'Mở bản mới')]);
  await page.locator('article h1', {hasText: 'bản mới'}).waitFor();
  assert.equal(await page.locator(BAR).count(), 0);
  server.cut = true;
  const has = await kept(page);
  assert.deepEqual(Object.keys(has), [editionOf(NEW)]);
  assert.deepEqual(pathsOf('vi', NEW).filter((path) => !has[editionOf(NEW)].includes(path)), []);
  for (const path of CHANGED) {
    await page.goto(server.url + path);
    assert.match(await heading(page), /bản mới/);
  }
  await page.goto(server.url + DOWNLOAD);
  await page.locator('.offline-copy[data-language=vi]', {hasText: 'Đã có đủ trên máy'}).waitFor();
});

test('put off, it is not announced again on this visit, and comes with the next one', async (t) => {
  const page = await withCopy(t);
  server.folder = NEW;
  await lookForEdition(page);
  await page.locator(BAR).waitFor();
  await press(page, 'Để sau');
  assert.equal(await page.locator(BAR).count(), 0);
  await page.clock.install();
  await page.goto(`${server.url}bai-hoc/cong-tac-can-bo/`);
  await page.clock.runFor(5000);
  assert.equal(await page.locator(BAR).count(), 0);
  assert.doesNotMatch(await heading(page), /bản mới/);
  // From outside the handbook the browser can be watched as it ends the edition that nobody reads any more.
  const other = await page.context().newPage();
  await other.route('**/outside', (route) => route.fulfill({body: 'x'}));
  await other.goto(new URL('/outside', server.url).href);
  await page.close();
  await until(() => other.evaluate(async () => !(await navigator.serviceWorker.getRegistration('/so-tay/'))?.waiting));
  await other.goto(server.url + LESSON);
  assert.match(await heading(other), /bản mới/);
});

test('an accepted edition closes the announcement in the other windows, and leaves them as they are', async (t) => {
  const page = await withCopy(t);
  const other = await page.context().newPage();
  await other.goto(server.url + LESSON);
  server.folder = NEW;
  await lookForEdition(page);
  await page.locator(BAR).waitFor();
  await other.locator(BAR).waitFor();
  await other.evaluate(() => Object.assign(window, {unmoved: true}));
  await Promise.all([page.waitForEvent('load'), press(page, 'Mở bản mới')]);
  await other.locator(BAR).waitFor({state: 'detached'});
  assert.equal(await other.evaluate('unmoved'), true);
});

test('what was read is brought up to date too, without the rest of the handbook', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  const before = (await kept(page))[FIRST];
  server.asked.length = 0;
  server.folder = NEW;
  assert.equal(await lookForEdition(page), 'installed');
  assert.deepEqual(fetched(), [LESSON, listName(NEW)].sort());
  const after = (await kept(page))[editionOf(NEW)];
  assert.deepEqual(after, before.map((path) => (path === listName() ? listName(NEW) : path)).sort());
});

test('where nothing was read the new edition takes its place in silence, and fetches only its list', async (t) => {
  const page = await open(t, LESSON);
  // Another handbook on the same server.
  await page.evaluate(async () => (await caches.open('/so-tay-khac/.0123456789')).put('/so-tay-khac/', new Response('')));
  server.asked.length = 0;
  server.folder = NEW;
  const changed = page.evaluate(() => new Promise((done) => navigator.serviceWorker.addEventListener('controllerchange', () => done(true))));
  await lookForEdition(page);
  assert.equal(await changed, true);
  assert.deepEqual(fetched(), [listName(NEW)]);
  const stores = await kept(page);
  assert.ok('0123456789' in stores);
  assert.deepEqual(stores[editionOf(NEW)], [...alwaysKept('', NEW), listName(NEW)].sort());
  assert.equal(await page.locator(BAR).count(), 0);
});

test('an install that fails half way leaves the edition that is there whole; the next try goes on', async (t) => {
  const page = await withCopy(t);
  const many = pathsOf('vi').filter((path) => path.endsWith('/')).slice(0, 30);
  const next = edition(Object.fromEntries(many.map((path) => [path, mended])));
  const last = many[many.length - 1];
  server.folder = next;
  server.broken.add(last);
  assert.equal(await lookForEdition(page), 'redundant');
  const arrived = (await kept(page))[editionOf(next)];
  assert.ok(arrived.filter((path) => many.includes(path)).length > many.length / 2);
  assert.ok(!arrived.includes('whole.vi'));
  // The edition that is there: whole, in force, without the network too.
  server.cut = true;
  for (const path of [many[0], last]) {
    assert.equal((await page.goto(server.url + path))?.status(), 200);
    assert.doesNotMatch(await heading(page), /bản mới/);
  }
  assert.equal(await page.locator(BAR).count(), 0);
  server.cut = false;
  server.broken.clear();
  server.asked.length = 0;
  assert.equal(await lookForEdition(page), 'installed');
  assert.deepEqual(fetched().filter((path) => arrived.includes(path)), []);
  await page.locator(BAR).waitFor();
  await Promise.all([page.waitForEvent('load'), press(page, 'Mở bản mới')]);
  await page.locator('article h1', {hasText: 'bản mới'}).waitFor();
});

test('a server on which only a part of the new edition has arrived is not believed', async (t) => {
  const page = await withCopy(t);
  server.folder = NEW;
  server.instead.set(`${CHANGED[1]}index.html`, readFileSync(`${SITE}/${CHANGED[1]}index.html`, 'utf8'));
  assert.equal(await lookForEdition(page), 'redundant');
  server.instead.clear();
  assert.equal(await lookForEdition(page), 'installed');
});

test('a network lost while the new edition arrives', async (t) => {
  const page = await withCopy(t);
  server.folder = NEW;
  const release = server.hold(CHANGED[1]);
  const ended = lookForEdition(page);
  await until(async () => server.asked.includes(CHANGED[1]));
  server.cut = true;
  server.drop();
  release();
  assert.equal(await ended, 'redundant');
  await page.reload();
  assert.doesNotMatch(await heading(page), /bản mới/);
});

test('a file that has only moved is copied, new pages come along, pages that are gone go', async (t) => {
  const page = await withCopy(t);
  const text = readFileSync(`${SITE}/${CHANGED[1]}index.html`, 'utf8');
  const next = edition({[CHANGED[1]]: () => null, 'bai-hoc/doi-cho/': () => text, 'bai-hoc/moi/': () => mended(text)});
  server.folder = next;
  assert.equal(await lookForEdition(page), 'installed');
  assert.deepEqual(fetched(), ['bai-hoc/moi/', listName(next)].sort());
  const has = (await kept(page))[editionOf(next)];
  assert.deepEqual(has.filter((path) => ['bai-hoc/moi/', 'bai-hoc/doi-cho/', CHANGED[1]].includes(path)), ['bai-hoc/doi-cho/', 'bai-hoc/moi/']);
  // Until the reader accepts it, nothing of it is shown.
  server.cut = true;
  assert.equal((await page.goto(`${server.url}bai-hoc/moi/`))?.status(), 503);
  assert.equal((await page.goto(server.url + CHANGED[1]))?.status(), 200);
});

test('a file whose name changes with its text is known by the rest of its name', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  server.asked.length = 0;
  const style = asset('style.css');
  const renamed = style.replace(/[0-9a-f]{8}/, '01234567');
  const next = edition({[style]: () => null, [renamed]: () => 'h1{color:red}'});
  server.folder = next;
  assert.equal(await lookForEdition(page), 'installed');
  const has = (await kept(page))[editionOf(next)];
  assert.ok(has.includes(renamed) && !has.includes(style));
});

test('what is read while an edition waits is there when it takes over', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  server.folder = NEW;
  await lookForEdition(page);
  await page.goto(`${server.url}tra-cuu/thuat-ngu/`);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  await read(page);
  await untilKept(page, ['tra-cuu/thuat-ngu/'], editionOf(NEW));
  // Of the files that pages name, the waiting edition takes its own.
  await page.evaluate(async () => {
    const {waiting, scope} = await navigator.serviceWorker.ready;
    const {port1, port2} = new MessageChannel();
    const answered = new Promise((done) => (port1.onmessage = done));
    waiting?.postMessage({keep: [[`${scope}404.html`]], listed: true}, [port2]);
    await answered;
  });
  assert.ok(!(await kept(page))[editionOf(NEW)].includes('404.html'));
  await page.locator(BAR).waitFor();
  await Promise.all([page.waitForEvent('load'), press(page, 'Mở bản mới')]);
  server.cut = true;
  await page.reload();
  assert.match(await heading(page), /bản mới/);
});

test('who asks for a copy while an edition waits gets the newest', async (t) => {
  const page = await whereEditionWaits(t);
  await download(page);
  const has = await kept(page);
  assert.deepEqual(Object.keys(has), [editionOf(NEW)]);
  assert.deepEqual(pathsOf('vi', NEW).filter((path) => !has[editionOf(NEW)].includes(path)), []);
});

test('a copy asked for in the moment in which the page is kept', async (t) => {
  const page = await whereEditionWaits(t);
  const place = page.locator('.offline-copy[data-language=vi]');
  const button = place.getByRole('button', {name: 'Tải về máy'});
  await button.waitFor();
  await button.evaluate((found) => {
    addEventListener('scroll', () => found.click(), {once: true});
    scrollTo(0, 200);
  });
  await place.locator('[role=status]', {hasText: 'Đã có đủ trên máy'}).waitFor();
  assert.deepEqual(Object.keys(await kept(page)), [editionOf(NEW)]);
});

test('a site that does without scripts takes the worker away, and what it has kept, but nothing that the reader chose', async (t) => {
  const page = await withCopy(t);
  const retired = new URL('../../browser/retired/retired.js', import.meta.url);
  server.instead.set('sw.js', readFileSync(retired, 'utf8'));
  server.instead.set(`${LESSON}index.html`, '<h1>Trang không cần mã</h1>');
  await page.evaluate(() => localStorage.setItem('/so-tay/.places', '[]'));
  await lookForEdition(page);
  await gone(page);
  assert.equal(await page.evaluate(() => localStorage.getItem('/so-tay/.places')), '[]');
  await page.reload();
  assert.equal(await page.locator('h1').innerText(), 'Trang không cần mã');
  assert.equal(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 0);
});

test('what the browser still has of the edition before is not taken for the new one', async (t) => {
  const page = await open(t, LESSON, {fresh: 600});
  await read(page);
  server.asked.length = 0;
  server.folder = NEW;
  assert.equal(await lookForEdition(page), 'installed');
  assert.deepEqual(fetched(), [LESSON, listName(NEW)].sort());
  await page.locator(BAR).waitFor();
  await Promise.all([page.waitForEvent('load'), press(page, 'Mở bản mới')]);
  await page.locator('article h1', {hasText: 'bản mới'}).waitFor();
});

test('who keeps a page that moves keeps it at its new address', async (t) => {
  const [old, now] = ['bai-hoc/lam-toi-noi/', 'bai-hoc/lam-den-noi/'];
  const page = readFileSync(join(SITE, fileOf(now)), 'utf8');
  const before = edition({[old]: () => page, [now]: () => null});
  const reader = await open(t, old, {folder: before});
  await reader.evaluate(() => scrollTo(0, 400));
  await untilKept(reader, [old], editionOf(before));
  server.folder = SITE;
  assert.equal(await lookForEdition(reader), 'installed');
  await untilKept(reader, [old, now], FIRST);
});
