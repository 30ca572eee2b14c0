// @ts-check
// What is fetched, and when: nothing of the search before it is wanted, nothing from elsewhere.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {LESSON, PHONE, answer, asset, openBox, world} from './world.mjs';

const {visit, server} = await world();
const STARTER = asset('page.vi.js');

/** Paths of the search that were asked for since the last call; what comes after the page has a test of its own. */
function searchFiles() {
  const found = server.asked.filter((path) => /^search\/|\.js(on)?$/.test(path) && !/^assets\/study\./.test(path));
  server.asked.length = 0;
  return found;
}

test('on a slow line each thing when it is needed', async (t) => {
  server.asked.length = 0;
  const page = await visit(t, LESSON, PHONE);
  await page.waitForLoadState('networkidle');
  assert.deepEqual(searchFiles(), [STARTER]);
  await openBox(page);
  await page.waitForLoadState('networkidle');
  assert.deepEqual(searchFiles(), [asset('dialog.vi.js')]);
  await page.keyboard.type('giac noi xam');
  await answer(page);
  const [engine, index, ...parts] = searchFiles();
  assert.deepEqual([engine, index], [asset('engine.js'), 'search/vi.js']);
  assert.ok(parts.length > 0);
  for (const part of parts) assert.match(part, /^(assets\/(deeper|further)\.[0-9a-f]+|search\/vi(-[0-9a-f]+\/(words|w?\d+)|\.sayings))\.js$/);
});

test('a slow hand fetches nothing for the beginnings of its words', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await openBox(page);
  await page.clock.install();
  server.asked.length = 0;
  for (const key of 'giac noi xam') {
    await page.keyboard.press(key === ' ' ? 'Space' : key);
    await page.clock.runFor(700);
  }
  await pollFor('search/vi.js');
  await page.locator('[role=option]').first().waitFor();
  const early = searchFiles().filter((path) => /\/(words|w?\d+)\.js$/.test(path));
  assert.deepEqual(early, []);
  await page.clock.runFor(1100);
  await answer(page);
  assert.ok(searchFiles().some((path) => /\/(words|w?\d+)\.js$/.test(path)));
});

test('what a reader does with the page is fetched once the page can be read', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.locator('.quiz-check').first().waitFor();
  const early = await page.evaluate(() => {
    const [visit] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    const found = performance.getEntriesByType('resource').filter(({name}) => /\/study\./.test(name));
    return found.length === 2 ? found.filter(({startTime}) => startTime < visit.loadEventStart).map(({name}) => name) : ['not both'];
  });
  assert.deepEqual(early, []);
});

test('on a fast line the index comes when the box opens', async (t) => {
  server.asked.length = 0;
  const page = await visit(t, LESSON, {...PHONE, line: '4g'});
  await page.waitForLoadState('networkidle');
  assert.deepEqual(searchFiles(), [STARTER]);
  const index = page.waitForResponse(/search\/vi\.js$/).catch(() => null);
  await openBox(page);
  await Promise.race([index, pollFor('search/vi.js')]);
});

/** Requests of a worker are seen by the server only. @param {string} path */
async function pollFor(path) {
  while (!server.asked.includes(path)) await new Promise((done) => setImmediate(done));
}

test('the marks are fetched only when the address asks for them', async (t) => {
  server.asked.length = 0;
  const page = await visit(t, `${LESSON}?h=chi+b%E1%BB%99`, PHONE);
  await page.waitForSelector('mark.landing-mark');
  // Going there scrolls, so the stop is remembered too.
  assert.deepEqual(searchFiles().filter((path) => !/resume/.test(path)), [STARTER, asset('landing.vi.js')]);
});

test('opening the box again fetches nothing', async (t) => {
  const page = await visit(t, LESSON);
  await openBox(page);
  await page.keyboard.type('giac noi xam');
  await answer(page);
  await page.keyboard.press('Escape');
  await page.waitForSelector('dialog', {state: 'hidden'});
  server.asked.length = 0;
  await openBox(page);
  await answer(page);
  assert.deepEqual(searchFiles(), []);
});

test('nothing is asked of any other host', async (t) => {
  const page = await visit(t, LESSON);
  /** @type {string[]} */
  const others = [];
  page.context().on('request', (request) => {
    if (!request.url().startsWith(server.url)) others.push(request.url());
  });
  await openBox(page);
  await page.keyboard.type('giac noi xam');
  await answer(page);
  await Promise.all([page.waitForURL(/[?]h=/), page.keyboard.press('Enter')]);
  await page.waitForSelector('mark.landing-mark');
  assert.deepEqual(others, []);
});
