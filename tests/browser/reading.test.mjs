// @ts-check
// The panel for text and background: what is chosen shows at once, is kept, and can be taken back.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {outside} from './inspect.mjs';
import {LESSON, PHONE, asset, boxIsClosed, world} from './world.mjs';

const {visit, server} = await world();
const NEXT = 'bai-hoc/';
const KEPT = '/so-tay/.reading';
const CODE = 'tai-ve/';
const KINDS = ['', NEXT, LESSON, 'dot-sinh-hoat/lich/', 'dot-sinh-hoat/van-ban/', 'tra-cuu/thuat-ngu/', 'tra-cuu/theo-chu-cai/', 'en/gia-tri/', '404.html'];

/** @typedef {import('./world.mjs').Page} Page */

/** @param {Page} page */
async function openPanel(page) {
  await page.click('.reading-open');
  await page.waitForSelector('dialog.reading[open]');
}

/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole('button', {name}).click();

/** What is seen. @param {Page} page */
const look = (page) => page.evaluate(() => {
  const text = getComputedStyle(/** @type {Element} */ (document.querySelector('article')));
  return {
    ground: getComputedStyle(document.body).backgroundColor,
    size: parseFloat(getComputedStyle(document.documentElement).fontSize),
    line: Math.round((parseFloat(text.lineHeight) / parseFloat(text.fontSize)) * 100) / 100,
  };
});

/** A browser that keeps nothing. @param {Page} page */
const forbid = (page) => page.addInitScript(() => {
  Object.defineProperty(window, 'localStorage', {
    get() {
      throw new DOMException('forbidden', 'SecurityError');
    },
  });
});

test('what is chosen shows at once and on the next page, before any script of the page', async (t) => {
  const page = await visit(t, LESSON, {...PHONE, colorScheme: 'light'});
  const before = await look(page);
  await openPanel(page);
  await page.getByLabel('Tối').tap();
  await press(page, 'Lớn hơn');
  await press(page, 'Lớn hơn');
  await page.getByLabel('Thoáng').tap();
  const chosen = await look(page);
  assert.notEqual(chosen.ground, before.ground);
  assert.equal(chosen.size, before.size * 1.3);
  assert.deepEqual([before.line, chosen.line], [1.7, 2]);
  const release = server.hold(asset('page.vi.js'));
  t.after(release);
  await page.goto(server.url + NEXT, {waitUntil: 'commit'});
  await page.waitForSelector('article p');
  // The text may be there a moment before its style is.
  await page.waitForFunction(() => document.styleSheets.length);
  assert.deepEqual(await look(page), chosen);
});

for (const [name, ground] of [['Sáng', 'rgb(255, 255, 255)'], ['Ngà', 'rgb(248, 236, 212)'], ['Tương phản cao', 'rgb(255, 255, 255)']]) {
  test(`${name}, whatever the system has`, async (t) => {
    const page = await visit(t, LESSON, {...PHONE, colorScheme: 'dark'});
    await openPanel(page);
    await page.getByLabel(name).tap();
    assert.equal((await look(page)).ground, ground);
    await page.reload();
    assert.equal((await look(page)).ground, ground);
  });
}

test('as the system has it, until something is chosen', async (t) => {
  const page = await visit(t, LESSON, {...PHONE, colorScheme: 'dark'});
  const dark = (await look(page)).ground;
  await page.emulateMedia({colorScheme: 'light'});
  assert.notEqual((await look(page)).ground, dark);
  await openPanel(page);
  await page.getByLabel('Tối').tap();
  assert.equal((await look(page)).ground, dark);
  await page.getByLabel('Theo máy').tap();
  assert.notEqual((await look(page)).ground, dark);
  assert.equal(await page.evaluate((key) => localStorage.getItem(key), KEPT), '{}');
});

test('a system that asks for more contrast gets it', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.emulateMedia({contrast: 'more'});
  assert.equal(await page.evaluate(() => getComputedStyle(/** @type {Element} */ (document.querySelector('article'))).color), 'rgb(0, 0, 0)');
});

