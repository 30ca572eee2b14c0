// @ts-check
// The page is read aloud: by a voice of the device in the language of the text or not at all, a sentence at a time.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {outside} from './inspect.mjs';
import {begun, finish, heardLate, said, speaking} from './voices.mjs';
import {LESSON, PHONE, SITE, holdsFocus, world} from './world.mjs';

const {visit, server} = await world();
const LONGEST = 180;
const VOICE = [{lang: 'vi-VN'}];

/** @typedef {import('./world.mjs').Page} Page */

/** @param {Page} page */
const opener = (page) => page.locator('button.aloud');
/** @param {Page} page */
const bar = (page) => page.getByRole('region', {name: 'Đọc to'});
/** @param {Page} page @param {string} name */
const press = (page, name) => bar(page).getByRole('button', {name, exact: true}).click();

/** The script that looks for voices has come. @param {Page} page */
const settled = (page) => page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);

/** A page that is being read. @param {import('node:test').TestContext} t @param {string} path @param {import('./voices.mjs').Voice[]} voices @param {object} [options] of the voices */
async function reading(t, path, voices = VOICE, options = {}) {
  const page = await visit(t, path, PHONE);
  await speaking(page, voices, options);
  await opener(page).click();
  return page;
}

/** What is marked. @param {Page} page */
const marked = (page) =>
  page.evaluate(() => {
    const {highlights} = /** @type {any} */ (CSS);
    const ranges = highlights ? [...(highlights.get('aloud') || [])] : [...document.querySelectorAll('.handbook-text mark')];
    return ranges.map((one) => (one.textContent === undefined ? String(one) : one.textContent)).join('').replace(/\s+/g, ' ').trim();
  });

for (const [name, voices, shown] of /** @type {[string, import('./voices.mjs').Voice[], boolean][]} */ ([
  ['no voice', [], false],
  ['an English voice', [{lang: 'en-US'}], false],
  ['a voice that sends the text away', [{lang: 'vi-VN', localService: false}], false],
  ['a voice of another language that begins alike', [{lang: 'vic'}], false],
  ...['vi', 'vi-VN', 'vi_VN', 'vie', 'vie-VNM'].map((lang) => [lang, [{lang: 'en-GB'}, {lang}], true]),
])) {
  test(`the button with ${name}: ${shown ? 'there' : 'not there'}`, async (t) => {
    const page = await visit(t, LESSON, PHONE);
    await speaking(page, voices);
    await settled(page);
    if (shown) await opener(page).waitFor();
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    assert.equal(await opener(page).isVisible(), shown);
  });
}

test('voices that come late are found', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await speaking(page, VOICE, {late: 400});
  await settled(page);
  await opener(page).waitFor();
});

test('without speech, and without scripts, there is no button', async (t) => {
  const page = await visit(t, LESSON, {...PHONE, javaScriptEnabled: false});
  assert.equal(await opener(page).isVisible(), false);
  const other = await visit(t, LESSON, PHONE);
  await other.addInitScript(() => delete (/** @type {any} */ (window).speechSynthesis));
  await other.reload();
  await settled(other);
  assert.ok(!(await other.evaluate(() => 'speechSynthesis' in window)));
  assert.equal(await opener(other).isVisible(), false);
});

test('all of the text is read, in short pieces, by that voice alone, and nothing is asked of anyone', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await speaking(page, [{lang: 'en-US'}, {lang: 'vi-VN', localService: false}, {lang: 'vi_VN'}], {takes: 1});
  await opener(page).click();
  await begun(page, 1);
  const before = server.asked.length;
  await page.getByRole('status').getByText('Đã đọc hết.').waitFor();
  // The page's own code for what comes into sight is no question to anyone.
  assert.deepEqual(server.asked.slice(before).filter((path) => !/^assets\/(resume|prompts|notes)\./.test(path)), []);
  const pieces = await said(page);
  for (const {text, voice, local} of pieces) {
    assert.ok(text.length <= LONGEST && voice === 'vi_VN' && local, text);
  }
  const whole = pieces.map(({text}) => text).join(' ');
  const [wanted, unwanted] = await page.evaluate(() => {
    const plain = (/** @type {string} */ selector) => [...document.querySelectorAll(`.handbook-text ${selector}`)].map((one) => String(one.textContent).replace(/\s+/g, ' ').trim());
    const ends = [...document.querySelectorAll('#lien-he ~ *, #nguon ~ *')].map((one) => String(one.textContent).replace(/\s+/g, ' ').trim());
    return [plain('> :is(h1, h2:not(#lien-he, #nguon), h3, p)').filter((text) => !ends.includes(text)), [...plain('.quiz p, .quiz li'), ...ends].filter(Boolean)];
  });
  assert.ok(wanted.length > 10 && unwanted.length > 5);
  for (const text of wanted) assert.ok(whole.includes(text), text);
  for (const text of unwanted) assert.ok(!whole.includes(text), text);
});

