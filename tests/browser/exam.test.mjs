// @ts-check
// A paper: the same for all who have its address, answered in one go, its time kept when the page is loaded again, handed in once, explained after.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {NARROW, SMALLEST, faultsOf} from './inspect.mjs';
import {PHONE, texts, world} from './world.mjs';

const {visit, server} = await world();
const PAGE = 'tu-hoc/thi-thu/';
const PAPER = `${PAGE}?de=thu1_6`;
const FOLDER = pathToFileURL(`${process.env.FOLDER}/`).href;
const COUNT = 6;

/** @typedef {import('./world.mjs').Page} Page */

/** @param {import('node:test').TestContext} t @param {string} [path] @param {object} [options] */
async function open(t, path = PAPER, options = PHONE) {
  const page = await visit(t, path, options);
  await page.locator('.exam button').first().waitFor();
  return page;
}

/** @param {Page} page */
async function begin(page) {
  await page.getByRole('button', {name: 'Bắt đầu làm'}).press('Enter');
  await page.locator('#cau-1:focus').waitFor();
}

/** Answers a question, rightly or not. @param {Page} page @param {number} number @param {boolean} rightly */
async function answer(page, number, rightly) {
  const quiz = page.locator(`#cau-${number}`);
  const [kind, right] = [await quiz.getAttribute('data-kind'), String(await quiz.getAttribute('data-right'))];
  if (kind === 'dien-tu') return quiz.getByRole('textbox').fill(rightly ? right.split('|')[0] : 'zz');
  const letters = await quiz.locator('input').evaluateAll((all) => all.map((one) => /** @type {HTMLInputElement} */ (one).value));
  const others = kind === 'sap-xep' ? right.split('').reverse() : [String(letters.find((letter) => !right.includes(letter)) || letters[0])];
  for (const letter of rightly ? right.split('') : others) await quiz.locator(`input[value="${letter}"]`).check();
}

/** Keys of the questions of a paper after it was handed in. @param {Page} page @returns {Promise<string[]>} */
const keys = (page) => page.locator('.exam .quiz-from a').evaluateAll((all) => all.map((one) => {
  const link = /** @type {HTMLAnchorElement} */ (one);
  return handbook.study.pageOf(link.pathname) + link.hash;
}));

/** From the top of the page, where no bar lies over anything. @param {Page} page @param {{width: number, height: number}} size */
async function faults(page, size) {
  await page.evaluate(() => scrollTo(0, 0));
  return faultsOf(page, size);
}

/** @param {Page} page @param {string} kind */
const records = (page, kind) => page.evaluate((kind) => Object.fromEntries(handbook.study.all(kind)), kind);

/** @param {Page} page */
async function handIn(page) {
  await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
  await page.locator('.exam h2:focus').waitFor();
}

test('a paper is made by the form, and its settings are its address', async (t) => {
  const page = await open(t, PAGE);
  await page.getByLabel('Số câu').selectOption('5');
  await page.getByLabel('Thời gian').selectOption('15');
  await page.getByLabel('vận dụng').check();
  await page.getByLabel('Mã đề').fill('Chi Bộ 7');
  await page.getByRole('button', {name: 'Lập đề'}).press('Enter');
  await page.waitForURL(/\?de=/);
  assert.equal(new URL(page.url()).search, '?de=chibo7_5_15__van-dung');
  await page.getByRole('heading', {name: 'Đề chibo7'}).waitFor();
  assert.match(await page.locator('.exam').innerText(), /5 câu, 15 phút\.\s+Mức: vận dụng\./);
  assert.equal(await page.getByLabel('Địa chỉ của đề').inputValue(), page.url());
  await page.getByRole('button', {name: 'Hiện mã QR'}).press('Enter');
  await page.getByRole('img', {name: 'Mã QR của đề này'}).waitFor();
});

