// @ts-check
// What the browser and the pages ask of the worker. It sends nothing, and fetches nothing by itself, but for
// looking now and then whether the site is still there.

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
 * @property {[address: string, ...more: unknown[]][]} [keep] files to keep, as far as this edition has them
 * @property {boolean} [whole] a language has been kept whole
 */

/**
 * Sends back the names of the store, the list and the edition, why files could not be kept if so, and what the
 * reader must know: why editions do not arrive, since when, of which edition what is kept is, and in which store.
 * @param {ExtendableMessageEvent} event
 */
async function told({ data, ports: [port] }) {
  const { accept, keep: wanted = [], whole } = /** @type {Order} */ (data);
  if (accept) await worker.skipWaiting();
  const failure = wanted.length && (await keepListed(wanted.map(([given]) => plainAddress(given))).catch((error) => error));
  if (whole) await settle();
  const known = await state();
  const [, kept] = known.old.match(/checked\.(.+)\.\w+$/) || [];
  const { name } = EDITION;
  const news = { trouble: trouble(known), since: known.first, kept: kept || name, old: known.old };
  const error = failure ? await causeOf(failure) : '';
  if (port) port.postMessage({ store: STORE, list: LIST, edition: name, error, ...news });
}
