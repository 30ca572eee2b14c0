// @ts-check
/** What the own search fetches, gzipped: see timing.mjs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { kB, quantile, table } from '../numbers.mjs';
import { workerOf } from '../rivals/material.mjs';
import { openBox } from './box.mjs';
import { blank } from './clients.mjs';
import { MARK } from './server.mjs';

/**
 * @typedef {import('./timing.mjs').Stage} Stage
 * @typedef {import('./server.mjs').Fetched} Fetched
 * @typedef {{early: Fetched[], late: Fetched[]}} Parts what was fetched before and after the first answer
 */

const BUDGET = 120_000;
/** Long enough for a mark to arrive before any file that is asked for after it. */
const DELAY = 15;

/**
 * @param {Stage} stage
 * @param {string[]} texts
 */
export async function bytes(stage, texts) {
  const box = await openBox(stage);
  await box.tab.close();
  const tab = await blank(stage);
  const { server } = stage;
  /** @type {Parts[]} */
  const asked = [];
  server.log.delay = DELAY;
  const end = Date.now() + BUDGET;
  for (const text of texts) if (Date.now() < end) asked.push(await partsOf(tab, server, text));
  server.log.delay = 0;
  await tab.close();
  printAll(box.fetched, asked);
  printFixed(box.fetched, always(asked));
  printOther(stage);
}

/**
 * @param {import('playwright-core').Page} tab
 * @param {import('./server.mjs').Server} server
 * @param {string} text
 * @returns {Promise<Parts>}
 */
async function partsOf(tab, server, text) {
  server.log.fetched = [];
  const run = async (/** @type {{text: string, mark: string}} */ { text, mark }) => {
    const { own } = /** @type {any} */ (window);
    await own.start();
    await own.ask(text, () => fetch(mark));
    own.stop();
  };
  await tab.evaluate(run, { text, mark: MARK });
  const mark = server.log.fetched.findIndex(({ path }) => path === MARK);
  return { early: server.log.fetched.slice(0, mark), late: server.log.fetched.slice(mark + 1) };
}

/** What is fetched for every query. @param {Parts[]} asked */
function always(asked) {
  const [first] = asked;
  return first.early.filter(({ path }) => asked.every(({ early }) => early.some((file) => file.path === path)));
}

/**
 * @param {Fetched[]} opening
 * @param {Parts[]} asked
 */
function printAll(opening, asked) {
  const fixed = always(asked).length;
  const row = (
    /** @type {string} */ name,
    /** @type {(parts: Parts) => number} */ of,
    /** @type {(value: number) => string} */ shown,
  ) => [name, ...[0.5, 0.95, 1].map((part) => shown(quantile(asked.map(of), part)))];
  const rows = [
    row('until the first answer', ({ early }) => size([...opening, ...early]), kB),
    row('until the full answer', ({ early, late }) => size([...opening, ...early, ...late]), kB),
    row('files other than the fixed ones, first answer', ({ early }) => early.length - fixed, String),
    row('… full answer', ({ early, late }) => early.length + late.length - fixed, String),
  ];
  console.log(`## Bytes of the own search in kB, gzipped (${asked.length} queries, each in a new worker)\n`);
  console.log(`${table(['from opening the box', 'median', '95 %', 'most'], rows)}\n`);
}

/**
 * @param {Fetched[]} opening
 * @param {Fetched[]} later what is fetched for every query
 */
function printFixed(opening, later) {
  const files = [...new Map([...opening, ...later].map((file) => [file.path, file])).values()];
  const rows = files.map((file) => [
    `${file.path.replace('/own/', '')}${opening.includes(file) ? ', when the box opens' : ''}`,
    kB(file.bytes),
  ]);
  console.log(`${table(['fixed files', 'kB'], [...rows, ['all', kB(size(files))]])}\n`);
}

/** @param {Stage} stage */
function printOther({ built }) {
  const packed = (/** @type {string} */ file) => kB(gzipSync(readFileSync(file)).length);
  const index = packed(join(built.material, 'search', 'search_index.json'));
  const worker = packed(workerOf(built.theme));
  console.log(`For comparison, material on every page: worker ${worker} kB, index ${index} kB.\n`);
}

/**
 * Each file once: the box may have started a worker already.
 * @param {Fetched[]} files
 */
function size(files) {
  return [...new Map(files.map((file) => [file.path, file.bytes])).values()].reduce((sum, bytes) => sum + bytes, 0);
}