test('what was being read stays in sight when the size changes', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const heading = page.locator('#van-dung');
  const top = () => heading.evaluate((element) => element.getBoundingClientRect().top);
  await heading.evaluate((element) => scrollTo(0, element.getBoundingClientRect().top - 30));
  const [x, y] = await page.locator('.reading-open').evaluate((button) => {
    const {left, top, width, height} = button.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
  });
  await page.touchscreen.tap(x, y); // the tool's own tap scrolls
  await page.waitForSelector('dialog.reading[open]');
  const before = await top();
  for (const name of ['Lớn hơn', 'Lớn hơn', 'Lớn hơn', 'Nhỏ hơn']) {
    await press(page, name);
    assert.ok(Math.abs((await top()) - before) < 2, `${name}: ${await top()}`);
  }
});

test('the sizes end, and the button keeps the focus', async (t) => {
  const page = await visit(t, LESSON);
  await openPanel(page);
  const larger = page.getByRole('button', {name: 'Lớn hơn'});
  await larger.focus();
  for (let time = 0; time < 9; time++) await page.keyboard.press('Enter');
  assert.equal(await page.locator('.reading output').innerText(), '160%');
  assert.equal(await larger.getAttribute('aria-disabled'), 'true');
  assert.ok(await larger.evaluate((button) => button === document.activeElement));
});

test('back to how it was', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const before = await look(page);
  await openPanel(page);
  await page.getByLabel('Ngà').tap();
  await press(page, 'Nhỏ hơn');
  await page.getByLabel('Sát').tap();
  await press(page, 'Về như ban đầu');
  assert.deepEqual(await look(page), before);
  assert.ok(await page.getByLabel('Theo máy').isChecked());
  await page.reload();
  assert.deepEqual(await look(page), before);
});

test('where nothing can be kept it holds for this page, and that is said', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await forbid(page);
  await page.reload();
  await openPanel(page);
  await page.getByLabel('Ngà').tap();
  assert.equal((await look(page)).ground, 'rgb(248, 236, 212)');
  await page.locator('.reading [role=status]', {hasText: 'không cho lưu'}).waitFor();
});

test('with keys alone', async (t) => {
  const page = await visit(t, LESSON);
  await page.focus('.reading-open');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', {name: 'Chữ và nền'}).waitFor();
  while (!(await page.getByLabel('Theo máy').evaluate((field) => field === document.activeElement))) await page.keyboard.press('Tab');
  for (let time = 0; time < 3; time++) await page.keyboard.press('ArrowRight');
  assert.equal(await page.evaluate(() => document.documentElement.dataset.scheme), 'sepia');
  await page.keyboard.press('s');
  await page.keyboard.press('/');
  assert.equal(await page.locator('.search-box').count(), 0);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog.reading', {state: 'hidden'});
  await page.waitForSelector('.reading-open:focus');
});

test('back closes the panel, and closing leaves nothing to go back through', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openPanel(page);
  await page.goBack();
  await page.waitForSelector('dialog.reading', {state: 'hidden'});
  assert.equal(page.url(), server.url + LESSON);
  for (let time = 0; time < 2; time++) {
    await openPanel(page);
    await page.getByRole('button', {name: 'Đóng'}).tap();
    await page.waitForSelector('dialog.reading', {state: 'hidden'});
    await page.waitForFunction(() => !history.state);
  }
  await page.goBack();
  await page.waitForURL('about:blank');
});

test('a pointer outside closes the panel, inside it does not', async (t) => {
  const page = await visit(t, LESSON, {viewport: {width: 1280, height: 800}});
  await openPanel(page);
  await page.getByRole('heading', {name: 'Chữ và nền'}).click();
  await page.waitForSelector('dialog.reading[open]');
  await page.mouse.click(300, 600);
  await page.waitForSelector('dialog.reading', {state: 'hidden'});
  await page.waitForFunction(() => !history.state);
});

