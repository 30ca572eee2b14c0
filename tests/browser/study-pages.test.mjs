// @ts-check
// What counts as read, and how pages that have been read or begun are shown where links lead to them.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {NARROW, faultsOf} from './inspect.mjs';
import {LESSON, PHONE, world} from './world.mjs';

const {visit, server} = await world();
const ID = LESSON.replace(/\/$/, '');
/** Longer than any part of a page takes. */
const LONG = 600;

/** @typedef {import('./world.mjs').Page} Page */

/** A page whose clock goes when the test says so. @param {import('node:test').TestContext} t */
async function open(t, path = LESSON) {
  const page = await visit(t, path, PHONE);
  await page.clock.install();
  await page.reload();
  await page.clock.runFor(1000);
  await page.locator('.study-read').waitFor();
  return page;
}

/** Lets seconds pass, the reader moving now and then as readers do. @param {Page} page @param {number} seconds */
async function pass(page, seconds) {
  // What is in sight the browser tells with the next frame.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  for (let left = seconds; left > 0; left -= 30) {
    await page.evaluate(() => dispatchEvent(new Event('scroll')));
    await page.clock.runFor(30_000);
  }
}

/** The record of the page. @param {Page} page */
const record = (page) => page.evaluate((id) => handbook.study.get('p', id) || {}, ID);

/** @param {Page} page */
const box = (page) => page.getByRole('checkbox', {name: 'Đã đọc bài này'});

/** The tick at a link of the menu, as it is heard; '' without one. @param {Page} page @param {string} name */
const heard = (page, name) => page.evaluate((name) => {
  const link = [...document.querySelectorAll('.menu a')].find(({textContent}) => String(textContent).includes(name));
  const tick = link && link.querySelector('.tick');
  return tick ? tick.getAttribute('aria-label') : '';
}, name);

test('a jump to the end does not read a page', async (t) => {
  const page = await open(t);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await pass(page, LONG);
  const {t: read = 0, s = []} = await record(page);
  assert.equal(read, 0);
  assert.ok(!s.includes('giai-thich'));
  assert.equal(await box(page).isChecked(), false);
});

test('a page whose parts were all read, some on this phone and some on another, is read', async (t) => {
  const page = await open(t);
  const headings = await page.locator('article .handbook-text > h2').evaluateAll((all) => all.map(({id}) => id));
  await page.evaluate(([id, s]) => handbook.study.put('p', String(id), {s}), [ID, ['', ...headings]]);
  await page.reload();
  await page.waitForFunction(() => 'bring' in handbook);
  assert.equal(await box(page).isChecked(), true);
});

test('a record that is none of these stops nothing of the page', async (t) => {
  const page = await open(t);
  await page.evaluate((id) => handbook.study.put('p', id, {s: 5}), ID);
  await page.reload();
  await page.clock.runFor(1000);
  await box(page).waitFor();
  await pass(page, LONG);
  assert.ok((await record(page)).s.includes(''));
});

test('who reads part after part has read it, and sees so in the menu', async (t) => {
  const page = await open(t);
  const headings = await page.locator('article .handbook-text > h2').evaluateAll((all) => all.map(({id}) => id));
  const parts = headings.filter((id) => !['lien-he', 'nguon'].includes(id));
  await pass(page, 60);
  for (const id of parts) {
    // The last is nothing but questions, which show when they are answered.
    if (id !== parts[parts.length - 1]) assert.equal(await box(page).isChecked(), false, id);
    await page.evaluate((id) => /** @type {Element} */ (document.getElementById(id)).scrollIntoView(), id);
    await pass(page, 90);
  }
  assert.equal(await box(page).isChecked(), true);
  assert.match(String(await heard(page, 'Kiểm soát quyền lực')), /^đã đọc/);
  await page.reload();
  await page.clock.runFor(1000);
  await page.locator('.study-read').waitFor();
  assert.equal(await box(page).isChecked(), true);
});

test('a page that lies open unmoved, or out of sight, is not read', async (t) => {
  const page = await open(t);
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const before = await page.evaluate(() => [...document.querySelectorAll('.handbook-text > :not(.quiz)')].length);
  assert.ok(before);
  await page.evaluate(() => Object.defineProperty(document, 'hidden', {get: () => true}));
  await pass(page, LONG);
  assert.deepEqual(await record(page), {});
});

