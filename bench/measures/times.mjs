// @ts-check
/** How long the workers take to start and to answer: see timing.mjs. */
import { quantile, table } from '../numbers.mjs';
import { say } from '../say.mjs';
import { blank } from './clients.mjs';
import { spread } from './timing.mjs';

/**
 * @typedef {import('./score.mjs').Query} Query
 * @typedef {import('./timing.mjs').Stage} Stage
 * @typedef {import('playwright-core').Page} Tab
 * @typedef {{first: number, full: number}} Times in milliseconds
 * @typedef {Record<string, Times[]>} Asked by engine
 */

const COLD = 9;
const TYPED = 40;
const BUDGET = 120_000;

/**
 * @param {Stage} stage
 * @param {Query[]} queries
 * @param {string[]} engines
 */
export async function times(stage, queries, engines) {
  const texts = queries.map(({ q }) => q);
  const tab = await blank(stage);
  await ask(tab, engines, texts.slice(0, 1), true); // the files are packed, the browser is warm
  say('times: start of the workers');
  const cold = await ask(tab, engines, spread(texts, COLD), true);
  say('times: whole queries');
  const asked = await ask(tab, engines, texts, false);
  say('times: key by key');
  const keys = await ask(tab, engines, spread(texts, TYPED).flatMap(prefixes), false);
  await tab.close();
  printAll([cold, asked, keys], engines);
  printClasses(queries, asked);
}

/**
 * @param {Asked[]} kinds
 * @param {string[]} engines
 */
function printAll(kinds, engines) {
  const rows = engines.map((engine) => [
    engine,
    ...kinds.flatMap((kind) => [both(kind[engine], 'first'), engine === 'own' ? both(kind[engine], 'full') : '']),
  ]);
  if (engines.length > 1)
    rows.push(['own : material', ...kinds.flatMap((kind) => [ratio(kind, 'first'), ratio(kind, 'full')])]);
  const counts = kinds.map((kind) => kind[engines[0]].length);
  const heads = ['worker start', 'query whole', 'a key'].flatMap((what) => [`${what}, first answer`, '… full answer']);
  console.log(`## Times in ms: median / 95 % (n = ${counts.join(', ')})\n`);
  console.log(`${table(['', ...heads], rows)}\n`);
}

/**
 * @param {Query[]} queries
 * @param {Asked} asked of the first of them, as many as there was time for
 */
function printClasses(queries, asked) {
  const engines = Object.keys(asked);
  const timed = queries.slice(0, asked[engines[0]].length);
  const rows = [...new Set(queries.map((query) => query.class))].sort().map((name) => {
    const numbers = timed.flatMap((query, at) => (query.class === name ? [at] : []));
    const cells = engines.map((engine) => numbers.map((at) => asked[engine][at]));
    return [name, String(numbers.length), ...cells.map((cell) => both(cell, 'full'))];
  });
  console.log(`${table(['whole queries, full answer', 'n', ...engines], rows)}\n`);
}

/**
 * @param {Asked} kind
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
 * @param {Tab} tab
 * @param {string[]} engines
 * @param {string[]} texts
 * @param {boolean} fresh a new worker for each, whose start counts
 * @returns {Promise<Asked>} of as many as were asked in time
 */
function ask(tab, engines, texts, fresh) {
  return tab.evaluate(takeTurns, { engines, texts, fresh, budget: BUDGET });
}

/**
 * This function runs in the page.
 * @param {{engines: string[], texts: string[], fresh: boolean, budget: number}} given
 */
async function takeTurns({ engines, texts, fresh, budget }) {
  const clients = engines.map((engine) => /** @type {any} */ (window)[engine]);
  /** @type {Asked} */
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
}
