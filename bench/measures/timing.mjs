// @ts-check
/**
 * Times, main-thread work and bytes in Chromium, with real workers and files over HTTP on this
 * machine, gzipped, nothing cached.
 *
 * - First answer: from starting the worker until an answer to a query is there. The own engine
 *   fetches its index and, for a full answer, parts of the text; the theme's fetches its index and
 *   builds it from the documents.
 * - A query: from asking until the answer, in a worker that runs already. Asked one after another in
 *   one session; the own engine's times hold the loading of the parts that it meets first. Queries
 *   are asked whole and key by key, each key after the answer to the one before. The engines take
 *   turns, query by query, so that whatever else the machine does slows them down alike.
 * - Main thread: the longest task while the box opens and while queries are typed into it, on a
 *   phone's screen with the processor slowed down six times.
 * - Bytes: gzipped bodies of all files fetched, a new worker for each query.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { randomFrom } from '../queries/generate.mjs';
import { shipped, workerOf } from '../rivals/engines.mjs';
import { quantile, table } from './quality.mjs';

/**
 * @typedef {import('./quality.mjs').Query} Query
 * @typedef {import('playwright-core').Page} Tab
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {{site: string, material: string, theme: string}} Built
 * @typedef {{first: number, full: number}} Times in milliseconds
 * @typedef {{path: string, bytes: number}} Fetched
 * @typedef {{wall: number[], cpu: number[]}} Tasks in milliseconds, the longest first
 */

const COLD = 9;
const MOST = 300;
const TYPED = 40;
const BUDGET = 120_000;
const WEIGHED = 100;
const PATIENCE = 180_000;
const SLOWER = 6;
const KEY = 120;
/** Long enough for a mark to arrive before any file that is asked for after it. */
const DELAY = 15;
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {Built} built
 * @param {string} language
 * @param {Query[]} queries
 * @param {string[]} engines
 * @param {(line: string) => void} say
 */
export async function timing(built, language, queries, engines, say) {
  const server = await serve(built);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
  try {
    const some = shuffled(spread(queries, MOST));
    const texts = some.map(({ q }) => q);
    const timed = ['own', 'material'].filter((name) => engines.includes(name));
    if (timed.length) await times(built, language, some, timed, browser, server, say);
    if (!engines.includes('own')) return;
    say('bytes');
    await bytes(language, spread(texts, WEIGHED), browser, server, built);
    say('main thread');
    await mainThread(spread(texts, 8), browser, server);
  } finally {
    await browser.close();
    server.close();
  }
}

/** @returns {string} */
function chromiumPath() {
  const folders = (process.env.PATH || '').split(':');
  const names = ['chromium', 'chromium-browser', 'google-chrome'];
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error(`no Chromium in PATH (${names.join(', ')}); install the package chromium`);
  return found;
}

/**
 * So many of the list, evenly from all of it.
 * @template T
 * @param {T[]} list
 * @param {number} most
 */
function spread(list, most) {
  const step = Math.max(1, list.length / most);
  return Array.from({ length: Math.min(list.length, most) }, (_, at) => list[Math.floor(at * step)]);
}

/**
 * The same order every time, so that what is cut off for want of time is of all classes.
 * @template T
 * @param {T[]} list
 */
