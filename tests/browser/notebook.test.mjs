// @ts-check
// The page where all is gathered that a reader has written: to see, to take away, to take along as one file, to bring back.
import assert from 'node:assert/strict';
import {readFileSync, writeFileSync} from 'node:fs';
import {mkdtemp} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {NARROW, WIDE, faultsOf} from './inspect.mjs';
import {PHONE, SITE, anew, holdsFocus, world} from './world.mjs';

const {visit, server} = await world();
const NOTES = 'tu-hoc/ghi-chep/';
const folder = await mkdtemp(join(tmpdir(), 'notebook-'));
const PAGE = 'bai-hoc/kiem-soat-quyen-luc';
/** What a reader has: of every kind. @type {Record<string, any>} */
const RECORDS = {
  [`n.${PAGE}#a1`]: {e: 'xem lại chữ ký một lần', b: 'Mỗi tháng ', f: ', ghi rõ', o: 3, c: 'y-chinh', h: 'Ý chính', x: 'Hỏi chi ủy', l: 'vi', p: 'Kiểm soát quyền lực', u: 100},
  [`n.${PAGE}#a2`]: {e: 'câu đã bỏ khỏi bài', b: 'x', f: 'y', o: 3, c: 'y-chinh', h: 'Ý chính', x: 'Vẫn cần', l: 'vi', p: 'Kiểm soát quyền lực', z: 1, u: 101},
  [`t.${PAGE}#tu-soi-tu-sua/967954`]: {a: 'Chuyện kho sách', q: 'Chuyện chữ ký nào tôi còn né?', l: 'vi', p: 'Kiểm soát quyền lực', u: 102},
  'q.bai-hoc/noi-di-doi-voi-lam#loi-hua-gan-nhat': {h: 'x', a: 'Ba tháng một lần', ok: true, u: 103},
  [`q.${PAGE}#viec-lam-truoc`]: {h: 'x', a: 'B', ok: true, n: 1, u: 104},
  [`p.${PAGE}`]: {t: 5, s: [], n: 2, d: 1, w: 0, u: 105},
};

/** @typedef {import('./world.mjs').Page} Page */

/** Waits until the page has its script. @param {Page} page */
const ready = (page) => page.locator('.notebook-row').first().waitFor();

/** @param {Page} page @param {Record<string, any>} records */
async function has(page, records) {
  await ready(page);
  await page.evaluate((all) => {
    for (const name of Object.keys(all)) localStorage.setItem(`${window.handbook.root}.s1.${name}`, JSON.stringify(all[name]));
  }, records);
  await anew(page, Object.keys(records)[0]);
  await ready(page);
}

/** What is kept of these, by kind and id. @param {Page} page @returns {Promise<Record<string, any>>} */
const kept = (page) => page.evaluate((all) => {
  const before = `${window.handbook.root}.s1.`;
  const names = all.filter((name) => localStorage.getItem(before + name));
  return Object.fromEntries(names.map((name) => [name, JSON.parse(String(localStorage.getItem(before + name)))]));
}, Object.keys(RECORDS));

/** @param {Page} page @returns {Promise<{name: string, words: string, path: string}>} */
async function saved(page) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name: 'Tải tất cả về một tệp'}).click()]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return {name: download.suggestedFilename(), words: readFileSync(path, 'utf8'), path};
}

/** @param {Page} page @param {string} path */
const take = (page, path) => page.getByLabel('Nhập từ tệp đã tải').setInputFiles(path);
/** @param {Page} page @param {string} name @param {string} words */
async function takeWords(page, name, words) {
  writeFileSync(join(folder, name), words);
  await take(page, join(folder, name));
}
/** What is said of it, which has the focus. @param {Page} page @param {RegExp} words */
const isTold = (page, words) => page.waitForFunction((source) => new RegExp(source).test(String(document.activeElement?.textContent)), words.source);

test('everything is there, by page; what was lost with its words; each can be removed and brought back', async (t) => {
  const page = await visit(t, NOTES, PHONE);
  await has(page, RECORDS);
  const shown = await page.locator('.my-notes').innerText();
  for (const words of ['“xem lại chữ ký một lần”', 'Hỏi chi ủy', '“câu đã bỏ khỏi bài”', 'Vẫn cần', 'Chuyện chữ ký nào tôi còn né?', 'Chuyện kho sách', 'Lời hứa gần nhất của chi bộ', 'Ba tháng một lần']) {
    assert.ok(shown.includes(words), words);
  }
  assert.match(shown, /Có 4 ghi chép và câu trả lời\. 1 điều không còn chỗ trong bài.* Chưa tải về lần nào/);
  await page.getByRole('button', {name: /^Xóa: xem lại/}).tap();
  assert.equal(`n.${PAGE}#a1` in await kept(page), false);
  await page.keyboard.press('Enter');
  assert.deepEqual(await kept(page), RECORDS);
  await page.getByRole('link', {name: '“xem lại chữ ký một lần”'}).tap();
  await page.waitForURL(`${server.url}${PAGE}/#y-chinh`);
  await page.getByRole('region', {name: 'Ghi chép của bạn ở trang này'}).getByText('Hỏi chi ủy').waitFor();
});

