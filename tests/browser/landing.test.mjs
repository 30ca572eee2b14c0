// @ts-check
// The page that was found: what was looked for is marked, can be gone through, and cleared.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {LESSON, PHONE, SITE, asset, boxIsClosed, openBox, search, texts, world} from './world.mjs';

const {visit, server} = await world();
const MARK = 'mark.landing-mark';
const words = encodeURIComponent('quyền lực');

/** A page of the site with another text. @param {string} html @returns {string} its path */
function written(html) {
  const path = LESSON;
  const whole = readFileSync(`${SITE}/${path}index.html`, 'utf8');
  const [head, rest] = whole.split(/(?<=<article[^>]*>)/, 2);
  server.instead.set(`${path}index.html`, `${head}${html}</article>${rest.split('</article>')[1]}`);
  return path;
}

/** @param {import('node:test').TestContext} t @param {string} html @param {string} query @param {object} options */
async function land(t, html, query, options = {}) {
  const path = written(html);
  t.after(() => server.instead.clear());
  return visit(t, `${path}?h=${encodeURIComponent(query)}`, {...PHONE, ...options});
}

/** @param {import('./world.mjs').Page} page */
const inSight = (page) => page.waitForFunction(() => {
  const {top, bottom} = /** @type {Element} */ (document.querySelector('.landing-current')).getBoundingClientRect();
  return top > 48 && bottom < innerHeight - 44;
});

test('a result leads to its marks, and the address can be shared', async (t) => {
  const page = await visit(t, '', PHONE);
  await search(page, 'giac noi xam');
  const row = page.locator('a[role=option]').first();
  await Promise.all([page.waitForURL(/[?]h=/), row.tap()]);
  await page.waitForSelector('.landing-bar');
  const shared = await visit(t, page.url(), PHONE);
  await shared.waitForSelector('.landing-bar');
  assert.deepEqual(await texts(shared, MARK), await texts(page, MARK));
  for (const text of await texts(shared, MARK)) assert.match(text, /^giặc nội xâm$/i);
});

test('every place is marked, the first is in sight, the bar goes on and back', async (t) => {
  const page = await visit(t, `${LESSON}?h=${words}`, PHONE);
  await page.waitForSelector('.landing-bar');
  await inSight(page);
  const count = await page.locator(MARK).count();
  assert.ok(count > 2);
  const said = page.locator('.landing-bar [role=status]');
  assert.equal(await said.innerText(), `1/${count} chỗ có “quyền lực”`);
  await page.getByRole('button', {name: 'Chỗ sau'}).tap();
  assert.equal(await said.innerText(), `2/${count} chỗ có “quyền lực”`);
  await inSight(page);
  await page.getByRole('button', {name: 'Chỗ trước'}).tap();
  await page.getByRole('button', {name: 'Chỗ trước'}).tap();
  assert.equal(await said.innerText(), `${count}/${count} chỗ có “quyền lực”`);
  await inSight(page);
});

test('the marks can be cleared with the button, and the page is as it was', async (t) => {
  const plain = await visit(t, `${LESSON}#giai-thich`, PHONE);
  const page = await visit(t, `${LESSON}?h=${words}#giai-thich`, PHONE);
  await page.waitForSelector('.landing-bar');
  await page.getByRole('button', {name: 'Bỏ đánh dấu'}).tap();
  assert.equal(await page.locator(`${MARK}, .landing-bar`).count(), 0);
  assert.equal(page.url(), plain.url());
  // What a reader can do with the page comes in its own time, in both.
  for (const each of [page, plain]) {
    await each.locator('.quiz-check').first().waitFor({state: 'attached'});
    await each.locator('[data-prompt]').first().scrollIntoViewIfNeeded();
    await each.locator('.prompt').first().waitFor();
  }
  const [cleared, untouched] = await Promise.all([page, plain].map((each) => each.locator('article').evaluate((article) => ({
    html: article.innerHTML.replaceAll(' open=""', ''),
    texts: document.evaluate('count(.//text())', article).numberValue,
  }))));
  assert.deepEqual(cleared, untouched);
});

test('Escape clears the marks, but first closes the box', async (t) => {
  const page = await visit(t, `${LESSON}?h=${words}`);
  await page.waitForSelector('.landing-bar');
  await openBox(page);
  await page.keyboard.press('Escape');
  await boxIsClosed(page);
  await page.waitForSelector('.landing-bar');
  await page.keyboard.press('Escape');
  await page.waitForSelector('.landing-bar', {state: 'detached'});
  assert.match(page.url(), new RegExp(`${LESSON}$`));
});

