// @ts-check
// The site opened from a folder (file://): no worker, no server, directory addresses need their file.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {LESSON, SITE, answer, boxIsClosed, openBox, search, world} from './world.mjs';

const {visit} = await world();
const ROOT = pathToFileURL(`${SITE}/`).href;
/** The site's ZIP, unpacked by tests/conftest.py. */
const FOLDER = pathToFileURL(`${process.env.FOLDER}/`).href;

test('the box opens, answers, leads to a page with its marks, and back', async (t) => {
  const page = await visit(t, `${ROOT}${LESSON}index.html`);
  await search(page, 'giac noi xam');
  const row = page.locator(`a[role=option]:not([href*="${LESSON}"])`).first();
  const address = String(await row.getAttribute('href'));
  assert.match(address, /^file:.*\/index\.html\?h=[^#]+/);
  await Promise.all([page.waitForURL(address), row.click()]);
  await page.waitForSelector('mark.landing-mark');
  await page.getByRole('button', {name: 'Bỏ đánh dấu'}).click();
  assert.equal(await page.locator('mark.landing-mark').count(), 0);
  assert.doesNotMatch(page.url(), /[?]/);
  await page.goBack();
  await page.waitForSelector('dialog[open]');
  await answer(page);
  await page.keyboard.press('Escape');
  await boxIsClosed(page);
});

for (const [name, root, options] of /** @type {const} */ ([
  ['the built site', ROOT, {}],
  ['the folder to take along', FOLDER, {}],
  ['the folder to take along, without scripts', FOLDER, {javaScriptEnabled: false}],
])) {
  test(`links lead to pages, not to lists of files: ${name}`, async (t) => {
    const page = await visit(t, `${root}index.html`, options);
    for (const link of ['article a[href*="bai-hoc/"]', '.foot a[rel=next]', '.top-language', '.top-title']) {
      const before = page.url();
      await page.locator(link).first().click();
      await page.waitForURL((url) => url.href !== before);
      await page.waitForSelector('html[lang] h1');
      assert.match(page.url(), /\/index\.html$/);
    }
  });
}

test('the back button closes the box', async (t) => {
  const page = await visit(t, `${ROOT}en/index.html`);
  await openBox(page);
  await page.goBack();
  await boxIsClosed(page);
  assert.equal(page.url(), `${ROOT}en/index.html`);
});

test('further parts of the text are read while typing goes on', async (t) => {
  const page = await visit(t, `${ROOT}index.html`);
  await openBox(page);
  for (const query of ['kiểm soát', 'đảng viên', 'cán bộ', 'giặc nội xâm']) {
    await page.fill('.search-field', query);
    await page.locator('[role=option] mark', {hasText: new RegExp(query, 'i')}).first().waitFor();
  }
});
