// @ts-check
// What is read is kept, and nothing else: with no network it is there again, and what is not there is said.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {alwaysKept, kept, listName, offlineWorld, read, until, untilKept} from './copy.mjs';
import {LESSON, asset, openBox, search, texts} from './world.mjs';

const {open, server} = await offlineWorld();
const CORE = [asset('dialog.vi.js'), asset('engine.js'), asset('search.css'), asset('resume.vi.js'), 'search/vi.js'];
const OWN = [LESSON, asset('style.css'), asset('page.vi.js')];
const HOME = alwaysKept();
/** What says whether a file is right, and what tells the reader when no edition arrives any more. */
const WATCH = [listName(), asset('news.vi.js')];
const FAR = 'tra-cuu/thuat-ngu/';

/** What comes once a page can be read. */
const STUDY = [asset('study.css'), asset('study.vi.js')];

/** The pages before and after, by the end of the page. @param {import('./world.mjs').Page} page @returns {Promise<string[]>} */
async function neighbours(page) {
  const links = page.locator('.foot a[rel=prev], .foot a[rel=next]');
  const found = await links.evaluateAll((all) => all.map((link) => /** @type {HTMLAnchorElement} */ (link).href));
  assert.equal(found.length, 2);
  return found.map((url) => url.slice(server.url.length));
}

/** All that is kept, of the one edition. @param {import('./world.mjs').Page} page */
async function keptPaths(page) {
  const found = Object.values(await kept(page));
  assert.ok(found.length < 2, String(found.length));
  return found[0] || [];
}

test('a first visit keeps the home page and what stands for all others, once the page itself is there', async (t) => {
  server.asked.length = 0;
  const page = await open(t, LESSON);
  await page.waitForLoadState('networkidle');
  const asked = server.asked.filter((path) => !path.endsWith('.webmanifest'));
  assert.deepEqual(asked.slice(0, OWN.length).sort(), [...OWN].sort());
  assert.deepEqual([...new Set(asked.slice(OWN.length))].sort(), [...HOME.filter((path) => !OWN.includes(path)), ...STUDY, listName(), 'sw.js'].sort());
  assert.deepEqual(await keptPaths(page), [...HOME, listName()].sort());
});

for (const [start, home] of [[LESSON, ''], [`en/${LESSON}`, 'en/']]) {
  test(`in a lift without a network: home, of one who has only glanced at a page, /${start}`, async (t) => {
    const page = await open(t, start);
    server.cut = true;
    const response = await page.goto(server.url + home);
    assert.equal(response?.status(), 200);
    await page.locator('article h1').waitFor();
    // With its style and its script.
    assert.equal(await page.locator('.top').evaluate((header) => getComputedStyle(header).position), 'sticky');
    await page.locator('button.search-open').waitFor();
    assert.equal((await page.goto(`${server.url}${home}${FAR}`))?.status(), 503);
    await page.getByRole('link', {name: home ? 'Go to the first page' : 'Về trang đầu'}).tap();
    await page.waitForURL(server.url + home);
  });
}

test('a page that is read is kept, with its neighbours and what finds the others, at no second fetch of what was loaded', async (t) => {
  const page = await open(t, LESSON);
  server.asked.length = 0;
  await read(page);
  const near = await neighbours(page);
  assert.deepEqual(await keptPaths(page), [...new Set([...HOME, ...OWN, ...STUDY, ...WATCH, ...near, ...CORE])].sort());
  assert.deepEqual([...server.asked].sort(), [asset('news.vi.js'), ...near, ...CORE].sort());
});

test('a page that is only looked at counts as read after ten seconds', async (t) => {
  const page = await open(t, LESSON);
  await page.clock.install();
  await page.goto(`${server.url}${FAR}`);
  await page.clock.runFor(9000);
  assert.ok(!(await keptPaths(page)).includes(FAR));
  // The ten seconds begin when the worker is found to be there.
  await until(async () => {
    await page.clock.runFor(1000);
    return (await keptPaths(page)).includes(FAR);
  });
});

test('with data saver only the page itself is kept beside the home page, and what it had loaded', async (t) => {
  const page = await open(t, LESSON, {saveData: true});
  server.asked.length = 0;
  await read(page, asset('news.vi.js'));
  await untilKept(page, [...OWN, ...STUDY]);
  assert.deepEqual(await keptPaths(page), ['', asset('front.js'), ...OWN, ...STUDY, ...WATCH].sort());
  assert.deepEqual(server.asked, [asset('news.vi.js')]);
});

test('without a network: the page again, its neighbours, the rest says what there is', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  const near = await neighbours(page);
  const title = await page.locator('h1').innerText();
  server.cut = true;
  await page.reload();
  assert.equal(await page.locator('h1').innerText(), title);
  for (const path of near) {
    const response = await page.goto(`${server.url}${path}`);
    assert.equal(response?.status(), 200);
    await page.locator('article h1').waitFor();
  }
  const response = await page.goto(`${server.url}${FAR}`);
  assert.equal(response?.status(), 503);
  assert.equal(await page.locator('h1').innerText(), 'Chưa mở được trang này');
  assert.equal(await page.locator('html').getAttribute('lang'), 'vi');
  const links = page.locator('.kept-pages a');
  await links.first().waitFor();
  assert.deepEqual(
    (await links.evaluateAll((all) => all.map((link) => /** @type {HTMLAnchorElement} */ (link).href))).sort(),
    [LESSON, ...near].map((path) => server.url + path).sort(),
  );
  assert.ok((await texts(page, '.kept-pages a')).includes(title));
  await links.filter({hasText: title}).tap();
  await page.waitForURL(new RegExp(`${LESSON}$`));
  await page.goto(`${server.url}${FAR}`);
  server.cut = false;
  await page.getByRole('link', {name: 'Thử lại'}).tap();
  await page.locator('h1', {hasText: 'thuật ngữ'}).waitFor();
});

