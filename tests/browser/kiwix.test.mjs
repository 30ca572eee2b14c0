// @ts-check
// The handbook as one file, as a program for such files shows it: kiwix-serve of Debian sends it to a phone.
import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readdirSync} from 'node:fs';
import {createServer} from 'node:net';
import {after, test} from 'node:test';
import {PATIENCE, PHONE, SITE, world} from './world.mjs';

const {browser, visit: visitSite} = await world();
const [FILE] = readdirSync(`${SITE}/tep/vi`).filter((name) => name.endsWith('.zim'));
const BOOK = FILE.replace('.zim', '');
const kiwix = await started();

/** The address of a server of the file, which answers. */
async function started() {
  const port = await free();
  const url = `http://127.0.0.1:${port}`;
  const server = spawn('kiwix-serve', ['--address', '127.0.0.1', '--port', String(port), `${SITE}/tep/vi/${FILE}`], {stdio: 'ignore'});
  const gone = new Promise((done) => server.on('exit', done));
  after(async () => {
    server.kill();
    await gone;
  });
  const end = Date.now() + PATIENCE;
  while (!(await fetch(url).catch(() => null))) assert.ok(server.exitCode === null && Date.now() < end, 'kiwix-serve');
  return url;
}

/** A port that nobody listens at. @returns {Promise<number>} */
function free() {
  const taken = createServer();
  return new Promise((done) => {
    taken.listen(0, '127.0.0.1', () => {
      const {port} = /** @type {import('node:net').AddressInfo} */ (taken.address());
      taken.close(() => done(port));
    });
  });
}

/**
 * A reader with a phone, for whom nothing may go wrong.
 * @param {import('node:test').TestContext} t
 * @param {string} path
 */
async function visit(t, path) {
  const context = await browser.newContext(PHONE);
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  /** @type {string[]} */
  const wrong = [];
  // The server's own pages have no icon; ours carry theirs.
  page.on('console', (said) => said.type() === 'error' && !said.location().url.endsWith('/favicon.ico') && wrong.push(said.text()));
  page.on('pageerror', (error) => wrong.push(String(error)));
  page.on('requestfailed', (request) => wrong.push(request.url()));
  page.on('response', (response) => response.status() >= 400 && wrong.push(`${response.status()} ${response.url()}`));
  page.on('request', (request) => /^(data|blob):/.test(request.url()) || request.url().startsWith(kiwix) || wrong.push(request.url()));
  t.after(async () => {
    await context.close();
    assert.deepEqual(wrong, []);
  });
  await page.goto(`${kiwix}/${path}`, {waitUntil: 'networkidle'});
  return page;
}

/** How the bar on top looks. @param {import('playwright-core').Page} page */
async function style(page) {
  const found = await page.locator('header.top').evaluate((bar) => {
    const {backgroundColor, display, position} = getComputedStyle(bar);
    return [backgroundColor, display, position].join();
  });
  assert.doesNotMatch(found, /rgba\(0, 0, 0, 0\)/);
  return found;
}

test('the first page opens in its style and leads to a lesson', async (t) => {
  const page = await visit(t, BOOK);
  assert.equal(await style(page), await style(await visitSite(t, '')));
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await page.locator('article a[href*="bai-hoc/index"]').first().click();
  await page.locator('article a[href*="noi-di-doi-voi-lam/"]').first().click();
  await page.getByRole('heading', {level: 1, name: 'Nói đi đôi với làm'}).waitFor();
});

test('the menu and the answers open without code', async (t) => {
  const page = await visit(t, `${BOOK}/bai-hoc/noi-di-doi-voi-lam/index.html`);
  const answer = page.locator('.quiz-answer').first();
  await answer.locator('summary').click();
  assert.notEqual(await answer.getAttribute('open'), null);
  await page.locator('.menu-open').click();
  await page.getByRole('navigation', {name: 'Các phần của sổ tay'}).getByRole('link', {name: 'Tra cứu'}).click();
  await page.getByRole('heading', {level: 1, name: 'Tra cứu'}).waitFor();
  await page.locator('.search-open').click();
  await page.waitForURL(/theo-chu-cai/);
});

for (const query of ['kiểm soát quyền lực', 'kiem soat quyen luc']) {
  test(`its own search finds a lesson: ${query}`, async (t) => {
    const page = await visit(t, `search?content=${BOOK}&pattern=${encodeURIComponent(query)}`);
    await page.locator('a[href*="/kiem-soat-quyen-luc/"]').first().click();
    await page.getByRole('heading', {level: 1, name: 'Kiểm soát quyền lực'}).waitFor();
  });
}
