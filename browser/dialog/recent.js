// @ts-check
// The last searches, kept on this machine only, until the reader clears them.

/** How many are kept, and how much of each. */
const BOX_RECENT = 8;
const BOX_RECENT_LENGTH = 80;

/**
 * @param {string} key in the browser's storage; it ends in a version
 * @param {string} language each language has its own list
 */
function boxRecent(key, language) {
  /** @returns {Record<string, unknown>} */
  function read() {
    const found = handbook.stored((store) => JSON.parse(store.getItem(key) || '{}'));
    // What another program left there is no list of ours.
    return found && typeof found === 'object' && !Array.isArray(found) ? found : {};
  }

  /** @returns {string[]} newest first */
  function list() {
    const found = read()[language];
    const queries = Array.isArray(found) ? found.filter((query) => typeof query === 'string' && query) : [];
    return queries.slice(0, BOX_RECENT).map((query) => query.slice(0, BOX_RECENT_LENGTH));
  }

  /** @param {string[]} queries @returns {boolean} whether the browser let the box keep them */
  function keep(queries) {
    const all = JSON.stringify(Object.assign(read(), { [language]: queries }));
    return handbook.stored((store) => store.setItem(key, all)) !== null;
  }

  /** @param {string} query */
  function remove(query) {
    return keep(list().filter((other) => other !== query));
  }

  /** @param {string} query */
  function add(query) {
    const text = query.trim().slice(0, BOX_RECENT_LENGTH);
    remove(text);
    return keep([text, ...list()].slice(0, BOX_RECENT));
  }

  /** Of every language. */
  function clear() {
    handbook.stored((store) => store.removeItem(key));
  }

  return { list, add, remove, clear };
}
