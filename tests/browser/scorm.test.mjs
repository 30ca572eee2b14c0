// @ts-check
// A part as a package on a school's platform that others made: what the platform is told, and going on later.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {after, test} from 'node:test';
import {chromium} from 'playwright-core';
import {broken, pale} from './inspect.mjs';
import {offer, unzip} from './packed.mjs';
import {LAUNCH, PATIENCE, SITE} from './world.mjs';

const ADDRESS = 'http://school.example/';
const FOLDER = `${SITE}/tep/vi`;
const VERSIONS = {
  12: {api: 'API', make: 'Scorm12API', status: 'cmi.core.lesson_status', score: 'cmi.core.score.raw', state: 'cmi.suspend_data'},
  2004: {api: 'API_1484_11', make: 'Scorm2004API', status: 'cmi.completion_status', score: 'cmi.score.raw', state: 'cmi.suspend_data'},
};

/** @typedef {keyof typeof VERSIONS} Version */
/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

const browser = await chromium.launch(LAUNCH);
after(() => browser.close());

/**
 * A platform with the package of a part in a frame.
 * @param {Version} version
 * @param {{kept?: object, screen?: {width: number, height: number}}} more what the platform has kept of an earlier visit
 */
async function school(version, {kept, screen} = {}) {
  const {api, make} = VERSIONS[version];
  const context = await browser.newContext({viewport: screen || {width: 900, height: 900}});
  context.setDefaultTimeout(PATIENCE);
  const [file] = readdirSync(FOLDER).filter((name) => name.endsWith(`bai-hoc-scorm${version}.zip`));
  const files = new Map([...unzip(`${FOLDER}/${file}`)].map(([name, body]) => [`part/${name}`, /** @type {Buffer | string} */ (body)]));
  files.set('platform.js', readFileSync(new URL(`../../node_modules/scorm-again/dist/scorm${version}.min.js`, import.meta.url)));
  const begin = `window.${api} = new ${make}({autocommit: false}); const kept = ${JSON.stringify(kept || null)}; if (kept) window.${api}.loadFromJSON(kept, '');`;
  files.set('index.html', `<!doctype html><meta charset="utf-8"><script src="platform.js"></script><script>${begin}</script><iframe src="part/index.html" title="x" style="width: 95%; height: 800px"></iframe>`);
  const others = await offer(context, ADDRESS, files);
  const page = await context.newPage();
  /** @type {string[]} */
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await page.goto(ADDRESS);
  const part = page.frameLocator('iframe');
  await part.locator('nav select').waitFor();
  return {context, page, part, others, complaints};
}

/** What the platform knows. @param {Page} page @param {Version} version */
const told = (page, version) =>
  page.evaluate(([api, status, score, state]) => {
    const platform = /** @type {any} */ (window)[api];
    const value = (/** @type {string} */ name) => String(platform.getCMIValue(name));
    return {status: value(status), score: value(score), state: value(state), whole: JSON.parse(JSON.stringify(platform.cmi))};
  }, [VERSIONS[version].api, VERSIONS[version].status, VERSIONS[version].score, VERSIONS[version].state]);

/** Answers a question. @param {Locator} form @param {boolean} isRight */
async function answer(form, isRight) {
  const [kind, key] = [await form.getAttribute('data-kind'), String(await form.getAttribute('data-right'))];
  if (kind === 'dien-tu') {
    const words = String(await form.locator('[data-words][data-right]').first().getAttribute('data-words'));
    await form.getByRole('textbox').fill(isRight ? ` ${words.toUpperCase()} ` : 'khác hẳn');
  } else if (kind === 'sap-xep') {
    const letters = isRight ? [...key] : [...key].reverse();
    for (const [at, letter] of letters.entries()) await form.locator(`select[data-letter="${letter}"]`).selectOption(String(at + 1));
  } else if (kind !== 'tu-luan') {
    const choices = await form.locator('input').evaluateAll((all) => all.map((one) => /** @type {HTMLInputElement} */ (one).value));
    const wanted = isRight ? [...key] : choices.filter((choice) => key.indexOf(choice) < 0).slice(0, 1);
    for (const letter of wanted) await form.locator(`input[value="${letter}"]`).check();
  }
  await form.getByRole('button').click();
}