test('a long sentence is cut where a clause ends, and no word is lost', async (t) => {
  const clause = 'người giữ sổ ghi lại việc đã làm trong ngày';
  const sentence = `Khi ${[clause, clause, clause, clause, clause, clause].join(', ')} v.v. và xong.`;
  const page = await visit(t, LESSON, PHONE);
  await speaking(page, VOICE, {takes: 1});
  await page.locator('.handbook-text > p.lead').evaluate((block, text) => (block.textContent = text), sentence);
  await opener(page).click();
  await page.getByRole('status').getByText('Đã đọc hết.').waitFor();
  const pieces = (await said(page)).map(({text}) => text);
  const from = pieces.findIndex((text) => text.startsWith('Khi'));
  const to = pieces.findIndex((text) => text.endsWith('xong.'));
  const found = pieces.slice(from, to + 1);
  assert.equal(found.join(' '), sentence);
  assert.ok(found.length > 1 && found.slice(0, -1).every((text) => text.endsWith(',')), found.join('\n'));
});

test('who stops goes on with the same sentence, whatever a phone says late', async (t) => {
  const page = await reading(t, LESSON);
  await begun(page, 1);
  await finish(page);
  const second = await begun(page, 2);
  assert.equal(await marked(page), second.text);
  await press(page, 'Dừng');
  await heardLate(page, 1);
  assert.equal((await said(page)).length, 2);
  const main = bar(page).getByRole('button', {name: 'Đọc to'});
  assert.ok(await main.evaluate((button) => button === document.activeElement), 'the focus stays');
  await main.click();
  assert.equal((await begun(page, 3)).text, second.text);
  await finish(page);
  assert.notEqual((await begun(page, 4)).text, second.text);
});

test('a sentence further, a sentence back', async (t) => {
  const page = await reading(t, LESSON);
  const first = await begun(page, 1);
  await press(page, 'Câu sau');
  const second = await begun(page, 2);
  assert.notEqual(second.text, first.text);
  await heardLate(page, 1);
  await press(page, 'Câu trước');
  assert.equal((await begun(page, 3)).text, first.text);
  await heardLate(page, 2);
  await press(page, 'Câu trước');
  assert.equal((await begun(page, 4)).text, first.text);
});

test('the speed is remembered, until all is as it was at first', async (t) => {
  const page = await reading(t, LESSON);
  const first = await begun(page, 1);
  assert.equal(first.rate, 1);
  await bar(page).getByLabel('Tốc độ').selectOption('1,5×');
  assert.deepEqual(await begun(page, 2), {...first, rate: 1.5});
  await page.reload();
  await opener(page).click();
  assert.equal((await begun(page, 1)).rate, 1.5);
  await page.click('.reading-open');
  await page.getByRole('button', {name: 'Về như ban đầu'}).click();
  await page.keyboard.press('Escape');
  // The way back in the history has to be gone first.
  await page.waitForFunction(() => !history.state);
  await page.reload();
  await opener(page).click();
  assert.equal((await begun(page, 1)).rate, 1);
});

test('closing gives the focus back, takes the mark away, and is no end', async (t) => {
  const page = await reading(t, LESSON);
  await begun(page, 1);
  await finish(page);
  const second = await begun(page, 2);
  await page.keyboard.press('Escape');
  await bar(page).waitFor({state: 'detached'});
  assert.equal(await marked(page), '');
  await holdsFocus(opener(page));
  await opener(page).click();
  assert.equal((await begun(page, 3)).text, second.text);
  await press(page, 'Đóng');
  await bar(page).waitFor({state: 'detached'});
});

test('on leaving the page it stops', async (t) => {
  const page = await reading(t, LESSON);
  await begun(page, 1);
  await page.goto(`${server.url}bai-hoc/`);
  assert.equal(await page.evaluate(() => sessionStorage.getItem('silenced')), 'true');
});

test('a voice that does not begin is said, and can be tried again', async (t) => {
  const page = await reading(t, LESSON, VOICE, {mute: true});
  const first = await begun(page, 1);
  await page.getByRole('status').getByText('Máy chưa đọc được.').waitFor();
  await press(page, 'Đọc to');
  assert.equal((await begun(page, 2)).text, first.text);
});

