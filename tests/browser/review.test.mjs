// @ts-check
// Review: a set of cards by touch, by keys, by ear; what is kept, and what happens where it cannot be; from a folder and
// without a network.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {NARROW, WIDE, faultsOf, outside} from './inspect.mjs';
import {PHONE, SITE, texts, world} from './world.mjs';

const {visit, server} = await world();
const REVIEW = 'tu-hoc/on-tap/';
const READ = 'bai-hoc/kiem-soat-quyen-luc';
const ASKED = 'bai-hoc/noi-di-doi-voi-lam';
const SET = 10;
const DAY = 864e5;
const ROOT = pathToFileURL(`${SITE}/`).href;

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {Record<string, any>} Kept */
/** @typedef {[name: string, title: string, home: string, cards: [name: string, hash: string, front: string, back: string | string[]][]][]} Groups */

/** What the build made. @param {string} language */
function groups(language) {
  /** @type {Groups} */
  let found = [];
  const file = readFileSync(`${SITE}/study/${language}-cards.js`, 'utf8');
  new Function('handbookCards', file)((/** @type {Groups} */ given) => (found = given));
  return found;
}

const [[GLOSSARY, , HOME, ROWS]] = groups('vi');
const [FIRST] = ROWS;
const ID = `${GLOSSARY}/${FIRST[0]}`;

/** @param {Page} page @param {string} name */
const button = (page, name) => page.getByRole('button', {name, exact: true});
const front = (/** @type {Page} */ page) => page.locator('.review-front');
/** The day of the reader's calendar. @param {Page} page */
const today = (page) => page.evaluate((day) => Date.UTC(new Date().getFullYear(), new Date().getMonth(), new Date().getDate()) / day, DAY);

/** Before the page runs, as if it had been kept on another day. @param {Page} page @param {Record<string, Kept | string>} records by kind and id */
async function keep(page, records) {
  await page.evaluate((given) => {
    const root = new URL('../../', location.href).pathname.replace(/en\/$/, '');
    for (const [name, record] of Object.entries(given)) localStorage.setItem(`${root}.s1.${name}`, typeof record === 'string' ? record : JSON.stringify(record));
  }, records);
  await page.reload();
}

/** @param {Page} page @param {string} kind @returns {Promise<Record<string, Kept>>} all records of a kind, by id */
const kept = (page, kind) =>
  page.evaluate((name) => {
    const key = new RegExp(`\\.s1\\.${name}\\.(.*)$`);
    const found = Object.entries(localStorage).flatMap(([one, text]) => (key.test(one) ? [[one.replace(/^.*?\.s1\.\w+\./, ''), JSON.parse(text)]] : []));
    return Object.fromEntries(found);
  }, kind);

/** The card in sight by keys. @param {Page} page @param {string} grade */
async function grade(page, grade) {
  await page.locator('.review-face:focus').waitFor();
  await page.keyboard.press('Space');
  await page.locator('.review-back:focus').waitFor();
  await page.keyboard.press(grade);
}

/** What is focused, and not the page itself. @param {Page} page */
const focused = (page) => page.evaluate(() => (document.activeElement || document.body).className || document.activeElement?.localName);

test('a set by touch: the answer is focused, the end says when the next cards are due', async (t) => {
  const page = await visit(t, REVIEW, PHONE);
  await button(page, 'Bắt đầu').tap();
  for (let left = SET; left; left--) {
    await page.getByText(`Còn ${left} thẻ`).waitFor();
    assert.equal(await focused(page), 'review-face');
    const [, , asked, answer] = ROWS[SET - left];
    assert.equal(await front(page).innerText(), asked);
    assert.equal(await page.getByText(String(answer)).isVisible(), false, 'nothing is given away');
    await button(page, 'Hiện câu trả lời').tap();
    assert.equal(await focused(page), 'review-back');
    assert.match(await page.locator('.review-back').innerText(), new RegExp(`^${answer}`));
    await button(page, left % 2 ? 'Nhớ' : 'Chưa nhớ').tap();
  }
  await page.getByText('Hôm nay xong rồi. Thẻ tiếp theo tới lượt ngày mai.').waitFor();
  assert.notEqual(await focused(page), 'body');
  const records = await kept(page, 'c');
  assert.deepEqual(Object.keys(records).sort(), ROWS.slice(0, SET).map(([name]) => `${GLOSSARY}/${name}`).sort());
  const {h, n, e, l} = records[ID];
  assert.deepEqual([h, n, l], [FIRST[1], 1, await today(page)]);
  assert.equal(e, l + 1, 'what is not known comes back tomorrow');
  await page.reload();
  await page.getByText('Hôm nay xong rồi.').waitFor();
});

