// @ts-check
// On a slow line a page can be read before its scripts come. What they put into it then has its room: nothing moves under
// the reader's eyes or finger.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {test} from 'node:test';
import {host, languagesIn, pagesIn, sampled} from './host.mjs';
import {samplesOf} from './samples.mjs';
import {PHONE, SITE, world} from './world.mjs';

const {browser} = await world();
const served = await host(SITE);
/** A tenth is what is called good; a heading that moves by a line where it stands last on the screen is .003. */
const SHIFT = 0.01;

/** @typedef {import('./world.mjs').Page} Page */

test.after(() => served.stop());

/** @param {Page} page */
const quiet = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Keeps what moves without a press, and what it was. @param {import('playwright-core').BrowserContext} context */
const watched = (context) => context.addInitScript(() => {
  /** @type {{value: number, of: string[]}[]} */
  const moved = [];
  Object.assign(window, {moved});
  new PerformanceObserver((list) => {
    for (const entry of /** @type {any[]} */ (list.getEntries())) {
      if (entry.hadRecentInput) continue;
      const of = entry.sources.map((/** @type {any} */ {node, previousRect, currentRect}) => {
        const element = node instanceof Element ? node : node?.parentElement;
        return `${element?.tagName}.${element?.className} ${previousRect.y}+${previousRect.height} → ${currentRect.y}+${currentRect.height}`;
      });
      moved.push({value: entry.value, of});
    }
  }).observe({type: 'layout-shift', buffered: true});
});

/** A page whose scripts come once it has been seen. @param {Page} page @param {string} path */
async function late(page, path) {
  /** @type {(value?: unknown) => void} */
  let free = () => {};
  const seen = new Promise((done) => (free = done));
  await page.route(/\.js$/, async (route) => {
    await seen;
    await route.continue();
  });
  const going = page.goto(new URL(path, served.url).href, {waitUntil: 'networkidle'});
  await page.waitForFunction((name) => location.href === name && performance.getEntriesByName('first-contentful-paint').length, new URL(path, served.url).href);
  await quiet(page);
  free();
  await going;
  await quiet(page);
  await page.unroute(/\.js$/);
  const moved = await page.evaluate(() => /** @type {{value: number, of: string[]}[]} */ (Reflect.get(window, 'moved')));
  const sum = moved.reduce((all, {value}) => all + value, 0);
  assert.ok(sum <= SHIFT, `${path}: ${sum.toFixed(3)}\n${moved.map(({of}) => of.join('\n')).join('\n')}`);
}

for (const [language, prefix] of Object.entries(languagesIn(SITE))) {
  const others = Object.values(languagesIn(SITE)).filter((other) => other.length > prefix.length);
  const own = sampled(pagesIn(SITE)).filter((path) => path.startsWith(prefix) && !others.some((other) => path.startsWith(other)));
  const pages = samplesOf(SITE, own);

  test(`nothing moves when scripts come late: ${language}`, async (t) => {
    for (const path of pages) {
      const context = await browser.newContext(PHONE);
      t.after(() => context.close());
      await watched(context);
      await late(await context.newPage(), path);
      await context.close();
    }
  });

  test(`nor for those who have read, answered and written before: ${language}`, async (t) => {
    const context = await browser.newContext({...PHONE, serviceWorkers: 'block'});
    t.after(() => context.close());
    await watched(context);
    const page = await context.newPage();
    const lesson = own.find((path) => /class="quiz"/.test(textOf(path)) && /data-prompt/.test(textOf(path)));
    assert.ok(lesson);
    await page.goto(served.url + lesson);
    await page.evaluate(async ({own, lesson, quizzes}) => {
      const study = await handbook.studying();
      const named = (/** @type {string} */ path) => study.pageOf(new URL(path, new URL(handbook.base, location.href)).pathname);
      for (const path of own.filter((_, at) => at % 2)) study.put('p', named(path), {t: 1_790_000_000, n: 3, d: 2, w: 1, s: []});
      for (const id of quizzes) study.put('q', `${named(lesson)}#${id}`, {a: 'A', n: 1, h: 'x'});
    }, {own, lesson, quizzes: [...textOf(lesson).matchAll(/class="quiz" id="([^"]+)"/g)].map(([, id]) => id)});
    for (const path of pages) await late(page, path);
  });
}

/** @param {string} path */
function textOf(path) {
  return readFileSync(join(SITE, path, 'index.html'), 'utf8');
}
