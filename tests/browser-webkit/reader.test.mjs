// @ts-check
// What readers do, in WebKitGTK: its kin are all the browsers of an iPhone. The handbook of tests/reader, 360 x 740.
import assert from 'node:assert/strict';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {serve} from '../browser/server.mjs';
import {launch} from './driver.mjs';
import {watchFolder, watchServer} from './watch.mjs';

const [WIDTH, HEIGHT, TARGET] = [360, 740, 44];
const LESSON = 'bai-hoc/kiem-soat-quyen-luc/';
const TABLES = ['tra-cuu/thuat-ngu/', 'tra-cuu/nguon/', 'dot-sinh-hoat/van-ban/', 'bai-hoc/', 'gia-tri/'];
/** What is kept with a page that is read, at the least. */
const KEPT = [LESSON, '/assets/style.', '/assets/dialog.', '/assets/engine.', '/assets/search.', '/search/vi.js'];
const OTHERS = ['viec-hoc/', 'tra-cuu/theo-chu-cai/', 'ban-tin/2026-12/', 'tai-ve/', 'en/', LESSON, ''];

const server = await serve(String(process.env.SITE));
watchServer(server);
const WORKER = 'sw.js';
server.broken.add(WORKER); // pages that it has kept come as they were made, with nothing that watches them
const around = await mkdtemp(join(tmpdir(), 'folder-'));
await watchFolder(String(process.env.FOLDER), join(around, 'Sổ tay'));
const FOLDER = pathToFileURL(`${around}/Sổ tay/`).href;
const browser = await launch();
after(async () => {
  await browser.stop();
  await server.stop();
  await rm(around, {recursive: true});
});

/** In the page: what has gone wrong so far; a page without this was not watched. */
const told = () => Reflect.get(window, 'told')();

/**
 * A new reader on a page. An error of a script, a file that is not there, a violation of the policy fail the test.
 * @param {import('node:test').TestContext} t @param {string} address @param {number} width @param {number} height
 */
async function visit(t, address, width = WIDTH, height = HEIGHT) {
  const page = await browser.open(width, height);
  t.after(() => page.close());
  await page.go(address);
  return page;
}

/** In the page: the edges of what a selector finds. @param {string} selector */
const edges = (selector) => {
  const found = document.querySelector(selector);
  if (!found) return null;
  const {left, right, top, bottom, width, height} = found.getBoundingClientRect();
  return {left, right, top, bottom, width, height, shown: getComputedStyle(found).visibility === 'visible' && width > 0};
};

/** In the page: how it looks to its reader. */
const look = () => ({
  size: parseFloat(getComputedStyle(/** @type {Element} */ (document.querySelector('article'))).fontSize),
  ground: getComputedStyle(document.body).backgroundColor,
});

/** Scrolls as a reader does, in more than one step. @param {import('./driver.mjs').Page} page @param {number[]} places */
async function scroll(page, ...places) {
  for (const place of places) await page.run((/** @type {number} */ to) => new Promise((done) => {
    scrollTo(0, to);
    requestAnimationFrame(() => requestAnimationFrame(done));
  }), place);
}

/** Asks in the box, opens an answer. @param {import('./driver.mjs').Page} page @param {string} query @param {string} row the answer */
async function find(page, query, row = 'a.search-row') {
  await page.tap('button.search-open');
  await page.until(() => document.activeElement && document.activeElement.matches('.search-field'));
  const box = await page.run(edges, 'dialog.search-box');
  assert.deepEqual([box.left, box.top, box.width, box.height], [0, 0, WIDTH, HEIGHT]);
  await page.type(query);
  // The rows stand where they will once nothing more is being fetched for them.
  await page.until(() => document.querySelector('a.search-row') && ![...document.querySelectorAll('.search-meta span')].some(({textContent}) => String(textContent).endsWith('…')));
  const rows = await page.run(() => [...document.querySelectorAll('a.search-row')].map((row) => row.getBoundingClientRect()).map(({left, right, height}) => [left, right, height]));
  assert.ok(rows.every((/** @type {number[]} */ [left, right, height]) => left >= 0 && right <= WIDTH && height >= TARGET), JSON.stringify(rows));
  const path = await page.run((/** @type {string} */ row) => /** @type {HTMLAnchorElement} */ (document.querySelector(row)).pathname, row);
  await page.tap(row);
  await page.until((/** @type {string} */ to) => location.pathname === to && !document.querySelector('dialog[open]'), path);
}