test('one file holds everything, and brings it to a fresh phone', async (t) => {
  const page = await visit(t, NOTES);
  await has(page, RECORDS);
  const file = await saved(page);
  assert.match(file.name, /^so-tay-cua-toi-\d{4}-\d\d-\d\d[.]json$/);
  assert.ok(!file.words.includes('/so-tay/'), 'no address of the site');
  await page.getByText('Lần tải về gần nhất').waitFor();
  const other = await visit(t, `en/${NOTES}`);
  await ready(other);
  await other.getByLabel('Take in a saved file').setInputFiles(file.path);
  await isTold(other, /^7 of 7 records taken in/);
  assert.deepEqual(await kept(other), RECORDS);
  await other.getByText('Hỏi chi ủy').waitFor();
});

test('of two records of one id the later stays, whichever side it is on', async (t) => {
  const page = await visit(t, NOTES);
  await has(page, RECORDS);
  const {words} = await saved(page);
  const all = JSON.parse(words);
  const [first, second] = Object.keys(RECORDS);
  all.records[first] = {...all.records[first], x: 'Mới hơn', u: 200};
  all.records[second] = {...all.records[second], x: 'Cũ hơn', u: 50};
  await takeWords(page, 'merge.json', JSON.stringify(all));
  await isTold(page, /^Đã nhập 1 trong 7 điều/);
  assert.deepEqual(await kept(page), {...RECORDS, [first]: {...RECORDS[first], x: 'Mới hơn', u: 200}});
});

test('what was read on either phone is read, and what was answered on one is not left out in a paper on the other', async (t) => {
  const page = await visit(t, NOTES);
  const question = `q.${PAGE}#viec-lam-truoc`;
  const earlier = {[`p.${PAGE}`]: {t: 7, s: ['', 'giai-thich'], n: 2, d: 0, w: 0, u: 100}, 'p.bai-hoc/phoi-hop': {t: 8, s: [], u: 400}, [question]: {h: 'x', a: 'B', ok: true, n: 1, u: 104}};
  await has(page, earlier);
  const later = {[`p.${PAGE}`]: {n: 2, d: 1, w: 1, s: ['y-chinh'], u: 200}, 'p.bai-hoc/phoi-hop': {t: 0, s: ['van-dung'], u: 300}, [question]: {h: 'x', a: '', ok: false, n: 0, u: 300}};
  await takeWords(page, 'other.json', JSON.stringify({format: 'handbook.study', version: 1, records: later}));
  await isTold(page, /^Đã nhập 2 trong 3 điều/);
  const records = await page.evaluate(() => ['p', 'q'].map((kind) => Object.fromEntries(handbook.study.all(kind))));
  assert.deepEqual(records, [
    {[PAGE]: {t: 7, s: ['y-chinh', '', 'giai-thich'], n: 2, d: 1, w: 1, u: 200}, 'bai-hoc/phoi-hop': {t: 8, s: ['van-dung'], u: 400}},
    {[question.slice(2)]: earlier[question]},
  ]);
  await takeWords(page, 'other.json', JSON.stringify({format: 'handbook.study', version: 1, records: later}));
  await isTold(page, /^Đã nhập 0 trong 3 điều/);
});

test('what other scripts could not read is left out, and the reader is told', async (t) => {
  const page = await visit(t, NOTES);
  await has(page, RECORDS);
  const [first] = Object.keys(RECORDS);
  const bad = {
    [first]: {...RECORDS[first], e: 5, u: 999},
    [`p.${PAGE}`]: {s: 5, u: 999},
    'p.bai-hoc/phoi-hop': {s: [5], u: 999},
    'q.bai-hoc/phoi-hop#x': {h: 'x', a: ['B'], u: 999},
    'e.thu1_6': {s: 1, e: 'muộn', a: {}, u: 999},
    'e.thu2_6': {s: 1, e: 0, a: {'x#y': 'B'}, u: 999},
    'n.bai-hoc/phoi-hop#z': {e: '', x: 'Còn tốt', u: '999'},
  };
  const good = {'n.bai-hoc/phoi-hop#y': {e: '', h: 'Ý chính', x: 'Còn tốt', u: 5}, 'e.thu3_6': {s: 1, e: 0, a: {'x#y': ['h', 'B']}, u: 5}};
  await takeWords(page, 'bad.json', JSON.stringify({format: 'handbook.study', version: 1, records: {...bad, ...good}}));
  await isTold(page, /^Đã nhập 2 trong 2 điều.*7 điều trong tệp bị hỏng nên bỏ qua\.$/);
  await page.getByText('Còn tốt').waitFor();
  assert.deepEqual(await kept(page), RECORDS);
});