function shuffled(list) {
  const chance = randomFrom(1);
  return list
    .map((item) => ({ item, place: chance(1e9) }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/**
 * The own site under /own/, the theme's index and workers under /material/.
 * @param {Built} built
 */
async function serve({ site, material, theme }) {
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  const log = { fetched: /** @type {Fetched[]} */ ([]), delay: 0 };
  /** @param {string} path */
  const fileOf = (path) => {
    const [, mount, ...rest] = normalize(decodeURIComponent(path)).split('/');
    const name = rest.join('/');
    if (mount === 'own') return join(site, name.endsWith('/') || !name ? `${name}index.html` : name);
    return join(name.startsWith('assets/javascripts/') ? theme : material, name);
  };
  const server = createServer(async (request, response) => {
    const path = new URL(request.url || '', 'http://localhost').pathname;
    if (path === '/mark') {
      log.fetched.push({ path, bytes: 0 });
      return void response.end();
    }
    if (path === '/blank')
      return void response.setHeader('content-type', 'text/html').end('<!doctype html><title>-</title>');
    const file = fileOf(path);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    const body = packed.get(file) || gzipSync(readFileSync(file));
    packed.set(file, body);
    if (log.delay) await new Promise((resolve) => setTimeout(resolve, log.delay));
    const type = TYPES[/** @type {'.js'} */ (extname(file))] || 'application/octet-stream';
    response
      .writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-store' })
      .end(body);
    log.fetched.push({ path, bytes: body.length });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, log, close: () => server.close() };
}

/** @typedef {Awaited<ReturnType<typeof serve>>} Server */

/**
 * Clients of both workers for a page of the browser; this function runs there.
 * @param {{language: string, settings: object, worker: string, patience: number}} given
 */
function clients({ language, settings, worker: materialWorker, patience }) {
  let id = 0;
  /** @type {Worker} */
  let worker;
  const own = {
    async start() {
      worker = new Worker('/own/search/engine.js');
    },
    /** @param {string} q @param {() => Promise<unknown>} [marked] @returns {Promise<{first: number, full: number}>} */
    ask(q, marked) {
      const asked = performance.now();
      const mine = ++id;
      let first = 0;
      return new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error(`the own engine did not finish “${q}”`)), patience);
        worker.onerror = (event) => reject(new Error(event.message));
        worker.onmessage = async ({ data }) => {
          if (data.id !== mine) return;
          if (data.error) return reject(new Error(`${q}: ${data.error}`));
          const now = performance.now() - asked;
          if (!first) {
            first = now;
            if (marked) await marked();
          }
          if (data.done) resolve({ first, full: now });
        };
        worker.postMessage({ id: mine, language, q, kind: null });
      });
    },
    stop: () => worker.terminate(),
  };
  /** @type {Worker} */
  let theirs;
  /** @param {object} message */
  const answer = (message) =>
    new Promise((resolve, reject) => {
      theirs.onerror = (event) => reject(new Error(event.message));
      theirs.onmessage = ({ data }) => resolve(data);
      theirs.postMessage(message);
    });
  const material = {
    async start() {
      theirs = new Worker(`/material/${materialWorker}`);
      const index = await (await fetch('/material/search/search_index.json')).json();
      await answer({
        type: 0,
        data: { config: { ...index.config, ...settings }, docs: index.docs, options: { suggest: false } },
      });
    },
    /** @param {string} q @returns {Promise<{first: number, full: number}>} */
    async ask(q) {
      const asked = performance.now();
      await answer({ type: 2, data: q });
      const taken = performance.now() - asked;
      return { first: taken, full: taken };
    },
    stop: () => theirs.terminate(),
  };
  Object.assign(window, { bench: { own, material } });
}

/**
 * @param {Built} built
 * @param {string} language
 * @param {Query[]} queries
 * @param {string[]} engines
 * @param {Browser} browser
 * @param {Server} server
 * @param {(line: string) => void} say
 */
async function times(built, language, queries, engines, browser, server, say) {
  const texts = queries.map(({ q }) => q);
  const tab = await blank(browser, server, built, language);
  await ask(tab, engines, texts.slice(0, 1), true); // the files are packed, the browser is warm
  say('times: start of the workers');
  const cold = await ask(tab, engines, spread(texts, COLD), true);
  say('times: whole queries');
  const asked = await ask(tab, engines, texts, false);
  say('times: key by key');
  const keys = await ask(tab, engines, spread(texts, TYPED).flatMap(prefixes), false);
  await tab.close();
  const kinds = [cold, asked, keys];
  const rows = engines.map((engine) => [
    engine,
    ...kinds.flatMap((kind) => [both(kind[engine], 'first'), engine === 'own' ? both(kind[engine], 'full') : '']),
  ]);
  if (engines.length > 1)
    rows.push(['own : material', ...kinds.flatMap((kind) => [ratio(kind, 'first'), ratio(kind, 'full')])]);
  const counts = kinds.map((kind) => kind[engines[0]].length);
  console.log(`## Times in ms: median / 95 % (n = ${counts.join(', ')})\n`);
  console.log(
    `${table(['', ...['worker start', 'query whole', 'a key'].flatMap((what) => [`${what}, first answer`, '… full answer'])], rows)}\n`,
  );
  const classes = [...new Set(queries.map((query) => query.class))].sort();
  const byClass = classes.map((name) => {
    const numbers = queries.flatMap((query, at) => (query.class === name && at < counts[1] ? [at] : []));
    return [
      name,
      String(numbers.length),
      ...engines.map((engine) =>
        both(
          numbers.map((at) => asked[engine][at]),
          'full',
        ),
      ),
    ];
  });
  console.log(`${table(['whole queries, full answer', 'n', ...engines], byClass)}\n`);
}

/**
 * @param {Record<string, Times[]>} kind
 * @param {'first' | 'full'} which
 */
