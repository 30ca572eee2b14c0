// @ts-check
// What the tests of the offline copy share: readers with a worker, what is kept, new editions of the site.
import {createHash} from 'node:crypto';
import {cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after} from 'node:test';
import {PHONE, SITE, world} from './world.mjs';

/** @typedef {import('./world.mjs').Page} Page */
/** @typedef {[path: string, hash: string, size: number, language: string]} Row */

export const DOWNLOAD = 'tai-ve/';
/** How long is waited before a condition is asked for again, in milliseconds: asking keeps the worker from its work. */
const PAUSE = 30;
const ID = /id:"([0-9a-f]{10})"/;

/** The world of the other tests, with readers whose browser runs the worker. */
export async function offlineWorld() {
  const {visit, server, browser} = await world();

  /**
   * A new reader; the worker is in force when this ends, and has kept what every visit keeps. Each test begins with the site as it was built.
   * @param {import('node:test').TestContext} t
   * @param {string} path
   * @param {Parameters<typeof visit>[2] & {fresh?: number, folder?: string, fault?: import('./faults.mjs').Fault | null}} [options] `fresh`, `folder`, `fault`: as in server.mjs
   */
  async function open(t, path, {fresh = 0, folder = SITE, fault = null, ...options} = {}) {
    Object.assign(server, {folder, cut: false, fault, fresh});
    server.broken.clear();
    server.instead.clear();
    const page = await visit(t, path, {...PHONE, serviceWorkers: 'allow', ...options});
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    if (!fault) await untilKept(page, alwaysKept(path, folder, options.saveData), editionOf(folder));
    return page;
  }

  return {open, server, browser};
}

/**
 * What is kept as soon as any page is opened: the home page of its language with style and script, and what stands for pages that are not kept.
 * @param {string} [path] of the page @param {string} [folder] the edition @param {boolean} [saveData] the reader has to save data
 */
export function alwaysKept(path = '', folder = SITE, saveData = false) {
  const english = path.startsWith('en/');
  const language = english ? 'en' : 'vi';
  const other = saveData ? '' : `offline\\.${language}\\.txt|assets/missing\\.${language}\\..*|`;
  const wanted = new RegExp(`^(${english ? 'en/' : ''}|${other}assets/style\\..*|assets/front\\..*|assets/page\\.${language}\\..*)$`);
  return listOf(folder).map(([path]) => path).filter((path) => wanted.test(path));
}

/** Every file that is kept, by the edition: paths below the root; an empty store is as none. @param {Page} page @returns {Promise<Record<string, string[]>>} */
export function kept(page) {
  return page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const root = registration ? registration.scope : new URL('../', document.querySelector('script[src]').src).href;
    /** @type {Record<string, string[]>} */
    const found = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      if (requests.length && !name.endsWith('.state')) found[name.split('.').pop() || ''] = requests.map(({url}) => url.slice(root.length)).sort();
    }
    return found;
  });
}

/**
 * Waits for a condition that the page itself cannot wait for: that a worker has kept a whole handbook, file by file.
 * @param {() => Promise<unknown>} condition
 */
export async function until(condition) {
  const end = Date.now() + 120_000;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`not within two minutes: ${condition}`);
    await new Promise((done) => setTimeout(done, PAUSE));
  }
}

/**
 * Every byte that the checked stores hold is that of the edition's list. @param {Page} page @param {string} [folder] the edition
 * @returns {Promise<string[]>} the paths that are kept
 */
