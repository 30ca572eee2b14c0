// @ts-check
// The questions of the whole handbook in one place: as their pages have them, chosen, a few at a time, kept in the same records.
import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {NARROW, SMALLEST, faultsOf} from './inspect.mjs';
import {PHONE, SITE, world} from './world.mjs';

const {visit, server} = await world();
const PAGE = 'tu-hoc/luyen-cau-hoi/';
const FOLDER = pathToFileURL(`${process.env.FOLDER}/`).href;
const STEP = 10;

/** @typedef {import('./world.mjs').Page} Page */

/** @param {import('node:test').TestContext} t @param {string} [path] @param {object} [options] */
async function open(t, path = PAGE, options = PHONE) {
  const page = await visit(t, path, options);
  await page.locator('.bank-form').waitFor();
  return page;
}

/** @param {Page} page @param {Record<string, string>} choices by label */
async function start(page, choices = {}) {
  for (const [label, text] of Object.entries(choices)) await page.getByLabel(label, {exact: true}).selectOption({label: text});
  await page.getByRole('button', {name: 'Bắt đầu'}).click();
  await page.locator('.bank-said:focus').waitFor();
}

/** Keys of the questions that are shown. @param {Page} page @returns {Promise<string[]>} */
const shown = (page) => page.locator('.practice .quiz').evaluateAll((all) => all.map((one) => {
  const link = /** @type {HTMLAnchorElement} */ (one.querySelector('.quiz-from a'));
  return handbook.study.pageOf(link.pathname) + link.hash;
}));

for (const [language, folder] of [['vi', ''], ['en', 'en/']]) {
  test(`every question is drawn as its page prints it, ${language}`, async (t) => {
    const page = await open(t, folder + PAGE, {viewport: NARROW});
    const [count, others] = await page.evaluate(async () => {
      const bank = await handbook.bank();
      const all = bank.parts.reduce((found, {questions}) => found.concat(questions), /** @type {BankQuestion[]} */ ([]));
      await bank.fetch(all);
      const others = [];
      for (const question of all) {
        const address = new URL(String(/** @type {HTMLAnchorElement} */ (bank.from(question).querySelector('a')).href));
        const text = await (await fetch(address.pathname)).text();
        const there = new DOMParser().parseFromString(text, 'text/html');
        const printed = /** @type {HTMLElement} */ (there.getElementById(question.id));
        for (const link of printed.querySelectorAll('a')) link.setAttribute('href', new URL(String(link.getAttribute('href')), address).href);
        const number = Number(/\d+/.exec(String(printed.textContent))?.[0]);
        const drawn = bank.draw(question, number, question.id);
        drawn.removeAttribute('lang');
        if (!printed.isEqualNode(drawn)) others.push([printed.outerHTML, drawn.outerHTML]);
      }
      return [all.length, others];
    });
    assert.ok(count > STEP);
    assert.deepEqual(others, []);
  });
}

test('ten at a time, with the focus on the first new one, until all are there', async (t) => {
  const page = await open(t);
  await start(page);
  const all = Number(/\d+/.exec(await page.locator('.bank-said').innerText())?.[0]);
  assert.equal((await shown(page)).length, STEP);
  while (await page.locator('.practice > .button').isVisible()) {
    const before = (await shown(page)).length;
    await page.getByRole('button', {name: /^Thêm/}).press('Enter');
    await page.locator(`#hoi-${before + 1}:focus`).waitFor();
  }
  const keys = await shown(page);
  assert.deepEqual([keys.length, new Set(keys).size], [all, all]);
  assert.match(await page.locator('.bank-said').innerText(), /^Đã đủ/);
});

test('a second press while questions are still on their way asks for nothing twice', async (t) => {
  const page = await open(t);
  const held = readdirSync(`${SITE}/study`).map((name) => server.hold(`study/${name}`));
  const button = page.getByRole('button', {name: 'Bắt đầu'});
  await button.tap();
  await button.tap();
  for (const release of held) release();
  await page.locator('.bank-said:focus').waitFor();
  const first = await shown(page);
  assert.deepEqual([first.length, new Set(first).size], [STEP, STEP]);
  await page.getByRole('button', {name: /^Thêm/}).press('Enter');
  await page.locator(`#hoi-${STEP + 1}:focus`).waitFor();
  const all = await shown(page);
  assert.equal(new Set(all).size, all.length);
});

test('only the files of what is asked for are fetched', async (t) => {
  const page = await open(t);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url().replace(server.url, '')));
  const part = await page.getByLabel('Phần', {exact: true}).locator('option').nth(2).innerText();
  await start(page, {Phần: part});
  assert.deepEqual(asked.filter((path) => path.startsWith('study/')).length, 1);
  const [first] = await shown(page);
  assert.deepEqual(asked.filter((path) => path.startsWith('study/')), [`study/vi-${first.split('/')[0]}.js`]);
});

