// @ts-check
// What a reader without a network sees, or one who keeps a copy, as axe-core judges it.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DOWNLOAD, download, edition, lookForEdition, offlineWorld, pathsOf, read} from './copy.mjs';
import {GONE} from './faults.mjs';
import {NARROW, faultsOf} from './inspect.mjs';
import {LESSON} from './world.mjs';

const {open, server} = await offlineWorld();
const FAR = 'tra-cuu/thuat-ngu/';
const NEW = edition({[LESSON]: (page) => page.replace('</h1>', ' (bản mới)</h1>')});

/** @param {import('./world.mjs').Page} page */
async function isSound(page) {
  const found = await faultsOf(page, NARROW);
  assert.ok(!found.length, found.join('\n'));
}

for (const [language, folder] of [['vi', ''], ['en', 'en/']]) {
  test(`the page that stands for one that is not kept, ${language}`, async (t) => {
    const page = await open(t, folder + LESSON);
    await read(page, `search/${language}.js`);
    server.cut = true;
    const response = await page.goto(server.url + folder + FAR);
    assert.equal(response?.status(), 503);
    await isSound(page);
  });
}

test('a copy that is being fetched, and one that is whole', async (t) => {
  const page = await open(t, DOWNLOAD);
  const release = server.hold(pathsOf('vi').filter((path) => path.endsWith('/')).slice(-1)[0]);
  const whole = download(page);
  await page.locator('.offline-copy progress').first().waitFor();
  await isSound(page);
  release();
  await page.setViewportSize(NARROW);
  await whole;
  await isSound(page);
});

test('the news of a new edition', async (t) => {
  const page = await open(t, DOWNLOAD, {fresh: -1});
  await download(page);
  await page.goto(server.url + LESSON);
  server.folder = NEW;
  assert.equal(await lookForEdition(page), 'installed');
  await page.locator('.edition').waitFor();
  await isSound(page);
});

test('the word that the site is gone', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  await page.evaluate(async () => {
    const {scope} = await navigator.serviceWorker.ready;
    const known = {cause: 'gone', count: 3, first: Date.now(), last: Date.now(), old: ''};
    await (await caches.open(`${new URL(scope).pathname}.state`)).put(`${scope}state`, new Response(JSON.stringify(known)));
  });
  server.fault = GONE;
  await page.reload();
  await page.locator('.trouble', {hasText: 'không còn sổ tay'}).waitFor();
  await isSound(page);
});
