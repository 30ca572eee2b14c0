// @ts-check
// What the pages cost, against the handbook's docs/_site/budget.json: kinds of page by their paths, and the most bytes of each (bodies, gzip).
// Pictures are counted for themselves, on every page.
// The first kind whose pattern fits is a page's kind; `*` stands for one folder. What is what: see weight.mjs.
import assert from 'node:assert/strict';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {after, test} from 'node:test';
import {host, languagesIn, pagesIn, weight} from './host.mjs';
import {articleWeight, newReader, pageText, sizes} from './weight.mjs';
import {PHONE, SITE, world} from './world.mjs';

const {browser} = await world();
const served = await host(SITE);
after(() => served.stop());

/** @typedef {{closed: number, open: number, filter: string, filtered: number}} Screens of 360 x 740 pixels */
/** @typedef {{pages: string, sample: string, screens?: Record<string, Screens>} & Record<string, number>} Kind */
/** @type {{pictures: {each: number, page: number}} & Record<string, Kind>} */
const {pictures: PICTURES, ...BUDGET} = JSON.parse(readFileSync(new URL('../../docs/_site/budget.json', import.meta.url), 'utf8'));
// What a page itself can make heavy, and what the engine sends with every page.
const OF_PAGE = ['total', 'notArticle'], OF_ENGINE = ['requests', 'scripts', 'study', 'worker', 'styles'];
const LIMITS = [...OF_PAGE, ...OF_ENGINE];
const LANGUAGES = languagesIn(SITE);
const OTHERS = Object.values(LANGUAGES).filter(Boolean);
const OFFLINE = existsSync(`${SITE}/sw.js`);
const PAUSE = 500;

/** @param {Kind} kind @param {string} path without the language */
function fits({pages}, path) {
  return new RegExp(`^${pages.replace(/\*/g, '[^/]+')}$`).test(path);
}

/** The sample of a kind; where an editor has taken it away, the heaviest page of that kind. @param {Kind} kind @param {string} folder */
function sampleOf(kind, folder) {
  const all = pagesOf(kind, folder);
  const sizes = new Map(all.map((path) => [path, weight(pageText(SITE, path))]));
  const heaviest = [...all].sort((one, other) => Number(sizes.get(other)) - Number(sizes.get(one)))[0];
  return all.includes(folder + kind.sample) ? folder + kind.sample : heaviest;
}

/** The pages of a kind in a language. @param {Kind} kind @param {string} folder */
function pagesOf(kind, folder) {
  const plain = (/** @type {string} */ path) => path.slice(folder.length);
  const own = pagesIn(SITE).filter((path) => path.startsWith(folder) && !(folder === '' && OTHERS.some((other) => path.startsWith(other))));
  return own.filter((path) => Object.values(BUDGET).find((each) => fits(each, plain(path))) === kind);
}

/** @param {string} name @param {string} path @param {Record<string, number>} measured @param {Kind} limits */
function areKept(name, path, measured, limits) {
  const over = LIMITS.filter((each) => measured[each] > limits[each]);
  const told = over.map((each) => `trang /${path}: ${each} ${measured[each]} byte, nhiều nhất ${limits[each]} (budget.json, nhóm ${name})`);
  const mending = over.some((each) => OF_ENGINE.includes(each))
    ? `${OF_ENGINE.join(', ')} là phần của bộ máy, không trang nào rút gọn được: vừa đưa bộ máy mới về thì lấy số mới ở scripts/starter/docs/_site/budget.json`
    : 'rút gọn trang hoặc tách làm hai; người đọc dùng điện thoại phải tải cả trang';
  assert.ok(!over.length, `${told.join('\n')}\nSửa: ${mending}.`);
}