test('read on paper: the reader says so, and takes it back', async (t) => {
  const page = await open(t);
  await box(page).check();
  assert.match(String(await heard(page, 'Kiểm soát quyền lực')), /^đã đọc/);
  assert.ok((await record(page)).t > 0);
  await box(page).uncheck();
  assert.equal(await heard(page, 'Kiểm soát quyền lực'), '');
});

test('on the page of a part, and at the link to the part', async (t) => {
  const page = await open(t);
  await box(page).check();
  await page.goto(`${server.url}bai-hoc/`);
  await page.clock.runFor(1000);
  await page.locator('article .tick').first().waitFor();
  assert.deepEqual(await page.locator('article a:has(.tick.done)').evaluateAll((all) => all.map((link) => link.getAttribute('href'))), ['kiem-soat-quyen-luc/']);
  assert.deepEqual(await faultsOf(page, NARROW), []);
  await page.goto(server.url);
  await page.clock.runFor(1000);
  const part = page.locator('.menu a', {hasText: 'Tám bài học'}).locator('.tick');
  await part.waitFor({state: 'attached'});
  assert.equal(await part.getAttribute('aria-label'), 'đã đọc 1 bài');
});

test('questions answered show as begun', async (t) => {
  const page = await open(t);
  await page.locator('.quiz input').first().tap();
  await page.getByRole('button', {name: 'Kiểm tra câu 1', exact: true}).tap();
  const all = await page.locator('.quiz').count();
  assert.equal(await heard(page, 'Kiểm soát quyền lực'), `đang học, trả lời 1 trên ${all} câu`);
});

test('what was done while the page had another address comes with it', async (t) => {
  const page = await visit(t, 'bai-hoc/lam-den-noi/', PHONE);
  const {was, id, hash} = await page.evaluate(() => {
    const quiz = /** @type {HTMLElement} */ (document.querySelector('.quiz'));
    const {was} = /** @type {HTMLElement} */ (document.querySelector('article')).dataset;
    return {was: String(was).replace(/\/$/, ''), id: quiz.id, hash: String(quiz.dataset.hash)};
  });
  await page.evaluate(([was, id, hash]) => {
    localStorage.setItem(`${handbook.root}.s1.q.${was}#${id}`, JSON.stringify({h: hash, a: 'A', ok: true, n: 1, u: 1}));
    localStorage.setItem(`${handbook.root}.s1.p.${was}`, JSON.stringify({t: 5, s: [], u: 1}));
  }, [was, id, hash]);
  await page.reload();
  await page.locator('.study-read').waitFor();
  assert.equal(await box(page).isChecked(), true);
  assert.equal(await page.locator(`#${id} input[value=A]`).isChecked(), true);
  assert.equal(await page.evaluate((former) => Object.keys(localStorage).filter((key) => key.includes(former)).length, was), 0);
});

const OVERVIEW = 'viec-hoc/';
/** @param {Page} page @returns {Promise<string>} where the first page leads a new reader */
async function startOfHome(page) {
  const home = await (await page.request.get(server.url)).text();
  return page.evaluate((html) => {
    const found = new DOMParser().parseFromString(html, 'text/html').querySelector('.start');
    return new URL(String(found?.getAttribute('href')), `${location.origin}${handbook.root}`).href;
  }, home);
}

/** @param {Page} page @param {string} id of a question @param {boolean} right */
async function answer(page, id, right) {
  const key = String(await page.locator(`#${id}`).getAttribute('data-right'));
  await page.locator(`#${id} input[value="${right ? key : key === 'A' ? 'B' : 'A'}"]`).check();
  await page.locator(`#${id}`).getByRole('button', {name: 'Kiểm tra'}).click();
}

