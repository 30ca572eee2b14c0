// @ts-check
// Questions answered in the page: what is said, where the focus goes, what is kept and for which question, in every browser state that a reader may have.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {NARROW, faultsOf} from './inspect.mjs';
import {LESSON, PHONE, anew, world} from './world.mjs';

const {visit, server} = await world();
/** A page with every kind of question. */
const KINDS = 'bai-hoc/noi-di-doi-voi-lam/';
const FULL = 'x'.repeat(5_000_000);

/** @typedef {import('./world.mjs').Page} Page */
/** @typedef {import('node:test').TestContext} T */

/** A question by its id, once it can be answered. @param {Page} page @param {string} id */
function quiz(page, id) {
  const all = page.locator(`#${id}`);
  const button = (/** @type {string} */ name) => all.getByRole('button', {name: new RegExp(`^${name}`)});
  return {
    all,
    button,
    result: all.locator('.quiz-result'),
    choice: (/** @type {string} */ letter) => all.locator(`input[value="${letter}"]`),
    right: async () => String(await all.getAttribute('data-right')),
    async check() {
      await button('Kiểm tra').click();
      await all.locator('.quiz-result').getByText(/\S/).first().waitFor();
    },
  };
}

/** @param {T} t @param {string} [path] @param {object} [options] */
async function open(t, path = KINDS, options = PHONE) {
  const page = await visit(t, path, options);
  await page.locator('.quiz-check, .quiz-words').first().waitFor();
  return page;
}

/** The question that the focus is in, and what holds it. @param {Page} page */
const focus = (page) => page.evaluate(() => {
  const {className, tagName, closest} = /** @type {Element} */ (document.activeElement);
  const around = closest.call(document.activeElement, '.quiz');
  return [className || tagName, around ? around.id : ''];
});

/** All that is kept of a kind. @param {Page} page @param {string} kind */
const records = (page, kind) => page.evaluate((kind) => Object.fromEntries(handbook.study.all(kind)), kind);

const WRONG = 'viec-lam-truoc';

test('a wrong answer by touch: its reason first, then every choice with its reason; again; right', async (t) => {
  const page = await open(t);
  const one = quiz(page, WRONG);
  const right = await one.right();
  const other = right === 'A' ? 'B' : 'A';
  await one.choice(other).tap();
  assert.equal(await one.all.getAttribute('data-state'), '');
  assert.deepEqual(await records(page, 'q'), {});
  await one.button('Kiểm tra').tap();
  assert.deepEqual(await focus(page), ['quiz-result', WRONG]);
  const said = await one.result.innerText();
  assert.match(said, new RegExp(`^Chưa đúng\\. Đáp án: ${right}\\.\\s+${other}\\. \\p{Lu}`, 'u'));
  assert.equal(await one.all.locator('.quiz-answer[open] .quiz-reasons > li').count(), 3);
  await one.button('Làm lại câu').tap();
  assert.equal(await one.all.locator('.quiz-answer').getAttribute('open'), null);
  assert.deepEqual(await focus(page), ['INPUT', WRONG]);
  await one.choice(right).tap();
  await one.button('Kiểm tra').tap();
  assert.match(await one.result.innerText(), /^Đúng\.\s/);
  const kept = (await records(page, 'q'))[`bai-hoc/noi-di-doi-voi-lam#${WRONG}`];
  assert.deepEqual([kept.a, kept.ok, kept.n], [right, true, 2]);
});

test('by keyboard: arrows choose and check nothing, Enter checks, the focus is never lost', async (t) => {
  const page = await open(t, KINDS, {});
  const one = quiz(page, WRONG);
  await one.choice('A').focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp']) await page.keyboard.press(key);
  assert.equal(await one.choice('B').isChecked(), true);
  assert.equal(await one.result.innerText(), '');
  await page.keyboard.press('Enter');
  assert.deepEqual(await focus(page), ['quiz-result', WRONG]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  assert.deepEqual(await focus(page), ['INPUT', WRONG]);
});

test('in a list of buttons each says of which question it is', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.locator('.quiz-check:visible').last().waitFor();
  const names = await page.locator('.quiz-check:visible, .quiz summary:visible').allTextContents();
  assert.ok(names.length > 3, String(names));
  assert.deepEqual(names.filter((name, at) => !/\d/.test(name) || names.indexOf(name) !== at), []);
});

test('nothing chosen: the reader is told, and nothing is kept', async (t) => {
  const page = await open(t);
  await quiz(page, WRONG).check();
  assert.match(await quiz(page, WRONG).result.innerText(), /Hãy chọn câu trả lời trước/);
  await quiz(page, 'cac-buoc-giu-loi').check();
  assert.match(await quiz(page, 'cac-buoc-giu-loi').result.innerText(), /theo thứ tự/);
  assert.deepEqual(await records(page, 'q'), {});
});

