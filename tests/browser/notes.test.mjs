// @ts-check
// Notes on a page: by touch, by keyboard, in questions; found again when the page changed, and listed when not.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {faultsOf, NARROW} from './inspect.mjs';
import {PASSAGE, bar, choose, isDrawn, list, records} from './notes.mjs';
import {LESSON, PHONE, SITE, anew, world} from './world.mjs';

const {visit, server} = await world();
const OWN = 'Hỏi lại ở kỳ họp tháng tới';

/** @typedef {import('./world.mjs').Page} Page */

/** The prompts come when they are about to be seen. @param {Page} page */
const near = (page) => page.locator('[data-prompt]').first().scrollIntoViewIfNeeded();

test('a finger marks a passage, and it is there the next time', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Tô'}).tap();
  await isDrawn(page, [PASSAGE]);
  assert.equal(await bar(page).getByRole('status').innerText(), 'Đã tô; xem ở cuối bài.');
  await page.reload();
  await isDrawn(page, [PASSAGE]);
  assert.match(await list(page).innerText(), new RegExp(PASSAGE));
  const [[key, {e, b, f, c}]] = await records(page);
  assert.match(key, /^\/so-tay\/[.]s1[.]n[.]bai-hoc\/kiem-soat-quyen-luc#/);
  assert.deepEqual([e, b.length, f.length, c], [PASSAGE, 32, 32, 'giai-thich']);
});

test('the bar lies neither on the words nor on the bar at the thumb', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  for (const block of /** @type {const} */ (['start', 'center', 'end'])) {
    await choose(page, PASSAGE);
    await page.evaluate((block) => /** @type {Element} */ (/** @type {Node} */ (/** @type {Selection} */ (getSelection()).anchorNode).parentElement).scrollIntoView({block}), block);
    await page.evaluate(() => document.dispatchEvent(new Event('selectionchange')));
    await bar(page).waitFor();
    await page.waitForFunction(() => {
      const one = /** @type {Element} */ (document.querySelector('.noting-bar')).getBoundingClientRect();
      const apart = (/** @type {DOMRect} */ other) => other.bottom <= one.top || other.top >= one.bottom || !other.height;
      const thumb = document.querySelector('.thumb');
      const words = /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect();
      return apart(words) && (!thumb || apart(thumb.getBoundingClientRect()));
    });
  }
});

test('a note is kept with each letter, changed, removed and brought back', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Ghi chú'}).tap();
  const sheet = page.getByRole('dialog', {name: 'Ghi chú cho đoạn này'});
  await sheet.getByLabel('Lời của bạn').pressSequentially(OWN);
  assert.equal((await records(page))[0][1].x, OWN);
  await sheet.getByRole('button', {name: 'Lưu'}).tap();
  await sheet.waitFor({state: 'detached'});
  await page.waitForSelector('[href="#giai-thich"]:focus');
  await list(page).getByText(OWN).waitFor();
  await list(page).getByRole('button', {name: /^Sửa/}).tap();
  await sheet.getByLabel('Lời của bạn').fill('Đã hỏi');
  await sheet.getByRole('button', {name: 'Đóng'}).tap();
  await list(page).getByText('Đã hỏi').waitFor();
  await list(page).getByRole('button', {name: /^Xóa/}).tap();
  await isDrawn(page, []);
  assert.deepEqual(await records(page), []);
  await page.keyboard.press('Enter');
  await isDrawn(page, [PASSAGE]);
  await page.waitForSelector('#ghi-chep-o-day:focus');
  assert.equal((await records(page))[0][1].x, 'Đã hỏi');
});

test('by keyboard a part is noted from its sheet, and an official wording with where it stands', async (t) => {
  const page = await visit(t, LESSON);
  await page.waitForFunction(() => 'bring' in window.handbook);
  for (const [link, about] of [['Gửi phần “Vận dụng”', 'Vận dụng'], ['Gửi câu trích này', '']]) {
    await page.getByRole('link', {name: link}).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', {name: 'Ghi chú cho phần này'}).focus();
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', {name: about ? 'Ghi chú cho phần này' : 'Ghi chú cho đoạn này'});
    await page.waitForFunction(() => document.activeElement?.matches('.noting-words'));
    await page.keyboard.type(OWN);
    await page.keyboard.press('Escape');
    await sheet.waitFor({state: 'detached'});
    await page.waitForFunction((name) => document.activeElement?.getAttribute('aria-label') === name, link);
  }
  const found = (await records(page)).map(([, record]) => record);
  const part = found.find(({e}) => !e);
  const wording = found.find(({e}) => e);
  assert.deepEqual([part.c, part.h, part.x], ['van-dung', 'Vận dụng', OWN]);
  assert.match(wording.e, /^kiểm soát quyền lực bằng việc/);
  assert.match(wording.s, /^Kế hoạch 12-KH\/KP, mục 2/);
});