test('removed by a press that gives no focus, as in Safari, and brought back by keys: the count and the focus go along', async (t) => {
  const page = await visit(t, NOTES, PHONE);
  await has(page, RECORDS);
  const count = (/** @type {number} */ all) => page.getByText(`Có ${all} ghi chép và câu trả lời.`).waitFor();
  await count(4);
  const remove = page.getByRole('button', {name: /^Xóa: xem lại/});
  await remove.evaluate((button) => {
    /** @type {HTMLElement} */ (document.activeElement).blur();
    /** @type {HTMLElement} */ (button).click();
  });
  await holdsFocus(page.getByRole('button', {name: 'Lấy lại'}));
  await count(3);
  await page.keyboard.press('Enter');
  await count(4);
  await holdsFocus(page.locator('.my-notes li', {hasText: 'Hỏi chi ủy'}));
  await remove.press('Enter');
  await count(3);
});

for (const [name, words, said] of /** @type {[string, string, RegExp][]} */ ([
  ['damaged', '{"format": "handbook.study", "version": 1, "rec', /^Tệp hỏng hay thiếu/],
  ['empty', '', /^Tệp hỏng hay thiếu/],
  ['foreign', '{"name": "x", "records": {}}', /^Đây không phải tệp ghi chép/],
  ['a list', '[1, 2]', /^Đây không phải tệp ghi chép/],
  ['of a later edition', '{"format": "handbook.study", "version": 2, "records": {"n.a#b": {"u": 999}}}', /^Tệp này của một bản sổ tay mới hơn/],
  ['with a record that is none', '{"format": "handbook.study", "version": 1, "records": {"n.a#b": {"u": 999}, "n.a#c": 4}}', /^Tệp hỏng hay thiếu/],
])) {
  test(`a file that is ${name} changes nothing, and the reader is told`, async (t) => {
    const page = await visit(t, NOTES);
    await has(page, RECORDS);
    await takeWords(page, 'bad.json', words);
    await isTold(page, said);
    assert.deepEqual(await kept(page), RECORDS);
  });
}

test('what the handbook gave out at an address that it has left is taken in', async (t) => {
  const page = await visit(t, NOTES);
  await ready(page);
  const records = Object.fromEntries(Object.entries(RECORDS).map(([name, record]) => [`.s1.${name}`, record]));
  await page.locator('summary', {hasText: 'Nhập bằng cách dán chữ'}).click();
  await page.getByLabel('Nhập bằng cách dán chữ').fill(JSON.stringify({address: 'https://cu.example/', date: '', records: {'.reading': {size: '2'}, ...records}}));
  await page.getByRole('button', {name: 'Nhập chữ đã dán'}).click();
  await isTold(page, /^Đã nhập 6 trong 6 điều/);
  assert.deepEqual(await kept(page), RECORDS);
});

test('all is removed only after a question that says how much it is, and nothing else is', async (t) => {
  const page = await visit(t, NOTES);
  await has(page, {...RECORDS, 'n.broken#1': 0});
  await page.evaluate(() => {
    localStorage.setItem(`${window.handbook.root}.s1.n.broken#1`, '{"e": "cắt');
    localStorage.setItem(`${window.handbook.root}.s2.n.later#1`, '{}');
    localStorage.setItem('other', '1');
  });
  /** @type {string[]} */
  const asked = [];
  let answer = false;
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    return answer ? dialog.accept() : dialog.dismiss();
  });
  const press = () => page.getByRole('button', {name: 'Xóa hết ghi chép và việc học'}).click();
  await press();
  assert.match(asked[0], /2 ghi chép, 1 câu tự soi, 2 câu trả lời, 1 trang đã học/);
  assert.equal(await page.evaluate((all) => all.every((name) => localStorage.getItem(`${window.handbook.root}.s1.${name}`)), Object.keys(RECORDS)), true);
  answer = true;
  await press();
  await isTold(page, /^Đã xóa hết trên máy này/);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage).filter((key) => /[.]s\d|other/.test(key)).sort()), ['/so-tay/.s2.n.later#1', 'other']);
});

