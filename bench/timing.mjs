// @ts-check
/**
 * Times and bytes of the own search and of the theme's in Chromium, with real workers and files over
 * HTTP on this machine, gzipped.
 *
 * - First query: from starting the worker in a browser that was never here until the answer is whole;
 *   the own engine fetches its index and parts of the text, the theme's its index, of which it builds
 *   what it needs. Bytes are all that this fetches.
 * - A query: from asking until the whole answer, one after another in a worker that runs already. The
 *   own engine's times hold the loading of the parts that it meets first.
 *
 * The engines take turns, so that whatever else the machine does slows them down alike.
 */
import { basename, join } from 'node:path';
import { host } from '../tests/browser/host.mjs';
import { launch } from './chromium.mjs';
import { kB, quantile, say, table } from './numbers.mjs';
import { fileIn } from './text.mjs';

/**
 * @typedef {import('playwright-core').Page} Tab
 * @typedef {import('../tests/browser/host.mjs').Host} Host
 */

const NAMES = ['own', 'material'];
const FIRST = 9;
const MOST = 300;

/**
 * @param {string} site
 * @param {string[]} texts
 */
export async function timing(site, texts) {
  const own = `../assets/${basename(fileIn(join(site, 'assets'), 'engine.'))}`;
  const material = `workers/${basename(fileIn(join(site, 'material', 'workers'), 'search.'))}`;
  const served = await host(site);
  const browser = await launch();
  const open = async () => {
    const tab = await (await browser.newContext()).newPage();
    await tab.goto(`${served.url}material/blank.html`);
    await tab.evaluate(ownEngine, own);
    await tab.evaluate(themeEngine, material);
    return tab;
  };
  try {
    say('first queries');
    await first(open, served, texts[0]); // the host packs its files once
    const firsts = [];
    for (const text of spread(texts, FIRST)) firsts.push(await first(open, served, text));
    say('queries');
    const tab = await open();
    for (const name of NAMES) await ask(tab, name, texts[0]);
    const times = [];
    for (const text of spread(texts, MOST)) times.push([await ask(tab, NAMES[0], text), await ask(tab, NAMES[1], text)]);
    print(firsts, times);
  } finally {
    await browser.close();
    await served.stop();
  }
}

/**
 * Milliseconds and bytes of each engine's first answer.
 * @param {() => Promise<Tab>} open
 * @param {Host} served
 * @param {string} text
 */
async function first(open, served, text) {
  const found = [];
  for (const name of NAMES) {
    const tab = await open();
    await served.quiet(100);
    served.log.length = 0;
    const time = await ask(tab, name, text);
    await served.quiet(100);
    found.push({ time, bytes: served.log.reduce((sum, { body }) => sum + body, 0) });
    await tab.context().close();
  }
  return found;
}

/**
 * @param {Tab} tab
 * @param {string} name of an engine
 * @param {string} text
 * @returns {Promise<number>} milliseconds until the whole answer
 */
function ask(tab, name, text) {
  return tab.evaluate(([engine, query]) => /** @type {any} */ (window)[engine](query), [name, text]);
}

/**
 * This function runs in the page: what asks the own engine, whose worker starts with the first query.
 * @param {string} script
 */
function ownEngine(script) {
  /** @type {Worker} */
  let worker;
  let id = 0;
  const own = async (/** @type {string} */ q) => {
    const [begin, mine] = [performance.now(), ++id];
    worker = worker || new Worker(script);
    await new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => {
        if (data.error) reject(new Error(data.error));
        else if (data.id === mine && data.done) resolve(null);
      };
      worker.postMessage({ id: mine, language: 'vi', q, kind: null });
    });
    return performance.now() - begin;
  };
  Object.assign(window, { own });
}

/**
 * The same for the theme's.
 * @param {string} script
 */
function themeEngine(script) {
  /** @type {Worker} */
  let worker;
  const answer = (/** @type {object} */ message) =>
    new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = resolve;
      worker.postMessage(message);
    });
  const material = async (/** @type {string} */ q) => {
    const begin = performance.now();
    if (!worker) {
      worker = new Worker(script);
      const index = await (await fetch('search_index.json')).json();
      await answer({ type: 0, data: { ...index, options: { suggest: false } } });
    }
    await answer({ type: 2, data: q });
    return performance.now() - begin;
  };
  Object.assign(window, { material });
}

/**
 * @param {{time: number, bytes: number}[][]} firsts of own and material
 * @param {number[][]} times of own and material
 */
function print(firsts, times) {
  const [own, material] = NAMES.map((_, at) => {
    const later = times.map((pair) => pair[at]);
    const [start, bytes] = [firsts.map((pair) => pair[at].time), firsts.map((pair) => pair[at].bytes)];
    return [quantile(start), quantile(bytes), quantile(later), quantile(later, 0.95)];
  });
  const shown = (/** @type {number} */ value, /** @type {number} */ column) => (column === 1 ? kB(value) : value.toFixed(1));
  const rows = [own, material].map((values, at) => [NAMES[at], ...values.map(shown)]);
  const ratios = own.map((value, column) => (value / material[column]).toFixed(2));
  const heads = ['', 'first query, ms', 'kB', 'a query, ms', '95 %'];
  console.log(`## In Chromium: medians of ${firsts.length} first and ${times.length} other queries\n`);
  console.log(`${table(heads, [...rows, ['own : material', ...ratios]])}\n`);
}

/**
 * So many of the list, evenly from all of it.
 * @template T
 * @param {T[]} list
 * @param {number} most
 */
function spread(list, most) {
  const count = Math.min(list.length, most);
  return Array.from({ length: count }, (_, at) => list[Math.floor((at * list.length) / count)]);
}
