// @ts-check
// Servers and networks that misbehave while a copy is fetched and a lesson is read: no wrong byte is ever kept, the
// reader hears the true cause, and once the fault is over everything arrives.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DOWNLOAD, fewPages, nothingWrong, offlineWorld, order, pathsOf} from './copy.mjs';
import {FAULTS} from './faults.mjs';
import {LESSON, asset} from './world.mjs';

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
