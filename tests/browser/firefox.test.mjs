// @ts-check
// The site opened from a folder (file://) in Firefox ESR: the built site itself, and the folder that readers take along.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {firefox} from 'playwright-core';
import {LESSON, PATIENCE, SITE, answer, boxIsClosed, search} from './world.mjs';

/** The site's ZIP, unpacked by tests/conftest.py. */
const FOLDER = String(process.env.FOLDER);
const OPTIONS = {
  // The browser as it is sold, by the protocol that it speaks itself.
  channel: 'moz-firefox',
  executablePath: process.env.FIREFOX || '/usr/bin/firefox-esr',
  firefoxUserPrefs: {
    // As readers have it: a file may not read another. Under automation this is switched off.
    'security.fileuri.strict_origin_policy': true,
    // The protocol does not tell when a page comes back that was only laid aside.
    'browser.sessionhistory.max_total_viewers': 0,
  },
};

const browser = await firefox.launch(OPTIONS);
after(() => browser.close());

/**
 * A new reader on a page. Whatever Firefox reports as an error, the policy's violations too, fails the test.
 * @param {import('node:test').TestContext} t
 * @param {string} address
 */
async function visit(t, address) {
  const context = await browser.newContext({viewport: {width: 360, height: 740}});
  context.setDefaultTimeout(PATIENCE);
  context.setDefaultNavigationTimeout(PATIENCE);
  /** @type {string[]} */
  const errors = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  context.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  t.after(async () => {
    await context.close();
    assert.deepEqual(errors, []);
  });
  const page = await context.newPage();
  await page.goto(address);
  return {page, errors};
}

/**
 * Follows a link; it leads to a page, not to a list of files.
 * @param {import('playwright-core').Page} page @param {import('playwright-core').Locator} link
 */
async function follow(page, link) {
  const before = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== before);
  assert.match(page.url(), /^file:.*\/index\.html([?#].*)?$/);
  await page.waitForSelector('html[lang] h1');
}

for (const [name, folder] of Object.entries({'the built site': SITE, 'the folder to take along': FOLDER})) {
  const root = pathToFileURL(`${folder}/`).href;

  test(`${name}: by links from the home page to a lesson, to the next one, and to the other language`, async (t) => {
    const {page} = await visit(t, `${root}index.html`);
    await follow(page, page.locator('article a').and(page.locator('[href$="bai-hoc/"], [href$="bai-hoc/index.html"]')).first());
    await follow(page, page.locator('article td a').first());
    const next = String(await page.getAttribute('link[rel=next]', 'title'));
    await follow(page, page.locator('.foot a[rel=next]'));
    assert.equal((await page.title()).replace(/ – [^–]*$/, ''), next);
    await follow(page, page.locator('.top-language'));
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await follow(page, page.locator('.top-title'));
    assert.equal(page.url(), `${root}en/index.html`);
  });

  test(`${name}: the box opens, answers, leads to a page with its marks, and back`, async (t) => {
    const {page} = await visit(t, `${root}${LESSON}index.html`);
    await search(page, 'giac noi xam');
    const row = page.locator(`a[role=option]:not([href*="${LESSON}"])`).first();
    const address = await row.getAttribute('href');
    await follow(page, row);
    assert.equal(page.url(), address);
    await page.locator('mark.landing-mark', {hasText: /^giặc nội xâm$/i}).first().waitFor();
    await page.goBack();
    await page.waitForSelector('dialog[open]');
    await answer(page);
    await page.keyboard.press('Escape');
    await boxIsClosed(page);
  });
}

// Firefox gives each file a storage of its own: the next page follows the system again.
test('the chosen background is there again when the page is opened again', async (t) => {
  const address = pathToFileURL(`${FOLDER}/${LESSON}index.html`).href;
  const {page} = await visit(t, address);
  await page.getByRole('button', {name: 'Chữ và nền'}).click();
  await page.locator('dialog[open] label', {hasText: 'Tối'}).click();
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', {state: 'hidden'});
  await page.waitForFunction(() => !history.state);
  await follow(page, page.locator('.foot a[rel=next]'));
  await page.goto(address);
  assert.equal(await page.getAttribute('html', 'data-scheme'), 'dark');
});

test('every part of the handbook opens with its style and its script', async (t) => {
  const home = pathToFileURL(`${FOLDER}/index.html`).href;
  const {page} = await visit(t, home);
  const parts = await page.locator('.menu a').evaluateAll((links) => links.map((link) => Reflect.get(link, 'href')));
  assert.ok(parts.length > 4);
  for (const address of parts) {
    await page.goto(address);
    await page.waitForSelector('button.search-open');
    assert.equal(await page.locator('.top').evaluate((header) => getComputedStyle(header).position), 'sticky');
  }
});

test('what the policy forbids is reported, or the tests above would see nothing', async (t) => {
  const {page, errors} = await visit(t, pathToFileURL(`${SITE}/index.html`).href);
  const reported = page.context().waitForEvent('weberror');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "it ran"';
    document.head.append(script);
  });
  assert.match((await reported).error().message, /script-src/);
  assert.notEqual(await page.title(), 'it ran');
  errors.length = 0;
});