test('the search box opens after the panel, and the panel after the box', async (t) => {
  const page = await visit(t, LESSON);
  await openPanel(page);
  await page.keyboard.press('Escape');
  await page.waitForFunction(() => !history.state);
  await page.keyboard.press('/');
  await page.waitForSelector('.search-box[open]');
  await page.keyboard.press('Escape');
  await boxIsClosed(page);
  await openPanel(page);
});

test('other pages that are open follow, and one that the reader comes back to', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const other = await page.context().newPage();
  await other.goto(server.url + NEXT);
  await openPanel(page);
  await page.getByLabel('Ngà').tap();
  await other.waitForFunction(() => document.documentElement.dataset.scheme === 'sepia');
  await other.evaluate((key) => {
    localStorage.setItem(key, '{"size":"3"}');
    dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}));
  }, KEPT);
  assert.deepEqual(await other.evaluate(() => ({...document.documentElement.dataset})), {base: '..', size: '3'});
});

test('what another program left in its place changes nothing', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  for (const left of ['x', 'null', '7', '"abc"', '[null]', '{"size":3,"base":"//example.org","scheme":null,"x-y":"z"}']) {
    await page.evaluate(([key, left]) => localStorage.setItem(key, left), [KEPT, left]);
    await page.goto(server.url + LESSON);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})));
    assert.deepEqual(await page.evaluate(() => ({...document.documentElement.dataset})), {base: '../..'}, left);
  }
  await openPanel(page);
  await page.getByLabel('Ngà').tap();
  assert.deepEqual(await page.evaluate((key) => JSON.parse(localStorage.getItem(key) || ''), KEPT), {scheme: 'sepia'});
});

test('when the panel cannot be loaded that is said, and another try may succeed', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  server.broken.add(asset('reading.vi.js'));
  t.after(() => server.broken.clear());
  const [said] = await Promise.all([page.waitForEvent('dialog'), page.click('.reading-open', {noWaitAfter: true})]);
  assert.match(said.message(), /Chưa tải được/);
  await said.accept();
  server.broken.clear();
  await openPanel(page);
});

test('a page is printed without the panel, and the panel neither prints nor sends', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openPanel(page);
  assert.equal(await page.locator('.reading').getByRole('button', {name: /In |Gửi|Chép/}).count(), 0);
  await page.emulateMedia({media: 'print'});
  await page.waitForSelector('dialog.reading', {state: 'hidden'});
});

test('without scripts the button does not show', async (t) => {
  const page = await visit(t, LESSON, {...PHONE, javaScriptEnabled: false});
  assert.ok(!(await page.locator('.reading-open').isVisible()));
});

for (const size of ['0', '2', '3', '4', '5']) {
  test(`size ${size} at 320 px: nothing is cut off, nothing scrolls sideways`, async (t) => {
    const page = await visit(t, '', {viewport: {width: 320, height: 568}});
    await page.evaluate(([key, size]) => localStorage.setItem(key, JSON.stringify({size, lines: '2'})), [KEPT, size]);
    for (const path of KINDS) {
      await page.goto(server.url + path);
      assert.deepEqual(await outside(page), [], path);
    }
    await page.goto(server.url + LESSON);
    await openPanel(page);
    assert.deepEqual(await outside(page), []);
  });
}

for (const scheme of ['Sáng', 'Tối', 'Ngà', 'Tương phản cao']) {
  test(`code is as the text around it: ${scheme}`, async (t) => {
    const page = await visit(t, CODE, {...PHONE, colorScheme: 'light'});
    await openPanel(page);
    await page.getByLabel(scheme).tap();
    // Its colours change in an eighth of a second. A shade of what lies below it is never whole.
    await page.waitForFunction(() => {
      const [around, inside] = ['article p', 'article code'].map((name) => getComputedStyle(/** @type {Element} */ (document.querySelector(name))));
      return inside.color === around.color && /, 0\.\d+\)$/.test(inside.backgroundColor);
    });
  });
}