/** In the page: whether what was searched for is marked, in sight. */
const marked = () => [...document.querySelectorAll('mark.landing-mark')].map((mark) => mark.getBoundingClientRect()).some(({top, bottom}) => top >= 0 && bottom <= innerHeight);

/** Answers the first question of the page rightly, as a reader sees it done. @param {import('./driver.mjs').Page} page */
async function answer(page) {
  const [id, right] = await page.until(() => {
    const quiz = /** @type {HTMLElement | null} */ (document.querySelector('.quiz'));
    return quiz && quiz.querySelector('.quiz-check') && [quiz.id, quiz.dataset.right];
  });
  await page.tap(`#${id} input[value="${right}"]`);
  await page.tap(`#${id} .quiz-check`);
  await page.until(() => Boolean(document.activeElement && document.activeElement.matches('.quiz-result')));
  return id;
}

/** In the page: how the first question stands. @param {string} id */
const stands = (id) => (document.getElementById(id) || document.body).dataset.state;

test('it is WebKit, and what is forbidden is reported, or the tests below would see nothing', async (t) => {
  const page = await visit(t, server.url);
  assert.match(page.name, /^MiniBrowser 2\./);
  assert.match(await page.run(() => navigator.userAgent), /AppleWebKit.* Safari/);
  await page.run(() => {
    document.head.append(Object.assign(document.createElement('script'), {textContent: 'document.title = "it ran"'}));
    setTimeout(() => Reflect.get(window, 'nothing')());
  });
  const errors = await page.until(() => Reflect.get(window, 'told')().length > 1 && Reflect.get(window, 'told')());
  assert.match(String(errors), /script-src.* inline/);
  assert.match(String(errors), /TypeError/);
  assert.notEqual(await page.run(() => document.title), 'it ran');
});

test('no page is wider than the screen, its text is large, nothing on it fails', async (t) => {
  const page = await visit(t, server.url);
  for (const path of [...TABLES, ...OTHERS]) {
    await page.go(server.url + path);
    await page.until(() => document.querySelector('button.search-open'));
    assert.equal(await page.run(() => document.documentElement.scrollWidth), WIDTH, path);
    assert.equal((await page.run(look)).size, 18, path);
  }
  await page.until(() => document.querySelector('button.search-here'));
  assert.deepEqual(await page.run(told), []);
});

test('each row of a table is a card on a phone, with names for what is in it', async (t) => {
  const page = await visit(t, server.url);
  for (const path of TABLES) {
    await page.go(server.url + path);
    const cells = await page.run(() => [...document.querySelectorAll('article table.stacked tbody td')].filter((cell) => cell.getClientRects().length).map((cell) => ({
      row: cell.parentElement.getBoundingClientRect().width,
      display: getComputedStyle(cell).display,
      label: cell.cellIndex && cell.parentElement.cells.length > 2 ? getComputedStyle(cell, '::before').content : '""',
    })));
    assert.ok(cells.length > 1, path);
    for (const {row, display, label} of cells) {
      assert.ok(row > WIDTH * 0.75 && display !== 'table-cell', `${path} ${row} ${display}`);
      assert.ok(label.length > 1 && label !== 'none', `${path} ${label}`);
    }
  }
  assert.deepEqual(await page.run(told), []);
});

test('where there is room, a table is a table and the menu stands beside the text', async (t) => {
  const page = await visit(t, `${server.url}gia-tri/`, 1280, 800);
  const found = await page.run(() => [...document.querySelectorAll('article table.stacked')].map((table) => [table, ...table.querySelectorAll('td, thead')].map((part) => getComputedStyle(part).display)));
  assert.ok(found.length && found.every((/** @type {string[]} */ [table, ...parts]) => table === 'table' && parts.includes('table-cell') && parts.includes('table-header-group')), String(found));
  const [menu, text, bar] = [await page.run(edges, '.menu'), await page.run(edges, 'article'), await page.run(edges, '.top')];
  assert.ok(menu.shown && menu.right <= text.left + 1 && text.width > 500, `${menu.right} ${text.left} ${text.width}`);
  assert.ok(bar.width === 1280 && menu.top >= bar.bottom - 1);
  assert.deepEqual(await page.run(told), []);
});

