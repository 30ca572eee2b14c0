// @ts-check
// Long tables: only the rows that are asked for, groups that open, cards and real tables, without scripts too.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {NARROW, broken, faultsOf} from './inspect.mjs';
import {PHONE, texts, world} from './world.mjs';

const {visit} = await world();
const PAGE = 'dot-sinh-hoat/van-ban/';
const GROUP = 'details.group';
const ROW = '.stacked tbody > tr';
const BOX = '.filter.ready';

/** @typedef {import('./world.mjs').Page} Page */

/** The names of the rows in sight. @param {Page} page */
const shown = (page) => texts(page, `${ROW}:visible > th`);

/** @param {Page} page */
const open = (page) => page.locator(GROUP).evaluateAll((all) => all.map((each) => /** @type {HTMLDetailsElement} */ (each).open));

/** @param {Page} page @param {string} words */
async function filter(page, words) {
  await page.waitForSelector(BOX);
  await page.getByLabel('Chỉ hiện những gì có').fill(words);
}

test('groups are closed, and open by hand, all at a press', async (t) => {
  const page = await visit(t, PAGE, PHONE);
  await page.waitForSelector(BOX);
  assert.ok((await open(page)).every((state) => !state));
  await page.locator(`${GROUP} summary`).first().tap();
  assert.equal((await open(page))[0], true);
  await page.getByRole('button', {name: 'Mở hết'}).tap();
  assert.ok((await open(page)).every(Boolean));
  await page.getByRole('button', {name: 'Đóng hết'}).tap();
  assert.ok((await open(page)).every((state) => !state));
});

test('only the rows that have the words are shown, typed with or without marks', async (t) => {
  const page = await visit(t, PAGE, PHONE);
  const said = page.locator(`${BOX} [role=status]`);
  for (const words of ['bong den', 'BÓNG  ĐÈN', 'day dien']) {
    await filter(page, words);
    assert.equal((await shown(page)).length, 1, words);
    assert.equal(await said.innerText(), `1 mục có “${words.trim()}”`.replace('  ', ' '));
  }
  await filter(page, 'bồng đen');
  assert.deepEqual(await shown(page), []);
  assert.match(await said.innerText(), /^Không mục nào có/);
});

test('many hits on a phone are short rows, which a press opens and nothing is lost of', async (t) => {
  const page = await visit(t, PAGE, PHONE);
  await filter(page, 't');
  const rows = page.locator(`${ROW}:visible`);
  assert.ok((await rows.count()) > 5);
  const heights = await rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  assert.ok(heights.every((height) => height >= 44 && height < 60), String(heights));
  const row = page.locator('#viec-9');
  const button = row.getByRole('button', {name: 'Bọc lại những cuốn sờn gáy'});
  assert.equal(await row.locator('td:visible').count(), 0);
  await row.locator('th').tap({position: {x: 40, y: 20}});
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  assert.ok((await row.locator('td:visible').count()) > 0);
  assert.equal(await row.locator('th').evaluate((name) => name.scrollHeight > name.clientHeight), false);
  await row.locator('td:visible').first().tap();
  assert.equal(await button.getAttribute('aria-expanded'), 'true');
  await button.focus();
  await page.keyboard.press('Enter');
  assert.equal(await row.locator('td:visible').count(), 0);
  await page.evaluate(() => scrollTo(0, 0)); // nothing below the heading that stays
  assert.deepEqual(await broken(page), []);
  await page.emulateMedia({media: 'print'});
  assert.ok((await row.locator('td:visible').count()) > 0);
});

test('few hits are whole, and so is everything on a large screen', async (t) => {
  const page = await visit(t, PAGE, PHONE);
  await filter(page, 'to cay xanh');
  assert.ok((await page.locator(`${ROW} > td:visible`).count()) > 0);
  assert.equal(await page.locator('.more:visible').count(), 0);
  const large = await visit(t, PAGE, {viewport: {width: 1280, height: 800}});
  await filter(large, 't');
  assert.ok((await large.locator(`${ROW} > td:visible`).count()) > 5);
  assert.equal(await large.locator('.more:visible').count(), 0);
});

test('the heading of a group counts for its rows, and no row is shown twice', async (t) => {
  const page = await visit(t, PAGE, PHONE);
  await filter(page, 'to cay xanh');
  assert.equal((await shown(page)).length, 4);
  assert.deepEqual(await texts(page, 'article h2:visible'), ['Việc từng tổ']);
  assert.equal(await page.locator('article .handbook-text > p:visible').count(), 0);
});

for (const way of ['Escape', 'button']) {
  test(`everything comes back by ${way}, and the field keeps the focus`, async (t) => {
    const page = await visit(t, PAGE, PHONE);
    await page.waitForSelector(BOX);
    await page.locator(`${GROUP} summary`).nth(1).click();
    const before = [await open(page), await shown(page)];
    await filter(page, 'bong den');
    if (way === 'Escape') await page.keyboard.press('Escape');
    else await page.getByRole('button', {name: 'Bỏ lọc'}).tap();
    assert.deepEqual([await open(page), await shown(page)], before);
    assert.equal(await page.locator(`${BOX} input:focus`).inputValue(), '');
    assert.equal(await page.locator('.out').count(), 0);
  });
}