test('several, a statement, an order, a gap, an open question', async (t) => {
  const page = await open(t);
  const several = quiz(page, 'theo-doi-duoc');
  for (const letter of await several.right()) await several.choice(letter).tap();
  await several.check();
  assert.match(await several.result.innerText(), /^Đúng\./);

  const truth = quiz(page, 'giao-kho-sach');
  await truth.choice('B').tap();
  await truth.check();
  assert.match(await truth.result.innerText(), /^Chưa đúng\. Đáp án: A\. Đúng\./);

  const order = quiz(page, 'cac-buoc-giu-loi');
  const right = await order.right();
  for (const letter of [...right].reverse()) await order.choice(letter).tap();
  for (const letter of right) await order.choice(letter).tap();
  assert.deepEqual(await order.all.locator('.quiz-place:not(:empty)').allInnerTexts(), []);
  for (const letter of right) await order.choice(letter).tap();
  await order.check();
  assert.match(await order.result.innerText(), /^Đúng\./);
  assert.deepEqual((await order.all.locator('.quiz-place').allInnerTexts()).sort(), ['thứ 1', 'thứ 2', 'thứ 3']);

  const gap = quiz(page, 'bao-lau-mot-lan');
  await gap.all.getByRole('textbox').fill('quý');
  // Safari's Enter that ends a word of an input method.
  await gap.all.getByRole('textbox').dispatchEvent('keydown', {key: 'Enter', keyCode: 229, cancelable: true});
  assert.equal(await gap.result.innerText(), '');
  await page.keyboard.press('Enter');
  assert.match(await gap.result.innerText(), /^Chưa đúng\. Đáp án: tháng\.\s+Chưa đúng: quý\. Một quý thì việc đã nguội\./);
  await gap.button('Làm lại câu').tap();
  await gap.all.getByRole('textbox').fill(' THANG');
  await page.keyboard.press('Enter');
  assert.match(await gap.result.innerText(), /^Đúng\./);

  const free = quiz(page, 'loi-hua-gan-nhat');
  await free.all.getByRole('textbox').fill('Sẽ ghi tên người làm.');
  await page.reload();
  await page.locator('.quiz-words').first().waitFor();
  assert.equal(await quiz(page, 'loi-hua-gan-nhat').all.getByRole('textbox').inputValue(), 'Sẽ ghi tên người làm.');
  assert.equal(await quiz(page, 'cac-buoc-giu-loi').all.getAttribute('data-state'), 'right');
  assert.match(await page.locator('.quiz-bar').innerText(), /^Đã trả lời 5 trên 7 câu\. Cần xem lại: 1\./);
});

test('the wrong ones again, and all again', async (t) => {
  const page = await open(t, LESSON);
  const ids = await page.locator('.quiz').evaluateAll((all) => all.map(({id}) => id));
  for (const [at, id] of ids.entries()) {
    const one = quiz(page, id);
    const right = await one.right();
    await one.choice(at ? right : right === 'A' ? 'B' : 'A').tap();
    await one.check();
  }
  await page.getByRole('button', {name: 'Làm lại những câu chưa đúng'}).tap();
  assert.deepEqual(await focus(page), ['quiz-bar', '']);
  assert.deepEqual(await page.locator('.quiz').evaluateAll((all) => all.map((one) => /** @type {HTMLElement} */ (one).dataset.state)), ['', ...ids.slice(1).map(() => 'right')]);
  // Until it is answered right it stays one to look at again.
  assert.match(await page.locator('.quiz-bar').innerText(), /Cần xem lại: 1\./);
  await page.getByRole('button', {name: 'Làm lại tất cả'}).tap();
  assert.equal(await page.locator('.quiz[data-state=right]').count(), 0);
});

test('all again is not asked of what the reader wrote', async (t) => {
  const page = await open(t);
  const words = quiz(page, 'loi-hua-gan-nhat').all.getByRole('textbox');
  await words.fill('Sẽ ghi tên người làm.');
  const again = page.getByRole('button', {name: 'Làm lại tất cả'});
  assert.equal(await again.isVisible(), false);
  await quiz(page, WRONG).choice('A').tap();
  await quiz(page, WRONG).check();
  await again.tap();
  assert.equal(await quiz(page, WRONG).all.getAttribute('data-state'), '');
  assert.equal(await words.inputValue(), 'Sẽ ghi tên người làm.');
  await page.goto(new URL('viec-hoc/', server.url).href);
  await page.locator('.study-sum').getByText(/Đã trả lời 1 trên/).waitFor();
  assert.equal(await page.getByRole('button', {name: 'Làm lại mọi câu hỏi'}).isVisible(), false);
});

