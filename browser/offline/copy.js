// @ts-check
// The copy of a language in the store of the edition in force. Only the worker puts files there, after it has
// compared them with the list; this asks it for one after the other, and takes away.

/** How many files are asked for at the same time. */
const COPY_AT_ONCE = 4;

/** With a language behind it, in place of a path: all of the language is kept, since the day that is the text. */
const COPY_WHOLE = 'whole.';

/** @typedef {[path: string, hash: string, size: number, language: string]} CopyListed a file of the list */

/**
 * @typedef {object} CopyState
 * @property {CopyListed[]} rows all files of the copy
 * @property {CopyListed[]} missing those that are not here
 * @property {Date | null} since when all of it was here
 */

/** @param {string} base the root of the site @param {string} language */
function offlineCopy(base, language) {
  const mark = base + COPY_WHOLE + language;

  /**
   * The list, which only the worker can fetch: it knows what it must be. The error's message is the worker's word for the cause.
   * @returns {Promise<{store: string, list: string, all: CopyListed[]}>}
   */
  async function known() {
    const { store, list } = await copyOrder({});
    // A worker before 2026.11 takes for right what has this hash.
    const [id] = list.split('.').slice(-2);
    const { error } = await copyOrder({ keep: [[list, id]] });
    const kept = await caches.match(list);
    if (!kept) throw new Error(error);
    const rows = /** @type {CopyListed[]} */ (await kept.json());
    return { store, list, all: rows.filter(([, , , wanted]) => !wanted || wanted === language) };
  }

  /** @returns {Promise<CopyState>} */
  async function look() {
    const { store, all: rows } = await known();
    // Opening a store that is not there would make one.
    const requests = (await caches.has(store)) ? await (await caches.open(store)).keys() : [];
    const kept = new Set(requests.map(({ url }) => url));
    const since = kept.has(mark) ? await caches.match(mark) : undefined;
    return {
      rows,
      missing: rows.filter(([path]) => !kept.has(base + path)),
      since: since ? new Date(await since.text()) : null,
    };
  }

  /**
   * Keeps what is not here, or is of another edition.
   * @param {(left: CopyListed[], all: CopyListed[]) => boolean} arrived false to stop
   * @returns {Promise<string>} the error that ended it; "" when all is here, or it was stopped
   */
  async function fill(arrived) {
    await copyNewest();
    const { store, all } = await known();
    const left = new Set(all);
    const queue = all.slice();
    let error = '';
    let goesOn = true;
    async function next() {
      for (let row = queue.shift(); row && goesOn && !error; row = queue.shift()) {
        const [path, hash] = row;
        const told = await copyOrder({ keep: [[base + path, hash]] });
        error = error || told.error;
        if (told.error) return;
        left.delete(row);
        goesOn = goesOn && arrived([...left], all);
      }
    }
    await Promise.all(Array.from({ length: COPY_AT_ONCE }, next));
    if (left.size) return error;
    await (await caches.open(store)).put(mark, new Response(new Date().toISOString()));
    await copyOrder({ whole: true });
    return '';
  }

  /** With the last whole language goes all that is kept. */
  async function remove() {
    const { store, all: rows } = await known();
    const cache = await caches.open(store);
    await cache.delete(mark);
    const others = (await cache.keys()).some(({ url }) => url.startsWith(base + COPY_WHOLE));
    if (!others) await caches.delete(store);
    else for (const [path, , , own] of rows) if (own) await cache.delete(base + path);
  }

  return { look, fill, remove };
}

/** Asks the worker in force. @param {object} order as browser/worker/worker.js knows it */
async function copyOrder(order) {
  return handbook.order(await navigator.serviceWorker.ready, order);
}

/**
 * The edition that waits takes over: whoever wants a copy wants the newest. It is in force, and the store of
 * the one before is gone, only when it has been activated: the browser changes the controller before that.
 */
async function copyNewest() {
  const { waiting } = await navigator.serviceWorker.ready;
  if (!waiting) return;
  const ended = new Promise((done) => {
    waiting.onstatechange = () => ['activated', 'redundant'].includes(waiting.state) && done(waiting.state);
  });
  await handbook.accept(waiting);
  await ended;
}

/** Of the names behind the root: what the reader has done (browser/study/kept.js), of this version or a later one. */
const OWN = /^s\d+\./;

/** Takes away all that this handbook has left on the device, but for what the reader has done. */
async function forgetAll() {
  const start = `${handbook.root}.`;
  const registration = await navigator.serviceWorker.getRegistration(handbook.base);
  if (registration) await registration.unregister();
  for (const name of await caches.keys()) if (name.startsWith(start)) await caches.delete(name);
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) if (key.startsWith(start) && !OWN.test(key.slice(start.length))) storage.removeItem(key);
  }
}
