// @ts-check
// With keys alone: opening, choosing, following, closing.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, answer, boxIsClosed, holdsFocus, openBox, search, selected, texts, world} from './world.mjs';

const {visit} = await world();
const OPEN = 'dialog[open] .search-field:focus';

for (const key of ['/', 's', 'Control+k', 'Meta+k']) {
  test(`${key} opens the box, Escape closes it`, async (t) => {
    const page = await visit(t, LESSON);
    for (let time = 0; time < 2; time++) {
      await page.keyboard.press(key);
      await page.waitForSelector(OPEN);
      assert.equal(await page.inputValue('.search-field'), '');
      await page.keyboard.press('Escape');
      await boxIsClosed(page);
    }
  });
}

test('keys that mean something else do not open the box', async (t) => {
  const page = await visit(t, LESSON);
  await page.evaluate(() => {
    const fields = document.createElement('div');
    fields.innerHTML = '<input id="one"><textarea id="two"></textarea><p id="three" contenteditable>x</p>';
    document.body.prepend(fields);
  });
  for (const key of ['Shift+S', 'Alt+s', 'Control+s', 'Control+Shift+k', 'Alt+/', 'f']) await page.keyboard.press(key);
  for (const id of ['one', 'two', 'three']) {
    await page.focus(`#${id}`);
    for (const key of ['/', 's', 'Control+k']) await page.keyboard.press(key);
  }
  await page.evaluate(() => {
    const composing = {key: 's', isComposing: true, bubbles: true};
    document.body.dispatchEvent(new KeyboardEvent('keydown', composing));
  });
  assert.equal(await page.locator('dialog, .search-waiting').count(), 0);
});

test('single keys can be switched off, and stay off', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await page.uncheck('.search-keys input');
  await page.reload();
  await boxIsClosed(page); // nothing was typed in it
  await page.keyboard.press('/');
  await page.keyboard.press('s');
  assert.equal(await page.locator(OPEN).count(), 0);
  await page.keyboard.press('Control+k');
  await page.waitForSelector(OPEN);
});

test('arrows choose a row and go round', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'kiểm soát quyền');
  const rows = await texts(page, '[role=option]');
  assert.ok(rows.length > 3);
  assert.equal(await selected(page), '');
  await page.keyboard.press('ArrowUp');
  assert.equal(await selected(page), rows[rows.length - 1]);
  await page.keyboard.press('ArrowDown');
  assert.equal(await selected(page), rows[0]);
  await page.keyboard.press('ArrowDown');
  assert.equal(await selected(page), rows[1]);
  await page.keyboard.press('Home');
  await page.keyboard.type('x ');
  assert.equal(await page.inputValue('.search-field'), 'x kiểm soát quyền');
});

test('Enter opens the selected row', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'giặc nội xâm');
  await page.keyboard.press('ArrowDown');
  const row = page.locator('[aria-selected=true]');
  const address = await row.getAttribute('href');
  await Promise.all([page.waitForURL(String(address)), page.keyboard.press('Enter')]);
});

test('Enter opens the first row when none is selected', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'bài học 3');
  const [, direct] = await texts(page, '.search-meta span');
  assert.match(direct, /^Enter: .*Bài học 3/);
  await Promise.all([page.waitForURL(/cong-tac-can-bo/), page.keyboard.press('Enter')]);
});

test('Enter before the answer opens what comes first', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await page.keyboard.type('bài học 3');
  await Promise.all([page.waitForURL(/cong-tac-can-bo/), page.keyboard.press('Enter')]);
});

test('Control with Enter opens another tab', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'bài học 3');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('Control+Enter')]);
  await tab.waitForURL(/cong-tac-can-bo/);
  await page.waitForSelector(OPEN);
});