test('what is answered here is known on its page, and the other way; the wrong ones come again', async (t) => {
  const page = await open(t);
  await start(page, {Mức: 'nhận biết'});
  for (const level of await page.locator('.practice .quiz-question small').allTextContents()) assert.match(level, /nhận biết/);
  const quiz = page.locator('.practice .quiz:not([data-kind])').first();
  const at = (await page.locator('.practice .quiz').evaluateAll((all) => all.findIndex((one) => !(/** @type {HTMLElement} */ (one).dataset.kind))));
  const key = (await shown(page))[at];
  const right = String(await quiz.getAttribute('data-right'));
  await quiz.locator(`input[value="${right === 'A' ? 'B' : 'A'}"]`).tap();
  await quiz.getByRole('button', {name: 'Kiểm tra'}).tap();
  await quiz.locator('.quiz-result:focus').waitFor();
  await start(page, {Mức: 'Mọi mức', 'Những câu': 'cần xem lại'});
  assert.deepEqual(await shown(page), [key]);
  assert.equal(await page.locator('.practice .quiz').getAttribute('data-state'), 'wrong');
  await start(page, {'Những câu': 'chưa trả lời'});
  assert.equal((await shown(page)).includes(key), false);
  const [name, id] = key.split('#');
  await page.goto(new URL(`${name}/`, server.url).href);
  const there = page.locator(`#${id}`);
  await there.getByRole('button', {name: /^Làm lại câu \d/}).tap();
  await there.locator(`input[value="${right}"]`).tap();
  await there.getByRole('button', {name: 'Kiểm tra'}).tap();
  await page.goto(new URL(`${PAGE}?cau=xem-lai`, server.url).href);
  await page.getByText('Không có câu nào như thế').waitFor();
});

test('two questions of one id on two pages are two questions', async (t) => {
  const page = await open(t);
  const states = await page.evaluate(async () => {
    const bank = await handbook.bank();
    const questions = bank.parts.reduce((found, {questions}) => found.concat(questions), /** @type {BankQuestion[]} */ ([])).filter(({kind}) => kind === 'chon-mot').slice(0, 2);
    await bank.fetch(questions);
    // As if both had the id of the first.
    const [one, other] = questions.map((question, at) => bank.draw(question, at + 1, `hoi-${at + 1}`));
    other.dataset.id = one.dataset.id;
    document.body.append(one, other);
    handbook.study.quiz(one, 'mot');
    handbook.study.quiz(other, 'hai');
    for (const quiz of [one, other]) /** @type {HTMLInputElement} */ (quiz.querySelector('input')).click();
    return [one, other].map((quiz) => /** @type {HTMLInputElement} */ (quiz.querySelector('input')).checked);
  });
  assert.deepEqual(states, [true, true]);
});

test('by keys alone, without barriers in any scheme, 320 px wide', async (t) => {
  const page = await open(t, PAGE, {viewport: SMALLEST});
  assert.deepEqual(await faultsOf(page, SMALLEST), []);
  await page.getByLabel('Phần', {exact: true}).focus();
  for (let press = 0; press < 3; press++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.locator('.bank-said:focus').waitFor();
  await page.evaluate(() => scrollTo(0, 0)); // no bar lies over anything there
  assert.deepEqual(await faultsOf(page, SMALLEST), []);
});

test('without scripts: a list of the pages that ask', async (t) => {
  const page = await visit(t, PAGE, {...PHONE, javaScriptEnabled: false});
  assert.equal(await page.locator('.practice').innerText(), '');
  assert.equal(await page.locator('.practice button').count(), 0);
  await page.getByText('Các trang có câu hỏi').tap();
  await page.locator('.question-pages a').first().tap();
  await page.locator('.quiz').first().waitFor();
});

test('from a folder: questions, and links that lead to files', async (t) => {
  const page = await open(t, `${FOLDER}${PAGE}index.html`);
  await start(page);
  const link = page.locator('.quiz-from a').first();
  assert.match(String(await link.getAttribute('href')), /^file:.*\/index\.html#/);
  await link.tap();
  await page.locator('.quiz').first().waitFor();
});

test('what could not be fetched is said, and can be asked for again', async (t) => {
  const page = await visit(t, 'tai-ve/', PHONE);
  await page.route('**/study/**', (route) => route.abort());
  await page.goto(new URL(PAGE, server.url).href);
  await page.getByRole('alert').waitFor();
  await page.unroute('**/study/**');
  await page.route('**/study/vi-*', (route) => route.fulfill({contentType: 'text/javascript', body: '0'}));
  await page.getByRole('button', {name: 'Thử lại'}).tap();
  await page.locator('.bank-form').waitFor();
  await page.getByRole('button', {name: 'Bắt đầu'}).tap();
  await page.locator('.bank-said:focus').getByText('Chưa tải được').waitFor();
  await page.unroute('**/study/vi-*');
  await start(page);
  assert.equal((await shown(page)).length, STEP);
});
