// @ts-check
// What floats: the bar within reach of the thumb, and the line that says how much is read.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, world} from './world.mjs';

const {visit} = await world();
const words = encodeURIComponent('quyền lực');

/** @typedef {import('./world.mjs').Page} Page */

/** Scrolls as a reader does, in more than one step. @param {Page} page @param {number[]} places */
async function scroll(page, ...places) {
  for (const place of places) {
    await page.evaluate((place) => scrollTo(0, place), place);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
}

/** @param {Page} page */
const isShown = (page) => page.locator('.thumb').isVisible();

test('it comes when a long page is scrolled upwards and goes when it is scrolled on', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  assert.equal(await isShown(page), false);
  await scroll(page, 1500);
  assert.equal(await isShown(page), false);
  await scroll(page, 1497);
  assert.equal(await isShown(page), false, 'a trembling hand');
  await scroll(page, 1400);
  assert.equal(await isShown(page), true);
  await scroll(page, 1600);
  assert.equal(await isShown(page), false);
  await scroll(page, 1500, 100);
  assert.equal(await isShown(page), false, 'the top is in sight');
});

test('it leads to the pages before and after, by name', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await scroll(page, 1500, 1400);
  const bar = page.getByRole('navigation', {name: 'Lật trang'});
  const [before, after] = await page.locator('.foot a[rel=prev], .foot a[rel=next]').evaluateAll((links) =>
    links.map((link) => {
      const [what, ...title] = [...link.childNodes].map((part) => part.textContent);
      return {name: `${what}: ${title.join('')}`, href: /** @type {HTMLAnchorElement} */ (link).href};
    }),
  );
  assert.match(before.name, /^Trang trước · Bài học 4: ./);
  await bar.getByRole('link', {name: before.name}).waitFor();
  const next = bar.getByRole('link', {name: after.name});
  await Promise.all([page.waitForURL(after.href), next.tap()]);
});

test('the first page has none before it, the last none after it', async (t) => {
  const page = await visit(t, '', PHONE);
  await scroll(page, 1500, 1400);
  assert.equal(await page.locator('.thumb [rel=prev]').count(), 0);
  assert.equal(await page.locator('.thumb [rel=next]').count(), 1);
});

test('the top, and the way back to where one was', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await scroll(page, 1500, 1400);
  await page.getByRole('link', {name: 'Lên đầu'}).tap();
  await page.waitForFunction(() => scrollY === 0);
  await page.waitForSelector('.thumb', {state: 'hidden'});
  await page.goBack();
  await page.waitForFunction(() => scrollY === 1400);
});

test('with keys: it does not go away from under the focus, and covers nothing that has it', async (t) => {
  const page = await visit(t, LESSON);
  await scroll(page, 1500, 1400);
  await page.getByRole('link', {name: 'Lên đầu'}).focus();
  await scroll(page, 1600);
  assert.equal(await isShown(page), true);
  const covered = await page.evaluate(() => {
    const bar = /** @type {Element} */ (document.querySelector('.thumb')).getBoundingClientRect();
    const links = [...document.querySelectorAll('article a[href]')].filter((link) => {
      scrollTo(0, 1600);
      scrollBy(0, link.getBoundingClientRect().top - bar.top - 5); // behind the bar
      /** @type {HTMLElement} */ (link).focus();
      const {bottom, top} = link.getBoundingClientRect();
      return scrollY > innerHeight && bottom > bar.top && top < bar.bottom;
    });
    return links.length;
  });
  assert.equal(covered, 0);
});

test('where the bar of the marks is it is not', async (t) => {
  const page = await visit(t, `${LESSON}?h=${words}`, PHONE);
  const marks = page.locator('.landing-bar');
  await marks.waitFor();
  await scroll(page, 2500, 2300);
  assert.equal(await isShown(page), false);
  await page.getByRole('button', {name: 'Bỏ đánh dấu'}).tap();
  await marks.waitFor({state: 'detached'});
  await scroll(page, 2500, 2300);
  assert.equal(await isShown(page), true);
});

test('it is an edge of the screen: from side to side, at the very bottom, and nothing shines through', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await scroll(page, 1500, 1400);
  const seen = await page.locator('.thumb').evaluate((bar) => {
    const {left, right, bottom, height} = bar.getBoundingClientRect();
    const {backgroundColor, opacity} = getComputedStyle(bar);
    return {left, right: innerWidth - right, bottom: innerHeight - bottom, isLow: height < 60, backgroundColor, opacity};
  });
  assert.deepEqual(seen, {left: 0, right: 0, bottom: 0, isLow: true, backgroundColor: 'rgb(255, 255, 255)', opacity: '1'});
});

test('an answer that is unfolded at the bottom of the screen is not under it', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const question = page.locator('.quiz details').first();
  // What comes on the way there, as fields for answers, moves what is below it, which counts as scrolling.
  await page.locator('[data-prompt]').last().evaluate((item) => item.scrollIntoView());
  for (const late of ['.prompt', '.act .study-read']) await page.locator(late).first().waitFor({state: 'attached'});
  const place = await question.evaluate((details) => {
    details.scrollIntoView();
    return scrollY - innerHeight + 120;
  });
  await scroll(page, place + 200, place);
  assert.equal(await isShown(page), true);
  await question.locator('summary').tap();
  await question.locator('.quiz-right').waitFor();
  assert.equal(await isShown(page), false);
});

test('at the end of the page, where the same links stand, it is not', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const end = await page.evaluate(() => document.documentElement.scrollHeight - innerHeight);
  await scroll(page, end, end - 20);
  assert.equal(await isShown(page), false);
  const place = await page.locator('.foot').evaluate((foot) => scrollY + foot.getBoundingClientRect().top - innerHeight);
  await scroll(page, place - 30, place - 60);
  assert.equal(await isShown(page), true);
});

test('the page grows no longer by it, and nothing moves', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.evaluate(() => {
    const sum = {shift: 0};
    Object.assign(window, {sum});
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum.shift += /** @type {any} */ (entry).value;
    }).observe({type: 'layout-shift', buffered: true});
  });
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  // What a reader can do with the page comes after it, and at its end.
  await page.locator('.quiz-check').first().waitFor({state: 'attached'});
  await page.locator('.act .study-read').waitFor({state: 'attached'});
  const before = await height();
  await scroll(page, 1500, 1400, 1600, 1400);
  assert.equal(await isShown(page), true);
  assert.equal(await height(), before);
  assert.ok((await page.evaluate(() => /** @type {any} */ (window).sum.shift)) <= 0.01);
});

test('it is behind the open menu, and not in its way', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await scroll(page, 1500, 1400);
  await page.tap('.menu-open');
  await page.waitForSelector('.thumb', {state: 'hidden'});
});

test('the line grows with what is read', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const share = () => page.locator('.progress').evaluate((line) => line.getBoundingClientRect().width / innerWidth);
  assert.equal(await share(), 0);
  await scroll(page, 2000);
  const some = await share();
  assert.ok(some > 0.1 && some < 0.9);
  await scroll(page, 100_000);
  assert.equal(await share(), 1);
  assert.equal(await page.locator('.progress').getAttribute('aria-hidden'), 'true');
});

test('there is no line on a page that is soon read', async (t) => {
  const page = await visit(t, LESSON, {viewport: {width: 1280, height: 4000}});
  await scroll(page, 100_000);
  assert.equal(await page.locator('.progress').evaluate((line) => line.getBoundingClientRect().width), 0);
});