test('two readers of one address get one paper, in either language; another number gives another', async (t) => {
  /** @param {string} path */
  const asked = async (path) => {
    const page = await open(t, path);
    return page.locator('.exam-printed .quiz').evaluateAll((all) => all.map((one) => /** @type {HTMLElement} */ (one).dataset.id));
  };
  const first = await asked(PAPER);
  assert.equal(first.length, COUNT);
  assert.deepEqual(await asked(PAPER), first);
  assert.deepEqual(await asked(`en/${PAPER}`), first);
  assert.notDeepEqual(await asked(`${PAGE}?de=thu2_6`), first);
});

test('answered in one go: nothing tells before the hand-in, everything is explained after', async (t) => {
  const page = await open(t);
  await begin(page);
  assert.equal(await page.locator('.exam details, .exam .quiz-check:not(.exam-end *)').count(), 0);
  for (let number = 1; number <= COUNT; number++) await answer(page, number, number > 2);
  assert.match(await page.locator('.exam-line').innerText(), /Đã trả lời 6\/6/);
  assert.deepEqual(await records(page, 'q'), {});
  await handIn(page);
  const said = await page.locator('.exam').innerText();
  assert.match(said, /Bạn trả lời đúng 4 trên 6 câu\./);
  assert.match(said, /Theo phần\s.*đúng \d trên \d câu[^]*Theo mức\s/);
  assert.doesNotMatch(said, /%|điểm/);
  assert.equal(await page.locator('.exam .quiz-answer[open]').count(), COUNT);
  const asked = await keys(page);
  const kept = await records(page, 'q');
  assert.deepEqual(asked.map((key) => kept[key].ok), [false, false, true, true, true, true]);
  assert.equal(new URL(page.url()).search, '?de=thu1_6');
});

test('questions left open are asked about, and can be gone on with; left out, they are to be looked at again', async (t) => {
  const page = await open(t);
  await begin(page);
  await answer(page, 2, true);
  await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
  await page.locator('.exam-end p:focus').getByText('Còn 5 câu chưa trả lời: 1, 3, 4, 5, 6.').waitFor();
  await page.getByRole('button', {name: 'Làm tiếp'}).press('Enter');
  assert.equal(await page.locator('button:focus').innerText(), 'Nộp bài');
  await answer(page, 1, true);
  await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
  await page.getByRole('button', {name: 'Nộp luôn'}).press('Enter');
  await page.locator('.exam h2:focus').waitFor();
  const kept = await records(page, 'q');
  assert.deepEqual((await keys(page)).map((key) => [kept[key].ok, Boolean(kept[key].a)]), [[true, true], [true, true], ...Array(4).fill([false, false])]);
  await page.reload();
  const cells = await page.locator('.exam-sheet a').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  assert.deepEqual(cells.slice(1, 3), ['Câu 2, đúng', 'Câu 3, bỏ trống']);
});

test('loaded again, the answers are there and the time has gone on; when it is over the paper is handed in', async (t) => {
  const page = await visit(t, 'tai-ve/', PHONE);
  await page.clock.install();
  await page.goto(new URL(`${PAPER}_10`, server.url).href);
  await begin(page);
  await answer(page, 1, true);
  await page.clock.runFor(60_000);
  assert.match(await page.getByRole('timer').innerText(), /9:00|8:5\d/);
  await page.clock.fastForward(30_000);
  await page.reload();
  await page.getByRole('timer').getByText(/8:(30|2\d)/).waitFor();
  assert.match(await page.locator('.exam-line').innerText(), /Đã trả lời 1\/6/);
  await page.clock.runFor(215_000);
  await page.getByRole('status').getByText('Còn 5 phút.').waitFor();
  await page.clock.runFor(300_000);
  await page.getByText('Hết giờ, bài đã được nộp').waitFor();
  assert.match(await page.locator('.exam').innerText(), /Bạn trả lời đúng 1 trên 6 câu\. Làm trong 10 phút\./);
  await page.reload();
  await page.getByText('Bạn trả lời đúng 1 trên 6 câu').waitFor();
});

