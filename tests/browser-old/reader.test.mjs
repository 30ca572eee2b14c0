// @ts-check
// What the readers' guide promises, in browsers of 2018 to 2021: the handbook of tests/reader on a phone of 360 x 740.
import assert from 'node:assert/strict';
import {after, test} from 'node:test';
import {serve} from '../browser/server.mjs';
import {launch} from './driver.mjs';

const [WIDTH, HEIGHT, TARGET] = [360, 740, 44];
const LESSON = 'bai-hoc/kiem-soat-quyen-luc/';
const TABLES = ['tra-cuu/thuat-ngu/', 'tra-cuu/nguon/', 'tra-cuu/trich-dan/', 'dot-sinh-hoat/van-ban/', 'bai-hoc/', 'gia-tri/'];
const OTHERS = ['viec-hoc/', '', LESSON, 'dot-sinh-hoat/lich/', 'tra-cuu/theo-chu-cai/', 'ban-tin/2026-12/', 'tai-ve/', 'en/'];

const server = await serve(String(process.env.SITE));
const browser = await launch(String(process.env.OLD));
after(async () => {
  browser.stop();
  await server.stop();
});

/**
 * A new reader on a page. Any error of a script fails the test.
 * @param {import('node:test').TestContext} t @param {string} path @param {number} width @param {number} height
 */
async function visit(t, path, width = WIDTH, height = HEIGHT) {
  const page = await browser.open(width, height);
  t.after(() => assert.deepEqual(page.errors, []));
  await page.go(server.url + path);
  return page;
}

/** In the page: the edges of what a selector finds. @param {string} selector */
const edges = (selector) => {
  const found = document.querySelector(selector);
  if (!found) return null;
  const {left, right, top, bottom, width, height} = found.getBoundingClientRect();
  return {left, right, top, bottom, width, height, shown: getComputedStyle(found).visibility === 'visible' && width > 0};
};

/** Scrolls as a reader does, in more than one step. @param {import('./driver.mjs').Page} page @param {number[]} places */
async function scroll(page, ...places) {
  for (const place of places) await page.run((/** @type {number} */ to) => new Promise((done) => {
    scrollTo(0, to);
    requestAnimationFrame(() => requestAnimationFrame(done));
  }), place);
}

/** In the page: how it looks to its reader. */
const look = () => ({
  size: parseFloat(getComputedStyle(/** @type {Element} */ (document.querySelector('article'))).fontSize),
  ground: getComputedStyle(document.body).backgroundColor,
});

test('it is the browser that is meant', async () => {
  assert.match(await browser.version(), new RegExp(`Chrome/${process.env.OLD_VERSION}\\.`));
});

test('no page is wider than the screen, its text is large and its links are underlined', async (t) => {
  const page = await visit(t, '');
  for (const path of [...OTHERS, ...TABLES]) {
    await page.go(server.url + path);
    assert.equal(await page.run(() => document.documentElement.scrollWidth), WIDTH, path);
    assert.equal((await page.run(look)).size, 18, path);
  }
  await page.go(server.url + LESSON);
  const line = await page.run(() => getComputedStyle(/** @type {Element} */ (document.querySelector('article p a, article li a'))).textDecorationLine);
  assert.equal(line, 'underline');
});

test('each row of a table is a card as wide as the screen, with names for what is in it', async (t) => {
  const page = await visit(t, TABLES[0]);
  for (const path of TABLES) {
    await page.go(server.url + path);
    const cells = await page.run(() => [...document.querySelectorAll('article table.stacked tbody td')].map((cell) => ({
      row: cell.parentElement.getBoundingClientRect().width,
      display: getComputedStyle(cell).display, // in a column of a table there is room for half a word
      label: cell.cellIndex && cell.parentElement.cells.length > 2 ? getComputedStyle(cell, '::before').content : '""',
      hidden: !cell.getClientRects().length, // also in a group that is closed
    })));
    const shown = cells.filter((/** @type {{hidden: boolean}} */ {hidden}) => !hidden);
    assert.ok(shown.length > 1, path);
    for (const {row, display, label} of shown) {
      assert.ok(row > WIDTH * 0.75 && display !== 'table-cell', `${path} ${row} ${display}`);
      assert.ok(label.length > 1 && label !== 'none', `${path} ${label}`);
    }
  }
});