test('the first mark behind the target of the address is chosen', async (t) => {
  const html = '<h2 id="one">Một</h2><p>chi bộ họp</p><h2 id="two">Hai</h2><p>chi bộ bàn</p>';
  const page = await visit(t, `${written(html)}?h=chi+b%E1%BB%99#two`, PHONE);
  t.after(() => server.instead.clear());
  await page.locator('.landing-bar', {hasText: '2/2'}).waitFor();
});

test('a phrase is found across links, abbreviations and line breaks, whatever its case and marks between words', async (t) => {
  const html = '<p>Kiểm <a href="#x">soát quyền</a>\n  <abbr title="x">LỰC</abbr>.</p><p>kiểm soát, quyền lực</p><p>kiểm soát</p><p>quyền lực</p>';
  const page = await land(t, html, 'kiểm soát  quyền lực');
  await page.locator('.landing-bar', {hasText: '1/2'}).waitFor();
  const first = await texts(page, `article > p:first-child ${MARK}`);
  assert.deepEqual(first.filter(Boolean), ['Kiểm', 'soát quyền', 'LỰC']);
  assert.deepEqual(await texts(page, `article > p:nth-child(2) ${MARK}`), ['kiểm soát, quyền lực']);
  assert.equal(await page.locator(`article > p:nth-child(n + 3) ${MARK}`).count(), 0);
});

test('whole words only, decomposed letters too', async (t) => {
  const page = await land(t, '<p>an cán ban án</p><p>an</p>', 'an');
  await page.locator('.landing-bar', {hasText: '1/2'}).waitFor();
  const other = await land(t, '<p>quyền lực</p>', 'quyền lực'.normalize('NFD'));
  await other.waitForSelector(MARK);
});

test('several phrases at once; when none stands there, its words', async (t) => {
  const both = await land(t, '<p>cán bộ và đảng viên</p>', 'cán bộ|đảng viên');
  await both.waitForSelector(MARK);
  assert.deepEqual(await texts(both, MARK), ['cán bộ', 'đảng viên']);
  const loose = await land(t, '<p>bộ và cán</p>', 'cán bộ');
  await loose.waitForSelector(MARK);
  assert.deepEqual(await texts(loose, MARK), ['bộ', 'cán']);
});

test('when nothing is found nothing is said', async (t) => {
  const page = await visit(t, `${LESSON}?h=zzz`, PHONE);
  await page.waitForFunction((url) => performance.getEntriesByName(url).length, server.url + asset('landing.vi.js'));
  assert.equal(await page.locator('.landing-bar').count(), 0);
  assert.match(page.url(), /h=zzz/);
});

test('a closed answer with the first place opens', async (t) => {
  const html = '<details><summary>Hỏi</summary><p>đáp án ở đây</p></details><p>khác</p>';
  const page = await land(t, html, 'đáp án');
  await page.waitForSelector('details[open] mark');
});

test('scripts, styles and ways about are not marked', async (t) => {
  const html = '<nav>chi bộ</nav><script type="x">chi bộ</script><style>chi bộ</style><p>chi bộ</p>';
  const page = await land(t, html, 'chi bộ');
  await page.waitForSelector('.landing-bar');
  assert.equal(await page.locator(MARK).count(), 1);
});

test('HTML in the address stays text', async (t) => {
  const page = await land(t, '<p>x &lt;img src=x onerror=alert(1)&gt;</p>', '<img src=x onerror=alert(1)>');
  page.on('dialog', () => assert.fail('the script in the address ran'));
  await page.locator('.landing-bar', {hasText: '<img src=x onerror=alert(1)>'}).waitFor();
  assert.equal(await page.locator('.landing-bar img, article img').count(), 0);
});

test('a reader who comes back stays where he was', async (t) => {
  const page = await visit(t, `${LESSON}?h=${words}`, PHONE);
  await page.waitForSelector('.landing-bar');
  await page.evaluate(() => scrollTo(0, 2500));
  await page.waitForFunction(() => scrollY === 2500);
  await page.reload();
  await page.waitForSelector('.landing-bar');
  await page.waitForFunction(() => scrollY > 2000);
});

test('neither marks nor the bar are printed', async (t) => {
  const page = await visit(t, `${LESSON}?h=${words}`);
  await page.waitForSelector('.landing-bar');
  await page.emulateMedia({media: 'print'});
  await page.waitForSelector('.landing-bar', {state: 'hidden'});
  const colour = await page.locator(MARK).first().evaluate((mark) => getComputedStyle(mark).backgroundColor);
  assert.equal(colour, 'rgba(0, 0, 0, 0)');
});