test('who has much and has not saved it for long is reminded, once a week at most', async (t) => {
  const page = await visit(t, 'bai-hoc/kiem-soat-quyen-luc/');
  const many = Object.fromEntries(Array.from({length: 25}, (_, at) => [`n.bai-hoc/phoi-hop#${at}`, {e: `x${at}`, b: '', f: '', u: 1}]));
  await page.evaluate((all) => {
    for (const name of Object.keys(all)) localStorage.setItem(`/so-tay/.s1.${name}`, JSON.stringify(all[name]));
  }, many);
  await page.reload();
  const reminder = page.getByText('Đã có 26 ghi chép chỉ nằm trong trình duyệt này.');
  const note = async () => {
    await page.waitForFunction(() => 'bring' in window.handbook);
    await page.getByRole('link', {name: 'Gửi phần “Vận dụng”'}).click();
    await page.getByRole('button', {name: 'Ghi chú cho phần này'}).click();
    await page.getByRole('button', {name: 'Lưu'}).click();
    await page.getByRole('dialog').waitFor({state: 'detached'});
  };
  await note();
  await reminder.waitFor();
  await page.locator('.offer', {hasText: 'Đã có 26'}).getByRole('button', {name: 'Đóng'}).click();
  await reminder.waitFor({state: 'detached'});
  await page.reload();
  await note();
  assert.equal(await page.locator('.offer', {hasText: 'ghi chép chỉ nằm'}).count(), 0);
});

test('inside another program the words are shown to copy', async (t) => {
  const page = await visit(t, NOTES, {...PHONE, userAgent: 'Mozilla/5.0 (Linux; Android 12) Chrome/110.0 Mobile Safari/537.36 Zalo android/12110505'});
  await has(page, RECORDS);
  await page.getByRole('button', {name: 'Tải tất cả về một tệp'}).tap();
  const field = page.locator('.notebook-out textarea').first();
  await field.waitFor();
  assert.deepEqual(Object.keys(JSON.parse(await field.inputValue()).records).filter((name) => name in RECORDS).sort(), Object.keys(RECORDS).sort());
});

test('two tabs: what is noted in one shows in the other', async (t) => {
  const page = await visit(t, NOTES);
  await ready(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await ready(other);
  await other.evaluate((all) => Object.keys(all).forEach((name) => window.handbook.study.restore(name[0], name.slice(2), all[name])), RECORDS);
  await page.getByText('Hỏi chi ủy').waitFor();
});

for (const [name, spoil] of /** @type {[string, () => void][]} */ ([
  ['forbidden', () => Object.defineProperty(window, 'localStorage', {get: () => { throw new DOMException('', 'SecurityError'); }})],
  ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }],
])) {
  test(`storage that is ${name}: a file is taken in as long as the page is open, and the reader is told once`, async (t) => {
    const page = await visit(t, NOTES);
    await page.addInitScript(spoil);
    await page.reload();
    await ready(page);
    await takeWords(page, 'all.json', JSON.stringify({format: 'handbook.study', version: 1, records: RECORDS}));
    await isTold(page, /^Đã nhập 6 trong 6 điều/);
    await page.getByText('Hỏi chi ủy').waitFor();
    assert.equal(await page.getByText('Trình duyệt không lưu được').count(), 1);
    assert.deepEqual(Object.keys(JSON.parse((await saved(page)).words).records).filter((one) => one in RECORDS).sort(), Object.keys(RECORDS).sort());
  });
}

test('opened from a folder, links lead to pages and a file is saved', async (t) => {
  const page = await visit(t, `${pathToFileURL(`${SITE}/`).href}${NOTES}index.html`);
  await has(page, RECORDS);
  assert.match((await saved(page)).words, /Hỏi chi ủy/);
  await page.getByRole('link', {name: '“xem lại chữ ký một lần”'}).click();
  await page.waitForURL(/kiem-soat-quyen-luc\/index[.]html#y-chinh$/);
});

test('without scripts the page says what it needs', async (t) => {
  const page = await visit(t, NOTES, {javaScriptEnabled: false});
  assert.equal(await page.getByText('Ghi chép hiện ra ở đây khi').isVisible(), true);
  assert.equal(await page.getByText('Chỗ viết bài thu hoạch hiện ra ở đây khi').isVisible(), true);
  assert.equal(await page.locator('article button:visible, article textarea:visible').count(), 0);
});

for (const size of [NARROW, WIDE]) {
  test(`nothing is wrong for those who see or hear it otherwise, and nothing leaves, ${size.width} px`, async (t) => {
    const page = await visit(t, NOTES, {viewport: size});
    await has(page, RECORDS);
    /** @type {string[]} */
    const asked = [];
    page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
    await page.locator('summary', {hasText: 'Nhập bằng cách dán chữ'}).click();
    await page.locator('summary', {hasText: 'Chèn ghi chép'}).first().click();
    await saved(page);
    await page.evaluate(() => scrollTo(0, 0));
    assert.deepEqual(await faultsOf(page, size), []);
    assert.deepEqual(asked.filter((one) => !one.startsWith(`GET ${server.url}assets/`) && !one.startsWith(`GET blob:${server.url.replace(/(:\d+).*/, '$1')}`)), []);
  });
}
