// @ts-check
// Files come into a store: only those that are what the list of the edition says.

/** @typedef {Map<string, {store: Cache, url: string}>} Known where a text is kept, by its hash */

/** How long the server may take over one file, in milliseconds. */
const PATIENCE = 50000;

/** What a file must be sent as, or a browser would show its source for ever. @type {[path: RegExp, type: string][]} */
const TYPES = [
  [/(\/|^)$/, 'html'],
  [/\.css$/, 'css'],
  [/\.js$/, 'javascript'],
];

/** What is being kept, by address: a page that has waited long asks again. @type {Map<string, Promise<void>>} */
const begun = new Map();

/**
 * Keeps a file, unless it is kept already. A DataError when the server has not what it must be.
 * @param {Cache} store
 * @param {string} address
 * @param {string} hash what it must be
 * @param {Known} [known] what need not be fetched
 * @param {Response} [given] what has just been fetched
 */
async function keep(store, address, hash, known, given) {
  const doing = begun.get(address) || keepNew(store, address, hash, known, given);
  begun.set(address, doing);
  try {
    await doing;
  } finally {
    begun.delete(address);
  }
}

/** @type {typeof keep} */
async function keepNew(store, address, hash, known = new Map(), given) {
  const kept = await store.match(address);
  if (kept && (await hashOf(await kept.arrayBuffer())) === hash) return;
  const copy = known.get(hash);
  const response = copy && (await copy.store.match(copy.url, { ignoreVary: true }));
  await store.put(address, response || (await fetched(address, hash, given)));
}

/**
 * What the browser still has of it costs nothing; if that is of another edition, the server is asked.
 * @param {string} address
 * @param {string} hash
 * @param {Response} [given] in place of what the browser has
 */
async function fetched(address, hash, given) {
  for (const cache of /** @type {RequestCache[]} */ (['force-cache', 'no-cache'])) {
    const response = given || (await ask(address, cache));
    given = undefined;
    const body = await response.arrayBuffer();
    if (!isWhole(response, pathOf(address)) || (await hashOf(body)) !== hash) continue;
    const headers = new Headers(response.headers);
    headers.delete('vary'); // the text is the same for everyone, whatever the server says that it depends on
    return new Response(body, { headers });
  }
  throw new DOMException(address, 'DataError');
}

/** @param {Response} response @param {string} path */
function isWhole({ status, redirected, headers }, path) {
  const type = headers.get('content-type') || '';
  return status === 200 && !redirected && TYPES.every(([paths, wanted]) => !paths.test(path) || type.includes(wanted));
}

/** Asks the server, which may not send elsewhere. @param {string} address @param {RequestCache} cache */
function ask(address, cache) {
  const stop = new AbortController();
  setTimeout(() => stop.abort(), PATIENCE);
  return fetch(address, { cache, redirect: 'manual', signal: stop.signal });
}

/** The beginning of the SHA-256, as the list has it. @param {ArrayBuffer} body */
async function hashOf(body) {
  const digest = await crypto.subtle.digest('SHA-256', body);
  return Array.from(new Uint8Array(digest, 0, 5), (byte) => (byte + 256).toString(16).slice(1)).join('');
}
