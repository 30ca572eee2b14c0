// @ts-check
// Answers that come late, in pieces, in the wrong order or not at all; the engine here is one of the test's own.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, asset, openBox, selected, texts, world} from './world.mjs';

const {visit, server} = await world();

/** An engine that answers when the test says so, by a message to the channel "test". */
const ENGINE = `
  const channel = new BroadcastChannel('test');
  channel.onmessage = ({data}) => postMessage(data);
  onmessage = ({data}) => channel.postMessage(data);
`;

/**
 * @param {import('node:test').TestContext} t
 */
async function start(t) {
  server.instead.set(asset('engine.js'), ENGINE);
  t.after(() => server.instead.clear());
  const page = await visit(t, LESSON);
  await page.evaluate(() => {
    const channel = new BroadcastChannel('test');
    /** @type {object[]} */
    const asked = [];
    channel.onmessage = ({data}) => asked.push(data);
    Object.assign(window, {asked, channel});
  });
  await openBox(page);

  /** Types, and gives the question that reached the engine. @param {string} query */
  async function ask(query) {
    await page.fill('.search-field', query);
    const question = await page.waitForFunction((q) => Reflect.get(window, 'asked').find((/** @type {{q: string}} */ one) => one.q === q), query);
    return /** @type {Promise<{id: number, q: string, kind: string | null}>} */ (question.jsonValue());
  }

  /** @param {number} id @param {string[]} titles @param {object} [more] */
  async function reply(id, titles, more = {}) {
    const groups = titles.map((title) => ({
      url: `trang-${title}/`,
      title,
      kind: 'x',
      label: '',
      path: [],
      sections: [{url: `trang-${title}/`, title: '', kind: '', excerpt: [[`${title} `.repeat(40), 0]], words: ''}],
    }));
    const answer = {id, done: true, total: titles.length, groups, kinds: [], corrected: null, nearest: [], direct: null};
    await page.evaluate((data) => Reflect.get(window, 'channel').postMessage(data), {...answer, ...more});
  }

  return {page, ask, reply};
}

/** @param {import('./world.mjs').Page} page @param {string[]} titles */
async function shows(page, titles) {
  await page.waitForFunction((all) => [...document.querySelectorAll('.search-title')].map((row) => row.textContent).join() === all, titles.join());
}

/** @param {import('playwright-core').Locator} row */
const top = (row) => row.evaluate((element) => element.getBoundingClientRect().top);

test('only the answer to the newest question is shown', async (t) => {
  const {page, ask, reply} = await start(t);
  const old = await ask('một');
  const newest = await ask('hai');
  await reply(old.id, ['cũ']);
  await reply(newest.id, ['mới']);
  await shows(page, ['mới']);
  await reply(old.id, ['cũ']);
  await reply(newest.id, ['mới', 'hơn']);
  await shows(page, ['mới', 'hơn']);
});

test('a fuller answer leaves the selected row selected and in its place', async (t) => {
  const {page, ask, reply} = await start(t);
  const {id} = await ask('một');
  const first = Array.from({length: 9}, (_, place) => `a${place}`);
  await reply(id, first, {done: false});
  await shows(page, first);
  for (let step = 0; step < 7; step++) await page.keyboard.press('ArrowDown');
  const row = page.locator('[aria-selected=true]');
  const before = {row: await selected(page), top: await top(row)};
  assert.match(before.row, /^a6/);
  const fuller = ['b0', 'b1', ...first, 'b2'];
  await reply(id, fuller);
  await shows(page, fuller);
  assert.equal(await selected(page), before.row);
  assert.ok(Math.abs((await top(row)) - before.top) <= 1);
  await reply(id, ['b0', 'b1']);
  await shows(page, ['b0', 'b1']);
  assert.equal(await selected(page), '');
});

test('a fuller answer leaves what the reader has scrolled to', async (t) => {
  const {page, ask, reply} = await start(t);
  const {id} = await ask('một');
  const first = Array.from({length: 15}, (_, place) => `a${place}`);
  await reply(id, first, {done: false});
  await shows(page, first);
  const row = page.locator('a[role=option]', {hasText: 'a9'});
  await row.evaluate((element) => element.scrollIntoView());
  const before = await top(row);
  const fuller = ['b0', 'b1', ...first];
  await reply(id, fuller);
  await shows(page, fuller);
  assert.ok(Math.abs((await top(row)) - before) <= 1);
});

test('another question begins at the top, with nothing selected', async (t) => {
  const {page, ask, reply} = await start(t);
  const many = Array.from({length: 30}, (_, place) => `a${place}`);
  await reply((await ask('một')).id, many);
  await shows(page, many.slice(0, 20));
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter'); // the row that shows the rest
  await shows(page, many);
  assert.match(await selected(page), /^a20/);
  await reply((await ask('hai')).id, many);
  await shows(page, many.slice(0, 20));
  assert.equal(await selected(page), '');
  assert.equal(await page.locator('.search-body').evaluate((body) => body.scrollTop), 0);
});