test('keys work inside the cards and nowhere else; the last grade is taken back', async (t) => {
  const page = await visit(t, REVIEW);
  await button(page, 'Bắt đầu').press('Enter');
  await page.locator('.review-face:focus').waitFor();
  await page.keyboard.press('2');
  assert.equal(await front(page).innerText(), FIRST[2], 'nothing is graded unseen');
  await grade(page, '2');
  await page.getByText(`Còn ${SET - 1} thẻ`).waitFor();
  assert.ok((await kept(page, 'c'))[ID].e > (await today(page)) + 1);
  await button(page, 'Lấy lại thẻ trước').press('Enter');
  await page.getByText(`Còn ${SET} thẻ`).waitFor();
  assert.deepEqual(await kept(page, 'c'), {});
  assert.equal(await front(page).innerText(), FIRST[2]);
  assert.equal(await button(page, 'Lấy lại thẻ trước').count(), 0);
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).blur());
  await page.keyboard.press('Space');
  assert.equal(await page.locator('.review-back:visible').count(), 0);
});

test('a hint says the first words, and is focused', async (t) => {
  const page = await visit(t, REVIEW);
  await button(page, 'Bắt đầu').click();
  await button(page, 'Gợi ý').click();
  assert.equal(await focused(page), 'review-hint');
  assert.equal(await page.locator('.review-hint').innerText(), `${String(FIRST[3]).split(' ').slice(0, 3).join(' ')} …`);
  await page.keyboard.press('Space');
  assert.equal(await focused(page), 'review-back');
});

test('what was read is asked for its key points; what is due comes first', async (t) => {
  const page = await visit(t, REVIEW);
  const day = await today(page);
  const [last] = ROWS.slice(-1);
  await keep(page, {
    [`p.${READ}`]: {t: 1},
    [`c.${GLOSSARY}/${last[0]}`]: {s: 3, d: 5, e: day - 2, l: day - 5, n: 2, h: last[1]},
    [`c.${ID}`]: {s: 3, d: 5, e: day + 2, l: day - 1, n: 2, h: FIRST[1]},
  });
  await button(page, 'Bắt đầu').click();
  assert.equal(await front(page).innerText(), last[2]);
  await grade(page, '2');
  await page.getByText('“Kiểm soát quyền lực”: những ý chính là gì?').waitFor();
  await page.keyboard.press('Space');
  assert.equal(await page.locator('.review-back li').count(), 3);
  assert.equal(await page.getByRole('link', {name: 'Đọc lại chỗ này'}).getAttribute('href'), new URL(`${READ}/`, server.url).href);
  await page.keyboard.press('2');
  assert.equal(await front(page).innerText(), ROWS[1][2], 'the first one is not due');
});

test('a card that was edited comes again, and says so', async (t) => {
  const page = await visit(t, REVIEW);
  const day = await today(page);
  await keep(page, {[`c.${ID}`]: {s: 30, d: 5, e: day + 20, l: day - 9, n: 4, h: '000000'}});
  await button(page, 'Bắt đầu').click();
  await page.getByText('Chỗ này đã sửa từ lần bạn ôn.').waitFor();
  assert.equal(await front(page).innerText(), FIRST[2]);
  await grade(page, '2');
  assert.equal((await kept(page, 'c'))[ID].h, FIRST[1]);
  await page.getByText(`Còn ${SET - 1} thẻ`).waitFor();
  assert.equal(await page.getByText('Chỗ này đã sửa').count(), 0);
});

test('a question that was answered wrong is asked as on its page', async (t) => {
  const page = await visit(t, `${ASKED}/`);
  await page.locator('.quiz-check').first().waitFor();
  const right = String(await page.locator('.quiz').first().getAttribute('data-right'));
  const name = String(await page.locator('.quiz').first().getAttribute('id'));
  const wrong = ['A', 'B'].find((letter) => letter !== right);
  const choice = (/** @type {string} */ letter) => page.locator(`.quiz input[value="${letter}"]`).first();
  await choice(String(wrong)).check();
  await page.locator('.quiz-check').first().click();
  await page.goto(new URL(REVIEW, server.url).href);
  await button(page, 'Bắt đầu').click();
  await page.locator('.review .quiz-check').waitFor();
  assert.equal(await focused(page), 'review-asked');
  assert.equal(await button(page, 'Nhớ').count(), 0);
  assert.deepEqual(await faultsOf(page, NARROW), []);
  await choice(right).check();
  await page.locator('.review .quiz-check').click();
  await page.locator('.quiz-result:focus').waitFor();
  assert.deepEqual(await faultsOf(page, NARROW), []);
  for (const link of await page.locator('.quiz a[href]').all()) assert.match(String(await link.getAttribute('href')), /^http/);
  await button(page, 'Nhớ').click();
  await page.getByText(`Còn ${SET - 1} thẻ`).waitFor();
  assert.equal((await kept(page, 'q'))[`${ASKED}#${name}`].ok, true);
  const {h, n} = (await kept(page, 'c'))[`${ASKED}#${name}`];
  assert.ok(h && n === 1);
});

