// @ts-check
// The way back: it closes the box, brings its results back, and finds no entries that lead nowhere.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, answer, asset, boxIsClosed, openBox, search, texts, world} from './world.mjs';

const {visit, server} = await world();

test('back closes the box, and the page is where it was', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.evaluate(() => scrollTo(0, 600));
  await page.waitForFunction(() => scrollY === 600);
  await openBox(page);
  await page.goBack();
  await boxIsClosed(page);
  assert.equal(await page.evaluate(() => scrollY), 600);
  assert.match(page.url(), new RegExp(`${LESSON}$`));
});

test('opening and closing leaves no entries behind', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const before = await page.evaluate(() => history.length);
  for (let time = 0; time < 3; time++) {
    await openBox(page);
    await page.tap('.search-back');
    await boxIsClosed(page);
  }
  assert.ok((await page.evaluate(() => history.length)) <= before + 1);
  await page.goBack();
  await page.waitForURL('about:blank');
});

test('back from a result brings the results again, and back once more the page', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'giặc nội xâm');
  const found = await texts(page, '.search-title');
  const row = page.locator(`a[role=option]:not([href*="${LESSON}"])`).first();
  const address = String(await row.getAttribute('href'));
  await Promise.all([page.waitForURL(address), row.tap()]);
  await page.goBack();
  await page.waitForSelector('dialog[open]');
  await answer(page);
  assert.equal(await page.inputValue('.search-field'), 'giặc nội xâm');
  assert.deepEqual(await texts(page, '.search-title'), found);
  await page.keyboard.press('Escape');
  await boxIsClosed(page);
  assert.match(page.url(), new RegExp(`${LESSON}$`));
});

test('forward opens the box that back closed', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await page.goBack();
  await boxIsClosed(page);
  await page.goForward();
  await page.waitForSelector('dialog[open]');
});

test('opened again before the browser has told that it was closed, the box stays open', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await page.evaluate(() => {
    document.querySelector('dialog.search-box').close();
    handbook.search(null);
  });
  await page.fill('.search-field', 'giặc nội xâm');
  await answer(page);
  await page.goBack();
  await boxIsClosed(page);
});

test('a result on the same page closes the box and goes there', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'Kiểm soát quyền lực');
  const row = page.locator(`a[role=option][href*="${LESSON}"]`).first();
  const address = String(await row.getAttribute('href'));
  await Promise.all([page.waitForURL(address), row.tap()]);
  await page.waitForSelector('.landing-bar');
  await search(page, 'Kiểm soát quyền lực');
  await page.locator(`a[role=option][href="${address}"]`).tap();
  await boxIsClosed(page);
  assert.equal(page.url(), address);
});

/** What is typed is in the entry of the history. @param {import('./world.mjs').Page} page @param {string} words */
async function untilWritten(page, words) {
  await page.waitForFunction((typed) => history.state && history.state.handbookSearch === typed, words);
}

test('a reload with words in the box brings them back, with their results', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'giặc nội xâm');
  const found = await texts(page, '.search-title');
  await untilWritten(page, 'giặc nội xâm');
  await page.reload();
  await page.waitForSelector('dialog[open]');
  await answer(page);
  assert.equal(await page.inputValue('.search-field'), 'giặc nội xâm');
  assert.deepEqual(await texts(page, '.search-title'), found);
  await page.goBack();
  await boxIsClosed(page);
});

for (const [name, again] of /** @type {[string, (page: import('./world.mjs').Page) => Promise<unknown>][]} */ ([
  ['a reload', (page) => page.reload()],
  ['the same address again', (page) => page.goto(page.url())],
])) {
  test(`${name} with an empty box shows the page, and no entry is left that leads nowhere`, async (t) => {
    const page = await visit(t, LESSON, PHONE);
    await openBox(page);
    await page.fill('.search-field', 'quyền');
    await untilWritten(page, 'quyền');
    await page.fill('.search-field', '');
    await untilWritten(page, '');
    await again(page);
    await page.waitForFunction(() => !history.state);
    await page.waitForSelector('button.search-open');
    assert.equal(await page.locator('dialog[open]').count(), 0);
    await page.goBack();
    await page.waitForURL('about:blank');
  });
}

test('back from another page to which an empty box led shows the page alone', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openBox(page);
  await page.locator('.search-help a').tap();
  await page.waitForURL(`${server.url}tra-cuu/theo-chu-cai/`);
  await page.goBack();
  await page.waitForURL(new RegExp(`${LESSON}$`));
  await boxIsGone(page);
});

/** Neither in the page nor in the history. @param {import('./world.mjs').Page} page */
async function boxIsGone(page) {
  await page.waitForFunction(() => !history.state && !document.querySelector('dialog[open]'));
}

test('without scripts the icon leads to all entries by letter', async (t) => {
  for (const [start, language] of [[LESSON, ''], [`en/${LESSON}`, 'en/']]) {
    const page = await visit(t, start, {...PHONE, javaScriptEnabled: false});
    await page.tap('a.search-open');
    await page.waitForURL(`${server.url}${language}tra-cuu/theo-chu-cai/`);
  }
});

test('when the box cannot be loaded the icon leads there too', async (t) => {
  server.broken.add(asset('dialog.vi.js'));
  t.after(() => server.broken.clear());
  const page = await visit(t, LESSON, PHONE);
  await page.tap('button.search-open');
  await page.waitForURL(`${server.url}tra-cuu/theo-chu-cai/`);
});
