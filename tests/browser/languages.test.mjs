// @ts-check
// Each language has its own box, index and results.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, answer, openBox, search, texts, world} from './world.mjs';

const {visit, server} = await world();
// A name within English words keeps its accents.
const NAME = /(?<=[a-z] )\p{Lu}\p{L}*( \p{Lu}\p{L}*)*(?= [a-z])/gu;
const VIETNAMESE = /[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/i;

/** @param {import('./world.mjs').Page} page @returns {Promise<string[]>} */
const paths = (page) =>
  page.locator('a[role=option]').evaluateAll((rows) => rows.map((row) => row.getAttribute('href') || ''));

test('the English box speaks English and finds English pages', async (t) => {
  server.asked.length = 0;
  const page = await visit(t, `en/${LESSON}`, PHONE);
  await openBox(page);
  assert.equal(await page.getAttribute('.search-field', 'placeholder'), 'Search the handbook');
  const help = await texts(page, '.search-help');
  await page.fill('.search-field', 'corruption');
  await answer(page);
  const kinds = (await texts(page, '.search-kinds')).map((text) => text.replace(NAME, ''));
  for (const text of [...help, ...(await texts(page, '.search-meta')), ...kinds]) assert.doesNotMatch(text, VIETNAMESE);
  for (const path of await paths(page)) assert.ok(path.startsWith(`${server.url}en/`), path);
  assert.ok(!server.asked.some((path) => /^search\/(dialog\.)?vi[.-]/.test(path)), 'nothing of the other language is fetched');
});

/** The words below an element that are said to be in a language. @param {import('./world.mjs').Page} page @param {string} inside */
const spoken = (page, inside) =>
  page.evaluate((inside) => {
    const found = [];
    for (const frame of document.querySelectorAll(inside)) {
      const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const { lang } = /** @type {HTMLElement} */ (/** @type {Element} */ (node.parentElement).closest('[lang]'));
        found.push({ lang, text: String(node.textContent) });
      }
    }
    return found;
  }, inside);

test('Vietnamese words in English results say what they are, marked or cut', async (t) => {
  const page = await visit(t, 'en/', PHONE);
  await openBox(page);
  let vietnamese = 0;
  for (const asked of ['words of the handbook', 'chi bộ', 'từ ngữ', 'meeting']) {
    await page.fill('.search-field', asked);
    await answer(page);
    const rows = await spoken(page, '#search-rows');
    const shown = rows.map(({ text }) => text).join('');
    assert.ok(!shown.includes('\u0001') && !(await page.locator('#search-rows').evaluate((rows) => rows.innerHTML.includes('\u0001'))), asked);
    const wrong = rows.filter(({ lang, text }) => lang !== 'vi' && VIETNAMESE.test(text.replace(NAME, '')));
    assert.deepEqual(wrong, [], asked);
    vietnamese += rows.filter(({ lang }) => lang === 'vi').length;
  }
  assert.ok(vietnamese > 3);
});

test('the Vietnamese box finds no English pages', async (t) => {
  server.asked.length = 0;
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'chi bộ');
  for (const path of await paths(page)) assert.ok(!path.startsWith(`${server.url}en/`), path);
  assert.ok(!server.asked.some((path) => /^search\/(dialog\.)?en[.-]/.test(path)));
});

test('last searches are kept apart', async (t) => {
  const page = await visit(t, LESSON);
  await search(page, 'chi bộ');
  await Promise.all([page.waitForURL(/[?]h=/), page.keyboard.press('Enter')]);
  await page.goto(`${server.url}en/`);
  await openBox(page);
  assert.deepEqual(await texts(page, '.search-query'), []);
});