function ratio({ own, material }, which) {
  const median = (/** @type {Times[]} */ list) =>
    quantile(
      list.map((time) => time[which]),
      0.5,
    );
  return (median(own) / median(material)).toFixed(2);
}

/** @param {string} text */
function prefixes(text) {
  const letters = [...text];
  return letters.map((_, at) => letters.slice(0, at + 1).join(''));
}

/**
 * @param {Times[]} list
 * @param {'first' | 'full'} which
 */
function both(list, which) {
  const values = list.map((time) => time[which]);
  const shown = (/** @type {number} */ value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
  return `${shown(quantile(values, 0.5))} / ${shown(quantile(values, 0.95))}`;
}

/**
 * A page with nothing on it but the clients of the workers.
 * @param {Browser} browser
 * @param {Server} server
 * @param {Built} built
 * @param {string} language
 */
async function blank(browser, server, built, language) {
  const tab = await browser.newPage();
  await tab.goto(`${server.url}/blank`);
  const worker = workerOf(built.theme).slice(built.theme.length + 1);
  await tab.evaluate(clients, { language, settings: shipped(built.theme), worker, patience: PATIENCE });
  return tab;
}

/**
 * @param {Tab} tab
 * @param {string[]} engines
 * @param {string[]} texts
 * @param {boolean} fresh a new worker for each, whose start counts
 * @returns {Promise<Record<string, Times[]>>} of as many as were asked in time
 */
function ask(tab, engines, texts, fresh) {
  return tab.evaluate(
    async ({ engines, texts, fresh, budget }) => {
      const clients = engines.map((engine) => /** @type {any} */ (window).bench[engine]);
      /** @type {Record<string, Times[]>} */
      const results = Object.fromEntries(engines.map((engine) => [engine, []]));
      const end = performance.now() + budget;
      for (const client of fresh ? [] : clients) {
        await client.start();
        await client.ask(texts[0]); // what is fetched or built only once has been
      }
      for (const text of texts) {
        if (performance.now() > end) break;
        for (const [number, client] of clients.entries()) {
          const start = performance.now();
          if (fresh) await client.start();
          const started = performance.now() - start;
          const { first, full } = await client.ask(text);
          results[engines[number]].push({ first: started + first, full: started + full });
          if (fresh) client.stop();
        }
      }
      if (!fresh) clients.forEach((client) => client.stop());
      return results;
    },
    { engines, texts, fresh, budget: BUDGET },
  );
}

/**
 * @param {string} language
 * @param {string[]} texts
 * @param {Browser} browser
 * @param {Server} server
 * @param {Built} built
 */
async function bytes(language, texts, browser, server, built) {
  const box = await openBox(browser, server);
  const opening = box.fetched;
  await box.tab.close();
  const tab = await blank(browser, server, built, language);
  /** @type {{first: number[], full: number[], before: number[], parts: number[]}} */
  const sums = { first: [], full: [], before: [], parts: [] };
  let always = server.log.fetched;
  server.log.delay = DELAY;
  const end = Date.now() + BUDGET;
  for (const text of texts) {
    if (Date.now() > end) break;
    server.log.fetched = [];
    await tab.evaluate(async (q) => {
      const { own } = /** @type {any} */ (window).bench;
      await own.start();
      await own.ask(q, () => fetch('/mark'));
      own.stop();
    }, text);
    const mark = server.log.fetched.findIndex(({ path }) => path === '/mark');
    const early = server.log.fetched.slice(0, mark);
    const late = server.log.fetched.slice(mark + 1);
    sums.first.push(size([...opening, ...early]));
    sums.full.push(size([...opening, ...early, ...late]));
    sums.before.push(early.length);
    sums.parts.push(early.length + late.length);
    always = (sums.first.length > 1 ? always : early).filter(({ path }) => early.some((file) => file.path === path));
  }
  server.log.delay = 0;
  await tab.close();
  const row = (
    /** @type {string} */ name,
    /** @type {number[]} */ values,
    /** @type {(value: number) => string} */ shown,
  ) => [name, ...[0.5, 0.95, 1].map((share) => shown(quantile(values, share)))];
  const fixed = [...new Map([...opening, ...always].map((file) => [file.path, file])).values()];
  console.log(`## Bytes of the own search in kB, gzipped (${sums.full.length} queries, each in a new worker)\n`);
  const rows = [
    row('until the first answer', sums.first, kilo),
    row('until the full answer', sums.full, kilo),
    row(
      'files other than the fixed ones, first answer',
      sums.before.map((count) => count - always.length),
      String,
    ),
    row(
      '… full answer',
      sums.parts.map((count) => count - always.length),
      String,
    ),
  ];
  console.log(`${table(['from opening the box', 'median', '95 %', 'most'], rows)}\n`);
  const named = fixed.map((file) => [
    `${file.path.replace('/own/', '')}${opening.includes(file) ? ', when the box opens' : ''}`,
    kilo(file.bytes),
  ]);
  console.log(`${table(['fixed files', 'kB'], [...named, ['all', kilo(size(fixed))]])}\n`);
  const packed = (/** @type {string} */ file) => kilo(gzipSync(readFileSync(file)).length);
  const index = packed(join(built.material, 'search', 'search_index.json'));
  console.log(
    `For comparison, material on every page: worker ${packed(workerOf(built.theme))} kB, index ${index} kB.\n`,
  );
}

/** @param {number} bytes */
function kilo(bytes) {
  return (bytes / 1000).toFixed(1);
}

/**
 * Each file once: the box may have started a worker already.
 * @param {Fetched[]} files
 */
function size(files) {
  return [...new Map(files.map((file) => [file.path, file.bytes])).values()].reduce((sum, bytes) => sum + bytes, 0);
}

/**
 * The box on the home page of a phone, opened by its key.
 * @param {Browser} browser
 * @param {Server} server
 * @param {(tab: Tab) => Promise<void>} [before] what to do before it opens
 */
async function openBox(browser, server, before) {
  const tab = await browser.newPage({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    serviceWorkers: 'block',
  });
  await tab.goto(`${server.url}/own/`, { waitUntil: 'networkidle' });
  server.log.fetched = [];
  if (before) await before(tab);
  await tab.keyboard.press('/');
  await tab.getByRole('combobox').waitFor();
  await tab.waitForTimeout(500);
  return { tab, fetched: [...server.log.fetched] };
}

/**
 * @param {string[]} texts
 * @param {Browser} browser
 * @param {Server} server
 */
async function mainThread(texts, browser, server) {
  const { tab } = await openBox(browser, server, async (opened) => {
    const session = await opened.context().newCDPSession(opened);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await trace(browser, opened);
  });
  const opening = await longest(browser);
  const input = tab.getByRole('combobox');
  await trace(browser, tab);
  for (const text of texts) {
    await input.fill('');
    await tab.keyboard.type(text, { delay: KEY });
    await tab.waitForTimeout(600);
    // Fails when nothing is shown: then nothing was measured either.
    await tab.getByRole('option').first().waitFor({ timeout: PATIENCE });
  }
  const typing = await longest(browser);
  await tab.close();
  console.log(`## Main thread, processor ${SLOWER} times slower, longest tasks in ms\n`);
  const row = (/** @type {string} */ name, /** @type {Tasks} */ { wall, cpu }) => [
    name,
    longestOf(wall),
    over(wall),
    longestOf(cpu),
    over(cpu),
  ];
  const head = ['', 'by the clock', 'over 50 ms', 'of processor time', 'over 50 ms'];
  console.log(`${table(head, [row('opening the box', opening), row(`typing ${texts.length} queries`, typing)])}\n`);
}

/** @param {number[]} tasks */
function longestOf(tasks) {
  return tasks
    .slice(0, 5)
    .map((task) => task.toFixed(0))
    .join(', ');
}

/** @param {number[]} tasks */
function over(tasks) {
  return String(tasks.filter((task) => task > 50).length);
}

/**
 * @param {Browser} browser
 * @param {Tab} tab
 */
function trace(browser, tab) {
  return browser.startTracing(tab, { categories: ['devtools.timeline', 'disabled-by-default-devtools.timeline'] });
}

/**
 * Lengths of the tasks on the page's main thread since the trace began, by the clock and by the
 * processor's time: the former also counts what else the machine did meanwhile.
 * @param {Browser} browser
 * @returns {Promise<Tasks>}
 */
async function longest(browser) {
  /** @type {{name: string, pid: number, tid: number, dur?: number, tdur?: number, args?: {name?: string}}[]} */
  const events = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}:${tid}`),
  );
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid}:${tid}`));
  if (!tasks.length) throw new Error('the trace has no tasks of a main thread');
  const sorted = (/** @type {number[]} */ lengths) => lengths.map((length) => length / 1000).sort((a, b) => b - a);
  return { wall: sorted(tasks.map(({ dur }) => dur || 0)), cpu: sorted(tasks.map(({ tdur }) => tdur || 0)) };
}