test('everything on one page: how far, what next, what to look at again, all again', async (t) => {
  const page = await visit(t, OVERVIEW, PHONE);
  const sum = page.locator('.study-sum');
  await sum.getByText('Chưa có gì').waitFor();
  const offered = page.getByRole('link', {name: /^Bắt đầu: /});
  assert.equal(await offered.evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href), await startOfHome(page));
  const pages = await page.locator('.study li:has([data-minutes]:not([data-minutes="0"]))').count();
  await page.goto(server.url + LESSON);
  await page.locator('.study-read input').check();
  const [first, second] = await page.locator('.quiz:not([data-kind])').evaluateAll((all) => all.map(({id}) => id));
  await answer(page, first, true);
  await answer(page, second, false);
  const written = 'bai-hoc/noi-di-doi-voi-lam#loi-hua-gan-nhat';
  await page.evaluate((id) => handbook.study.put('q', id, {h: 'x', a: 'Ba tháng một lần', ok: true}), written);
  await page.goto(server.url + OVERVIEW);
  await sum.getByText(new RegExp(`^Đã đọc 1 trên ${pages} bài\\. Đã trả lời 3 trên \\d+ câu\\. .* Câu cần xem lại: 1\\.$`)).waitFor();
  assert.deepEqual(await faultsOf(page, NARROW), []);
  await page.setViewportSize(NARROW);
  const shown = page.locator('.study li:visible');
  await page.getByLabel('Hiện').selectOption({label: 'Bài có câu cần xem lại'});
  assert.equal(await shown.count(), 1);
  assert.match(await shown.innerText(), /Kiểm soát quyền lực[\s\S]*trả lời 2 trên \d+ câu · 1 câu cần xem lại/);
  await page.getByLabel('Hiện').selectOption({label: 'Bài chưa đọc'});
  assert.equal(await shown.count(), pages - 1);
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', {name: 'Làm lại mọi câu hỏi'}).tap();
  await sum.getByText(/Đã trả lời 1 trên/).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.className), 'study-sum');
  assert.equal(await page.evaluate((id) => handbook.study.get('q', id)?.a, written), 'Ba tháng một lần');
  await page.getByRole('link', {name: /^Học tiếp: /}).tap();
  await page.waitForURL(/bai-hoc|gia-tri/);
});

test('a part that is read gives a record to print, which says that it is no certificate; no name is kept', async (t) => {
  const page = await visit(t, OVERVIEW, PHONE);
  await page.addInitScript(() => Object.assign(window, {print: () => {
    dispatchEvent(new Event('beforeprint'));
    Object.assign(window, {printed: document.documentElement.className});
  }}));
  await page.reload();
  await page.locator('.study-sum').waitFor();
  await page.evaluate(() => {
    for (const link of document.querySelectorAll('#hoc-bai-hoc ~ ul')[0].querySelectorAll('li > a')) {
      handbook.study.put('p', handbook.study.pageOf(/** @type {HTMLAnchorElement} */ (link).pathname), {t: 1_790_000_000, n: 3, d: 2, w: 0});
    }
  });
  await page.getByRole('button', {name: /^In tờ ghi nhận: /}).tap();
  await page.waitForFunction(() => 'printed' in window);
  assert.match(await page.evaluate(() => /** @type {any} */ (window).printed), /study-printing/);
  const record = page.locator('.study-record');
  assert.match(await record.innerText(), /Kiểm soát quyền lực: đọc ngày 21\/9\/2026, trả lời 2 trên/);
  assert.match(await record.innerText(), /không phải giấy chứng nhận/);
  await page.emulateMedia({media: 'print'});
  assert.equal(await page.locator('.handbook-text').isVisible(), false);
  assert.equal(await record.isVisible(), true);
  await page.emulateMedia({media: 'screen'});
  await page.getByRole('button', {name: 'Đóng'}).tap();
  assert.equal(await record.count(), 0);
  assert.match(await page.evaluate(() => String(document.activeElement?.textContent)), /^In tờ ghi nhận/);
});

test('the record of another language has its dates', async (t) => {
  const page = await visit(t, `en/${OVERVIEW}`, PHONE);
  await page.addInitScript(() => Object.assign(window, {print: () => dispatchEvent(new Event('beforeprint'))}));
  await page.reload();
  await page.locator('.study-sum').waitFor();
  await page.evaluate(() => {
    for (const link of document.querySelectorAll('.study li > a')) {
      handbook.study.put('p', handbook.study.pageOf(/** @type {HTMLAnchorElement} */ (link).pathname), {t: 1_790_000_000, n: 3, d: 2, w: 0});
    }
  });
  await page.locator('.study-print').first().tap();
  assert.match(await page.locator('.study-record').innerText(), /21\/09\/2026/);
});

test('without scripts the lists are all there', async (t) => {
  const page = await visit(t, OVERVIEW, {...PHONE, javaScriptEnabled: false});
  assert.ok((await page.locator('.study li > a').count()) > 3);
  assert.equal(await page.locator('.study button, .study select').count(), 0);
});