test('the page that says so looks as the reader has chosen, and does nothing that is not allowed', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  await page.evaluate(() => localStorage.setItem('/so-tay/.reading', '{"scheme":"sepia","size":"3"}'));
  await page.context().addInitScript(() => {
    const refused = Object.assign(window, {refused: []}).refused;
    addEventListener('securitypolicyviolation', ({violatedDirective}) => refused.push(/** @type {never} */ (violatedDirective)));
  });
  server.cut = true;
  await page.goto(`${server.url}en/${FAR}`);
  const root = page.locator('html');
  assert.equal(await root.getAttribute('data-scheme'), 'sepia');
  assert.equal(await root.getAttribute('data-size'), '3');
  assert.ok(await page.locator('meta[http-equiv=Content-Security-Policy]').getAttribute('content'));
  assert.deepEqual(await page.evaluate('refused'), []);
  const sheet = await page.evaluate(() => document.styleSheets[0].href);
  assert.equal(sheet, server.url + asset('style.css'));
  // No English page was read, so it speaks the language that was.
  assert.equal(await root.getAttribute('lang'), 'vi');
});

test('it has the frame of every page: the menu opens, the search knows the pages by name and says so, the last page read comes first', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  const near = await neighbours(page);
  await page.goto(server.url + near[0]);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await page.waitForFunction(() => [...document.scripts].some((script) => /\/resume\./.test(script.src) && 'ran' in script));
  await page.goto(server.url + LESSON);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight / 2));
  await page.waitForFunction(() => localStorage.getItem('/so-tay/.places'));
  server.cut = true;
  await page.goto(`${server.url}${FAR}sau/hon/nua/`);
  await page.locator('.kept-search', {hasText: 'chỉ tìm được theo tên bài'}).waitFor();
  await page.locator('.kept-pages a').first().waitFor();
  assert.equal(await page.locator('.kept-pages a').first().getAttribute('href'), server.url + LESSON);
  await page.tap('.menu-open');
  const menu = page.locator('.menu a[href$="/tra-cuu/"]');
  await menu.waitFor();
  assert.equal(await menu.getAttribute('href'), `${server.url}tra-cuu/`);
  await page.keyboard.press('Escape');
  await openBox(page);
  await page.fill('.search-field', 'thuat ngu');
  await page.locator('.search-title', {hasText: /thuật ngữ/i}).first().waitFor();
  await page.locator('.search-help', {hasText: 'Chỉ tìm được theo tên bài'}).waitFor();
});

test('where the search is not kept the page that says so tells that, too', async (t) => {
  const page = await open(t, LESSON);
  server.cut = true;
  await page.goto(`${server.url}${FAR}`);
  await page.locator('.kept-search', {hasText: 'Chưa tìm được'}).waitFor();
  assert.equal(await page.locator('.kept-pages').isVisible(), false);
});

test('every way to write the address of a page finds it', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  server.cut = true;
  for (const [written, shown] of [
    [`${LESSON}index.html`, `${LESSON}index.html`],
    [`${LESSON}?h=quy%E1%BB%81n`, `${LESSON}?h=quy%E1%BB%81n`],
    [`${LESSON}#giai-thich`, `${LESSON}#giai-thich`],
    [LESSON.slice(0, -1), LESSON],
    [`${LESSON.slice(0, -1)}?q=1#giai-thich`, `${LESSON}?q=1#giai-thich`],
  ]) {
    await page.goto('about:blank');
    const response = await page.goto(server.url + written);
    assert.equal(response?.status(), 200, written);
    assert.equal(page.url(), server.url + shown);
    assert.equal(await page.evaluate(() => document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0), true);
  }
});

test('the search still knows the names of all pages, and says that it has not all texts', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  server.cut = true;
  await openBox(page);
  await page.fill('.search-field', 'thuật ngữ');
  await page.locator('.search-title', {hasText: /thuật ngữ/i}).first().waitFor();
  await page.locator('.search-help', {hasText: 'Chỉ tìm được theo tên bài'}).waitFor();
  assert.ok(await page.locator('.search-title', {hasText: /thuật ngữ/i}).count());
  // Words of the text alone: nothing found, and why.
  await page.fill('.search-field', 'giặc nội xâm');
  await page.locator('.search-help', {hasText: 'Không tìm thấy “giặc nội xâm”. Chỉ tìm được theo tên bài'}).waitFor();
});

test('what a search has fetched is there the next time', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  server.asked.length = 0;
  await search(page, 'giặc nội xâm');
  // Where words stand is not kept: without a network it is read from the texts.
  const parts = server.asked.filter((path) => /search\/vi-\w+\/(words|\d+)\.js$/.test(path));
  assert.ok(parts.length);
  await untilKept(page, parts);
  server.cut = true;
  await page.goto(`${server.url}${LESSON}?again`);
  await openBox(page);
  await page.fill('.search-field', 'giặc nội xâm');
  await page.locator('.search-help', {hasText: 'trong những bài máy đã giữ'}).waitFor();
  assert.ok(await page.locator('[role=option] mark').count());
});

test('a page that a slow network brings is waited for', async (t) => {
  const page = await open(t, LESSON);
  await read(page);
  const release = server.hold(FAR);
  const loaded = page.goto(`${server.url}${FAR}`);
  await until(async () => server.asked.includes(FAR));
  release();
  assert.equal((await loaded)?.status(), 200);
});
