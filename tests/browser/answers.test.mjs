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
    const answer = {id, done: true, total: titles.length, groups, kinds: [], corrected: null, unknown: [], nearest: [], direct: null};
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

test('a row that is pressed stays under the finger; what came meanwhile is shown when it lets go', async (t) => {
  const {page, ask, reply} = await start(t);
  const {id} = await ask('một');
  await reply(id, ['cũ'], {done: false});
  await shows(page, ['cũ']);
  await page.locator('a.search-row').hover();
  await page.mouse.down();
  await reply(id, ['mới', 'cũ']);
  await page.locator('.search-meta').getByText(/^2 /).waitFor();
  assert.deepEqual(await page.locator('.search-title').allTextContents(), ['cũ']);
  await page.locator('.search-field').hover();
  await page.mouse.up();
  await shows(page, ['mới', 'cũ']);
});

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

test('what is typed is asked at once, and once more when the reader pauses', async (t) => {
  const {page, reply} = await start(t);
  await page.keyboard.type('một hai');
  const last = await page.waitForFunction(() => Reflect.get(window, 'asked').find((/** @type {{q: string, typing: boolean}} */ one) => one.q === 'một hai' && !one.typing));
  const asked = /** @type {{id: number, q: string, typing: boolean}[]} */ (await page.evaluate(() => Reflect.get(window, 'asked')));
  const paused = await last.jsonValue();
  assert.deepEqual(asked.filter(({id}) => id === paused.id).map(({typing}) => typing), [true, false]);
  await reply(paused.id, ['a']);
  await shows(page, ['a']);
});

test('Enter does not wait for a pause', async (t) => {
  const {page, reply} = await start(t);
  await page.clock.install();
  await page.clock.pauseAt(Date.now() + 60_000);
  await page.keyboard.type('một');
  await page.clock.runFor(50); // a frame
  const typed = await page.waitForFunction(() => Reflect.get(window, 'asked').find((/** @type {{q: string}} */ one) => one.q === 'một'));
  assert.equal((await typed.jsonValue()).typing, true);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => Reflect.get(window, 'asked').some((/** @type {{q: string, typing: boolean}} */ one) => one.q === 'một' && !one.typing));
  server.instead.set('trang-c/index.html', '<p>c</p>');
  await Promise.all([page.waitForURL(/trang-c/), reply((await typed.jsonValue()).id, ['c'])]);
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
  const fail = () => page.evaluate((data) => Reflect.get(window, 'channel').postMessage(data), {id, error: 'load'});
  await fail();
  // It asks once more by itself.
  const twice = (/** @type {number} */ of) => Reflect.get(window, 'asked').filter((/** @type {{id: number}} */ one) => one.id === of).length === 2;
  await page.waitForFunction(twice, id);
  await fail();
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
  /** An open page with an index of an edition whose parts are no longer there. @param {import('node:test').TestContext} t */
  async function leftOpen(t) {
    const index = await (await fetch(`${server.url}search/vi.js`)).text();
    server.instead.set('search/vi.js', index.replace(/"version":"[0-9a-f]+"/, '"version":"00000000"'));
    t.after(() => {
      server.instead.clear();
      server.fault = null;
    });
    const page = await visit(t, 'about:blank', PHONE);
    await page.context().addInitScript((own) => Object.defineProperties(window, own), own);
    await page.goto(`${server.url}${LESSON}`);
    await openBox(page);
    await page.evaluate(() => {
      const told = new Set();
      const help = document.querySelector('.search-help');
      new MutationObserver(() => told.add(help?.textContent)).observe(help || document, {childList: true, subtree: true});
      Object.assign(window, {told});
    });
    return page;
  }

  test(`a page left open while a new edition came finds without a word, ${where}`, async (t) => {
    const page = await leftOpen(t);
    server.fault = ({path}) => {
      if (path.includes('00000000')) server.instead.clear(); // from here on the server has the new edition
      return false;
    };
    await page.fill('.search-field', 'giặc nội xâm');
    await page.waitForSelector('[role=option] mark');
    const told = await page.evaluate(() => [...Reflect.get(window, 'told')].join());
    assert.doesNotMatch(told, /Chưa tải|chưa tải/);
  });

  test(`what stays away at the second try is told, and can be asked for again, ${where}`, async (t) => {
    const page = await leftOpen(t);
    await page.fill('.search-field', 'giặc nội xâm');
    await page.locator('.search-help', {hasText: /hưa tải được/}).waitFor();
    assert.equal(server.asked.filter((path) => path === 'search/vi.js').length >= 2, true);
    server.instead.clear();
    await page.getByRole('button', {name: 'Thử lại'}).tap();
    await page.waitForSelector('[role=option] mark');
  });
}

test('what is announced has one stop between two sentences', async (t) => {
  const {page, ask, reply} = await start(t);
  const {id} = await ask('zzzzqqq');
  await reply(id, ['a'], {corrected: 'nq'});
  await page.locator('[role=status]', {hasText: /“nq”\. 1 trang/}).waitFor({state: 'attached'});
  await reply((await ask('a')).id, ['một', 'hai'], {total: 9});
  await page.locator('[role=status]', {hasText: /^9 trang có kết quả – hiện 2 trang đầu$/}).waitFor({state: 'attached'});
});

test('Enter that ends a word of an input method, as Safari sends it, opens nothing', async (t) => {
  const {page, ask, reply} = await start(t);
  server.instead.set('trang-a/index.html', '<p>a</p>');
  await reply((await ask('một')).id, ['a']);
  await shows(page, ['a']);
  const address = page.url();
  await page.evaluate(() => {
    const ended = {key: 'Enter', keyCode: 229, isComposing: false, bubbles: true, cancelable: true};
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', ended));
  });
  // Nor when the next answer comes.
  await reply((await ask('một hai')).id, ['a']);
  await shows(page, ['a']);
  assert.equal(page.url(), address);
  await Promise.all([page.waitForURL(/trang-a/), page.keyboard.press('Enter')]);
});

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
