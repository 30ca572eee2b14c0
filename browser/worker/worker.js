// @ts-check
// What the browser and the pages ask of the worker. It fetches nothing by itself, and sends nothing.

worker.addEventListener('activate', (event) => event.waitUntil(activate()));
worker.addEventListener('install', (event) => event.waitUntil(install()));
worker.addEventListener('message', (event) => event.waitUntil(told(event)));
worker.addEventListener('fetch', (event) => {
  const { method, url } = event.request;
  if (method === 'GET' && url.startsWith(ROOT)) event.respondWith(respond(event));
});

/**
 * @typedef {object} Order
 * @property {boolean} [accept] the reader wants this edition now
 * @property {[address: string, hash?: string][]} [keep] files to keep
 * @property {boolean} [listed] only as this edition has them
 */

/**
 * Sends back the names of the store and the list, and the last error if there was one.
 * @param {ExtendableMessageEvent} event
 */
async function told({ data, ports: [port] }) {
  const { accept, keep: wanted = [], listed } = /** @type {Order} */ (data);
  if (accept) await worker.skipWaiting();
  const store = await caches.open(STORE);
  const rows = listed && new Map((await listIn(store)).map(([path, hash]) => [ROOT + path, hash]));
  let error = '';
  for (const [given, hash] of wanted) {
    const address = plainAddress(given);
    try {
      if (!rows || rows.has(address)) await keep(store, address, rows ? rows.get(address) : hash);
    } catch (failure) {
      error = String(failure); // the others may still be kept
    }
  }
  if (port) port.postMessage({ store: STORE, list: LIST, error });
}