test('the header stays, the bar for the thumb comes, the menu opens and leads on', async (t) => {
  const page = await visit(t, server.url + LESSON);
  await scroll(page, 1500, 1400);
  await page.until(edges, '.thumb');
  const [bar, thumb] = [await page.run(edges, '.top'), await page.run(edges, '.thumb')];
  assert.ok(bar.top === 0 && bar.width === WIDTH && bar.height >= TARGET, JSON.stringify(bar));
  assert.ok(thumb.shown && thumb.bottom <= HEIGHT && thumb.bottom > HEIGHT - 20 && thumb.height >= TARGET, JSON.stringify(thumb));
  await page.tap('.menu-open');
  await page.until(() => getComputedStyle(/** @type {Element} */ (document.querySelector('.menu'))).visibility === 'visible');
  const rows = await page.run(() => [...document.querySelectorAll('.menu li > a')].map((row) => row.getBoundingClientRect().height));
  assert.ok(rows.length > 5 && rows.every((/** @type {number} */ height) => height >= 44), String(rows));
  await page.tap('.menu a[href$="/phoi-hop/"]');
  await page.until(() => location.pathname.endsWith('/bai-hoc/phoi-hop/') && getComputedStyle(/** @type {Element} */ (document.querySelector('.menu'))).visibility === 'hidden');
  assert.deepEqual(await page.run(told), []);
});

test('letters and ground are chosen in the panel, and kept', async (t) => {
  const page = await visit(t, server.url + LESSON);
  const before = await page.run(look);
  await page.tap('.reading-open');
  await page.until(edges, 'dialog.reading[open]');
  const panel = await page.run(edges, 'dialog.reading');
  assert.ok(panel.left >= 0 && panel.right <= WIDTH && Math.round(panel.bottom) === HEIGHT, JSON.stringify(panel));
  await page.run(() => [...document.querySelectorAll('dialog.reading button')].filter(({textContent}) => String(textContent).includes('Lớn hơn')).forEach((button) => (button.id = 'larger')));
  await page.tap('#larger');
  await page.tap('#larger');
  await page.tap('dialog.reading [value="dark"]');
  await page.until((/** @type {string} */ light) => getComputedStyle(document.body).backgroundColor !== light, before.ground);
  const chosen = await page.run(look);
  assert.ok(chosen.size > before.size * 1.25, JSON.stringify([before, chosen]));
  await page.reload();
  assert.deepEqual(await page.run(look), chosen);
  await page.go(`${server.url}bai-hoc/`);
  assert.deepEqual(await page.run(look), chosen);
  assert.deepEqual(await page.run(told), []);
});

test('what is typed without accents is found, and opens at its passage', async (t) => {
  const page = await visit(t, server.url);
  await find(page, 'kiem soat quyen luc');
  await page.until(marked);
  assert.deepEqual(await page.run(told), []);
});

test('a question is answered in the page, kept, and counted with all others', async (t) => {
  const page = await visit(t, server.url + LESSON);
  const id = await answer(page);
  assert.equal(await page.run(stands, id), 'right');
  await page.reload();
  await page.until((/** @type {string} */ id) => (document.getElementById(id) || document.body).dataset.state === 'right', id);
  assert.ok(await page.run(() => document.querySelector('.menu .tick.begun')));
  await page.go(`${server.url}viec-hoc/`);
  await page.until(() => /Đã trả lời 1 trên/.test(String((document.querySelector('.study-sum') || document.body).textContent)));
  assert.deepEqual(await page.run(told), []);
});

/** A press on the button that says this, once it is there. @param {import('./driver.mjs').Page} page @param {string} within @param {string} said */
async function pressButton(page, within, said) {
  await page.until((/** @type {string} */ within, /** @type {string} */ said) => {
    for (const old of document.querySelectorAll('.to-press')) old.classList.remove('to-press');
    const found = [...document.querySelectorAll(`${within} button`)].find((button) => String(button.textContent).trim() === said && button.getClientRects().length);
    if (found) found.classList.add('to-press');
    return Boolean(found);
  }, within, said);
  await page.tap('.to-press');
}

test('a passage is marked, is there the next time, and stands in the list of notes', async (t) => {
  const words = 'chỉ còn nằm trên giấy của chi bộ một';
  const page = await visit(t, server.url + LESSON);
  await page.until(() => 'bring' in Reflect.get(window, 'handbook'));
  await page.run((/** @type {string} */ words) => {
    const walker = document.createTreeWalker(/** @type {Element} */ (document.querySelector('.handbook-text')), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const {data, parentElement} = /** @type {Text} */ (walker.currentNode);
      if (!data.includes(words)) continue;
      /** @type {Element} */ (parentElement).scrollIntoView({block: 'center'});
      /** @type {Selection} */ (getSelection()).setBaseAndExtent(walker.currentNode, data.indexOf(words), walker.currentNode, data.indexOf(words) + words.length);
    }
  }, words);
  await pressButton(page, '.noting-bar', 'Tô');
  const drawn = (/** @type {string} */ words) => {
    const known = Reflect.get(CSS, 'highlights');
    const found = known ? [...(known.get('notes') || [])].map(String) : [...document.querySelectorAll('.note-mark')].map(({textContent}) => textContent);
    return found.join() === words;
  };
  await page.until(drawn, words);
  await page.reload();
  await page.until(drawn, words);
  await page.go(`${server.url}tu-hoc/ghi-chep/`);
  await page.until((/** @type {string} */ words) => String((document.querySelector('.my-notes') || document.body).textContent).includes(words), words);
  assert.deepEqual(await page.run(told), []);
});