test('an answer to what a new edition asks otherwise is none, wherever answers are counted', async (t) => {
  const page = await open(t);
  await begin(page);
  for (let number = 1; number <= COUNT; number++) await answer(page, number, true);
  await page.getByText('Đã trả lời 6/6').waitFor();
  const edited = await page.locator('#cau-2, #cau-4').evaluateAll((all) => all.map((one) => String(/** @type {HTMLElement} */ (one).dataset.id)));
  await page.evaluate((ids) => {
    const {u, ...record} = /** @type {StudyRecord} */ (handbook.study.get('e', 'thu1_6'));
    for (const key of Object.keys(record.a)) if (ids.includes(key.split('#')[1])) record.a[key][0] = 'cũ';
    handbook.study.put('e', 'thu1_6', record);
  }, edited);
  await page.reload();
  await page.getByText('Đã trả lời 4/6').waitFor();
  const sheet = page.getByRole('navigation', {name: 'Bảng câu'});
  for (const name of ['Câu 1, đã trả lời', 'Câu 2', 'Câu 4']) await sheet.getByRole('link', {name, exact: true}).waitFor();
  await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
  await page.locator('.exam-end p:focus').getByText('Còn 2 câu chưa trả lời: 2, 4.').waitFor();
  await page.getByRole('button', {name: 'Nộp luôn'}).press('Enter');
  await page.getByText('Bạn trả lời đúng 4 trên 6 câu').waitFor();
});

test('the sheet says what is answered and leads there', async (t) => {
  const page = await open(t);
  await begin(page);
  await answer(page, 3, true);
  const sheet = page.getByRole('navigation', {name: 'Bảng câu'});
  await sheet.getByRole('link', {name: 'Câu 3, đã trả lời'}).waitFor();
  await sheet.getByRole('link', {name: 'Câu 5', exact: true}).press('Enter');
  await page.locator('#cau-5:focus').waitFor();
});

test('handed in in another tab, this one shows it too; the paper can be answered again', async (t) => {
  const page = await open(t);
  await begin(page);
  const other = await page.context().newPage();
  await other.goto(new URL(PAPER, server.url).href);
  for (let number = 1; number <= COUNT; number++) await answer(other, number, true);
  await handIn(other);
  await page.getByText('Bạn trả lời đúng 6 trên 6 câu').waitFor();
  await other.getByRole('button', {name: 'Làm lại đề này'}).press('Enter');
  await other.locator('.exam h2:focus').waitFor();
  await page.getByRole('button', {name: 'Bắt đầu làm'}).waitFor();
});

for (const [name, spoil] of /** @type {[string, () => void][]} */ ([
  ['forbidden', () => Object.defineProperty(window, 'localStorage', {get: () => { throw new DOMException('', 'SecurityError'); }})],
  ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }],
])) {
  test(`storage that is ${name}: a paper is answered and handed in, and the reader is told once`, async (t) => {
    const page = await open(t);
    await page.addInitScript(spoil);
    await page.reload();
    await begin(page);
    for (let number = 1; number <= COUNT; number++) await answer(page, number, true);
    await handIn(page);
    await page.getByText('Bạn trả lời đúng 6 trên 6 câu').waitFor();
    assert.equal(await page.getByText('Trình duyệt không lưu được').count(), 1);
  });
}

