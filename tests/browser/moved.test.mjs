// @ts-check
// Addresses that were published once: they lead on from everywhere, to the anchor too, and what a reader keeps follows the page.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {PHONE, SITE, world} from './world.mjs';

const {visit, server} = await world();
const OLD = 'bai-hoc/lam-toi-noi/';
const NEW = 'bai-hoc/lam-den-noi/';
/** A page of which anchors have moved. */
const HERE = 'bai-hoc/suc-nhieu-nguoi/';
const KEPT = '/so-tay/.places';
/** The built site and the ZIP, unpacked by tests/conftest.py; both are opened from a folder. */
const FOLDERS = /** @type {const} */ ([['the built site', SITE], ['the folder to take along', String(process.env.FOLDER)]]);

/** @param {import('./world.mjs').Page} page @param {string} address */
const arrives = (page, address) => page.waitForURL((url) => url.href === address);

test('a page that has moved leads on, with its anchor and the words of a search', async (t) => {
  const page = await visit(t, `${OLD}?h=vi%E1%BB%87c#y-chinh`, PHONE);
  await arrives(page, `${server.url}${NEW}?h=vi%E1%BB%87c#y-chinh`);
  // The address that has moved leaves no entry behind, to which the back button would return.
  assert.equal(await page.evaluate(() => history.length), 2);
});

test('an anchor of it that has another name is that one', async (t) => {
  const page = await visit(t, `${OLD}#viec-cua-ta`, PHONE);
  await arrives(page, `${server.url}${NEW}#van-dung`);
  await page.waitForFunction(() => document.querySelector(':target')?.id === 'van-dung');
});

test('in the other language too', async (t) => {
  const page = await visit(t, `en/${OLD}`, PHONE);
  await arrives(page, `${server.url}en/${NEW}`);
});

test('an anchor that has moved within its page, and to another page', async (t) => {
  const page = await visit(t, `${HERE}#viec-lam`, PHONE);
  await arrives(page, `${server.url}${HERE}#van-dung`);
  await page.waitForFunction(() => document.querySelector(':target')?.id === 'van-dung');
  await page.goto('about:blank');
  await page.goto(`${server.url}${HERE}#lam-den-noi`);
  await arrives(page, `${server.url}${NEW}#y-chinh`);
});

test('an anchor that has not moved stays', async (t) => {
  const page = await visit(t, `${HERE}#giai-thich`, PHONE);
  await page.waitForFunction((start) => performance.getEntriesByType('resource').some(({name}) => name.startsWith(start)), `${server.url}assets/moved.`);
  assert.equal(page.url(), `${server.url}${HERE}#giai-thich`);
});

test('without scripts to the page', async (t) => {
  const page = await visit(t, OLD, {...PHONE, javaScriptEnabled: false});
  await page.waitForURL(/lam-den-noi\//);
  await page.locator('h1', {hasText: 'Làm đến nơi'}).waitFor();
});

for (const [name, folder] of FOLDERS) {
  const root = pathToFileURL(`${folder}/`).href;
  test(`from a folder: ${name}`, async (t) => {
    const page = await visit(t, `${root}${OLD}index.html#viec-cua-ta`, PHONE);
    await arrives(page, `${root}${NEW}index.html#van-dung`);
    await page.goto(`${root}${HERE}index.html#lam-den-noi`);
    await arrives(page, `${root}${NEW}index.html#y-chinh`);
  });
  test(`from a folder, without scripts: ${name}`, async (t) => {
    const page = await visit(t, `${root}${OLD}index.html`, {...PHONE, javaScriptEnabled: false});
    await arrives(page, `${root}${NEW}index.html`);
  });
}

test('where a reader stopped is offered on the page that has moved, and kept as of there', async (t) => {
  const page = await visit(t, '', PHONE);
  const stop = {path: `/so-tay/${OLD}`, language: 'vi', title: 'Làm tới nơi', id: 'van-dung', heading: 'Vận dụng', share: 0.5};
  await page.evaluate(([key, stop]) => localStorage.setItem(String(key), JSON.stringify([stop])), [KEPT, stop]);
  await page.goto(`${server.url}${NEW}`);
  const link = page.locator('.offer a');
  assert.equal(await link.innerText(), 'Đọc tiếp từ “Vận dụng”');
  await link.tap();
  await page.waitForFunction(() => scrollY > innerHeight);
  await page.goto(`${server.url}bai-hoc/`);
  const kept = await page.evaluate((key) => JSON.parse(localStorage.getItem(key) || '[]'), KEPT);
  assert.deepEqual(kept.map((/** @type {{path: string}} */ {path}) => path), [`/so-tay/${NEW}`]);
});

test('the first page offers it where it was, and that leads on', async (t) => {
  const page = await visit(t, 'bai-hoc/', PHONE);
  const stop = {path: `/so-tay/${OLD}`, language: 'vi', title: 'Làm tới nơi', id: 'viec-cua-ta', heading: 'Việc', share: 0.5};
  await page.evaluate(([key, stop]) => localStorage.setItem(String(key), JSON.stringify([stop])), [KEPT, stop]);
  await page.goto(server.url);
  await page.locator('.start', {hasText: 'Đọc tiếp'}).tap();
  await arrives(page, `${server.url}${NEW}#van-dung`);
});