for (const [name, kind] of Object.entries(BUDGET)) {
  for (const [language, folder] of Object.entries(LANGUAGES)) {
    test(`${name}, ${language}`, async (t) => {
      const path = sampleOf(kind, folder);
      if (path === undefined) {
        t.skip(`không còn trang nào thuộc nhóm ${name} của budget.json`);
        return;
      }
      const reader = await newReader(browser, served, PAUSE);
      t.after(() => reader.close());
      const {sent, others} = await reader.visit(path, {worker: OFFLINE});
      assert.deepEqual(others, [], `${path}: other hosts`);
      assert.deepEqual(sent.filter(({status}) => status !== 200), [], `${path}: not found`);
      const measured = sizes(sent, pageText(SITE, path));
      t.diagnostic(JSON.stringify(measured));
      areKept(name, path, measured, kind);

      // Pages of a kind differ in their HTML alone.
      const shared = measured.total - weight(pageText(SITE, path));
      for (const other of pagesOf(kind, folder)) {
        const html = pageText(SITE, other);
        const total = shared + weight(html);
        areKept(name, other, {...measured, total, notArticle: total - articleWeight(html)}, kind);
      }
    });
  }
}

/** What a phone 360 pixels wide with two dots to a pixel loads of a page's pictures, once it has scrolled to its end. @param {string} path */
function pictureSizes(path) {
  const page = new URL(path, 'https://site.example/');
  return [...pageText(SITE, path).matchAll(/<img [^>]*>/g)].map(([tag]) => {
    const [, alone] = /src="([^"]+)"/.exec(tag) ?? [];
    const offered = (/srcset="([^"]+)"/.exec(tag)?.[1] ?? `${alone} 0w`).split(', ').map((one) => one.split(' '));
    const wide = offered.find(([, width]) => parseInt(width) >= 720) ?? offered[offered.length - 1];
    return statSync(SITE + decodeURI(new URL(wide[0], page).pathname)).size;
  });
}

test('pictures of every page are light', () => {
  for (const path of pagesIn(SITE)) {
    const sizes = pictureSizes(path);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    assert.ok(total <= PICTURES.page, `${path}: pictures ${total}, at most ${PICTURES.page}`);
    assert.ok(sizes.every((size) => size <= PICTURES.each), `${path}: a picture over ${PICTURES.each}`);
  }
});

for (const [name, kind] of Object.entries(BUDGET)) {
  for (const [language, screens] of Object.entries(kind.screens || {})) test(`${name}, ${language}: how far a reader scrolls on a phone`, async (t) => {
    const path = sampleOf(kind, LANGUAGES[language]);
    const context = await browser.newContext({...PHONE, serviceWorkers: 'block'});
    t.after(() => context.close());
    const page = await context.newPage();
    await page.goto(new URL(path, served.url).href);
    await page.waitForSelector('.filter.ready');
    const high = () => page.evaluate(() => document.documentElement.scrollHeight / innerHeight);
    const measured = {closed: await high(), open: 0, filtered: 0};
    const all = page.locator('.filter button').last();
    await all.tap();
    measured.open = await high();
    await all.tap();
    await page.locator('.filter input').fill(screens.filter);
    assert.ok((await page.locator('article tbody > tr:visible').count()) > 5, screens.filter);
    measured.filtered = await high();
    t.diagnostic(JSON.stringify(measured));
    for (const each of /** @type {const} */ (['closed', 'open', 'filtered'])) {
      assert.ok(measured[each] <= screens[each], `/${path}: ${each} ${measured[each]}, nhiều nhất ${screens[each]} (budget.json, nhóm ${name})`);
    }
  });
}

test('every page has a kind', () => {
  const paths = pagesIn(SITE).map((path) => OTHERS.reduce((name, other) => name.replace(new RegExp(`^${other}`), ''), path));
  const none = paths.filter((path) => !Object.values(BUDGET).some((kind) => fits(kind, path)));
  assert.ok(!none.length, `không nhóm nào của budget.json có trang ${none.join(', ')}. Sửa: đặt trang ở docs/ hoặc trong một thư mục của docs/.`);
});

for (const [language, folder] of Object.entries(LANGUAGES)) {
  test(`the second page costs its HTML alone, ${language}`, async (t) => {
    const reader = await newReader(browser, served, PAUSE);
    t.after(() => reader.close());
    await reader.visit(sampleOf(BUDGET.lesson, folder), {worker: OFFLINE});
    const next = await reader.page.getAttribute('a[rel=next]', 'href');
    const path = new URL(String(next), reader.page.url()).pathname.slice(new URL(served.url).pathname.length);
    const {sent, later} = await reader.visit(path);
    const paid = [...sent, ...later].filter(({body}) => body);
    assert.deepEqual(paid.map((one) => [one.path, one.body]), [[path, weight(pageText(SITE, path))]]);
  });
}