test('a paper is answered, handed in and explained', async (t) => {
  const page = await visit(t, `${server.url}tu-hoc/thi-thu/?de=thu1_6`);
  await pressButton(page, '.exam', 'Bắt đầu làm');
  await page.tap('#cau-1 input');
  if (await page.run(() => document.querySelector('#cau-1 input[type=text]'))) await page.type('một');
  await pressButton(page, '.exam', 'Nộp bài');
  await pressButton(page, '.exam', 'Nộp luôn');
  await page.until(() => Boolean(document.activeElement && document.activeElement.matches('.exam h2')));
  assert.equal(await page.run(() => document.querySelectorAll('.exam .quiz-answer[open]').length), 6);
  assert.deepEqual(await page.run(told), []);
});

test('all questions in one place: one is answered there; a card is shown and graded', async (t) => {
  const page = await visit(t, `${server.url}tu-hoc/luyen-cau-hoi/`);
  await page.tap('.bank-form button');
  await page.until(() => document.querySelector('.practice .quiz-check'));
  const id = await answer(page);
  assert.equal(await page.run(stands, id), 'right');
  await page.go(`${server.url}tu-hoc/on-tap/`);
  await pressButton(page, '.review', 'Bắt đầu');
  await pressButton(page, '.review', 'Hiện câu trả lời');
  await pressButton(page, '.review', 'Nhớ');
  await page.until(() => /Còn 9 thẻ/.test(String((document.querySelector('.review-about') || document.body).textContent)));
  assert.deepEqual(await page.run(told), []);
});

test('who left a page half-way is offered to go on there', async (t) => {
  const page = await visit(t, server.url + LESSON);
  await scroll(page, 600, 1200, 1800);
  await page.until(() => [...document.scripts].some((script) => /\/resume\./.test(script.src) && 'ran' in script)); // who leaves before keeps nothing
  await page.go(`${server.url}bai-hoc/`);
  await page.go(server.url + LESSON);
  await page.until(() => document.querySelector('.offer a'));
  const name = await page.run(() => (document.querySelector('.offer a') || document.body).textContent);
  await page.tap('.offer a');
  await page.until(() => scrollY > innerHeight && !document.querySelector('.offer'));
  assert.equal(name, `Đọc tiếp từ “${await page.run(() => (document.querySelector(':target') || document.body).textContent)}”`);
  assert.deepEqual(await page.run(told), []);
});

test('a page that was read is there without a network', async (t) => {
  server.broken.delete(WORKER);
  t.after(() => {
    server.broken.add(WORKER);
    server.cut = false;
  });
  const page = await visit(t, server.url + LESSON);
  const title = await page.run(() => document.title);
  await page.until(() => navigator.serviceWorker.ready.then(() => true));
  await scroll(page, 600, 1200, 1800);
  await page.until((/** @type {string[]} */ wanted) => caches.keys()
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
    .then((kept) => kept.flat().map((request) => request.url))
    .then((kept) => wanted.every((part) => kept.some((url) => url.includes(part)))), KEPT);
  server.cut = true;
  server.drop();
  for (const [path, name] of [[LESSON, title], ['', 'Phòng đọc']]) {
    await page.go(server.url + path);
    assert.equal(await page.run(() => document.title), name);
    assert.equal((await page.run(look)).size, 18);
  }
  await find(page, 'kiem soat quyen luc', `a.search-row[href*="${LESSON}"]`);
  assert.equal(await page.run(() => document.title), title);
});

test('from the folder: a lesson opens, search finds, a question is kept', async (t) => {
  const page = await visit(t, `${FOLDER}index.html`);
  await find(page, 'kiem soat quyen luc');
  await page.until(marked);
  await page.go(`${FOLDER}${LESSON}index.html`);
  const id = await answer(page);
  await page.reload();
  await page.until((/** @type {string} */ id) => (document.getElementById(id) || document.body).dataset.state === 'right', id);
  assert.deepEqual(await page.run(told), []);
});