test('a pause is explained, and that more is coming', async (t) => {
  const {page, ask, reply} = await start(t);
  const {id} = await ask('một');
  await page.locator('.search-meta', {hasText: 'Đang tải'}).waitFor();
  await page.locator('[role=status]', {hasText: 'Đang tải'}).waitFor({state: 'attached'});
  await reply(id, ['a'], {done: false});
  await page.locator('.search-meta', {hasText: 'đang tìm thêm'}).waitFor();
  await reply(id, ['a'], {total: 70});
  await page.locator('.search-meta', {hasText: /^70 trang có kết quả – hiện 1 trang đầu$/}).waitFor();
});

test('Enter before the first answer waits for it, another letter takes it back', async (t) => {
  const {page, ask, reply} = await start(t);
  const {id} = await ask('một');
  await page.keyboard.press('Enter');
  const other = await ask('một hai');
  await reply(id, ['a']);
  await reply(other.id, ['b']);
  await shows(page, ['b']);
  server.instead.set('trang-c/index.html', '<p>c</p>');
  const last = await ask('ba');
  await page.keyboard.press('Enter');
  await Promise.all([page.waitForURL(/trang-c/), reply(last.id, ['c'])]);
});

test('when a file cannot be loaded the box says so and tries again', async (t) => {
  const {page, ask, reply} = await start(t);
  const {id} = await ask('một');
  await page.evaluate((data) => Reflect.get(window, 'channel').postMessage(data), {id, error: 'load'});
  await page.locator('.search-help', {hasText: 'Chưa tải được'}).waitFor();
  await page.locator('[role=status]', {hasText: 'Chưa tải được'}).waitFor({state: 'attached'});
  await page.getByRole('button', {name: 'Thử lại'}).click();
  const again = await page.waitForFunction((old) => Reflect.get(window, 'asked').find((/** @type {{id: number}} */ one) => one.id > old), id);
  await reply((await again.jsonValue()).id, ['a']);
  await shows(page, ['a']);
  await page.waitForSelector('.search-help', {state: 'hidden'});
});

test('when the engine itself cannot be loaded too', async (t) => {
  server.broken.add(asset('engine.js'));
  t.after(() => server.broken.clear());
  const page = await visit(t, LESSON, PHONE);
  await openBox(page);
  await page.fill('.search-field', 'giặc nội xâm');
  await page.locator('.search-help', {hasText: 'Chưa tải được'}).waitFor();
  server.broken.clear();
  await page.getByRole('button', {name: 'Thử lại'}).tap();
  await page.waitForSelector('[role=option] mark');
});

test('where no worker can start the engine runs on the page', async (t) => {
  const page = await visit(t, 'about:blank', PHONE);
  await page.context().addInitScript(() => Object.defineProperty(window, 'Worker', {value: undefined}));
  await page.goto(`${server.url}${LESSON}`);
  await openBox(page);
  await page.fill('.search-field', 'giặc nội xâm');
  await page.waitForSelector('[role=option] mark');
});

for (const [where, own] of Object.entries({'in a worker': {}, 'on the page': {Worker: {value: undefined}}})) {
  test(`a page left open while a new edition came reads the index anew, ${where}`, async (t) => {
    const index = await (await fetch(`${server.url}search/vi.js`)).text();
    // The old index: its parts are no longer there.
    server.instead.set('search/vi.js', index.replace(/"version":"[0-9a-f]+"/, '"version":"00000000"'));
    t.after(() => server.instead.clear());
    const page = await visit(t, 'about:blank', PHONE);
    await page.context().addInitScript((own) => Object.defineProperties(window, own), own);
    await page.goto(`${server.url}${LESSON}`);
    await openBox(page);
    await page.fill('.search-field', 'giặc nội xâm');
    await page.locator('.search-help', {hasText: 'Chưa tải được'}).waitFor();
    server.instead.clear();
    await page.getByRole('button', {name: 'Thử lại'}).tap();
    await page.waitForSelector('[role=option] mark');
  });
}

test('texts of an answer stay text', async (t) => {
  const {page, ask, reply} = await start(t);
  const html = '<img src=x onerror=alert(1)>';
  const section = {url: 'x/', title: html, kind: html, excerpt: [[html, 0], [html, 1]], words: html};
  const group = {url: 'x/', title: html, kind: html, label: html, path: [html], sections: [section, section]};
  page.on('dialog', () => assert.fail('it ran'));
  const {id} = await ask('một');
  await reply(id, [], {total: 1, groups: [group], kinds: [{id: '1', name: html, count: 1}, {id: '2', name: html, count: 1}], corrected: html});
  await page.waitForSelector('a[role=option]');
  assert.equal(await page.locator('.search-box img').count(), 0);
  assert.ok((await texts(page, '.search-text'))[0].includes(html));
});