test('without scripts there is nothing dead, and every answer can be opened', async (t) => {
  const page = await visit(t, KINDS, {...PHONE, javaScriptEnabled: false});
  const all = page.locator('.quiz');
  assert.equal(await all.locator('button, input, textarea').count(), 0);
  await all.first().locator('.quiz-answer summary').tap();
  assert.equal(await all.first().locator('.quiz-reasons').isVisible(), true);
});

/** The page as a later edition has it. @param {Page} page @param {(html: string) => string} change */
const edited = (page, change) => page.route(`**/${KINDS}`, async (route) => {
  const response = await route.fetch();
  await route.fulfill({response, body: change(await response.text())});
});

/** @param {string} html @param {string} id @returns {[string, string, string]} before, of the question, behind */
function cut(html, id) {
  const from = html.search(new RegExp(`<div [^>]*id="${id}"`));
  const next = from + 1 + html.slice(from + 1).search(/<div [^>]*class="quiz"/);
  assert.ok(from >= 0 && next > from, id);
  return [html.slice(0, from), html.slice(from, next), html.slice(next)];
}

test('a new edition: questions come in, go, move, change; every answer stays with its own', async (t) => {
  const page = await open(t);
  const ids = await page.locator('.quiz:not([data-kind])').evaluateAll((all) => all.map(({id}) => id));
  for (const id of ids) {
    await quiz(page, id).choice('A').tap();
    await quiz(page, id).check();
  }
  const before = await Promise.all(ids.map((id) => quiz(page, id).result.innerText()));
  await edited(page, (html) => {
    const [head, first, rest] = cut(html, ids[0]);
    const [between, second, tail] = cut(rest, ids[1]);
    const fresh = first.replaceAll(ids[0], 'cau-moi').replace(/data-hash="\w+"/, 'data-hash="0a0a0a"');
    return head + fresh + second + between + first + tail;
  });
  await page.reload();
  await quiz(page, ids[1]).result.getByText(/đúng/i).first().waitFor();
  assert.deepEqual(await Promise.all(ids.map((id) => quiz(page, id).result.innerText())), before);
  assert.equal(await quiz(page, 'cau-moi').all.getAttribute('data-state'), '');

  await page.unrouteAll();
  await edited(page, (html) => {
    const [head, , rest] = cut(html, ids[0]);
    return head + rest.replace(new RegExp(`data-hash="\\w+"([^>]*id="${ids[1]}")`), 'data-hash="0b0b0b"$1');
  });
  await page.reload();
  const asked = quiz(page, ids[1]);
  await asked.result.getByText('Câu này đã sửa từ lần bạn trả lời; mời trả lời lại.').waitFor();
  assert.equal(await asked.all.locator('input:checked').count(), 0);
  assert.equal(await asked.all.getAttribute('data-state'), '');
  // What was done with the question that is gone is not thrown away.
  assert.ok((await records(page, 'q'))[`bai-hoc/noi-di-doi-voi-lam#${ids[0]}`]);
});

test('an answer is one answer in both languages', async (t) => {
  const page = await open(t);
  await quiz(page, WRONG).choice('A').tap();
  await quiz(page, WRONG).check();
  await page.goto(`${server.url}en/${KINDS}`);
  await quiz(page, WRONG).result.getByText(/right\./i).first().waitFor();
  assert.equal(await quiz(page, WRONG).choice('A').isChecked(), true);
});

test('two tabs: what is answered in one is answered in the other, and neither loses anything', async (t) => {
  const page = await open(t);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.locator('.quiz-check').first().waitFor();
  await quiz(page, WRONG).choice('A').tap();
  await quiz(page, WRONG).check();
  await quiz(other, 'giao-kho-sach').choice('A').tap();
  await quiz(other, 'giao-kho-sach').check();
  await quiz(other, WRONG).result.getByText(/đúng/i).first().waitFor();
  await quiz(page, 'giao-kho-sach').result.getByText(/đúng/i).first().waitFor();
  assert.equal(Object.keys(await records(page, 'q')).length, 2);
});

/** @type {Record<string, [before: () => void, told: RegExp]>} */
const STORES = {
  'storage is forbidden': [() => Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('', 'SecurityError'); }}), /không lưu được/],
  'storage is full': [() => {
    Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); };
  }, /không lưu được/],
};
for (const [name, [before, told]] of Object.entries(STORES)) {
  test(`${name}: answering goes on, and the reader is told once`, async (t) => {
    const page = await visit(t, LESSON, PHONE);
    await page.addInitScript(before);
    await page.reload();
    await page.locator('.quiz-check').first().waitFor();
    const ids = await page.locator('.quiz').evaluateAll((all) => all.map(({id}) => id));
    for (const id of ids.slice(0, 2)) {
      await quiz(page, id).choice('A').click();
      await quiz(page, id).check();
      assert.match(await quiz(page, id).result.innerText(), /đúng\./i);
    }
    assert.equal(await page.locator('.bars [role=status]').count(), 1);
    assert.match(await page.locator('.bars [role=status]').innerText(), told);
    assert.match(await page.locator('.quiz-bar').innerText(), /^Đã trả lời 2 trên/);
  });
}

