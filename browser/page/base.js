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
 * Runs a script of the site, once.
 * @param {string} name short, as in SITE.files
 */
function loadScript(name) {
  return fetchOnce(name, (more) => {
    const script = document.createElement('script');
    script.src = SITE.base + SITE.files[name] + more;
    return script;
  });
}

/**
 * Adds a style sheet of the site, once.
 * @param {string} name short, as in SITE.files
 */
function loadStyle(name) {
  return fetchOnce(name, () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = SITE.base + SITE.files[name];
    return link;
  });
}

/**
 * @param {string} name
 * @param {(more: string) => HTMLElement} make
 */
function fetchOnce(name, make) {
  let loading = asked.get(name);
  if (!loading) {
    loading = new Promise((done, failed) => {
      const fail = () => {
        asked.delete(name);
        failed(new Error(name));
      };
      const begin = (more = '') => {
        const element = make(more);
        // A login page, or a part of the file, loads too, and does not run to the end of the file (handbook/publish/scripts.py).
        // The browser may have remembered it under that address.
        element.onload = () => (element instanceof HTMLLinkElement || 'ran' in element ? done() : more ? fail() : begin(`?${Date.now()}`));
        element.onerror = fail;
        document.head.append(element);
      };
      begin();
    });
    asked.set(name, loading);
  }
  return loading;
}
