// @ts-check
// Drives WebKitGTK by WebDriver, as its package brings it: MiniBrowser on a screen that only Xvfb sees.
import {spawn} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as later} from 'node:timers/promises';

/** How long a condition is waited for, at most, and how often it is looked at, in milliseconds. */
const [PATIENCE, OFTEN] = [15_000, 40];
const SCREEN = '1400x900x24';
/** Windows of their own have no bar of MiniBrowser's, which would be wider than a phone. */
const ARGS = ['--automation', '--javascript-can-open-windows-automatically=true'];
const BARE = 'toolbar=no,location=no,menubar=no';

/** @typedef {Awaited<ReturnType<Awaited<ReturnType<typeof launch>>['open']>>} Page */
/** @typedef {(method: string, path: string, body?: object) => Promise<any>} Send */

export async function launch() {
  const home = await mkdtemp(join(tmpdir(), 'webkit-'));
  const screen = start('Xvfb', ['-displayfd', '3', '-screen', '0', SCREEN, '-nolisten', 'tcp'], {...process.env});
  const display = await new Promise((done, failed) => {
    screen.once('error', failed).once('exit', (code) => failed(new Error(`Xvfb: ${code}`)));
    /** @type {import('node:stream').Readable} */ (screen.stdio[3]).once('data', (data) => done(`:${String(data).trim()}`));
  });
  let port = await freePort();
  const startDriver = () => start('WebKitWebDriver', [`--port=${port}`], surroundings(home, display));
  let driver = startDriver();
  const end = () => [driver, screen].forEach((program) => program.kill()); // without its screen MiniBrowser ends too
  process.once('exit', end);

  /** @type {Send} */
  async function send(method, path, body) {
    const headers = {'Content-Type': 'application/json'}; // newer drivers take nothing else
    const asked = {method, headers, body: body && JSON.stringify(body), signal: AbortSignal.timeout(2 * PATIENCE)};
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, asked).catch((error) => Promise.reject(new Error(`${path} ${asked.body}: ${error.message}`)));
    const {value} = await answer.json();
    if (!answer.ok) throw new Error(`${path}: ${value.error}: ${value.message}`);
    return value;
  }

  const ready = () => patiently(() => send('GET', '/status'), 'WebKitWebDriver');
  await ready();

  /** A window of MiniBrowser's, which sometimes never comes up; then another one of a driver of its own. */
  async function newSession() {
    const asked = {capabilities: {alwaysMatch: {'webkitgtk:browserOptions': {args: ARGS}}}};
    return send('POST', '/session', asked).catch(async () => {
      driver.kill();
      port = await freePort();
      driver = startDriver();
      await ready();
      return send('POST', '/session', asked);
    });
  }

  /** A page of a new reader's, in a window of just this size; there is one reader at a time. @param {number} width @param {number} height */
  async function open(width, height) {
    const {sessionId, capabilities} = await newSession();
    const page = pageOf((method, path, body) => send(method, `/session/${sessionId}${path}`, body));
    const [first] = await page.send('GET', '/window/handles');
    try {
      await page.run((/** @type {string} */ how) => void window.open('about:blank', '', how), `${BARE},width=${width},height=${height}`);
      const handle = await patiently(async () => (await page.send('GET', '/window/handles')).find((/** @type {string} */ each) => each !== first), 'window');
      await page.send('POST', '/window', {handle});
      await page.until((/** @type {number[]} */ ...size) => innerWidth === size[0] && innerHeight === size[1], width, height);
    } catch (error) {
      await page.close(); // or no other test has a browser
      throw error;
    }
    return {...page, name: `${capabilities.browserName} ${capabilities.browserVersion}`};
  }

  async function stop() {
    end();
    await rm(home, {recursive: true, force: true});
  }

  return {open, stop};
}

/** @param {string} name @param {string[]} args @param {NodeJS.ProcessEnv} env */
const start = (name, args, env) => spawn(name, args, {env, stdio: ['ignore', 'ignore', 'ignore', 'pipe']})
  .once('error', (error) => console.error(error.message));

/** What the browser sees of the machine; its own sandbox needs what root in a container has not. @param {string} home @param {string} display */
const surroundings = (home, display) => ({
  ...{PATH: process.env.PATH, HOME: home, TMPDIR: home, XDG_RUNTIME_DIR: home, LANG: 'C.UTF-8', DISPLAY: display, GDK_BACKEND: 'x11'},
  ...{NO_AT_BRIDGE: '1', GTK_A11Y: 'none', GSETTINGS_BACKEND: 'memory', LIBGL_ALWAYS_SOFTWARE: '1', WEBKIT_DISABLE_COMPOSITING_MODE: '1'},
  ...{WEBKIT_FORCE_SANDBOX: '0', WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1'},
});

/** @returns {Promise<number>} */
const freePort = () => new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
    server.close(() => done(port));
  });
});

/** Waits until something true comes, and gives that; while a page is being left there is nothing to ask. @param {() => Promise<any>} ask @param {string} what */
async function patiently(ask, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const found = await ask().catch((error) => (Date.now() < end ? null : Promise.reject(error)));
    if (found) return found;
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await later(OFTEN);
  }
}

/** @param {Send} send */
function pageOf(send) {
  /** Runs a function in the page. @param {Function} run @param {...unknown} args for it @returns {Promise<any>} */
  const run = (run, ...args) => send('POST', '/execute/sync', {script: `return (${run})(...arguments)`, args});
  /** @param {Function} asked in the page @param {...unknown} values */
  const until = (asked, ...values) => patiently(() => run(asked, ...values), `${asked} ${JSON.stringify(values)}`);

  /** A press on the middle of what a selector finds, once nothing lies over it. @param {string} selector */
  async function tap(selector) {
    let [point, before] = [await until(seen, selector), ''];
    // What comes into sight may still grow.
    while (JSON.stringify(point) !== before) [before, point] = [JSON.stringify(point), await until(seen, selector)];
    const press = [{type: 'pointerMove', duration: 0, ...point}, {type: 'pointerDown', button: 0}, {type: 'pointerUp', button: 0}];
    await send('POST', '/actions', {actions: [{type: 'pointer', id: 'pointer', actions: press}]});
  }

  /** Types into the field that has the focus. @param {string} text */
  async function type(text) {
    const [field] = Object.values(await send('GET', '/element/active'));
    await send('POST', `/element/${field}/value`, {text});
  }

  return {send, run, until, tap, type, go: (/** @type {string} */ url) => send('POST', '/url', {url}), reload: () => send('POST', '/refresh', {}), close: () => send('DELETE', '')};
}

/** In the page: the middle of what a pointer can reach, if nothing lies over it. @param {string} selector */
function seen(selector) {
  const found = document.querySelector(selector);
  if (!found) return null;
  found.scrollIntoView({block: 'nearest'});
  const {left, top, width, height} = found.getBoundingClientRect();
  const [x, y] = [Math.round(left + width / 2), Math.round(top + height / 2)];
  const there = document.elementFromPoint(x, y);
  return there && (found === there || found.contains(there) || there.contains(found)) && width ? {x, y} : null;
}