test('a full storage of this browser, to the last letter', async (t) => {
  const page = await open(t, LESSON);
  await page.evaluate((full) => {
    for (let size = full.length; size; size = Math.floor(size / 2)) {
      try {
        for (let count = 0; ; count++) localStorage.setItem(`other.${size}.${count}`, full.slice(0, size));
      } catch (error) {
        // That size does not fit any more.
      }
    }
  }, FULL);
  const id = await page.locator('.quiz').first().evaluate(({id}) => id);
  await quiz(page, id).choice('A').tap();
  await quiz(page, id).check();
  await page.locator('.bars [role=status]').getByText(/không lưu được/).waitFor();
  assert.match(await quiz(page, id).result.innerText(), /đúng\./i);
});

test('a record that cannot be read, and those of a newer edition, stay as they are', async (t) => {
  const page = await open(t);
  const root = await page.evaluate((id) => {
    localStorage.setItem(`${handbook.root}.s1.q.bai-hoc/noi-di-doi-voi-lam#${id}`, '{"h":');
    localStorage.setItem(`${handbook.root}.s2.q.x`, '{}');
    return handbook.root;
  }, WRONG);
  await page.reload();
  const said = page.locator('.bars [role=status]');
  await said.getByText(/không đọc được; nó được để nguyên/).waitFor();
  await said.getByText(/bản sổ tay mới hơn/).waitFor();
  const kept = await page.evaluate((root) => ['s1.q.bai-hoc/noi-di-doi-voi-lam#viec-lam-truoc', 's2.q.x'].map((name) => localStorage.getItem(`${root}.${name}`)), root);
  assert.deepEqual(kept, ['{"h":', '{}']);
  await quiz(page, WRONG).choice('A').tap();
  await quiz(page, WRONG).check();
  assert.match(await quiz(page, WRONG).result.innerText(), /đúng\./i);
});

test('nobody learns of an answer: no request, nothing in the address', async (t) => {
  const page = await open(t);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()} ${request.postData()}`));
  const address = page.url();
  await quiz(page, WRONG).choice('A').tap();
  await quiz(page, WRONG).check();
  await quiz(page, 'loi-hua-gan-nhat').all.getByRole('textbox').fill('riêng tư');
  // Code that any reader gets may still be on its way.
  const own = new RegExp(`^GET ${server.url}assets/[\\w.]+\\.(js|css) null$`);
  assert.deepEqual([asked.filter((line) => !own.test(line)), page.url()], [[], address]);
});

test('no barriers before and after answering, in any scheme, at the smallest width', async (t) => {
  const page = await open(t);
  assert.deepEqual(await faultsOf(page, NARROW), []);
  await page.setViewportSize(NARROW);
  await quiz(page, WRONG).choice('A').tap();
  await quiz(page, WRONG).check();
  await quiz(page, 'cac-buoc-giu-loi').choice('A').tap();
  await quiz(page, 'bao-lau-mot-lan').all.getByRole('textbox').fill('năm');
  await quiz(page, 'bao-lau-mot-lan').check();
  // Where presses have left the page, the bar for the thumb may lie over half a button: it goes when one reads on.
  await page.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await faultsOf(page, NARROW), []);
});

test('printed: the ticks of the reader stay', async (t) => {
  const page = await open(t);
  await quiz(page, WRONG).choice('A').tap();
  await page.emulateMedia({media: 'print'});
  assert.equal(await quiz(page, WRONG).choice('A').isVisible(), true);
  assert.equal(await page.locator('.quiz-check:visible, .quiz-bar button:visible').count(), 0);
});

test('from a folder: kept for this folder alone', async (t) => {
  const folder = process.env.FOLDER;
  const page = await visit(t, `file://${folder}/${KINDS}index.html`, PHONE);
  await page.locator('.quiz-check').first().waitFor();
  await quiz(page, WRONG).choice('A').tap();
  await quiz(page, WRONG).check();
  await anew(page, '.s1.q.');
  await quiz(page, WRONG).result.getByText(/đúng/i).first().waitFor();
  const keys = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('.s1.q.')));
  assert.equal(keys.length, 1);
  assert.ok(keys[0].startsWith(`${folder}/`));
});
