// @ts-check
// What every script of a page may need: where the site lies, how its further files are fetched, how elements are made.
SITE.base = new URL('../', /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
SITE.root = new URL(SITE.base).pathname;
SITE.element = (name, attributes, ...content) => {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
  made.append(...content);
  return made;
};
/** Storage may be forbidden or full, or hold what another program left there: null then. */
SITE.stored = (use) => {
  try {
    return use(localStorage);
  } catch (error) {
    return null;
  }
};
Object.assign(window, { handbook: SITE });

/** @type {Map<string, Promise<void>>} */
const asked = new Map();

/**
 * Runs a script of the site, or adds a style sheet, once.
 * @param {string} name short, as in SITE.files
 */
function load(name) {
  let loading = asked.get(name);
  if (!loading) {
    loading = new Promise((done, failed) => {
      const address = SITE.base + SITE.files[name];
      const fail = () => {
        asked.delete(name);
        failed(new Error(name));
      };
      const begin = (more = '') => {
        const isStyle = /css$/.test(name);
        const element = isStyle ? SITE.element('link', { rel: 'stylesheet', href: address }) : SITE.element('script', { src: address + more });
        // A login page, or a part of the file, loads too, and does not run to the end of the file (handbook/publish/scripts.py).
        // The browser may have remembered it under that address.
        element.onload = () => (isStyle || 'ran' in element ? done() : more ? fail() : begin(`?${Date.now()}`));
        element.onerror = fail;
        document.head.append(element);
      };
      begin();
    });
    asked.set(name, loading);
  }
  return loading;
}
SITE.load = load;