export async function nothingWrong(page, folder = SITE) {
  const found = await page.evaluate(async (edition) => {
    const root = (await navigator.serviceWorker.ready).scope;
    /** @type {[path: string, hash: string][]} */
    const all = [];
    for (const name of (await caches.keys()).filter((one) => one.endsWith(edition))) {
      const store = await caches.open(name);
      for (const {url} of await store.keys()) {
        const body = await (await store.match(url))?.arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', body || new ArrayBuffer(0)), 0, 5);
        all.push([url.slice(root.length), Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')]);
      }
    }
    return all;
  }, editionOf(folder));
  const right = new Map(listOf(folder).map(([path, hash]) => [path, hash]));
  right.set(listName(folder), editionOf(folder));
  const wrong = found.filter(([path, hash]) => !path.startsWith('whole.') && right.get(path) !== hash);
  if (wrong.length) throw new Error(`kept, and not what was published: ${wrong.join(' ')}`);
  return found.map(([path]) => path);
}

/** Gives the worker in force an order, as the page's script does, and waits for its answer. @param {Page} page @param {object} given @returns {Promise<Told>} */
export function order(page, given) {
  return page.evaluate(async (wanted) => handbook.order(await navigator.serviceWorker.ready, wanted), given);
}

/** Waits until the edition has kept all of these. @param {Page} page @param {string[]} paths @param {string} [edition] */
export function untilKept(page, paths, edition = editionOf(SITE)) {
  return until(async () => {
    const found = (await kept(page))[edition] || [];
    return paths.every((path) => found.includes(path));
  });
}

/** Reads the page: moves it, and waits until the last thing that is then kept is there. @param {Page} page @param {string} [last] */
export async function read(page, last = 'search/vi.js') {
  await page.evaluate(() => scrollTo(0, 400));
  await untilKept(page, [last]);
}

/** Downloads the copy of a language on the page that offers it. @param {Page} page @param {string} [language] */
export async function download(page, language = 'vi') {
  const place = page.locator(`.offline-copy[data-language=${language}]`);
  await place.getByRole('button', {name: 'Tải về máy'}).tap();
  await place.locator('[role=status]', {hasText: 'Đã có đủ trên máy'}).waitFor();
}

/** @param {string} folder a built site */
export function editionOf(folder) {
  return (readFileSync(join(folder, 'sw.js'), 'utf8').match(ID) || [])[1];
}

/** The path of the list of a built site. @param {string} [folder] */
export function listName(folder = SITE) {
  return `assets/offline.${editionOf(folder)}.json`;
}

/** The list of a built site. @param {string} [folder] @returns {Row[]} */
export function listOf(folder = SITE) {
  return JSON.parse(readFileSync(join(folder, listName(folder)), 'utf8'));
}

/** The paths of a copy of a language. @param {string} language @param {string} [folder] */
export function pathsOf(language, folder = SITE) {
  return listOf(folder).filter(([, , , own]) => !own || own === language).map(([path]) => path);
}

/** The file of a path of the list. @param {string} path */
export function fileOf(path) {
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

/**
 * Another edition of the built site, in a folder of its own that goes when the tests end.
 * @param {Record<string, (before: string) => string | null>} changes path of the list -> its new text from the one before; null takes it away
 * @param {string} [from]
 */
export function edition(changes, from = SITE) {
  const folder = mkdtempSync(join(tmpdir(), 'edition-'));
  after(() => rmSync(folder, {recursive: true}));
  cpSync(from, folder, {recursive: true});
  const rows = new Map(listOf(from).map((row) => [row[0], row]));
  for (const [path, change] of Object.entries(changes)) {
    const file = join(folder, fileOf(path));
    const text = change(existsSync(file) ? readFileSync(file, 'utf8') : '');
    rows.delete(path);
    if (text === null) {
      rmSync(file);
      continue;
    }
    mkdirSync(dirname(file), {recursive: true});
    writeFileSync(file, text);
    rows.set(path, [path, short(text), text.length, /^en\//.test(path) ? 'en' : 'vi']);
  }
  const before = editionOf(from);
  const list = JSON.stringify([...rows.values()]);
  rmSync(join(folder, `assets/offline.${before}.json`));
  writeFileSync(join(folder, `assets/offline.${short(list)}.json`), list);
  const worker = readFileSync(join(folder, 'sw.js'), 'utf8');
  writeFileSync(join(folder, 'sw.js'), worker.replace(before, short(list)));
  return folder;
}

/**
 * A handbook of few pages beside its home, which every visit keeps; as the site has them, for what is done many times.
 * @param {string[]} pages
 */
export function fewPages(pages) {
  const others = listOf().map(([path]) => path).filter((path) => path.endsWith('/') && !pages.includes(path));
  const parts = listOf().map(([path]) => path).filter((path) => /^search\/\w+-|\.en\./.test(path));
  return edition(Object.fromEntries([...others, ...parts].map((path) => [path, () => null])));
}

/** @param {string} text */
function short(text) {
  return createHash('sha256').update(text).digest('hex').slice(0, 10);
}

/** Waits until no edition waits. @param {Page} page */
export function inForce(page) {
  return until(() => page.evaluate(async () => {
    const {installing, waiting, active} = await navigator.serviceWorker.ready;
    return !installing && !waiting && active?.state === 'activated';
  }));
}

/** Waits until the worker has gone, with all that it kept. @param {Page} page */
export function gone(page) {
  return until(() => page.evaluate(async () => !(await caches.keys()).length && !(await navigator.serviceWorker.getRegistrations()).length));
}

/**
 * Lets the browser look for a new edition; gives what became of its worker, once the browser has done with it: a page that
 * is asked for in the very moment may be held up.
 * @param {Page} page
 */
export async function lookForEdition(page) {
  const end = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    await registration.update();
    const worker = registration.installing || registration.waiting;
    if (!worker) return 'none';
    const ends = ['installed', 'activated', 'redundant'];
    while (!ends.includes(worker.state)) {
      await new Promise((done) => worker.addEventListener('statechange', done, {once: true}));
    }
    return worker.state;
  });
  await until(() => page.evaluate(async () => !(await navigator.serviceWorker.ready).installing));
  return end;
}