test('a table is a table where there is room', async (t) => {
  const page = await visit(t, 'gia-tri/', 1280, 800);
  const found = await page.run(() => [...document.querySelectorAll('article table.stacked:not(.wide)')].map((table) => getComputedStyle(table).display));
  assert.ok(found.length && found.every((/** @type {string} */ one) => one === 'table'), String(found));
  const [menu, text, bar] = [await page.run(edges, '.menu'), await page.run(edges, 'article'), await page.run(edges, '.top')];
  assert.ok(menu.right <= text.left + 1 && text.width > 500, `${menu.right} ${text.left} ${text.width}`);
  assert.ok(bar.width === 1280 && menu.top >= bar.bottom - 1);
});

test('many hits in a table are short rows, which a press opens', async (t) => {
  const page = await visit(t, 'dot-sinh-hoat/van-ban/');
  await page.tap('.filter.ready input');
  await page.type('t');
  await page.until(edges, '.brief');
  const short = await page.run(edges, '#viec-9');
  assert.ok(short.height >= TARGET && short.height < 60, String(short.height));
  await page.tap('#viec-9 .more');
  await page.until(edges, '#viec-9.whole');
  assert.ok((await page.run(edges, '#viec-9')).height > 100);
});

test('the header stays, and the bar for the thumb comes at the bottom', async (t) => {
  const page = await visit(t, LESSON);
  await scroll(page, 1500, 1400);
  await page.until(edges, '.thumb');
  const [bar, thumb] = [await page.run(edges, '.top'), await page.run(edges, '.thumb')];
  assert.ok(bar.top === 0 && bar.width === WIDTH && bar.height >= TARGET, JSON.stringify(bar));
  assert.ok(thumb.shown && thumb.bottom <= HEIGHT && thumb.bottom > HEIGHT - 20 && thumb.height >= TARGET, JSON.stringify(thumb));
});

