// @ts-check
// Drives a Chromium of any year since 2018 by its own protocol, through a pipe: the drivers of today know only new ones.
import {spawn} from 'node:child_process';
import {setTimeout as later} from 'node:timers/promises';

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars', '--remote-debugging-pipe'];
/** How long a condition is waited for, at most, and how often it is looked at, in milliseconds. */
const PATIENCE = 15_000;
const OFTEN = 40;

/** @typedef {(method: string, params?: object, sessionId?: string) => Promise<any>} Send */
/** @typedef {{method: string, params: any, sessionId?: string}} Told */
/** @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof launch>>['open']>>} Page */

/** @param {string} path of the program */
export async function launch(path) {
  const program = spawn(path, FLAGS, {stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe']});
  const into = /** @type {import('node:stream').Writable} */ (program.stdio[3]);
  const from = /** @type {import('node:stream').Readable} */ (program.stdio[4]);
  /** @type {Map<number, {done: (value: any) => void, failed: (error: Error) => void}>} */
  const asked = new Map();
  /** @type {Set<(told: Told) => void>} */
  const listeners = new Set();
  let last = 0;
  let rest = '';
  from.setEncoding('utf8').on('data', (data) => {
    const whole = `${rest}${data}`.split('\0');
    rest = whole.pop() || '';
    whole.map((one) => JSON.parse(one)).forEach(hear);
  });

  /** @param {Told & {id?: number, result?: any, error?: {message: string}}} message */
  function hear(message) {
    const question = message.id && asked.get(message.id);
    if (!question) return listeners.forEach((listen) => listen(message));
    asked.delete(/** @type {number} */ (message.id));
    if (message.error) question.failed(new Error(message.error.message));
    else question.done(message.result);
  }

  /** @type {Send} */
  const send = (method, params = {}, sessionId = undefined) => new Promise((done, failed) => {
    asked.set(++last, {done, failed});
    into.write(`${JSON.stringify({id: last, method, params, sessionId})}\0`);
  });

  /** A page of a new reader's, on a phone. @param {number} width @param {number} height */
  async function open(width, height) {
    const {browserContextId} = await send('Target.createBrowserContext');
    const {targetId} = await send('Target.createTarget', {url: 'about:blank', browserContextId});
    const {sessionId} = await send('Target.attachToTarget', {targetId, flatten: true});
    return pageOf((method, params) => send(method, params, sessionId), (listen) => listeners.add((told) => told.sessionId === sessionId && listen(told)), width, height);
  }

  return {open, version: async () => (await send('Browser.getVersion')).product, stop: () => program.kill('SIGKILL')};
}

/**
 * @param {Send} send @param {(listen: (told: Told) => void) => void} listen @param {number} width @param {number} height
 */
async function pageOf(send, listen, width, height) {
  /** What went wrong in scripts, or was said to be wrong. @type {string[]} */
  const errors = [];
  listen(({method, params}) => {
    if (method === 'Runtime.exceptionThrown') errors.push(JSON.stringify(params.exceptionDetails));
    if (method === 'Log.entryAdded' && params.entry.level === 'error' && params.entry.source !== 'network') errors.push(params.entry.text);
  });
  await Promise.all(['Page.enable', 'Runtime.enable', 'Log.enable'].map((name) => send(name)));
  await send('Emulation.setDeviceMetricsOverride', {width, height, deviceScaleFactor: 1, mobile: true});
  await send('Emulation.setTouchEmulationEnabled', {enabled: true});

  /** Runs a function in the page. @param {Function} run @param {...unknown} values for it @returns {Promise<any>} */
  async function run(run, ...values) {
    const expression = `(${run})(...${JSON.stringify(values)})`;
    const {result, exceptionDetails: wrong} = await send('Runtime.evaluate', {expression, returnByValue: true, awaitPromise: true});
    if (wrong) throw new Error(wrong.exception ? wrong.exception.description : wrong.text);
    return result.value;
  }

  /** Waits until a function in the page says something true, and gives that. @param {Function} asked @param {...unknown} values @returns {Promise<any>} */
  async function until(asked, ...values) {
    const end = Date.now() + PATIENCE;
    for (;;) {
      // While a page is being left, there is nothing to ask.
      const found = await run(asked, ...values).catch((error) => (Date.now() < end ? null : Promise.reject(error)));
      if (found) return found;
      if (Date.now() > end) throw new Error(`never: ${asked} ${JSON.stringify(values)}`);
      await later(OFTEN);
    }
  }

  /** @param {string} url */
  async function go(url) {
    await send('Page.navigate', {url});
    await until((/** @type {string} */ to) => location.href === to && document.readyState === 'complete', url);
  }

  async function reload() {
    await run(() => void Object.assign(window, {before: true}));
    await send('Page.reload');
    await until(() => !('before' in window) && document.readyState === 'complete');
  }

  /** A finger on what a selector finds, once it can be seen. @param {string} selector */
  async function tap(selector) {
    const point = await until(seen, selector);
    await send('Input.dispatchTouchEvent', {type: 'touchStart', touchPoints: [point]});
    await send('Input.dispatchTouchEvent', {type: 'touchEnd', touchPoints: []});
  }

  /** @param {string} text */
  async function type(text) {
    for (const letter of text) await send('Input.dispatchKeyEvent', {type: 'char', text: letter});
  }

  return {send, run, until, go, reload, tap, type, errors};
}

/** In the page: the middle of what a finger can reach, if nothing lies over it. @param {string} selector */
function seen(selector) {
  const found = document.querySelector(selector);
  if (!found) return null;
  found.scrollIntoView({block: 'nearest'});
  const {left, top, width, height} = found.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const there = document.elementFromPoint(x, y);
  return there && (found === there || found.contains(there) || there.contains(found)) && width ? {x, y} : null;
}