test('inside a question, before and after it is answered', async (t) => {
  const page = await visit(t, LESSON);
  const words = 'Nói sớm thì chữ ký còn nhỏ';
  await choose(page, 'Gặp chuyện chữ ký, việc nào nên làm trước?');
  await bar(page).getByRole('button', {name: 'Tô'}).click();
  await page.locator('.quiz-answer summary').first().click();
  await choose(page, words);
  await bar(page).getByRole('button', {name: 'Tô'}).click();
  const both = ['Gặp chuyện chữ ký, việc nào nên làm trước?', words];
  await page.getByRole('radio').first().check();
  await page.getByRole('button', {name: 'Kiểm tra'}).first().click();
  await page.reload();
  await isDrawn(page, both);
  assert.deepEqual((await records(page)).map(([, {c}]) => c), ['viec-lam-truoc', 'viec-lam-truoc']);
});

for (const isOld of [false, true]) {
  test(`an edited passage is found between its neighbours, one that is gone is listed${isOld ? ', on an old phone' : ''}`, async (t) => {
    const page = await visit(t, LESSON);
    if (isOld) {
      await page.addInitScript(() => Object.defineProperty(CSS, 'highlights', {value: undefined}));
      await page.reload();
    }
    const other = 'Muốn nói về kiểm soát quyền lực, chi bộ chọn một việc';
    for (const words of [PASSAGE, other]) {
      await choose(page, words);
      await bar(page).getByRole('button', {name: 'Tô'}).click();
    }
    await isDrawn(page, [PASSAGE, other]);
    await page.route(`${server.url}${LESSON}`, async (route) => {
      const answer = await route.fetch();
      const html = await answer.text();
      const edited = html.replace(PASSAGE, PASSAGE.replace('giấy', 'bảng tin')).replace(/Muốn nói về[^<]*<\/p>/, '</p><p>Câu mới viết thêm.</p>');
      assert.notEqual(edited, html);
      await route.fulfill({response: answer, body: edited});
    });
    await page.reload();
    await isDrawn(page, [PASSAGE.replace('giấy', 'bảng tin')]);
    const shown = await list(page).innerText();
    assert.match(shown, /trên giấy.*\s+Chữ ở đây đã sửa/);
    assert.match(shown, new RegExp(`${other}.*\\s+Không còn thấy chữ này trong bài`));
    // Back in its former words, everything is in its place.
    await page.unroute(`${server.url}${LESSON}`);
    await page.reload();
    await isDrawn(page, [PASSAGE, other]);
    assert.doesNotMatch(await list(page).innerText(), /đã sửa|Không còn/);
  });
}

test('a press on the passage opens its note', async (t) => {
  const page = await visit(t, LESSON);
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Tô'}).click();
  await isDrawn(page, [PASSAGE]);
  const {x, y} = await page.evaluate(() => {
    const [range] = /** @type {any} */ (CSS).highlights.get('notes');
    const [{left, top, width, height}] = range.getClientRects();
    return {x: left + width / 2, y: top + height / 2};
  });
  await page.mouse.click(x, y);
  await page.getByRole('dialog', {name: 'Ghi chú cho đoạn này'}).waitFor();
});

test('two tabs note on the same page, and both show both', async (t) => {
  const page = await visit(t, LESSON);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const words = 'Ai là người nên nói về chữ ký trước?';
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Tô'}).click();
  await choose(other, words);
  await bar(other).getByRole('button', {name: 'Tô'}).click();
  await isDrawn(other, [PASSAGE, words]);
  await isDrawn(page, [PASSAGE, words]);
});

for (const [name, spoil] of /** @type {[string, () => void][]} */ ([
  ['forbidden', () => Object.defineProperty(window, 'localStorage', {get: () => { throw new DOMException('', 'SecurityError'); }})],
  ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }],
])) {
  test(`storage that is ${name}: the note stays while the page is open, and the reader is told once`, async (t) => {
    const page = await visit(t, LESSON);
    await page.addInitScript(spoil);
    await page.reload();
    for (const words of [PASSAGE, 'Ai là người nên nói về chữ ký trước?']) {
      await choose(page, words);
      await bar(page).getByRole('button', {name: 'Tô'}).click();
      await bar(page).getByText('Đã tô').waitFor();
    }
    await isDrawn(page, [PASSAGE, 'Ai là người nên nói về chữ ký trước?']);
    assert.equal(await page.getByText('Trình duyệt không lưu được').count(), 1);
  });
}