test('the menu covers the screen, scrolls by itself, and its rows are high enough', async (t) => {
  const page = await visit(t, LESSON, 640, 360);
  await page.tap('.menu-open');
  await page.until(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.menu'))).visibility === 'visible');
  const rows = await page.run(() => [...document.querySelectorAll('.menu li > a')].map((row) => row.getBoundingClientRect().height));
  assert.ok(rows.length > 5 && rows.every((/** @type {number} */ height) => height >= 44), String(rows));
  const menu = await page.run(edges, '.menu');
  assert.ok(menu.top === 0 && menu.bottom === 360 && menu.width <= 640 * 0.85, JSON.stringify(menu));
  const at = await page.run(() => {
    const menu = /** @type {Element} */ (document.querySelector('.menu'));
    menu.scrollTop = menu.scrollHeight;
    const rows = [...menu.querySelectorAll('a')].filter((row) => row.getBoundingClientRect().height);
    const {bottom} = rows[rows.length - 1].getBoundingClientRect();
    return {bottom, own: menu.scrollTop, page: scrollY};
  });
  assert.ok(at.bottom <= 360 && at.own > 0 && at.page === 0, JSON.stringify(at));
});

test('letters, lines and ground are chosen in the panel, and kept', async (t) => {
  const page = await visit(t, LESSON);
  const before = await page.run(look);
  await scroll(page, 900);
  await page.tap('.reading-open');
  await page.until(edges, 'dialog.reading[open]');
  const panel = await page.run(edges, 'dialog.reading');
  assert.ok(panel.left >= 0 && panel.right <= WIDTH && Math.round(panel.bottom) === HEIGHT, JSON.stringify(panel));
  const places = await page.run(() => [...document.querySelectorAll('dialog.reading .reading-row > *')].map((one) => one.getBoundingClientRect()).map(({left, right}) => [left, right]));
  assert.ok(places.length > 5 && places.every((/** @type {number[]} */ [left, right]) => left >= 0 && right <= WIDTH), JSON.stringify(places));
  await page.run(() => {
    const larger = [...document.querySelectorAll('dialog.reading button')].find((button) => (button.textContent || '').includes('Lớn hơn'));
    if (larger) larger.id = 'larger';
  });
  await page.tap('#larger');
  await page.tap('#larger');
  await page.tap('dialog.reading [value="dark"]');
  const chosen = await page.until((/** @type {string} */ light) => getComputedStyle(document.body).backgroundColor !== light, before.ground) && (await page.run(look));
  assert.ok(chosen.size > before.size * 1.25, JSON.stringify([before, chosen]));
  await page.reload();
  assert.deepEqual(await page.run(look), chosen);
  assert.equal(await page.run(() => document.documentElement.scrollWidth), WIDTH);
});

/** In the page: whether the answer is whole, so that its rows stay where they are. */
const answered = () => document.querySelector('a.search-row') && ![...document.querySelectorAll('.search-meta span')].some((line) => String(line.textContent).endsWith('…'));

test('what is typed without accents is found, and opened', async (t) => {
  const page = await visit(t, '');
  await page.tap('button.search-open');
  await page.until(() => Boolean(document.activeElement && document.activeElement.matches('.search-field')));
  const box = await page.run(edges, 'dialog.search-box');
  assert.deepEqual([box.left, box.top, box.width, box.height], [0, 0, WIDTH, HEIGHT]);
  await page.type('kiem soat quyen luc');
  await page.until(answered);
  const rows = await page.run(() => [...document.querySelectorAll('a.search-row')].map((row) => row.getBoundingClientRect()).map(({left, right, height}) => [left, right, height]));
  assert.ok(rows.every((/** @type {number[]} */ [left, right, height]) => left >= 0 && right <= WIDTH && height >= TARGET), JSON.stringify(rows));
  const path = await page.run(() => /** @type {HTMLAnchorElement} */ (document.querySelector('a.search-row')).pathname);
  await page.tap('a.search-row');
  await page.until((/** @type {string} */ to) => location.pathname === to && !document.querySelector('dialog[open]'), path);
  await page.until(() => document.querySelectorAll('mark.landing-mark').length);
});

test('a question is answered in the page, kept, and shown in the menu and with all others', async (t) => {
  const page = await visit(t, LESSON);
  await page.until(() => document.querySelector('.quiz-check'));
  const id = await page.run(() => {
    const quiz = /** @type {HTMLElement} */ (document.querySelector('.quiz'));
    const input = /** @type {HTMLInputElement} */ (quiz.querySelector(`input[value="${quiz.dataset.right}"]`));
    input.click();
    /** @type {HTMLElement} */ (quiz.querySelector('.quiz-check')).click();
    return quiz.id;
  });
  assert.deepEqual(
    await page.run((/** @type {string} */ id) => [document.activeElement && document.activeElement.className, (document.getElementById(id) || document.body).dataset.state], id),
    ['quiz-result', 'right'],
  );
  await page.reload();
  await page.until((/** @type {string} */ id) => (document.getElementById(id) || document.body).dataset.state === 'right', id);
  assert.ok(await page.run(() => document.querySelector('.menu .tick.begun')));
  await page.go(`${server.url}viec-hoc/`);
  await page.until(() => /Đã trả lời 1 trên/.test(String((document.querySelector('.study-sum') || document.body).textContent)));
  assert.equal(await page.run(() => document.documentElement.scrollWidth), WIDTH);
});

test('questions of the whole handbook are asked; a paper is answered and handed in', async (t) => {
  const page = await visit(t, 'tu-hoc/luyen-cau-hoi/');
  await page.until(() => document.querySelector('.bank-form'));
  await page.run(() => /** @type {HTMLElement} */ (document.querySelector('.bank-form button')).click());
  await page.until(() => document.querySelectorAll('.practice .quiz-check').length > 5);
  await page.go(`${server.url}tu-hoc/thi-thu/?de=a_4_10`);
  await page.until(() => document.querySelector('.exam .quiz-check'));
  await page.run(() => /** @type {HTMLElement} */ (document.querySelector('.exam .quiz-check')).click());
  await page.until(() => document.querySelector('#cau-4'));
  assert.equal(await page.run(() => document.documentElement.scrollWidth), WIDTH);
  await page.run(() => {
    for (const name of ['.exam-end > button', '.exam-end > div button']) /** @type {HTMLElement} */ (document.querySelector(name)).click();
  });
  await page.until(() => /Bạn trả lời đúng 0 trên 4 câu/.test(String((document.querySelector('.exam') || document.body).textContent)));
});

test('a voice of the device reads and what it reads is marked, a code is drawn', async (t) => {
  const page = await visit(t, LESSON);
  await page.until(() => 'qr' in /** @type {any} */ (window).handbook);
  await page.run(() => {
    const speech = {getVoices: () => [{lang: 'vi-VN', localService: true}], speak: (/** @type {any} */ one) => (speech.said = one.text), cancel: () => {}, speaking: true, said: ''};
    const voicesCame = /** @type {() => void} */ (speechSynthesis.onvoiceschanged);
    Object.defineProperty(window, 'speechSynthesis', {value: speech});
    Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: function utterance(/** @type {string} */ text) {
      return {text};
    }});
    voicesCame();
  });
  await page.until(() => document.querySelector('button.aloud'));
  await page.run(() => /** @type {HTMLElement} */ (document.querySelector('button.aloud')).click());
  await page.until(() => Boolean(/** @type {any} */ (speechSynthesis).said));
  const [said, marked] = await page.run(() => [/** @type {any} */ (speechSynthesis).said, /** @type {Element} */ (document.querySelector('.handbook-text mark')).textContent]);
  assert.equal(marked, said);
  const size = await page.run(() => /** @type {any} */ (window).handbook.qr(location.href).then((/** @type {Element} */ code) => code.innerHTML.length));
  assert.ok(size > 1000);
});

