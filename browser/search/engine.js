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

/**
 * The index of a file in a folder of its own. On a page a file may come late, of an edition whose index is no longer
 * there: its folder tells.
 * @param {string} language
 */
function indexIn(language) {
  const index = indexes.get(language);
  return index && (!scope.document || scope.document.currentScript.src.includes(index.data.version)) ? index : null;
}

/** @param {string} language @param {WordsData} data */
scope.handbookSearchWords = (language, data) => {
  const index = indexIn(language);
  if (!index) return;
  index.words = data;
  Object.assign(index.data, data.vocabulary);
};

/** @param {string} language @param {number} file @param {Record<string, string>} signs */
scope.handbookSearchPlaces = (language, file, signs) => {
  const index = indexIn(language);
  if (index) index.addPlaces(file, Object.keys(signs).map((form) => [form, placesIn(signs[form])]));
};

/** @param {string} language @param {number} part @param {PartData} pages */
scope.handbookSearchPart = (language, part, pages) => {
  const index = indexIn(language);
  if (index) index.texts.set(part, pages);
};

/** @param {string} language @param {[said: string, meant: string][]} sayings */
scope.handbookSearchSayings = (language, sayings) => {
  const index = indexes.get(language);
  if (index) index.sayings = sayings;
};

const inWorker = typeof scope.importScripts === 'function';
// The index lies beside the folder of the code; its own address changes with its text.
const ownAddress = inWorker ? scope.location.href : scope.document ? scope.document.currentScript.src : '';
const base = ownAddress && new URL('../search/', ownAddress).href;
const addressOf = (/** @type {string} */ name) => (base ? new URL(name, base).href : name);

/**
 * Runs files of the index.
 * @param {string[]} names
 * @returns {Promise<unknown>}
 */
function run(names) {
  if (scope.handbookSearchRun) return scope.handbookSearchRun(names);
  const urls = names.map(addressOf);
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
 * Fetches of an index what is not there yet.
 * @param {SearchIndex} index @param {Wanted} wanted
 */
async function bring(index, wanted) {
  const { words, places = [], parts = [], sayings } = wanted;
  const files = [
    ...(words ? ['words'] : []),
    ...(index.kept ? [] : places.map((file) => `w${file}`)),
    ...parts.filter((part) => !index.texts.has(part)),
  ];
  const paths = files.map((name) => pathOf(index, name));
  if (words && typeof Places === 'undefined') paths.push(DEEPER);
  if (sayings && typeof beyond === 'undefined') paths.push(FURTHER);
  try {
    // Without the sayings the very words are found.
    if (sayings) await load([...paths, `${index.data.language}.sayings.js`]).catch(() => load(paths));
    else await load(paths);
  } catch (error) {
    if (!(error instanceof LoadError) || index.kept || !places.length) throw error;
    if (typeof readKept === 'undefined') await load([FURTHER]);
    if (!(await readKept(index))) throw error;
    return bring(index, wanted);
  }
  if (index.words && !index.places) index.places = new Places(index.words);
  if (index.kept) for (const file of places) index.addPlaces(file, index.kept.files.get(file) || []);
  parts.forEach((part) => index.addPart(part));
}

/** @param {SearchIndex} index @param {string | number} name */
function pathOf({ data }, name) {
  return `${data.language}-${data.version}/${name}.js`;
}

/**
 * Answers a message; see Query and Answer. When the texts could not be had, what was told before is of titles, or of
 * those texts that are kept.
 * @param {Query} query
 * @param {(answer: Answer | {id: number, error: 'load' | 'parts' | 'kept'}) => void} reply
 */
async function respond(query, reply) {
  newest = query.id;
  const { language } = query;
  const current = () => newest === query.id;
  try {
    if (!indexes.has(language)) await load([`${language}.js`]);
    const index = indexes.get(language);
    if (!index || !current()) return;
    const fetch = async (/** @type {Wanted} */ wanted) => {
      const { words, places = [], parts = [], sayings } = wanted;
      if (!words && !sayings && !places.length && !parts.length) return current();
      if (query.typing) return false;
      await bring(index, wanted);
      return current();
    };
    const isPart = () => !!index.kept && !index.kept.isWhole;
    await answer(index, query, fetch, (found) => {
      if (!isPart()) reply(found);
      else if (found.total) reply({ ...found, done: false });
    });
    if (isPart()) throw new LoadError('texts that are not kept');
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    if (!current()) return;
    const index = indexes.get(language);
    // On a page left open the parts may be those of an edition that is gone: the next try reads the index anew.
    indexes.delete(language);
    reply({ id: query.id, error: !index ? 'load' : index.kept ? 'kept' : 'parts' });
  }
}

scope.handbookSearch = respond;
// For whoever asks for many readers, each of whom comes for one query: scripts/search-cli.mjs.
scope.handbookSearchForget = () => indexes.clear();
if (inWorker) {
  scope.onmessage = (/** @type {MessageEvent<Query>} */ { data }) => {
    respond(data, (found) => scope.postMessage(found));
  };
}
