// @ts-check
// Notes where something comes between: another tab, no network, an answer that is folded away, words of another page.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {PASSAGE, bar, choose, isDrawn, list, records} from './notes.mjs';
import {LESSON, PHONE, asset, holdsFocus, world} from './world.mjs';

const {visit, server} = await world();
const PAGE = 'bai-hoc/kiem-soat-quyen-luc';
const FAILED = 'Chưa tải được. Kiểm tra mạng rồi thử lại.';
/** A note on a part. */
const NOTE = {e: '', h: 'Ý chính', c: 'y-chinh', x: 'Lời đầu', l: 'vi', p: 'Kiểm soát quyền lực'};

/** @typedef {import('./world.mjs').Page} Page */

/** A lesson on which something is noted. @param {import('node:test').TestContext} t @param {Record<string, object>} notes by id */
async function noted(t, notes = {a1: NOTE}, options = PHONE) {
  const page = await visit(t, LESSON, options);
  await page.waitForFunction(() => 'bring' in window.handbook);
  await page.evaluate(([name, notes]) => {
    for (const id of Object.keys(notes)) handbook.study.put('n', `${name}#${id}`, /** @type {any} */ (notes)[id]);
  }, /** @type {const} */ ([PAGE, notes]));
  await page.reload();
  await list(page).waitFor();
  return page;
}

/** @param {Page} page */
const sheet = (page) => page.getByRole('dialog', {name: /^Ghi chú cho/});
/** @param {Page} page */
const field = (page) => sheet(page).getByLabel('Lời của bạn');
/** The words of the only note. @param {Page} page */
const words = async (page) => (await records(page)).map(([, {x}]) => x);
/** @param {Page} page @param {string} selector from where @param {string} [to] to where, to its end */
async function span(page, selector, to = selector) {
  await page.waitForFunction(() => 'bring' in window.handbook);
  await page.evaluate(([from, to]) => {
    const [first, last] = [from, to].map((one) => /** @type {Element} */ (document.querySelector(one)));
    first.scrollIntoView({block: 'center'});
    /** @type {Selection} */ (getSelection()).setBaseAndExtent(first, 0, last, last.childNodes.length);
  }, [selector, to]);
}

/**
 * The server does not give out a file; it does again at the end, or as soon as what is given back is called.
 * @param {import('node:test').TestContext} t @param {string} name as noting.vi.js
 */
function withhold(t, name) {
  const file = asset(name);
  server.broken.add(file);
  const giveBack = () => server.broken.delete(file);
  t.after(giveBack);
  return giveBack;
}

test('two tabs at one note: what was saved in the other stays', async (t) => {
  const page = await noted(t);
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const each of [page, other]) {
    await list(each).getByRole('button', {name: /^Sửa/}).tap();
    await field(each).waitFor();
  }
  await field(page).fill('Viết ở tab này');
  await sheet(page).getByRole('button', {name: 'Lưu'}).tap();
  await other.waitForFunction(() => /** @type {HTMLTextAreaElement} */ (document.querySelector('.noting-words')).value === 'Viết ở tab này');
  await sheet(other).getByRole('button', {name: 'Lưu'}).tap();
  await sheet(other).waitFor({state: 'detached'});
  assert.deepEqual(await words(other), ['Viết ở tab này']);
});

test('removed in its sheet, a note can be brought back, with the focus on what does that', async (t) => {
  const page = await noted(t, {a1: NOTE, a2: {...NOTE, x: 'Lời sau'}});
  await list(page).getByRole('button', {name: /^Sửa/}).first().tap();
  await sheet(page).getByRole('button', {name: 'Xóa ghi chép'}).tap();
  const undo = list(page).getByRole('button', {name: 'Lấy lại'});
  await undo.waitFor();
  await holdsFocus(undo);
  assert.deepEqual(await words(page), ['Lời sau']);
  await page.keyboard.press('Enter');
  await list(page).getByText('Lời đầu').waitFor();
  await holdsFocus(page.locator('#ghi-chep-o-day'));
});

test('without a network a press says so, leaves the words selected, and does it later', async (t) => {
  const page = await noted(t);
  const giveBack = withhold(t, 'share.vi.js');
  await list(page).getByRole('button', {name: /^Sửa/}).tap();
  await page.getByText(FAILED).waitFor();
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Ghi chú'}).tap();
  await bar(page).getByRole('button', {name: 'Ghi chú'}).tap();
  // What the presses asked for is given up: else it would be answered once the file is there.
  await page.evaluate(() => handbook.load('share').catch(() => {}));
  assert.equal(await page.evaluate(() => String(getSelection())), PASSAGE);
  assert.equal(await page.getByText(FAILED).count(), 1);
  giveBack();
  await bar(page).getByRole('button', {name: 'Ghi chú'}).tap();
  await field(page).waitFor();
  assert.equal(await page.evaluate(() => String(getSelection())), '');
});

