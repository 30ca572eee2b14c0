// @ts-check
// The site opened from a folder (file://) in Firefox ESR: the built site itself, and the folder that readers take along; and
// what Firefox alone does with a page from a server.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {firefox} from 'playwright-core';
import {serve} from './server.mjs';
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
const server = await serve(SITE);
after(async () => {
  await browser.close();
  await server.stop();
});

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
    await follow(page, page.locator('article tbody a').first());
    const next = String(await page.locator('.foot a[rel=next]').evaluate((link) => link.lastChild?.textContent));
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

for (const [name, address] of Object.entries({
  'from a folder': pathToFileURL(`${FOLDER}/tu-hoc/on-tap/index.html`).href,
  'from a server': `${server.url}tu-hoc/on-tap/`,
})) {
  test(`cards ${name}: shown and graded by keys, and kept`, async (t) => {
    const {page} = await visit(t, address);
    await page.getByRole('button', {name: 'Bắt đầu'}).press('Enter');
    const asked = page.locator('.review-front');
    await page.locator('.review-face:focus').waitFor();
    const first = await asked.innerText();
    await page.keyboard.press('Space');
    await page.locator('.review-back:focus').waitFor();
    await page.keyboard.press('2');
    await page.getByText('Còn 9 thẻ').waitFor();
    assert.notEqual(await asked.innerText(), first);
    await page.reload();
    await page.getByText('Hôm nay: 9 thẻ').waitFor();
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

// Links to the next page in the head are fetched beforehand, which the policy forbids, and which readers pay for.
for (const path of ['', LESSON, 'tra-cuu/thuat-ngu/', `en/${LESSON}`]) {
  test(`on a server nothing is fetched beforehand, nothing against the policy: /${path}`, async (t) => {
    const context = await browser.newContext();
    t.after(() => context.close());
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(() => {
      const refused = Object.assign(window, {refused: []}).refused;
      addEventListener('securitypolicyviolation', ({blockedURI}) => refused.push(/** @type {never} */ (blockedURI)));
    });
    const page = await context.newPage();
    await page.goto(server.url + path);
    // What is fetched beforehand is fetched in turn: once this one is refused, all that the page asked for would have been.
    const last = `${server.url}sau-cung/`;
    await page.evaluate((href) => document.head.append(Object.assign(document.createElement('link'), {rel: 'next', href})), last);
    await page.waitForFunction((last) => Reflect.get(window, 'refused').includes(last), last);
    assert.deepEqual(await page.evaluate('refused'), [last]);
  });
}

for (const [name, base] of /** @type {const} */ ([['from a server', server.url], ['from the folder', pathToFileURL(`${FOLDER}/`).href]])) {
  test(`a question is answered and kept, ${name}`, async (t) => {
    const file = base.startsWith('file:') ? 'index.html' : '';
    const {page} = await visit(t, `${base}${LESSON}${file}`);
    const quiz = page.locator('.quiz:not([data-kind])').first();
    const right = await quiz.getAttribute('data-right');
    await quiz.locator(`input[value=${right}]`).check();
    await quiz.getByRole('button', {name: 'Kiểm tra'}).press('Enter');
    await quiz.locator('.quiz-result:focus').getByText('Đúng.').waitFor();
    await page.reload();
    await quiz.locator('.quiz-result').getByText('Đúng.').waitFor();
    assert.equal(await quiz.locator(`input[value=${right}]`).isChecked(), true);
    // To Firefox each file of a folder is a site of its own, with a storage of its own: the readers' guide says so.
    const said = file ? /Chưa có gì/ : /Đã trả lời 1 trên/;
    await page.goto(`${base}viec-hoc/${file}`);
    await page.locator('.study-sum').getByText(said).waitFor();
  });
}

for (const [name, address] of [
  ['a server', new URL('tu-hoc/thi-thu/?de=a_4_10', server.url).href],
  ['the folder', `${pathToFileURL(`${FOLDER}/`).href}tu-hoc/thi-thu/index.html?de=a_4_10`],
]) {
  test(`a paper is answered, loaded again and handed in, from ${name}`, async (t) => {
    const {page} = await visit(t, address);
    await page.getByRole('button', {name: 'Bắt đầu làm'}).press('Enter');
    const field = page.locator('#cau-1 input').first();
    if ((await field.getAttribute('type')) === 'text') await field.fill('một');
    else await field.check();
    await page.reload();
    await page.locator('.exam-line').getByText('Đã trả lời 1/4').waitFor();
    await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
    await page.getByRole('button', {name: 'Nộp luôn'}).press('Enter');
    await page.locator('.exam h2:focus').getByText('Kết quả').waitFor();
  });
}

test('a passage is marked and noted, and it is there the next time', async (t) => {
  const words = 'chỉ còn nằm trên giấy của chi bộ một';
  const {page} = await visit(t, new URL('bai-hoc/kiem-soat-quyen-luc/', server.url).href);
  await page.waitForFunction(() => 'bring' in window.handbook);
  await page.evaluate((words) => {
    const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector('.handbook-text')), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const at = /** @type {Text} */ (walker.currentNode).data.indexOf(words);
      if (at >= 0) /** @type {Selection} */ (getSelection()).setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
    }
  }, words);
  await page.getByRole('region', {name: 'Chữ đang chọn'}).getByRole('button', {name: 'Ghi chú'}).click();
  await page.getByLabel('Lời của bạn').fill('Hỏi lại');
  await page.getByRole('button', {name: 'Lưu'}).click();
  await page.reload();
  const list = page.getByRole('region', {name: 'Ghi chép của bạn ở trang này'});
  await list.getByText('Hỏi lại').waitFor();
  assert.match(await list.innerText(), new RegExp(words));
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
