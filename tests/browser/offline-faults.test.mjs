// @ts-check
// Servers and networks that misbehave while a copy is fetched and a lesson is read: no wrong byte is ever kept, the
// reader hears the true cause, and once the fault is over everything arrives.
import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import {DOWNLOAD, fewPages, listName, nothingWrong, offlineWorld, order, pathsOf, untilKept} from './copy.mjs';
import {FAULTS} from './faults.mjs';
import {LESSON, SITE, asset} from './world.mjs';

const {open, server} = await offlineWorld();
const COPY = '.offline-copy[data-language=vi]';
const SAID = {
  network: 'Không kết nối được',
  altered: 'không khớp danh sách của bản này',
  foreign: 'trả về một trang khác',
  moved: 'chuyển địa chỉ này sang nơi khác',
  gone: 'không còn sổ tay',
  down: 'Máy chủ đang báo lỗi',
  '': 'Đã có đủ trên máy',
};
/** What a reader of a lesson has kept. */
const READ = [LESSON, 'bai-hoc/phoi-hop/', asset('dialog.vi.js'), asset('engine.js'), 'search/vi.js', 'offline.vi.txt'];

/** Every file below a folder. @param {string} folder */
const walk = (folder) => readdirSync(folder, {recursive: true}).map(String).filter((path) => /\.\w+$/.test(path));

const SITE_OF_FEW = fewPages([LESSON, READ[1], DOWNLOAD]);
const ALL = pathsOf('vi', SITE_OF_FEW);

for (const [name, [fault, cause]] of Object.entries(FAULTS)) {
  test(name, async (t) => {
    const page = await open(t, DOWNLOAD, {fresh: 600, folder: SITE_OF_FEW});
    const place = page.locator(COPY);
    await place.getByRole('button', {name: 'Tải về máy'}).waitFor();
    server.fault = fault;
    const {error} = await order(page, {keep: READ.map((path) => [server.url + path])});
    assert.equal(error, cause);
    await nothingWrong(page, SITE_OF_FEW);
    await place.getByRole('button', {name: 'Tải về máy'}).tap();
    await place.locator('[role=status]', {hasText: SAID[/** @type {keyof SAID} */ (cause)]}).waitFor();
    await nothingWrong(page, SITE_OF_FEW);
    server.fault = null;
    if (cause) await place.getByRole('button', {name: 'Tải tiếp'}).tap();
    await place.locator('[role=status]', {hasText: SAID['']}).waitFor();
    const kept = await nothingWrong(page, SITE_OF_FEW);
    assert.deepEqual(ALL.filter((path) => !kept.includes(path)), []);
    server.cut = true;
    assert.equal((await page.goto(server.url + LESSON))?.status(), 200);
    await page.locator('article h1').waitFor();
  });
}

for (const name of ['', 'portal: its page for everything, with status 200']) {
  test(`papers for a meeting, calendars, data, what is near: fetched, and never kept: ${name || 'no fault'}`, async (t) => {
    const page = await open(t, LESSON);
    await untilKept(page, [listName()]);
    const others = walk(SITE).filter((path) => /\/buoi-hop\/|^(near|tep)\//.test(path) && !/\.(xlsx|zip|apkg|zim)$/.test(path));
    assert.deepEqual(['.html', '.ics', '.js', '.json'].filter((end) => !others.some((path) => path.endsWith(end))), []);
    const addresses = others.map((path) => server.url + path.replace(/index\.html$/, ''));
    server.fault = name ? FAULTS[name][0] : null;
    await page.evaluate((all) => Promise.all(all.map((address) => fetch(address).then((answer) => answer.text()))), addresses);
    await order(page, {keep: addresses.map((address) => [address])});
    const kept = await nothingWrong(page);
    assert.deepEqual(addresses.filter((address) => kept.includes(address.slice(server.url.length))), []);
    server.fault = null;
    server.cut = true;
    const paper = /** @type {string} */ (addresses.find((address) => address.endsWith('/buoi-hop/')));
    assert.equal((await page.goto(paper))?.status(), 503);
    await page.getByRole('link', {name: 'Về trang đầu'}).waitFor();
  });
}
