// @ts-check
// What belongs to this edition of the site, and what it is called.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** Address of the site's root, ending in a slash. */
const ROOT = worker.registration.scope;

/** How the names of our stores begin: other handbooks may lie on the same server. */
const STORES = `${new URL(ROOT).pathname}.`;

/** How those begin in which every file was compared with a list. Workers before 2026.11 kept what came. */
const CHECKED = `${STORES}checked.`;

/** The store of this edition. The edition in force reads no other, unless it could not be kept whole: state.js. */
const STORE = `${CHECKED + EDITION.name}.${EDITION.id}`;

/** The list of all files of this edition. */
const LIST = `${ROOT}assets/offline.${EDITION.id}.json`;

/** What in a path changes with the text of the file. */
const DIGEST = /[.-][0-9a-f]{8,10}(?=[./])/;

/** With a language behind it, in place of a path: all of the language is kept, since the day that is the text. */
const WHOLE = 'whole.';

/** @typedef {[path: string, hash: string, size: number, language: string, goal?: string]} Listed a file of the list; no language: every one needs it; goal: where the page is now */

/** The list, which is the first file of the edition that is kept. @param {Cache} store @returns {Promise<Listed[]>} */
async function listIn(store) {
  if (!(await store.match(LIST))) await keep(store, LIST, EDITION.id);
  return /** @type {Response} */ (await store.match(LIST)).json();
}

/** @param {string} address */
function pathOf(address) {
  return address.slice(ROOT.length);
}

/** @param {string} path */
function isPage(path) {
  return !path || path.endsWith('/');
}

/** @param {string} path of a page */
function isHome(path) {
  return !path || EDITION.languages.includes(path.slice(0, -1));
}

/** The address that a file is kept under. @param {string} address */
function plainAddress(address) {
  return address.replace(/[?#].*/, '').replace(/\/index\.html$/, '/');
}
