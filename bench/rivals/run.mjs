// @ts-check
/** One engine on one language, in a thread of its own: it may change globals and need much memory. */
import { cpus } from 'node:os';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { pagesOf } from '../queries/pages.mjs';
import { say } from '../say.mjs';
import { ENGINES } from './engines.mjs';

/**
 * @typedef {object} Task
 * @property {string} engine
 * @property {string} site
 * @property {string} material
 * @property {string} theme
 * @property {string} scratch
 * @property {string} language
 * @property {string[]} languages all of the site
 * @property {string[]} queries
 *
 * @typedef {import('./engines.mjs').Found} Found
 */

const MEMORY = 12000; // MB; the theme's index of 3000 pages needs several thousand

/**
 * @param {Task[]} tasks
 * @returns {Promise<Found[][][]>} for each task, for each query, the pages found
 */
export async function runAll(tasks) {
  /** @type {Found[][][]} */
  const results = [];
  let next = 0;
  const lane = async () => {
    while (next < tasks.length) {
      const number = next++;
      const { engine, language, queries } = tasks[number];
      const start = Date.now();
      results[number] = await inThread(tasks[number]);
      say(`${engine}, ${language}: ${queries.length} queries, ${((Date.now() - start) / 1000).toFixed(0)} s`);
    }
  };
  await Promise.all(Array.from({ length: Math.min(2, cpus().length) }, lane));
  return results;
}

/**
 * @param {Task} task
 * @returns {Promise<Found[][]>}
 */
function inThread(task) {
  return new Promise((resolve, reject) => {
    const thread = new Worker(fileURLToPath(import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY },
    });
    thread.on('message', resolve);
    thread.on('error', reject);
    thread.on('exit', (code) => reject(new Error(`${task.engine}, ${task.language}: ended with ${code}`)));
  });
}

if (!isMainThread && parentPort) {
  const task = /** @type {Task} */ (workerData);
  const pages = pagesOf(task.site, task.language);
  const everywhere = task.languages.flatMap((language) =>
    language === task.language ? pages : pagesOf(task.site, language),
  );
  parentPort.postMessage(await ENGINES[task.engine]({ ...task, pages, everywhere }, task.queries));
}
