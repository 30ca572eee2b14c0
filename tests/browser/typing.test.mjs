// @ts-check
// Every way in which letters come into the field gives results.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, answer, openBox, search, texts, world} from './world.mjs';

const {visit} = await world();
const WORDS = 'giặc nội xâm';

/** @param {import('./world.mjs').Page} page */
async function isFound(page) {
  await answer(page);
  await page.locator('[role=option] mark', {hasText: WORDS}).first().waitFor();
}

test('typed key by key', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openBox(page);
  await page.keyboard.type('giac noi xam');
  await isFound(page);
});

test('results come while the word is being typed', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openBox(page);
  await page.keyboard.type('giac noi x');
  await isFound(page);
});

test('pasted', async (t) => {
  const page = await visit(t, LESSON, {...PHONE, permissions: ['clipboard-read', 'clipboard-write']});
  await openBox(page);
  await page.evaluate((text) => navigator.clipboard.writeText(text), WORDS);
  await page.keyboard.press('Control+V');
  await isFound(page);
});

test('composed by an input method', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const method = await page.context().newCDPSession(page);
  await openBox(page);
  for (const text of ['g', 'giặ', 'giặc nội', 'giặc nội xâ']) {
    await method.send('Input.imeSetComposition', {text, selectionStart: text.length, selectionEnd: text.length});
  }
  await isFound(page);
  await method.send('Input.insertText', {text: WORDS});
  assert.equal(await page.inputValue('.search-field'), WORDS);
  await isFound(page);
});

test('a suggestion of the keyboard', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openBox(page);
  await page.keyboard.type('giac');
  await page.evaluate((text) => {
    const field = /** @type {HTMLInputElement} */ (document.activeElement);
    field.value = text;
    field.dispatchEvent(new InputEvent('input', {inputType: 'insertReplacementText', data: text, bubbles: true}));
  }, WORDS);
  await isFound(page);
});

test('what is typed while the box is being loaded is not lost', async (t) => {
  const page = await visit(t, LESSON);
  await page.keyboard.press('/');
  await page.keyboard.type('giac noi xam');
  await isFound(page);
  assert.equal(await page.inputValue('.search-field'), 'giac noi xam');
});

test('the field emptied shows no results', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, WORDS);
  await page.tap('.search-bar .search-cross');
  await page.waitForSelector('[role=listbox]', {state: 'hidden'});
  await page.waitForSelector('.search-kinds', {state: 'hidden'});
  assert.equal(await page.inputValue('.search-field'), '');
  assert.equal(await page.getAttribute('.search-field', 'aria-expanded'), 'false');
});

test('HTML that is typed stays text', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const typed = '<img src=x onerror=alert(1)>';
  page.on('dialog', () => assert.fail('the typed script ran'));
  await openBox(page);
  await page.fill('.search-field', typed);
  await page.locator('.search-help', {hasText: typed}).waitFor();
  assert.equal(await page.locator('.search-box img').count(), 0);
});

test('a query in other keys says what was really answered', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await search(page, 'giawcj nooij xaam');
  const [said] = await texts(page, '.search-meta span');
  assert.match(said, /“giawcj nooij xaam”.*“giặc nội xâm”/);
});

test('a word that is nowhere offers what is nearest, to be tapped', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openBox(page);
  await page.fill('.search-field', 'nguonzz vanbanzz');
  const near = page.locator('.search-help .search-query').first();
  await near.waitFor();
  const [words] = await texts(page, '.search-help .search-query');
  assert.ok((await texts(page, '.search-help a'))[0], 'the way to the page by letter');
  await near.tap();
  await answer(page);
  assert.equal(await page.inputValue('.search-field'), words);
});