/** @type {Version[]} */
const ALL = [12, 2004];
for (const version of ALL) {
  test(`SCORM ${version}: a learner does all of a part, and is done with a full mark`, async () => {
    const {context, page, part, others, complaints} = await school(version);
    assert.equal((await told(page, version)).status, 'incomplete');
    const pages = await part.locator('section').count();
    for (let at = 0; at < pages; at += 1) {
      if (at) await part.getByRole('button', {name: 'Trang sau'}).click();
      for (const form of await part.locator('section:not([hidden]) form').all()) {
        await answer(form, true);
        assert.equal(await form.locator('.told:not([hidden])').count() > 0, true);
      }
    }
    const {status, score, state} = await told(page, version);
    assert.deepEqual([status, Number(score)], ['completed', 100]);
    assert.ok(state.length < 4096);
    assert.equal(await part.getByRole('button', {name: 'Trang sau'}).isDisabled(), true);
    assert.deepEqual([others, complaints], [[], []]);
    await context.close();
  });

  test(`SCORM ${version}: a wrong answer counts nothing, and going on later finds all as it was`, async () => {
    const first = await school(version);
    const scored = await first.part.locator('form:not([data-kind="tu-luan"])').count();
    await first.part.getByRole('button', {name: 'Trang sau'}).click();
    const [one, two] = await first.part.locator('section:not([hidden]) form').all();
    await answer(one, false);
    await answer(two, true);
    const before = await told(first.page, version);
    assert.deepEqual([before.status, Number(before.score)], ['incomplete', Math.round(100 / scored)]);
    const title = await first.part.locator('section:not([hidden]) h1').innerText();
    await first.page.locator('iframe').evaluate((frame) => /** @type {HTMLIFrameElement} */ (frame).setAttribute('src', 'about:blank'));
    await first.page.waitForFunction((name) => /** @type {any} */ (window)[name].isTerminated(), VERSIONS[version].api);
    await first.context.close();

    const kept = version === 12 ? {core: {lesson_location: '', entry: 'resume'}, suspend_data: before.state} : {suspend_data: before.state, entry: 'resume'};
    const second = await school(version, {kept: {cmi: kept}});
    assert.equal(await second.part.locator('section:not([hidden]) h1').innerText(), title);
    assert.equal(await second.part.locator('form.done').count(), 2);
    assert.deepEqual([(await told(second.page, version)).state, (await told(second.page, version)).score], [before.state, before.score]);
    const again = second.part.locator('section:not([hidden]) form').first();
    await again.getByRole('button', {name: 'Làm lại'}).click();
    await answer(again, true);
    assert.equal(Number((await told(second.page, version)).score), Math.round(200 / scored));
    await second.context.close();
  });
}

test('an arrow key never answers, and the focus stays at the question', async () => {
  const {context, part} = await school(12);
  await part.getByRole('button', {name: 'Trang sau'}).click();
  const form = part.locator('section:not([hidden]) form').first();
  await form.getByRole('button').click();
  assert.match(await form.locator('.verdict').innerText(), /trước đã/);
  await form.getByRole('radio').first().focus();
  await form.getByRole('radio').first().press('ArrowDown');
  assert.equal(await form.locator('.told:visible').count(), 0);
  await form.getByRole('radio').first().press('Enter');
  assert.equal(await form.locator('.verdict').evaluate((element) => element === document.activeElement), true);
  await form.getByRole('button').press('Enter');
  assert.equal(await form.getByRole('radio').first().evaluate((element) => element === document.activeElement), true);
  await context.close();
});

test('a package is sound for all, in a narrow frame, before and after answers', async () => {
  const {context, page, part, others} = await school(12, {screen: {width: 320, height: 740}});
  await page.goto(`${ADDRESS}part/index.html`);
  await page.getByRole('button', {name: 'Trang sau'}).click();
  assert.match(await page.locator('.state').innerText(), /không được giữ/);
  assert.deepEqual([await broken(page), await pale(page)], [[], []]);
  for (const form of await page.locator('section:not([hidden]) form').all()) await answer(form, false);
  assert.deepEqual([await broken(page), await pale(page)], [[], []]);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  assert.deepEqual(others, []);
  assert.ok(part);
  await context.close();
});
