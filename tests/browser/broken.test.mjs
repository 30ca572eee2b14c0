// @ts-check
// What is kept may be damaged: by another program, a browser that stopped while it wrote, a file that somebody made. No
// page of the study ends with it; the reader hears of it once, and what can be read of a record stays.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, world} from './world.mjs';

const {visit, server} = await world();
const OWN = new URL(server.url).pathname;
const PAGES = ['', LESSON, 'viec-hoc/', 'tu-hoc/', ...['luyen-cau-hoi/', 'on-tap/', 'ghi-chep/'].map((name) => `tu-hoc/${name}`)];
const ID = LESSON.replace(/\/$/, '');

/** A sound record of each kind. @type {Record<string, Record<string, any>>} */
const RECORDS = {
  q: {u: 1, h: 'x', a: 'A', ok: false, n: 1},
  p: {u: 1, t: 1, s: [''], n: 4, d: 1, w: 1},
  c: {u: 1, s: 2, d: 3, e: 4, l: 5, n: 1, h: 'x'},
  n: {u: 1, e: 'chữ', v: 'chữ', b: '', f: '', o: 1, c: 'y-chinh', h: 'Ý chính', s: '', x: 'của tôi', l: 'vi', p: 'Tên', z: 0},
  t: {u: 1, a: 'của tôi', q: 'Câu?', l: 'vi', p: 'Tên'},
  r: {u: 1, s: [['tên', 'chữ']]},
  x: {u: 1, t: 1, r: 1},
  e: {u: 1, s: 1, e: 0, a: {x: ['x', 'A']}, d: 2},
};
const WRONG = [null, 5, -1, 1e308, 'x', '', true, [], {}, [null], [[null]], {x: null}, {x: 5}, {x: ['x']}, [['x', 5]]];
/** Not even a record. */
const RAW = ['', '{', 'null', '[]', '5', '"x"', '{"u":1e999}', '{"constructor":1}', '{"a":'];
/** What readers would be shown of it. */
const ODD = /NaN|undefined|Invalid Date|\[object/;
/** What other parts of the site keep. */
const OTHERS = ['reading', 'places', 'aloud', 'edition', 'recent.1', 'later', 'trouble'];

/** The records that are alone in their kind on a page, and the pages that read them. */
const ALONE = {p: ID, r: 'bai', x: 'tep'};
const READERS = [LESSON, 'viec-hoc/', 'tu-hoc/ghi-chep/'];

/** Each field of each kind with each wrong value, and what is no record, under ids of their own. */
function damaged() {
  /** @type {Record<string, string>} */
  const found = {};
  let count = 0;
  for (const [kind, record] of Object.entries(RECORDS)) {
    const texts = Object.keys(record).flatMap((name) => WRONG.map((value) => JSON.stringify({...record, [name]: value})));
    for (const text of [...texts, ...RAW]) found[`${kind}.${ID}#hong-${count++}`] = text;
  }
  ['q.', 'n', 'n.#', 'p.%E0%A4%A', 'z.x', 't.__proto__'].forEach((name, at) => (found[name] = RAW[at]));
  return found;
}

/** @param {import('./world.mjs').Page} page @param {Record<string, string>} records by what follows the root */
const keep = (page, records) => page.evaluate(([own, records]) => {
  localStorage.clear();
  for (const [name, text] of Object.entries(records)) localStorage.setItem(own + name, text);
}, /** @type {const} */ ([OWN, records]));

/** @param {Record<string, string>} records by kind and id */
const named = (records) => Object.fromEntries(Object.entries(records).map(([name, text]) => [`.s1.${name}`, text]));

/** The page with its study, its lists drawn. @param {import('./world.mjs').Page} page @param {string} path */
async function open(page, path) {
  await page.goto(new URL(path, server.url).href);
  await page.evaluate(() => handbook.studying());
  await page.waitForLoadState('networkidle');
  assert.doesNotMatch(await page.locator('article').innerText(), ODD, path);
}

test('a damaged record stops no page', async (t) => {
  const page = await visit(t, '404.html', PHONE);
  await keep(page, named(damaged()));
  for (const path of PAGES) await open(page, path);
});

test('a damaged record that is alone of its kind stops no page', async (t) => {
  const page = await visit(t, '404.html', PHONE);
  const wrong = (/** @type {string} */ kind, /** @type {any} */ value) => JSON.stringify(Object.fromEntries(Object.keys(RECORDS[kind]).map((name) => [name, value])));
  for (const text of [...WRONG.map((value) => (/** @type {string} */ kind) => wrong(kind, value)), ...RAW.map((text) => () => text)]) {
    await keep(page, named(Object.fromEntries(Object.entries(ALONE).map(([kind, id]) => [`${kind}.${id}`, text(kind)]))));
    for (const path of READERS) await open(page, path);
  }
});

test('nothing else that is kept stops a page', async (t) => {
  const page = await visit(t, '404.html', PHONE);
  for (const text of [...RAW, '[null, 5, {"path": 5}]', '{"scheme": 5, "vi": [null, 5]}']) {
    await keep(page, Object.fromEntries(OTHERS.map((name) => [`.${name}`, text])));
    await open(page, LESSON);
  }
});

test('a paper goes on whatever was kept of it', async (t) => {
  const page = await visit(t, 'tu-hoc/thi-thu/?de=hong_5', PHONE);
  await page.locator('.exam[data-state] button').first().waitFor();
  const wrong = Object.keys(RECORDS.e).flatMap((name) => WRONG.flatMap((value) => [0, 2].map((d) => ({...RECORDS.e, d, [name]: value}))));
  for (const text of [...wrong.map((record) => JSON.stringify(record)), ...RAW]) {
    // As another tab that keeps it tells.
    await page.evaluate(([key, text]) => {
      const place = /** @type {HTMLElement} */ (document.querySelector('.exam'));
      place.dataset.state = place.textContent = '';
      localStorage.setItem(key, text);
      dispatchEvent(new StorageEvent('storage', {key}));
    }, [`${OWN}.s1.e.hong_5`, text]);
    await page.locator('.exam:not([data-state=""]) button').first().waitFor();
    assert.doesNotMatch(await page.locator('article').innerText(), ODD, text);
  }
});

test('what can be read of a note stays, and the reader hears of the rest once', async (t) => {
  const page = await visit(t, '404.html', PHONE);
  await keep(page, named({[`n.${ID}#mot`]: JSON.stringify({...RECORDS.n, o: 'x', c: 5}), [`n.${ID}#hai`]: '{'}));
  const before = await page.evaluate(() => ({...localStorage}));
  await open(page, 'tu-hoc/ghi-chep/');
  await page.getByText('của tôi').first().waitFor();
  assert.equal(await page.getByText('Có ghi chép trên máy này không đọc được').count(), 1);
  // Nothing was taken away for that.
  assert.deepEqual(await page.evaluate(() => ({...localStorage})), before);
});