test('a card is shown, graded and kept', async (t) => {
  const page = await visit(t, 'tu-hoc/on-tap/');
  await page.until(() => document.querySelector('.review-main'));
  await page.tap('.review-main');
  await page.until(() => document.activeElement && document.activeElement.className === 'review-face');
  const asked = await page.run(() => /** @type {Element} */ (document.querySelector('.review-front')).textContent);
  await page.tap('.review-main');
  await page.until(() => document.activeElement && document.activeElement.className === 'review-back');
  const edges = await page.run(() => [...document.querySelectorAll('.review-acts button')].map((one) => one.getBoundingClientRect()).map(({left, right, height}) => [left, right, height]));
  assert.equal(edges.length, 2);
  assert.ok(edges.every((/** @type {number[]} */ [left, right, height]) => left >= 0 && right <= WIDTH && height >= TARGET), JSON.stringify(edges));
  await page.tap('.review-acts button:last-child');
  await page.until((/** @type {string} */ before) => /** @type {Element} */ (document.querySelector('.review-front')).textContent !== before, asked);
  const kept = await page.run(() => Object.keys(localStorage).filter((key) => key.includes('.s1.c.')));
  assert.equal(kept.length, 1);
});

test('a page that was read is there without a network', async (t) => {
  const page = await visit(t, LESSON);
  const title = await page.run(() => document.title);
  await page.until(() => navigator.serviceWorker.ready.then(() => true));
  await scroll(page, 600, 1200, 1800);
  await page.until((/** @type {string} */ path) => caches.keys()
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
    .then((kept) => [].concat(...kept).map((request) => request.url))
    .then((kept) => kept.some((url) => url.endsWith(path)) && kept.some((url) => url.includes('/assets/style.'))), LESSON);
  server.cut = true;
  t.after(() => {
    server.cut = false;
  });
  server.drop();
  await page.reload();
  assert.equal(await page.run(() => document.title), title);
  assert.equal((await page.run(look)).size, 18);
});
