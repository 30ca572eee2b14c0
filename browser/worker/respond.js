// @ts-check
// How a request is responded to: with what is kept in the store, so that all of it is of one edition; else from the network.

/** @param {FetchEvent} event */
async function respond(event) {
  const { request } = event;
  const address = plainAddress(request.url);
  const opens = request.mode === 'navigate';
  const kept = await find(address);
  if (opens) event.waitUntil(look(Boolean(kept)).catch(ignore));
  // To where the handbook has moved only the network leads.
  if (kept && !(opens && trouble(await state()) === 'moved')) return kept;
  if (opens && !kept && (await find(`${address}/`))) {
    return Response.redirect(`${address}/${new URL(request.url).search}`);
  }
  try {
    // A browser remembers for ever where an address has moved, and would go there without a network, too.
    const response = await (kept ? fetch(request, { cache: 'no-cache' }) : fetch(request));
    if (kept && !response.ok && response.type !== 'opaqueredirect') return kept;
    // A name with a digest is always the same text: it need not be asked for again, and may be asked for once more when
    // it is wrong. The list alone is not worth a fetch.
    if (!DIGEST.test(pathOf(address)) || !(await find(LIST))) return response;
    await keepListed([address], response.clone()).catch(ignore);
    return (await find(address)) || response;
  } catch (error) {
    const spare = (await findAny(address)) || (opens && (await missingPage(address)));
    if (spare) return spare;
    throw error;
  }
}

/** A store that is broken must not take away what the network has; what cannot be kept now is kept another time. */
function ignore() {
  return undefined;
}

/** @param {string} address @param {string} [store] */
function find(address, store = STORE) {
  return caches.match(address, { cacheName: store }).catch(ignore);
}

/** Where this edition could not be kept, what is left of the one before is better than nothing. @param {string} address */
async function findAny(address) {
  return (await find(address)) || find(address, (await state()).old);
}

/**
 * Keeps those that are of this edition, and of pages the style and the scripts.
 * @param {string[]} addresses
 * @param {Response} [given] of the first one, if it has been fetched
 * @returns {Promise<unknown>} the last error
 */
async function keepListed(addresses, given) {
  const store = await caches.open(STORE);
  const hashes = new Map((await listIn(store)).map(([path, hash]) => [ROOT + path, hash]));
  let error;
  const all = new Set(addresses);
  for (const address of all) {
    const hash = hashes.get(address);
    try {
      if (!hash) continue;
      await keep(store, address, hash, undefined, given);
      if (DIGEST.test(pathOf(address))) continue;
      const kept = /** @type {Response} */ (await store.match(address));
      for (const name of (await kept.text()).match(/assets\/[\w.-]+/g) || []) all.add(ROOT + name);
    } catch (failure) {
      error = failure; // the others may still be kept
    }
  }
  return error;
}