test('further sections of a page are a row that opens', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'kiểm soát quyền');
  const before = await page.locator('[role=option]').count();
  const more = page.locator('.search-more').first();
  const place = (await texts(page, '[role=option]')).indexOf(await more.innerText());
  for (let step = 0; step <= place; step++) await page.keyboard.press('ArrowDown');
  assert.equal(await selected(page), await more.innerText());
  await page.keyboard.press('Enter');
  await page.waitForFunction((count) => document.querySelectorAll('[role=option]').length >= count, before);
  assert.equal(await selected(page), (await texts(page, '[role=option]'))[place]);
  assert.equal(await page.locator('[aria-selected=true][href]').count(), 1);
  await page.waitForSelector(OPEN);
});

test('keys inside the box do not reach the page', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'kiểm soát quyền');
  await page.focus('.search-kind');
  for (const key of ['n', 'p', '/', 's', '.', ',']) await page.keyboard.press(key);
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector(OPEN);
  assert.match(page.url(), new RegExp(`${LESSON}$`));
});

test('the focus goes back to where it was', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await page.keyboard.press('Escape');
  await boxIsClosed(page);
  await page.waitForSelector('button.search-open:focus');
  const link = page.locator('article a[href]').first();
  await link.focus();
  await page.keyboard.press('/');
  await page.waitForSelector(OPEN);
  await page.keyboard.press('Escape');
  await boxIsClosed(page);
  await holdsFocus(link);
});

test('the box speaks: roles, names, the number of results', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'giặc nội xâm');
  const field = page.getByRole('combobox', {name: 'Tìm trong sổ tay', expanded: true});
  assert.equal(await field.getAttribute('aria-controls'), await page.getByRole('listbox').getAttribute('id'));
  await page.getByRole('dialog', {name: 'Tìm trong sổ tay'}).waitFor();
  await page.locator('[role=status]', {hasText: /^\d+ trang có kết quả/}).waitFor({state: 'attached'});
  const strays = '[role=listbox] > :not([role=group]):not([role=option]), [role=listbox] [role=group] > :not([role=option])';
  assert.equal(await page.locator(strays).count(), 0);
});

test('a pointer outside closes the box', async (t) => {
  const page = await visit(t, LESSON, {viewport: {width: 1280, height: 800}});
  await openBox(page);
  await page.mouse.click(100, 600);
  await boxIsClosed(page);
  assert.match(page.url(), new RegExp(`${LESSON}$`));
});

test('a click with a pointer leaves the focus in the field', async (t) => {
  const page = await visit(t, LESSON, {viewport: {width: 1280, height: 800}});
  await search(page, 'kiểm soát quyền');
  await page.click('.search-more');
  await page.waitForSelector(OPEN);
  const [tab] = await Promise.all([
    page.context().waitForEvent('page'),
    page.click('a[role=option]', {modifiers: ['Control']}),
  ]);
  await tab.close();
  await page.waitForSelector(OPEN);
  const [other] = await Promise.all([
    page.context().waitForEvent('page'),
    page.click('a[role=option]', {button: 'middle'}),
  ]);
  await other.close();
  await answer(page);
});

test('a page found by its name: the texts are searched when asked for, with keys, and it is said', async (t) => {
  const page = await visit(t, LESSON);
  const title = (await page.locator('meta[property="og:title"]').getAttribute('content')) || '';
  /** @type {string[]} */
  const parts = [];
  page.on('request', (request) => /search\/vi-[^/]+\//.test(request.url()) && parts.push(request.url()));
  await search(page, title);
  await page.locator('[role=status]', {hasText: 'Mới tìm theo tên'}).waitFor({state: 'attached'});
  assert.equal(parts.length, 0);
  await page.keyboard.press('Shift+Tab');
  const button = page.locator('button', {hasText: 'Tìm tiếp trong nội dung'});
  while (!(await button.evaluate((element) => element === document.activeElement))) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await button.waitFor({state: 'detached'});
  await answer(page);
  assert.ok(parts.length > 0);
  assert.ok((await texts(page, '[role=option] mark')).length);
  await page.waitForSelector(OPEN);
});