test('an old browser marks too, and the page is as it was afterwards', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.addInitScript(() => Object.defineProperty(CSS, 'highlights', {value: undefined}));
  await speaking(page, VOICE);
  const inside = () => page.locator('.handbook-text').evaluate((text) => [text.innerHTML, text.textContent, String([...text.querySelectorAll('p')].map((one) => one.childNodes.length))]);
  await settled(page);
  const before = await inside();
  await opener(page).click();
  for (let count = 1; count < 12; count++) {
    const {text} = await begun(page, count);
    assert.equal(await marked(page), text);
    await finish(page);
  }
  await begun(page, 12);
  assert.ok(await page.locator('.handbook-text mark').count());
  await page.keyboard.press('Escape');
  assert.deepEqual(await inside(), before);
});

test('the sentence is in sight, above the bar, which is the only one; who scrolls away is left alone', async (t) => {
  const page = await reading(t, LESSON);
  const isSeen = () =>
    page.evaluate(() => {
      const [first] = /** @type {any} */ (CSS).highlights.get('aloud');
      const edges = (/** @type {string} */ name) => /** @type {Element} */ (document.querySelector(name)).getBoundingClientRect();
      const {top, bottom} = first.getBoundingClientRect();
      return top >= edges('.top').bottom && bottom <= edges('.aloud-bar').top;
    });
  for (let count = 1; count < 15; count++) {
    await begun(page, count);
    assert.ok(await isSeen(), String(count));
    await finish(page);
  }
  assert.ok(!(await page.locator('.thumb').isVisible()));
  await begun(page, 15);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await finish(page);
  await begun(page, 16);
  assert.ok(!(await isSeen()));
  await press(page, 'Câu sau');
  await begun(page, 17);
  assert.ok(await isSeen());
});

test('what is folded up is not read before it is open', async (t) => {
  const page = await visit(t, 'dot-sinh-hoat/van-ban/', PHONE);
  await speaking(page, VOICE, {takes: 1});
  const row = page.locator('details.group tbody th').first();
  const name = String(await row.textContent()).trim();
  const readAll = async () => {
    await opener(page).click();
    await page.getByRole('status').getByText('Đã đọc hết.').waitFor();
    return (await said(page)).map(({text}) => text).join(' ');
  };
  assert.ok(!(await readAll()).includes(name));
  await page.keyboard.press('Escape');
  await page.locator('details.group summary').first().click();
  assert.ok((await readAll()).includes(name));
});

test('a page in English is read by an English voice, its Vietnamese words by none', async (t) => {
  const path = 'en/bai-hoc/noi-di-doi-voi-lam/';
  const page = await visit(t, path, PHONE);
  await speaking(page, [{lang: 'en-US'}], {takes: 1});
  await opener(page).click();
  await page.getByRole('status').getByText('That was all.').waitFor();
  const spoken = (await said(page)).map(({text}) => text);
  const own = await page.locator('.handbook-text [lang=vi]:visible').allInnerTexts();
  assert.ok(own.length && spoken.length);
  for (const words of own) assert.ok(!spoken.some((text) => text.includes(words)), words);
});

test('in the English pages a text in Vietnamese wants a voice for Vietnamese', async (t) => {
  const page = await visit(t, `en/${LESSON}`, PHONE);
  await speaking(page, [{lang: 'en-US'}]);
  await settled(page);
  assert.equal(await page.locator('.handbook-text').getAttribute('lang'), 'vi');
  assert.equal(await opener(page).isVisible(), false);
});

test('from a folder, in the narrowest window and the largest letters', async (t) => {
  const page = await visit(t, `${pathToFileURL(SITE).href}/${LESSON}index.html`, {viewport: {width: 320, height: 568}});
  await page.evaluate(() => localStorage.setItem('x', ''));
  await speaking(page, VOICE);
  await page.evaluate(() => (document.documentElement.dataset.size = '5'));
  await opener(page).click();
  await begun(page, 1);
  assert.deepEqual(await outside(page), []);
});

test('addresses and strokes are said as people say them', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await speaking(page, VOICE);
  await opener(page).waitFor();
  await page.locator('article .handbook-text p').first().evaluate((first) => {
    first.textContent = 'Chi bộ ở xã/phường/đặc khu, Kinh/Tày, 30/4 đọc https://www.plo.vn/bai/x.html?a=1.';
    for (const other of [...document.querySelectorAll('article h1, article .handbook-text > *')]) if (other !== first && !other.contains(first)) other.remove();
  });
  await opener(page).click();
  await begun(page, 1);
  const all = (await said(page)).map((/** @type {any} */ one) => one.text || one).join(' ');
  assert.match(all, /ở xã, phường, đặc khu, Kinh\/Tày, 30\/4 đọc plo\.vn\./);
});
