// @ts-check
/** The search box on a phone's screen, and what its opening and typing into it cost the main thread. */
import { table } from '../numbers.mjs';
import { PATIENCE } from './clients.mjs';

/**
 * @typedef {import('./timing.mjs').Stage} Stage
 * @typedef {import('playwright-core').Page} Tab
 * @typedef {import('playwright-core').Browser} Browser
 * @typedef {{wall: number[], cpu: number[]}} Tasks in milliseconds, the longest first
 * @typedef {{name: string, pid: number, tid: number, dur?: number, tdur?: number, args?: {name?: string}}} Event
 */

const SLOWER = 6;
const KEY = 120;

/**
 * The box on the home page of a phone, opened by its key.
 * @param {Stage} stage
 * @param {(tab: Tab) => Promise<void>} [before] what to do before it opens
 */
export async function openBox({ browser, server }, before) {
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
 * @param {Stage} stage
 * @param {string[]} texts
 */
export async function mainThread(stage, texts) {
  const { browser } = stage;
  const { tab } = await openBox(stage, async (opened) => {
    const session = await opened.context().newCDPSession(opened);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    await trace(browser, opened);
  });
  const opening = await longest(browser);
  await trace(browser, tab);
  await type(tab, texts);
  const typing = await longest(browser);
  await tab.close();
  console.log(`## Main thread, processor ${SLOWER} times slower, longest tasks in ms\n`);
  const rows = [row('opening the box', opening), row(`typing ${texts.length} queries`, typing)];
  console.log(`${table(['', 'by the clock', 'over 50 ms', 'of processor time', 'over 50 ms'], rows)}\n`);
}

/**
 * @param {Tab} tab
 * @param {string[]} texts
 */
async function type(tab, texts) {
  for (const text of texts) {
    await tab.getByRole('combobox').fill('');
    await tab.keyboard.type(text, { delay: KEY });
    await tab.waitForTimeout(600);
    // Fails when nothing is shown: then nothing was measured either.
    await tab.getByRole('option').first().waitFor({ timeout: PATIENCE });
  }
}

/**
 * @param {string} name
 * @param {Tasks} tasks
 */
function row(name, { wall, cpu }) {
  const cells = (/** @type {number[]} */ tasks) => [
    tasks
      .slice(0, 5)
      .map((task) => task.toFixed(0))
      .join(', '),
    String(tasks.filter((task) => task > 50).length),
  ];
  return [name, ...cells(wall), ...cells(cpu)];
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
  /** @type {Event[]} */
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