test('a question that is no more is passed over', async (t) => {
  const page = await visit(t, REVIEW);
  await keep(page, {[`q.${ASKED}#khong-con`]: {h: 'a', a: 'B', ok: false, n: 1}});
  await button(page, 'Bắt đầu').click();
  await page.locator('.review-face:focus').waitFor();
  assert.equal(await front(page).innerText(), FIRST[2]);
});

test('two tabs: what one has graded the other passes over, and no grade is lost', async (t) => {
  const page = await visit(t, REVIEW);
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const one of [page, other]) await button(one, 'Bắt đầu').click();
  await grade(page, '2');
  await grade(page, '2');
  const before = await kept(page, 'c');
  await grade(other, '1'); // its first card has been graded meanwhile
  await other.getByText(`Còn ${SET - 2} thẻ`).waitFor();
  assert.equal(await front(other).innerText(), ROWS[2][2]);
  await grade(other, '2');
  await other.getByText(`Còn ${SET - 3} thẻ`).waitFor();
  const after = await kept(page, 'c');
  assert.deepEqual(Object.keys(after).length, 3);
  for (const [id, record] of Object.entries(before)) assert.deepEqual(after[id], record);
});

for (const [name, refuse] of /** @type {const} */ ([
  ['full', () => (Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); })],
  ['forbidden', () => Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})],
])) {
  test(`with ${name} storage a set goes on, and the reader hears of it once`, async (t) => {
    const page = await visit(t, 'tra-cuu/');
    await page.addInitScript(refuse);
    await page.goto(new URL(REVIEW, server.url).href);
    await button(page, 'Bắt đầu').click();
    for (let left = SET; left; left--) await grade(page, '2');
    await page.getByText('Hôm nay xong rồi.').waitFor();
    assert.equal(await page.getByText('Trình duyệt không lưu được').count(), 1);
  });
}

test('a broken record is as none, and stays until the card is graded', async (t) => {
  const page = await visit(t, REVIEW);
  await keep(page, {[`c.${ID}`]: '{"s":', [`c.${GLOSSARY}/${ROWS[1][0]}`]: {s: 'x', d: null}});
  await button(page, 'Bắt đầu').click();
  assert.equal(await front(page).innerText(), FIRST[2]);
  await grade(page, '2');
  await page.getByText(`Còn ${SET - 1} thẻ`).waitFor();
  await grade(page, '2');
  await page.getByText(`Còn ${SET - 2} thẻ`).waitFor();
  assert.ok(Object.values(await kept(page, 'c')).every(({s, n}) => s > 0 && n === 1));
});

test('in English: cards in English, those of pages without a translation in their own language', async (t) => {
  const page = await visit(t, `en/${REVIEW}`);
  await keep(page, {[`p.${READ}`]: {t: 1}});
  const english = groups('en');
  await button(page, 'Begin').click();
  assert.equal(await page.locator('.review-front span[lang=vi]').innerText(), 'Kiểm soát quyền lực');
  await page.keyboard.press('Space');
  assert.equal(await page.locator('.review-back span[lang=vi]').count(), 3);
  await button(page, 'I knew it').click();
  await page.getByText('Cards left: 9').waitFor();
  assert.equal(await front(page).innerText(), english[0][3][0][2]);
  assert.deepEqual(Object.keys(await kept(page, 'c')), [READ], 'one card in all languages');
});

for (const size of [NARROW, WIDE]) {
  test(`no fault for those who do not see as others do, before, during and after a set: ${size.width} px`, async (t) => {
    const page = await visit(t, REVIEW, {viewport: size});
    await button(page, 'Bắt đầu').waitFor();
    assert.deepEqual(await faultsOf(page, size), []);
    await button(page, 'Bắt đầu').click();
    await button(page, 'Gợi ý').click();
    assert.deepEqual(await faultsOf(page, size), []);
    await button(page, 'Hiện câu trả lời').click();
    assert.deepEqual(await faultsOf(page, size), []);
    await button(page, 'Nhớ').click();
    for (let left = SET - 1; left; left--) await grade(page, '1');
    await page.getByText('Hôm nay xong rồi.').waitFor();
    assert.deepEqual(await faultsOf(page, size), []);
  });
}

