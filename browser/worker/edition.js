// @ts-check
// What belongs to this edition of the site, and what it is called.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

/** Address of the site's root, ending in a slash. */
const ROOT = worker.registration.scope;

/** How the names of our stores begin: other handbooks may lie on the same server. */
const STORES = `${new URL(ROOT).pathname}.`;

/** The store of this edition. The edition in force reads no other. */
const STORE = STORES + EDITION.id;

/** The list of all files of this edition. */
const LIST = `${ROOT}assets/offline.${EDITION.id}.json`;

/** What in a path changes with the text of the file. */
const DIGEST = /[.-][0-9a-f]{8,10}(?=[./])/;

/** With a language behind it, in place of a path: all of the language is kept, since the day that is the text. */
const WHOLE = 'whole.';

/** @typedef {[path: string, hash: string, size: number, language: string]} Listed a file of the list; no language: every one needs it */

/** @param {Cache} store @returns {Promise<Listed[]>} none as long as the list is not kept */
async function listIn(store) {
  const list = await store.match(LIST);
  return list ? list.json() : [];
}

/** @param {string} address */
function pathOf(address) {
  return address.slice(ROOT.length);
}

/** The address that a file is kept under. @param {string} address */
function plainAddress(address) {
  return address.replace(/[?#].*/, '').replace(/\/index\.html$/, '/');
}