test('prompts are answered in their place; an answer outlives a prompt that was reworded', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const asked = 'Chuyện chữ ký nào tôi còn né?';
  await near(page);
  await page.getByRole('button', {name: `Viết: ${asked}`}).tap();
  await page.keyboard.type(OWN);
  await page.getByRole('button', {name: `Xong: ${asked}`}).tap();
  await page.reload();
  await page.getByRole('button', {name: `Sửa: ${asked}`}).waitFor();
  assert.equal(await page.locator('.prompt-said:visible').innerText(), OWN);
  await page.route(`${server.url}${LESSON}`, async (route) => {
    const answer = await route.fetch();
    await route.fulfill({response: answer, body: (await answer.text()).replace(/data-prompt="([^/]*)\/[^"]*">Chuyện[^<]*</, 'data-prompt="$1/000000">Chuyện nào tôi còn né?<')});
  });
  await page.reload();
  await page.getByRole('button', {name: 'Viết: Chuyện nào tôi còn né?'}).waitFor();
  const former = page.locator('.prompt-former');
  assert.match(await former.innerText(), new RegExp(`${asked.replace('?', '[?]')}[^]*${OWN}`));
  await former.getByRole('button', {name: /^Xóa/}).tap();
  await page.waitForFunction(() => document.activeElement?.textContent === 'Đã xóa.');
});

test('two tabs at one prompt: what was written in the other is not written over', async (t) => {
  const page = await visit(t, LESSON);
  await near(page);
  await page.getByRole('button', {name: /^Viết: Chuyện/}).click();
  await page.keyboard.type('Ở đây');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await near(other);
  await other.getByRole('button', {name: /^Sửa: Chuyện/}).click();
  await other.keyboard.press('End');
  await other.keyboard.type(' và ở kia');
  await page.waitForFunction(() => [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll('.prompt textarea'))].some(({value}) => value === 'Ở đây và ở kia'));
  await page.keyboard.press('End');
  await page.keyboard.type('.');
  assert.deepEqual(await page.evaluate(() => [...handbook.study.all('t').values()].map(({a}) => a)), ['Ở đây và ở kia.']);
});

test('on paper: the notes and the answers as words, nothing to press', async (t) => {
  const page = await visit(t, LESSON);
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Ghi chú'}).click();
  await page.getByLabel('Lời của bạn').fill(OWN);
  await page.getByRole('button', {name: 'Lưu'}).click();
  await near(page);
  await page.getByRole('button', {name: /^Viết: Chuyện/}).click();
  await page.keyboard.type('Chuyện ở kho sách');
  await page.getByRole('button', {name: /^Xong: Chuyện/}).click();
  await page.emulateMedia({media: 'print'});
  const shown = await page.locator('article').innerText();
  assert.ok(shown.includes(OWN) && shown.includes('Chuyện ở kho sách'));
  assert.equal(await page.locator('.notes button:visible, .prompt button:visible, .noting-bar:visible').count(), 0);
});

test('without scripts the page has nothing dead', async (t) => {
  const page = await visit(t, LESSON, {javaScriptEnabled: false});
  assert.equal(await page.locator('.prompt, .notes, .noting-bar').count(), 0);
  assert.equal(await page.locator('[data-prompt]').count(), 3);
});

test('records of one folder do not show in another', async (t) => {
  const page = await visit(t, `${pathToFileURL(`${SITE}/`).href}${LESSON}index.html`);
  await choose(page, PASSAGE);
  await bar(page).getByRole('button', {name: 'Tô'}).click();
  await isDrawn(page, [PASSAGE]);
  await page.goto(`${pathToFileURL(`${process.env.FOLDER}/`).href}${LESSON}index.html`);
  await anew(page, '.s1.n.');
  await page.waitForFunction(() => 'bring' in window.handbook);
  assert.equal((await records(page)).length, 1, 'all folders share one storage');
  assert.equal(await page.evaluate(() => window.handbook.study.all('n').size), 0);
});

test('in the frame of another language: a passage of the text is the same note', async (t) => {
  const page = await visit(t, `en/${LESSON}`);
  await choose(page, PASSAGE);
  await page.getByRole('region', {name: 'Selected words'}).getByRole('button', {name: 'Highlight'}).click();
  await isDrawn(page, [PASSAGE]);
  await page.goto(`${server.url}${LESSON}`);
  await isDrawn(page, [PASSAGE]);
  // What is noted in the translation is told of, not looked for, where the text is another.
  const translated = 'bai-hoc/noi-di-doi-voi-lam/';
  await page.goto(`${server.url}en/${translated}`);
  const words = await page.locator('.handbook-text p.lead').innerText();
  await choose(page, words);
  await page.getByRole('region', {name: 'Selected words'}).getByRole('button', {name: 'Highlight'}).click();
  await isDrawn(page, [words]);
  await page.goto(`${server.url}${translated}`);
  await list(page).getByText('Ghi ở bản tiếng khác của trang này.').waitFor();
  await isDrawn(page, []);
});

test('nothing leaves, nothing is wrong for those who see or hear it otherwise', async (t) => {
  const page = await visit(t, LESSON);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(`${request.method()} ${request.url()}`));
  await choose(page, PASSAGE);
  await bar(page).waitFor();
  assert.deepEqual(await faultsOf(page, NARROW), []);
  await bar(page).getByRole('button', {name: 'Ghi chú'}).click();
  await page.getByLabel('Lời của bạn').fill(OWN);
  // What is behind the sheet is not to be pressed, however little of it the header leaves.
  await page.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await faultsOf(page, NARROW), []);
  await page.getByRole('button', {name: 'Lưu'}).click();
  await near(page);
  await page.getByRole('button', {name: /^Viết: Chuyện/}).click();
  await page.keyboard.type(OWN);
  await page.evaluate(() => scrollTo(0, 0));
  assert.deepEqual(await faultsOf(page, NARROW), []);
  assert.deepEqual(asked.filter((one) => !one.startsWith(`GET ${server.url}assets/`)), []);
});