test('with letters twice as large in the narrowest window nothing is cut off; what is pressed is large enough', async (t) => {
  const page = await visit(t, REVIEW, {viewport: {width: 320, height: 640}});
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await button(page, 'Bắt đầu').click();
  await button(page, 'Gợi ý').click();
  assert.deepEqual(await outside(page), []);
  await button(page, 'Hiện câu trả lời').click();
  assert.deepEqual(await outside(page), []);
  for (const one of await page.locator('.review button:visible').all()) {
    const box = await one.boundingBox();
    assert.ok(box && box.height >= 44 && box.width >= 44, await one.innerText());
  }
});

for (const [name, fault] of /** @type {const} */ ([
  ['cannot be had', () => server.broken.add('study/vi-cards.js')],
  ['are a login page', () => server.instead.set('study/vi-cards.js', '// Xin đăng nhập')],
])) {
  test(`cards that ${name} are asked for again at a press`, async (t) => {
    t.after(() => [server.broken.clear(), server.instead.clear()]);
    fault();
    const page = await visit(t, REVIEW);
    await page.getByText('Chưa lấy được các thẻ.').waitFor();
    server.broken.clear();
    server.instead.clear();
    await button(page, 'Thử lại').press('Enter');
    await button(page, 'Bắt đầu').waitFor();
    assert.equal(await focused(page), 'review');
  });
}

test('without scripts a sentence says what is missing, and leads to what is repeated', async (t) => {
  const page = await visit(t, REVIEW, {javaScriptEnabled: false});
  assert.match((await texts(page, '.review'))[0], /cần trình duyệt chạy mã/);
  assert.equal(await page.locator('.review button').count(), 0);
  await page.locator('.review summary').click();
  await page.locator(`.review a[href*="${HOME}"]`).click();
  await page.waitForURL(`**/${HOME}`);
});

/** The page in a folder, as if this question of another page had been answered wrong. @param {Page} page @param {string} name */
async function fromFolder(page, name) {
  await page.addInitScript(([key, value]) => {
    localStorage.clear();
    localStorage.setItem(new URL('../../', location.href).pathname + key, value);
  }, [`.s1.q.${ASKED}#${name}`, '{"h":"a","a":"B","ok":false}']);
  await page.goto(`${ROOT}${REVIEW}index.html`);
  await button(page, 'Bắt đầu').click();
}

test('from a folder: the bank has what no page can fetch; a question that is no more is passed over', async (t) => {
  const lesson = await visit(t, `${ROOT}${ASKED}/index.html`);
  const quiz = lesson.locator('.quiz').first();
  const [name, asked, right, hash] = await Promise.all([quiz.getAttribute('id'), quiz.locator('.quiz-question').textContent(), quiz.getAttribute('data-right'), quiz.getAttribute('data-hash')]);
  await lesson.close();
  const page = await visit(t, '');
  await fromFolder(page, String(name));
  const again = page.locator('.review .quiz');
  await again.locator('.quiz-check').waitFor();
  assert.deepEqual([await again.locator('.quiz-question').textContent(), await again.getAttribute('data-hash')], [asked, hash]);
  await again.locator(`input[value="${right}"]`).check();
  await again.locator('.quiz-check').click();
  await page.locator('.quiz-result:focus').waitFor();
  assert.equal(await page.locator('.review-back a').getAttribute('href'), `${ROOT}${ASKED}/index.html#${name}`);
  await button(page, 'Nhớ').click();
  await grade(page, '2');
  await page.getByText(`Còn ${SET - 2} thẻ`).waitFor();
  await page.evaluate(() => localStorage.clear());
  await fromFolder(page, 'khong-con');
  assert.equal(await front(page).innerText(), FIRST[2]);
});

test('from a folder that lacks the bank: the page of the question is named', async (t) => {
  const page = await visit(t, '');
  await page.context().route(/study\/vi(-|\.)(?!cards)/, (route) => route.abort());
  await fromFolder(page, 'khong-con');
  const link = page.getByRole('link', {name: 'Mở câu hỏi'});
  assert.equal(await link.getAttribute('href'), `${ROOT}${ASKED}/index.html#khong-con`);
  await button(page, 'Nhớ').click();
  assert.equal(await front(page).innerText(), FIRST[2]);
});

test('what a reader does goes nowhere', async (t) => {
  const page = await visit(t, REVIEW);
  await button(page, 'Bắt đầu').waitFor();
  /** @type {string[]} */
  const sent = [];
  page.on('request', (request) => sent.push(request.url()));
  await button(page, 'Bắt đầu').click();
  for (let left = SET; left; left--) await grade(page, '1');
  await page.getByText('Hôm nay xong rồi.').waitFor();
  assert.deepEqual(sent, []);
  assert.equal(new URL(page.url()).href, new URL(REVIEW, server.url).href);
});
