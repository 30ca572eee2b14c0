// @ts-check
// What is fetched, and when: nothing of the search before it is wanted, nothing from elsewhere.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {createContext, runInContext} from 'node:vm';
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

/**
 * Types the words into what asks the engine, without a page, so that the clock is the test's own; the questions that the
 * engine gets.
 * @param {import('node:test').TestContext} t @param {string} words @param {number} gap between two keys, in milliseconds
 */
function typedFor(t, words, gap) {
  t.mock.timers.enable({apis: ['Date', 'setTimeout'], now: 1_790_000_000_000});
  /** @type {{q: string, typing: boolean}[]} */
  const asked = [];
  const Worker = class {
    /** @param {{q: string, typing: boolean}} question */
    postMessage(question) {
      asked.push({...question});
    }
  };
  const scope = createContext({Date, Worker, clearTimeout, setTimeout, location: {protocol: 'http:'}});
  runInContext(readFileSync(new URL('../../browser/dialog/answers.js', import.meta.url), 'utf8'), scope);
  const none = () => {};
  scope.answers = runInContext('boxAnswers', scope)('engine.js', 'vi', none, none, none);
  for (let at = 1; at <= words.length; at += 1) {
    scope.answers.ask(words.slice(0, at), null, {typing: true});
    t.mock.timers.tick(gap);
  }
  return asked;
}

for (const gap of [90, 300, 700, 1000]) {
  test(`a hand that needs ${gap} milliseconds for a key fetches nothing for the beginnings of its words`, (t) => {
    const words = 'giac noi xam';
    const asked = typedFor(t, words, gap);
    assert.equal(asked.length, words.length);
    assert.deepEqual(asked.filter(({typing}) => !typing), []);
    t.mock.timers.tick(Math.max(350, 1.5 * gap) - gap);
    const [last] = asked.slice(-1);
    assert.deepEqual([last.q, last.typing], [words, false]);
  });
}

test('whoever stops to look gets the answer', (t) => {
  const asked = typedFor(t, 'ab', 5000);
  assert.deepEqual(asked.map(({q, typing}) => [q, typing]), [['a', true], ['a', false], ['ab', true], ['ab', false]]);
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
