// @ts-check
// A new edition brings up to date what was kept of the one before, whole or not at all.
// Until then the one before stays as it is; what has arrived is there when the browser tries again.

/** How many files are fetched at the same time. */
const AT_ONCE = 6;

async function install() {
  try {
    const others = await bring();
    const { cause, old } = await state();
    if (cause) await settle();
    // What was never compared must not be shown any longer; nor what only stood in for this edition.
    if (old || others.some((name) => !name.startsWith(CHECKED))) await worker.skipWaiting();
  } catch (error) {
    const cause = await causeOf(error);
    if (cause === 'full') await empty();
    if (cause === 'network' || (await failed(cause)) < ENOUGH) throw error;
    // An edition that never arrives: from now on the network answers, and what is kept only where that does not.
    await worker.skipWaiting();
  }
}

/** Half of an edition must not take the room that it lacks; a store that is deleted whole gives it back only later. */
async function empty() {
  const store = await caches.open(STORE);
  for (const request of await store.keys()) await store.delete(request);
}

/** @returns {Promise<string[]>} the stores of other editions */
async function bring() {
  const others = await otherStores();
  const { known, names } = await before(others);
  const pages = [...names].filter(isPage);
  if (pages.length) await update(known, names);
  // No page is kept but the one that every visit keeps: there is nothing that a reader could lose.
  if (pages.every(isHome)) await worker.skipWaiting();
  return others;
}

/** @param {Known} known @param {Set<string>} names paths to have, without what changes in them */
async function update(known, names) {
  const store = await caches.open(STORE);
  const whole = EDITION.languages.filter((language) => names.has(WHOLE + language));
  const list = await listIn(store);
  // Who keeps a page keeps it where it is now.
  for (const [path, , , , goal] of list) if (goal !== undefined && names.has(path)) names.add(goal);
  const rows = list.filter(
    ([path, , , language]) => names.has(path.replace(DIGEST, '')) || (language ? whole.includes(language) : whole[0]),
  );
  while (rows.length) {
    await Promise.all(rows.splice(0, AT_ONCE).map(([path, hash]) => keep(store, ROOT + path, hash, known)));
  }
  for (const language of whole) await store.put(ROOT + WHOLE + language, new Response(new Date().toISOString()));
}

/** What other editions have kept: where each text is, and the paths without what changes in them. @param {string[]} others */
async function before(others) {
  /** @type {Known} */
  const known = new Map();
  /** @type {Set<string>} */
  const names = new Set();
  for (const name of others) {
    const store = await caches.open(name);
    for (const { url } of await store.keys()) {
      const response = await store.match(url, { ignoreVary: true });
      if (response) known.set(await hashOf(await response.arrayBuffer()), { store, url });
      names.add(pathOf(url).replace(DIGEST, ''));
    }
  }
  return { known, names };
}

async function otherStores() {
  return (await caches.keys()).filter((name) => name.startsWith(STORES) && ![STORE, STATE].includes(name));
}

async function activate() {
  const others = await otherStores();
  const known = await state();
  // Where this edition could not be kept, the fullest of those before stays.
  const old = trouble(known) ? await fullest(others.filter((name) => name.startsWith(CHECKED))) : '';
  for (const name of others) if (name !== old) await caches.delete(name);
  if (old !== known.old) await remember({ ...known, old });
  await worker.clients.claim();
}

/** @param {string[]} names of stores @returns {Promise<string>} "" of none */
async function fullest(names) {
  const sizes = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
  return names[sizes.indexOf(Math.max(...sizes))] || '';
}