test('an address opens the group of its row and marks the whole card', async (t) => {
  const page = await visit(t, `${PAGE}#viec-6`, PHONE);
  const row = page.locator('#viec-6');
  await row.waitFor();
  const [outline, sight] = await row.evaluate((element) => [getComputedStyle(element).outlineStyle, element.getBoundingClientRect().top]);
  assert.equal(outline, 'solid');
  assert.ok(Number(sight) > 48 && Number(sight) < 740, String(sight));
  assert.equal(await row.evaluate((element) => element.tagName), 'TR');
});

test('a link to a row that is not shown shows it', async (t) => {
  const page = await visit(t, PAGE, PHONE);
  await filter(page, 'bong den');
  await page.evaluate(() => (location.hash = 'viec-9'));
  await page.locator('#viec-9').waitFor();
  assert.equal(await page.locator(`${BOX} input`).inputValue(), '');
});

test('a link to a group opens it again when the reader has closed it', async (t) => {
  const page = await visit(t, `${PAGE}#tasks-who-to-dien`, PHONE);
  await page.locator('#viec-1').waitFor();
  await page.locator(`${GROUP}[open] > summary`).first().tap();
  await page.locator('#viec-1').waitFor({state: 'hidden'});
  await page.locator('h1').evaluate((title) => title.insertAdjacentHTML('afterend', '<a href="#tasks-who-to-dien">Tổ điện</a>'));
  await page.getByRole('link', {name: 'Tổ điện'}).first().tap();
  await page.locator('#viec-1').waitFor();
});

test('what was looked for is found in a closed group', async (t) => {
  const page = await visit(t, `${PAGE}?h=${encodeURIComponent('cành gần đường dây')}#viec-6`, PHONE);
  await page.waitForSelector('.landing-bar');
  await page.locator('mark.landing-current').first().waitFor();
});

test('the heading of an open group stays in sight above its cards', async (t) => {
  const page = await visit(t, `${PAGE}#viec-8`, PHONE);
  await page.locator('#viec-8').waitFor();
  const summary = page.locator(`${GROUP}[open] > summary`).first();
  const [top, bottom] = await summary.evaluate((element) => [element.getBoundingClientRect().top, element.getBoundingClientRect().bottom]);
  const bar = await page.locator('.top').evaluate((element) => element.getBoundingClientRect().bottom);
  assert.ok(Math.abs(top - bar) < 2, `${top} ${bar}`);
  assert.ok(await page.locator('#viec-8').evaluate((row, bottom) => row.getBoundingClientRect().top >= bottom - 1, bottom));
});

test('on a card nothing is empty, nothing is said twice, and no header is heard beside the labels', async (t) => {
  const page = await visit(t, `${PAGE}#viec-1`, PHONE);
  await page.locator('#viec-1').waitFor();
  assert.equal(await page.locator('.empty:visible, .said:visible, thead:visible').count(), 0);
  const small = await page.locator('.stacked a:visible').evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().height < 24).length);
  assert.equal(small, 0);
});

test('from 1100 pixels a table of many columns is a table, and nothing is wider than the window', async (t) => {
  for (const width of [1100, 1280]) {
    const page = await visit(t, `${PAGE}#viec-1`, {viewport: {width, height: 800}});
    await page.locator('#viec-1').waitFor();
    const displays = await page.locator('.wide').evaluateAll((all) => all.map((each) => getComputedStyle(each).display));
    assert.ok(displays.length && displays.every((display) => display === 'table'));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    const labels = await page.locator('#viec-1 > td').first().evaluate((cell) => getComputedStyle(cell, '::before').content);
    assert.equal(labels, 'none');
  }
});

test('paper has every row, and a filtered page only what is shown', async (t) => {
  const page = await visit(t, PAGE, {viewport: {width: 718, height: 1000}});
  await page.waitForSelector(BOX);
  await page.emulateMedia({media: 'print'});
  const printed = () => page.locator('#viec-1, #viec-5, #viec-9').evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().height > 5).length);
  assert.equal(await printed(), 3);
  await page.emulateMedia({media: 'screen'});
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  assert.ok((await open(page)).every(Boolean));
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.ok((await open(page)).every((state) => !state));
  await filter(page, 'bong den');
  await page.emulateMedia({media: 'print'});
  assert.equal(await printed(), 1);
});

test('without scripts groups open by hand and there is no field', async (t) => {
  const page = await visit(t, PAGE, {...PHONE, javaScriptEnabled: false});
  assert.equal(await page.locator('.filter input').isVisible(), false);
  await page.locator(`${GROUP} summary`).first().tap();
  assert.ok((await shown(page)).includes('Thay bóng đèn ở cầu thang'));
});

test('nothing moves when the script comes', async (t) => {
  const page = await visit(t, PAGE, {...PHONE, javaScriptEnabled: false});
  const place = (/** @type {Page} */ page) => page.locator('article h2').first().evaluate((head) => head.getBoundingClientRect().top);
  const without = await place(page);
  const other = await visit(t, PAGE, PHONE);
  await other.waitForSelector(BOX);
  assert.equal(await place(other), without);
});

test('a field under which nothing is shown has no faults, nor has an open group', async (t) => {
  const page = await visit(t, `${PAGE}#viec-1`, {viewport: NARROW});
  await page.locator('#viec-1').waitFor();
  assert.deepEqual(await faultsOf(page, NARROW), []);
  await filter(page, 'xyz');
  assert.deepEqual(await faultsOf(page, NARROW), []);
});

test('pages with short tables do not ask for the script', async (t) => {
  const page = await visit(t, 'bai-hoc/', PHONE);
  assert.equal(await page.locator('script[src*="tables"], .filter').count(), 0);
});
