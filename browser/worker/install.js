// @ts-check
// A new edition brings up to date what was kept of the one before, whole or not at all.
// Until then the one before stays as it is; what has arrived is there when the browser tries again.

/** How many files are fetched at the same time. */
const AT_ONCE = 6;

async function install() {
  const { known, names } = await before();
  // No page is kept: there is nothing to fetch, and nothing that a reader could lose.
  if (![...names].some((path) => /^$|\/$/.test(path))) return worker.skipWaiting();
  const store = await caches.open(STORE);
  await keep(store, LIST, EDITION.id);
  const whole = EDITION.languages.filter((language) => names.has(WHOLE + language));
  const rows = (await listIn(store)).filter(
    ([path, , , language]) => names.has(path.replace(DIGEST, '')) || (language ? whole.includes(language) : whole[0]),
  );
  while (rows.length) {
    await Promise.all(rows.splice(0, AT_ONCE).map(([path, hash]) => keep(store, ROOT + path, hash, known)));
  }
  for (const language of whole) await store.put(ROOT + WHOLE + language, new Response(new Date().toISOString()));
}

/** What other editions have kept: where each text is, and the paths without what changes in them. */
async function before() {
  /** @type {Known} */
  const known = new Map();
  /** @type {Set<string>} */
  const names = new Set();
  for (const name of await otherStores()) {
    const store = await caches.open(name);
    for (const { url } of await store.keys()) {
      const response = /** @type {Response} */ (await store.match(url));
      known.set(await hashOf(response), { store, url });
      names.add(pathOf(url).replace(DIGEST, ''));
    }
  }
  return { known, names };
}

async function otherStores() {
  return (await caches.keys()).filter((name) => name.startsWith(STORES) && name !== STORE);
}

async function activate() {
  for (const name of await otherStores()) await caches.delete(name);
  await worker.clients.claim();
}
