// @ts-check
/**
 * Times, main-thread work and bytes of the search in Chromium, with real workers and files over HTTP
 * on this machine, gzipped, nothing cached.
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
import { launch } from '../chromium.mjs';
import { randomFrom } from '../queries/generate.mjs';
import { say } from '../say.mjs';
import { mainThread } from './box.mjs';
import { bytes } from './bytes.mjs';
import { serve } from './server.mjs';
import { times } from './times.mjs';

/**
 * @typedef {import('./score.mjs').Query} Query
 * @typedef {import('../copies/handbook.mjs').Built} Built
 *
 * @typedef {object} Stage
 * @property {Built} built
 * @property {string} language
 * @property {import('playwright-core').Browser} browser
 * @property {import('./server.mjs').Server} server
 */

const MOST = 300;
const WEIGHED = 100;
const TYPED = 8;

/**
 * @param {Built} built
 * @param {string} language
 * @param {Query[]} queries
 * @param {string[]} engines
 */
export async function timing(built, language, queries, engines) {
  const server = await serve(built);
  const browser = await launch();
  const stage = { built, language, browser, server };
  try {
    const some = shuffled(spread(queries, MOST));
    const texts = some.map(({ q }) => q);
    const timed = ['own', 'material'].filter((name) => engines.includes(name));
    if (timed.length) await times(stage, some, timed);
    if (!engines.includes('own')) return;
    say('bytes');
    await bytes(stage, spread(texts, WEIGHED));
    say('main thread');
    await mainThread(stage, spread(texts, TYPED));
  } finally {
    await browser.close();
    server.close();
  }
}

/**
 * So many of the list, evenly from all of it.
 * @template T
 * @param {T[]} list
 * @param {number} most
 */
export function spread(list, most) {
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