test('by touch, no barriers before, during and after, in any scheme, 320 px wide', async (t) => {
  const page = await open(t, PAGE, {...PHONE, viewport: SMALLEST});
  assert.deepEqual(await faults(page, SMALLEST), []);
  await page.goto(new URL(`${PAPER}_30`, server.url).href);
  await page.getByRole('button', {name: 'Bắt đầu làm'}).waitFor();
  assert.deepEqual(await faults(page, SMALLEST), []);
  await page.getByRole('button', {name: 'Bắt đầu làm'}).tap();
  await page.locator('#cau-1:focus').waitFor();
  await answer(page, 1, true);
  assert.deepEqual(await faults(page, SMALLEST), []);
  await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
  await page.getByRole('button', {name: 'Nộp luôn'}).press('Enter');
  await page.locator('.exam h2:focus').waitFor();
  assert.deepEqual(await faults(page, SMALLEST), []);
});

test('in the other frame', async (t) => {
  const page = await visit(t, `en/${PAPER}`, {viewport: NARROW});
  await page.getByRole('button', {name: 'Start'}).press('Enter');
  await page.locator('#cau-1:focus').waitFor();
  assert.deepEqual(await faults(page, NARROW), []);
});

test('printed: the questions alone, or with the key behind them', async (t) => {
  const page = await open(t);
  await page.evaluate(() => (window.print = () => Object.assign(window, {printed: dispatchEvent(new Event('beforeprint'))})));
  await page.emulateMedia({media: 'print'});
  const [questions, key] = [page.locator('.exam-printed .quiz'), page.locator('.exam-key li')];
  assert.equal(await questions.first().isVisible(), true);
  assert.equal(await key.first().isVisible(), false);
  assert.equal(await page.locator('.exam button:visible, .exam .quiz details, .question-pages:visible').count(), 0);
  await page.emulateMedia({media: 'screen'});
  await page.getByRole('button', {name: 'In đề và đáp án'}).press('Enter');
  await page.waitForFunction(() => 'printed' in window);
  await page.emulateMedia({media: 'print'});
  assert.equal(await key.first().isVisible(), true);
  const rights = await questions.evaluateAll((all) => all.map((one) => String(/** @type {HTMLElement} */ (one).dataset.right).split(/(?=[A-Z])|\|/).join()));
  assert.deepEqual((await texts(page, '.exam-key li')).map((line) => line.split(/, |; /).join()), rights);
});

test('from a folder, and without a network', async (t) => {
  const folder = await open(t, `${FOLDER}${PAGE}index.html?de=thu1_6`);
  await begin(folder);
  assert.equal(await folder.locator('.exam .quiz').count(), COUNT);
  const page = await open(t);
  await begin(page);
  await page.context().setOffline(true);
  for (let number = 1; number <= COUNT; number++) await answer(page, number, true);
  await handIn(page);
});

test('an address that is none brings the form; one that asks for nothing that there is says so', async (t) => {
  const page = await open(t, `${PAGE}?de=%3Cb%3E_x`);
  await page.getByRole('button', {name: 'Lập đề'}).waitFor();
  await page.goto(new URL(`${PAGE}?de=a_3_0_khong-co_khong-co`, server.url).href);
  await page.getByText('3 câu, không giới hạn.').waitFor();
});

test('without scripts: what the page is, and the pages that ask', async (t) => {
  const page = await visit(t, PAGE, {...PHONE, javaScriptEnabled: false});
  await page.getByText('Đồng hồ trong trình duyệt không bảo đảm điều gì').waitFor();
  await page.getByText('Các trang có câu hỏi').tap();
  assert.ok(await page.locator('.question-pages a').count());
});

test('nobody learns of an answer', async (t) => {
  const page = await open(t);
  await begin(page);
  /** @type {string[]} */
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await answer(page, 1, true);
  await page.getByRole('button', {name: 'Nộp bài'}).press('Enter');
  await page.getByRole('button', {name: 'Nộp luôn'}).press('Enter');
  await page.locator('.exam h2:focus').waitFor();
  // Code that any reader gets may still be on its way.
  const own = new RegExp(`^${server.url}assets/\\w+\\.vi\\.\\w+\\.js$`);
  assert.deepEqual([asked.filter((address) => !own.test(address)), new URL(page.url()).search], [[], '?de=thu1_6']);
});