test('without a network the sheet of a part says that nothing can be noted', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  withhold(t, 'noting.vi.js');
  const said = page.waitForEvent('dialog');
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('link', {name: 'Gửi phần “Ý chính”'}).tap();
  await page.getByRole('button', {name: 'Ghi chú cho phần này'}).tap();
  assert.equal((await said).message(), FAILED);
});

test('without a network a press on a note says so', async (t) => {
  const page = await noted(t);
  const giveBack = withhold(t, 'noting.vi.js');
  await list(page).getByRole('button', {name: /^Sửa/}).tap();
  await page.getByText(FAILED).waitFor();
  giveBack();
  await list(page).getByRole('button', {name: /^Sửa/}).tap();
  await field(page).waitFor();
});

test('selected words are copied with where they stand; where nothing can be copied they are shown, chosen', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const whole = `“${PASSAGE}”\nKiểm soát quyền lực\n${server.url}${LESSON}`;
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Chép'}).tap();
  await page.getByRole('status').getByText('Đã chép.').waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), whole);
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {value: undefined});
    document.execCommand = () => false;
  });
  await page.reload();
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Chép'}).tap();
  await page.getByRole('status').getByText('Bấm giữ vào chữ đã chọn').waitFor();
  const shown = page.getByRole('dialog', {name: 'Chép'}).getByLabel('Chép');
  assert.equal(await shown.evaluate((/** @type {HTMLTextAreaElement} */ one) => one.value.slice(one.selectionStart, one.selectionEnd)), whole);
});

test('across a question that was not answered: the note says what could be seen, and is found again', async (t) => {
  const page = await visit(t, LESSON);
  await span(page, '#viec-lam-truoc', '#cau-noi-dung .quiz-question');
  await bar(page).getByRole('button', {name: 'Ghi chú'}).click();
  const said = [await sheet(page).locator('.noting-about').innerText()];
  await sheet(page).getByRole('button', {name: 'Lưu'}).click();
  said.push(await list(page).locator('.note-passage').innerText());
  await page.goto(new URL('tu-hoc/ghi-chep/', server.url).href);
  said.push(await page.locator('.my-notes .note-passage').innerText());
  for (const one of said) {
    assert.match(one, /^“.*việc nào nên làm trước\?.*Bỏ qua chữ ký\..*Câu nào nói đúng.*”$/);
    assert.doesNotMatch(one, /Đáp án: |Nói sớm thì/);
  }
  for (const isOpen of [false, true]) {
    await page.goto(new URL(LESSON, server.url).href);
    if (isOpen) await page.locator('#viec-lam-truoc .quiz-answer summary').click();
    await list(page).getByRole('link', {name: /việc nào nên làm trước/}).waitFor();
    await page.waitForFunction(() => /** @type {any} */ (CSS).highlights.get('notes').size === 1);
    assert.doesNotMatch(await list(page).innerText(), /Không còn thấy|đã sửa/);
  }
});

test('a selection that ends with a question holds nothing of its answer', async (t) => {
  const page = await visit(t, LESSON);
  await span(page, '#viec-lam-truoc .quiz-question', '#viec-lam-truoc .quiz-answer');
  await bar(page).getByRole('button', {name: 'Tô'}).click();
  const [[, {e, v}]] = await records(page);
  assert.doesNotMatch(e, /Nói sớm thì/);
  assert.equal(v, undefined);
});

for (const [path, shown, selector] of [
  ['tu-hoc/luyen-cau-hoi/?phan=bai-hoc', '.practice .quiz', '#hoi-1 .quiz-question'],
  ['tu-hoc/thi-thu/?de=thu1_6', '.exam button', '.exam h2'],
  ['tu-hoc/on-tap/', '.review button', '.review p'],
]) {
  test(`${path}: nothing is offered for words of other pages, but for the page's own`, async (t) => {
    const page = await visit(t, path);
    await page.locator(shown).first().waitFor();
    await span(page, '.handbook-text h1');
    await bar(page).waitFor();
    await span(page, selector);
    await bar(page).waitFor({state: 'detached'});
  });
}

test('a note of a file that tells nothing of its place ends no search for places', async (t) => {
  const page = await noted(t, {a1: NOTE, a2: {...NOTE, e: 'không ở đâu cả'}, a3: {...NOTE, e: PASSAGE, b: '', f: '', c: 'giai-thich'}});
  await isDrawn(page, [PASSAGE]);
  assert.equal(await list(page).getByRole('listitem').count(), 3);
});
