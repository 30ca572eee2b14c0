// @ts-check
// Files come into a store.

/** @typedef {Map<string, {store: Cache, url: string}>} Known where a text is kept, by its hash */

/**
 * Keeps a file, unless it is kept already.
 * @param {Cache} store
 * @param {string} address
 * @param {string} [hash] what it must be
 * @param {Known} [known] what need not be fetched
 */
async function keep(store, address, hash = '', known = new Map()) {
  const kept = await store.match(address);
  if (kept && (!hash || (await hashOf(kept)) === hash)) return;
  const copy = known.get(hash);
  const response = copy && (await copy.store.match(copy.url));
  await store.put(address, response || (await fetched(address, hash)));
}

/**
 * What the browser still has of it costs nothing; if that is of another edition, the server is asked.
 * @param {string} address
 * @param {string} hash "" takes what comes
 */
async function fetched(address, hash) {
  /** @type {RequestCache[]} */
  const ways = hash ? ['force-cache', 'no-cache'] : ['force-cache'];
  for (const cache of ways) {
    const response = await fetch(address, { cache });
    const right = hash ? (await hashOf(response.clone())) === hash : response.ok && !response.redirected;
    // Made anew: a browser refuses a page that came by a redirection.
    if (right) return new Response(await response.arrayBuffer(), response);
  }
  throw new DOMException(address, 'DataError');
}

/** The beginning of the SHA-256, as the list has it. @param {Response} response */
async function hashOf(response) {
  const digest = await crypto.subtle.digest('SHA-256', await response.arrayBuffer());
  return Array.from(new Uint8Array(digest, 0, 5), (byte) => (byte + 256).toString(16).slice(1)).join('');
}
