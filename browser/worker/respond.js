// @ts-check
// How a request is responded to: with what is kept in the store, so that all of it is of one edition; else from the network.

/** @param {FetchEvent} event */
async function respond(event) {
  const { request } = event;
  const address = plainAddress(request.url);
  const kept = await find(address);
  if (kept) return kept;
  const isPage = request.mode === 'navigate';
  if (isPage && (await find(`${address}/`))) {
    return Response.redirect(`${address}/${new URL(request.url).search}`);
  }
  try {
    const response = await fetch(request);
    // A name with a digest is always the same text: it need not be asked for again.
    if (response.ok && DIGEST.test(pathOf(address))) event.waitUntil(put(address, response.clone()));
    return response;
  } catch (error) {
    const page = isPage && (await missingPage(address));
    if (page) return page;
    throw error;
  }
}

/** @param {string} address */
async function find(address) {
  try {
    return await caches.match(address, { cacheName: STORE });
  } catch (error) {
    return undefined; // a store that is broken must not take away what the network has
  }
}

/** @param {string} address @param {Response} response */
async function put(address, response) {
  try {
    await (await caches.open(STORE)).put(address, response);
  } catch (error) {
    // The machine is full: the file is shown, only not kept.
  }
}
