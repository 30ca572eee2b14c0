// @ts-check
// From one language to the other and back at the same place; and names of pages that say their language.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, search, world} from './world.mjs';

const {visit, server} = await world();
// This one is translated; LESSON is shown on the English site as it is.
const TRANSLATED = 'bai-hoc/noi-di-doi-voi-lam/';
/** How far from the upper edge of the window a reader has a heading. */
const HERE = 150;

/** @typedef {import('./world.mjs').Page} Page */

/** Reads on until a heading is near the upper edge. @param {Page} page @param {string} id */
async function readTo(page, id) {
  await page.locator(`#${id}`).evaluate((one, here) => scrollBy(0, one.getBoundingClientRect().top - here), HERE);
}

/** To the other language. @param {Page} page */
async function change(page) {
  const before = page.url();
  await Promise.all([page.waitForURL((url) => url.href !== before), page.click('.top-language')]);
}

/** Waits until what the address names is where reading begins. @param {Page} page */
async function isInSight(page) {
  await page.waitForFunction(() => {
    const found = document.querySelector(':target');
    if (!found) return false;
    const {top} = found.getBoundingClientRect();
    return top >= 0 && top < innerHeight / 3;
  });
}

for (const path of [TRANSLATED, LESSON]) {
  for (const id of ['giai-thich', 'o-chi-bo', 'thao-luan']) {
    test(`${path}: to English and back at ${id}`, async (t) => {
      const page = await visit(t, path, PHONE);
      await readTo(page, id);
      await change(page);
      assert.equal(page.url(), `${server.url}en/${path}#${id}`);
      await isInSight(page);
      await change(page);
      assert.equal(page.url(), `${server.url}${path}#${id}`);
      await isInSight(page);
    });
  }

  test(`${path}: at the heading that the address names, however near the next one is`, async (t) => {
    const page = await visit(t, `${path}#van-dung`, PHONE);
    for (const folder of ['en/', '', 'en/']) {
      await change(page);
      assert.equal(page.url(), `${server.url}${folder}${path}#van-dung`);
      await isInSight(page);
    }
  });
}

test('from the top to the top', async (t) => {
  const page = await visit(t, TRANSLATED, PHONE);
  await change(page);
  assert.equal(page.url(), `${server.url}en/${TRANSLATED}`);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

test('what the address asks for is kept: a paper in the middle, questions that were chosen; but not the words of a search', async (t) => {
  const page = await visit(t, 'tu-hoc/thi-thu/?de=thu1_6', PHONE);
  await page.getByRole('button', {name: 'Bắt đầu làm'}).press('Enter');
  await page.locator('#cau-2 input, #cau-2 textarea').first().waitFor();
  await change(page);
  assert.equal(new URL(page.url()).search, '?de=thu1_6');
  await page.locator('.exam[data-state=during] .exam-line').waitFor();
  await page.goto(new URL('tu-hoc/luyen-cau-hoi/?phan=bai-hoc&cau=chua', server.url).href);
  await change(page);
  assert.equal(new URL(page.url()).search, '?phan=bai-hoc&cau=chua');
  for (const path of [TRANSLATED, 'tu-hoc/luyen-cau-hoi/']) {
    await page.goto(new URL(`${path}?h=l%C3%A0m`, server.url).href);
    await page.locator('.quiz input, .bank-form').first().waitFor();
    await change(page);
    assert.equal(new URL(page.url()).search, '');
  }
});

test('what the address names is kept, even where the page cannot scroll to it', async (t) => {
  const page = await visit(t, `${TRANSLATED}#y-chinh`, {viewport: {width: 1280, height: 4000}});
  await change(page);
  assert.equal(page.url(), `${server.url}en/${TRANSLATED}#y-chinh`);
});

test('what the address names is given up when the reader has gone on', async (t) => {
  const page = await visit(t, `${TRANSLATED}#y-chinh`, PHONE);
  await readTo(page, 'thao-luan');
  await change(page);
  assert.equal(page.url(), `${server.url}en/${TRANSLATED}#thao-luan`);
});

test('with a key, and in another tab', async (t) => {
  const page = await visit(t, TRANSLATED);
  await readTo(page, 'o-chi-bo');
  const link = page.locator('.top-language');
  const [tab] = await Promise.all([page.context().waitForEvent('page'), link.click({button: 'middle'})]);
  await tab.waitForURL(`${server.url}en/${TRANSLATED}#o-chi-bo`);
  await tab.close();
  await readTo(page, 'thao-luan');
  await link.evaluate((one) => one.focus({preventScroll: true}));
  await Promise.all([page.waitForURL(`${server.url}en/${TRANSLATED}#thao-luan`), page.keyboard.press('Enter')]);
});

test('without scripts it leads to the page', async (t) => {
  const page = await visit(t, TRANSLATED, {...PHONE, javaScriptEnabled: false});
  await change(page);
  assert.equal(page.url(), `${server.url}en/${TRANSLATED}`);
});

/** The language of what bears a text. @param {import('playwright-core').Locator} found */
const spoken = (found) => found.evaluate((one) => /** @type {HTMLElement} */ (one.closest('[lang]')).lang);

test('a page that is not translated has its name in its own language, in a frame in the reader’s', async (t) => {
  const page = await visit(t, `en/${LESSON}`, PHONE);
  const name = await page.locator('h1').innerText();
  for (const place of ['title', '.menu [aria-current]', '.contents ul a']) assert.equal(await spoken(page.locator(place).first()), 'vi', place);
  for (const place of ['.menu', '.contents summary', '.foot small', '.foot > p']) assert.equal(await spoken(page.locator(place).first()), 'en', place);
  assert.equal(await page.locator('.menu [aria-current]').textContent(), `5. ${name}`);
});

test('a result in another language says so', async (t) => {
  const page = await visit(t, 'en/', PHONE);
  await search(page, 'kiem soat quyen luc');
  const row = page.locator(`a[role=option][href*="/en/${LESSON}"]`);
  assert.equal(await spoken(row.locator('bdi')), 'vi');
  assert.equal(await spoken(row.locator('.search-path')), 'en');
  assert.equal(await spoken(row), 'en');
});

test('the offer to read on says the name of the page in its language', async (t) => {
  const page = await visit(t, `en/${LESSON}`, PHONE);
  const kept = page.waitForResponse(/resume\.en/);
  await readTo(page, 'thao-luan');
  await kept;
  await page.goto(`${server.url}en/`);
  const offer = page.locator('.offer a');
  await offer.waitFor();
  assert.match(await offer.innerText(), /^Continue: .+ \(\d+%\)$/);
  assert.equal(await spoken(offer.locator('bdi')), 'vi');
  assert.equal(await spoken(offer), 'en');
});

test('each answer to unfold names its question', async (t) => {
  for (const folder of ['', 'en/']) {
    const page = await visit(t, folder + TRANSLATED, PHONE);
    const names = (await page.locator('.quiz summary').allTextContents()).map((name) => name.trim());
    assert.ok(names.length > 3);
    assert.equal(new Set(names).size, names.length, names.join('\n'));
    for (const name of names) assert.match(name, /(câu|question) \d/);
  }
});
