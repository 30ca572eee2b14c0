// @ts-check
// The engine as a worker, or on the page itself where a worker cannot start; and how its files arrive.

/** @type {Map<string, SearchIndex>} */
const indexes = new Map();
const scope = /** @type {any} */ (self);
let newest = 0;

/** @param {IndexData} data */
scope.handbookSearchIndex = (data) => {
  if (!indexes.has(data.language)) indexes.set(data.language, new SearchIndex(data));
};

/** @param {string} language @param {number} part @param {PartData} pages */
scope.handbookSearchPart = (language, part, pages) => {
  const index = indexes.get(language);
  // On a page a part may come late, of an edition whose index is no longer there: its folder tells.
  if (index && (!scope.document || scope.document.currentScript.src.includes(index.data.version))) {
    index.addPart(part, pages);
  }
};

/** @param {string} language @param {[said: string, meant: string][]} sayings */
scope.handbookSearchSayings = (language, sayings) => {
  const index = indexes.get(language);
  if (index) index.sayings = sayings;
};

const inWorker = typeof scope.importScripts === 'function';
// The index lies beside the folder of the code; its own address changes with its text.
const code = inWorker ? scope.location.href : scope.document ? scope.document.currentScript.src : '';
const base = code && new URL('../search/', code).href;

/**
 * Runs files of the index.
 * @param {string[]} names
 * @returns {Promise<unknown>}
 */
function run(names) {
  if (scope.handbookSearchRun) return scope.handbookSearchRun(names);
  const urls = names.map((name) => new URL(name, base).href);
  if (inWorker) {
    scope.importScripts(...urls);
    // Lets a newer query in before the next parts are fetched.
    return new Promise((done) => setTimeout(done));
  }
  return Promise.all(urls.map(attach));
}

/** @param {string} url */
function attach(url) {
  return new Promise((done, failed) => {
    const script = document.createElement('script');
    script.src = url;
    script.onload = done;
    script.onerror = () => failed(new Error(url));
    document.head.append(script);
  });
}

/** A file of the index could not be had. */
class LoadError extends Error {}

/** @param {string[]} names */
async function load(names) {
  try {
    await run(names);
  } catch (error) {
    throw new LoadError(String(error));
  }
}

/**
 * Answers a message; see Query and Answer. When only the texts could not be had, what was told before is of titles.
 * @param {Query} query
 * @param {(answer: Answer | {id: number, error: 'load' | 'parts'}) => void} reply
 */
async function search(query, reply) {
  newest = query.id;
  const { language } = query;
  const current = () => newest === query.id;
  try {
    if (!indexes.has(language)) await load([`${language}.js`]);
    const index = indexes.get(language);
    if (!index || !current()) return;
    const folder = `${language}-${index.data.version}`;
    const fetch = async (/** @type {number[]} */ parts, sayings = false) => {
      if (query.typing) return false;
      const names = parts.map((part) => `${folder}/${part}.js`);
      // Without the sayings the very words are found.
      await (sayings ? load([...names, `${language}.sayings.js`]).catch(() => load(names)) : load(names));
      return current();
    };
    await answer(index, query, fetch, reply);
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    if (!current()) return;
    // On a page left open the parts may be those of an edition that is gone: the next try reads the index anew.
    reply({ id: query.id, error: indexes.delete(language) ? 'parts' : 'load' });
  }
}

scope.handbookSearch = search;
if (inWorker) {
  scope.onmessage = (/** @type {MessageEvent<Query>} */ { data }) => {
    search(data, (found) => scope.postMessage(found));
  };
}
