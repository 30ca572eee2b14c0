// @ts-check
// On the pages of another language: what speaks to the reader says so in that language, and what stands in the handbook's
// own, as titles and questions that are not translated, says that it does.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PHONE, world} from './world.mjs';

const {visit, server} = await world();
/** In Vietnamese alone. */
const LESSON = 'bai-hoc/kiem-soat-quyen-luc';
const PAPER = 'en/tu-hoc/thi-thu/?de=thu1_6';

/** @typedef {import('playwright-core').Page} Page */

/**
 * Texts and names whose letters are of one language, and which stand in the other.
 * @param {Page} page
 */
const misspoken = (page) => page.evaluate(() => {
  const isOwn = (/** @type {string} */ text) => /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/.test(text);
  const said = /** @type {[string, Element][]} */ ([]);
  const walker = document.createTreeWalker(/** @type {Node} */ (document.querySelector('article')), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) said.push([String(node.textContent).trim(), /** @type {Element} */ (node.parentElement)]);
  for (const one of document.querySelectorAll('article [role=img]')) said.push([String(one.getAttribute('aria-label')), one]);
  const studied = '.button, .quiz-bar, .quiz-result > span, .quiz-result strong, .tick, .study-note, .study-sum, .study-next > a';
  return said.flatMap(([text, place]) => {
    const {lang} = /** @type {HTMLElement} */ (place.closest('[lang]'));
    const isWrong = place.closest('[hidden]') ? false : isOwn(text) ? lang !== 'vi' : Boolean(text) && place.matches(studied) && lang !== 'en';
    return isWrong ? [`${lang}: ${text}`] : [];
  });
});

/** @param {Page} page */
const studying = (page) => page.evaluate(() => handbook.studying().then(() => true));

/** @param {import('playwright-core').Locator} button */
const press = (button) => button.evaluate((one) => /** @type {HTMLElement} */ (one).click());

test('a lesson that is not translated', async (t) => {
  const page = await visit(t, `en/${LESSON}/`, PHONE);
  await page.getByRole('button', {name: 'Check'}).first().waitFor();
  const quiz = page.locator('.quiz').first();
  await press(quiz.locator('.quiz-check'));
  assert.equal(await quiz.locator('.quiz-result > [lang=en]').innerText(), 'Choose an answer first.');
  await press(quiz.locator('input').first());
  await press(quiz.locator('.quiz-check'));
  await page.getByRole('button', {name: 'Answer question 1 again', exact: true}).waitFor();
  assert.equal(await quiz.locator('.quiz-result strong').evaluate((one) => /** @type {HTMLElement} */ (one).lang), 'en');
  assert.deepEqual(await misspoken(page), []);
});

test('what was done, with its record', async (t) => {
  const page = await visit(t, 'en/viec-hoc/', PHONE);
  await studying(page);
  await page.locator('.study-sum').waitFor();
  assert.match(await page.locator('.study-next').innerText(), /^Begin with: /);
  assert.deepEqual(await misspoken(page), []);
  await page.evaluate(() => {
    print = () => dispatchEvent(new Event('beforeprint'));
    for (const link of document.querySelectorAll('.study li a')) handbook.study.put('p', handbook.study.pageOf(/** @type {HTMLAnchorElement} */ (link).pathname), {t: 1764000000});
  });
  const records = page.locator('.study-print:visible');
  await records.first().waitFor();
  await press(records.first());
  assert.ok(await page.locator('.study-record li').count());
  assert.deepEqual(await misspoken(page), []);
});

test('questions of the whole handbook', async (t) => {
  const page = await visit(t, 'en/tu-hoc/luyen-cau-hoi/', PHONE);
  await press(page.locator('.bank-form .quiz-check'));
  await page.locator('.practice .quiz').first().waitFor();
  assert.ok(await page.locator('.practice .quiz[lang=vi]').count());
  assert.deepEqual(await misspoken(page), []);
});

test('a paper, before it is begun and after', async (t) => {
  const page = await visit(t, PAPER, PHONE);
  await page.locator('.exam h2').first().waitFor();
  assert.deepEqual(await misspoken(page), []);
  await press(page.locator('.exam .quiz-check').first());
  await page.locator('.exam-line').waitFor();
  await press(page.locator('.exam-end .quiz-check').first());
  await press(page.locator('.exam-end .quiz-check').nth(1));
  await page.getByRole('heading', {name: 'Result'}).waitFor();
  assert.deepEqual(await misspoken(page), []);
});

test('a title with words of both, where it was noted and where one stopped', async (t) => {
  const page = await visit(t, 'en/tra-cuu/thuat-ngu/', PHONE);
  await studying(page);
  await page.evaluate(() => {
    const title = handbook.signed(/** @type {Element} */ (document.querySelector('h1')));
    const stop = {path: location.pathname, language: 'en', title, id: '', heading: title, share: 0.4, spoken: 'en'};
    handbook.study.put('n', 'tra-cuu/thuat-ngu#1', {e: 'words', x: 'note', l: 'en', p: title});
    localStorage.setItem(`${handbook.root}.places`, JSON.stringify([stop]));
  });
  await page.goto(`${server.url}en/tu-hoc/ghi-chep/`);
  assert.equal(await page.locator('.notes h3 [lang=vi]').innerText(), 'từ ngữ của sổ tay');
  await page.goto(`${server.url}en/`);
  assert.equal(await page.locator('.start small bdi [lang=vi], .offer bdi [lang=vi]').first().innerText(), 'từ ngữ của sổ tay');
});

test('one of a thing is called as one', async (t) => {
  const page = await visit(t, 'en/tu-hoc/thi-thu/', PHONE);
  await studying(page);
  const said = await page.evaluate(() => [1, '1', 2, 0].map((count) => handbook.filled('{count:note is|notes are} kept, {count}', {count})));
  assert.deepEqual(said, ['1 note is kept, 1', '1 note is kept, 1', '2 notes are kept, 2', '0 notes are kept, 0']);
});
