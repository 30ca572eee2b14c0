// @ts-check
// The same in Firefox ESR: what is kept, what never is, and what heals. The whole table of faults: offline-faults.test.mjs.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {firefox} from 'playwright-core';
import {DOWNLOAD, edition, editionOf, fewPages, inForce, kept, lookForEdition, nothingWrong, order, pathsOf} from './copy.mjs';
import {FAULTS} from './faults.mjs';
import {serve} from './server.mjs';
import {LESSON, PATIENCE, asset} from './world.mjs';

const OTHER = 'bai-hoc/phoi-hop/';
const FIRST = fewPages([LESSON, OTHER, DOWNLOAD]);
const SECOND = edition({[LESSON]: (page) => page.replace('</h1>', ' (bản mới)</h1>')}, FIRST);
const ALL = pathsOf('vi', FIRST);
const COPY = '.offline-copy[data-language=vi]';
/** Faults of the table, by the beginning of their names. */
const MAIN = ['portal: its page for everything, with', 'portal: everything sent on', 'the site is gone (404)', 'bodies cut off', 'a counter added', 'Vary: *'];
const SAID = {network: 'Không kết nối được', altered: 'không khớp danh sách', foreign: 'trả về một trang khác', moved: 'sang nơi khác', gone: 'không còn sổ tay'};

const server = await serve(FIRST);
const browser = await firefox.launch({channel: 'moz-firefox', executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr'});
after(async () => {
  await browser.close();
  await server.stop();
});

/** A new reader; the worker is in force when this ends. @param {import('node:test').TestContext} t @param {string} path */
async function open(t, path) {
  Object.assign(server, {folder: FIRST, cut: false, fault: null, fresh: 600});
  server.instead.clear();
  const context = await browser.newContext({viewport: {width: 360, height: 740}});
  context.setDefaultTimeout(PATIENCE);
  t.after(() => context.close());
  const page = await context.newPage();
  await page.goto(server.url + path);
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  return page;
}

for (const [name, [fault, cause]] of Object.entries(FAULTS).filter(([name]) => MAIN.some((main) => name.startsWith(main)))) {
  test(`Firefox: ${name}`, async (t) => {
    const page = await open(t, DOWNLOAD);
    const place = page.locator(COPY);
    const button = place.getByRole('button', {name: 'Tải về máy'});
    await button.waitFor();
    server.fault = fault;
    assert.equal((await order(page, {keep: [LESSON, OTHER, asset('dialog.vi.js')].map((path) => [server.url + path])})).error, cause);
    await nothingWrong(page, FIRST);
    await button.click();
    if (cause) {
      await place.locator('[role=status]', {hasText: SAID[/** @type {keyof SAID} */ (cause)]}).waitFor();
      await nothingWrong(page, FIRST);
      server.fault = null;
      await place.getByRole('button', {name: 'Tải tiếp'}).click();
    }
    await place.locator('[role=status]', {hasText: 'Đã có đủ trên máy'}).waitFor();
    const has = await nothingWrong(page, FIRST);
    assert.deepEqual(ALL.filter((path) => !has.includes(path)), []);
    server.cut = true;
    await page.goto(server.url + LESSON);
    await page.locator('article h1').waitFor();
  });
}

test('Firefox: login pages that an earlier worker has kept are gone when the next edition is there, unasked', async (t) => {
  const page = await open(t, LESSON);
  await page.evaluate(async (paths) => {
    const {scope} = await navigator.serviceWorker.ready;
    const store = await caches.open(`${new URL(scope).pathname}.0123456789`);
    for (const path of paths) await store.put(scope + path, new Response('<h1>Login</h1>', {headers: {'content-type': 'text/html'}}));
  }, [LESSON, OTHER, asset('dialog.vi.js')]);
  server.folder = SECOND;
  await lookForEdition(page);
  await inForce(page);
  const has = await nothingWrong(page, SECOND);
  assert.ok([LESSON, OTHER, asset('dialog.vi.js')].every((path) => has.includes(path)));
  assert.deepEqual(Object.keys(await kept(page)), [editionOf(SECOND)]);
  server.cut = true;
  await page.goto(server.url + LESSON);
  assert.match(await page.locator('h1').innerText(), /bản mới/);
});
