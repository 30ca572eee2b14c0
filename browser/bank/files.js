// @ts-check
// The files of the bank (handbook/publish/bank.py): scripts, because a page opened from a folder can fetch nothing.

/** What the files have said, by their names. @type {Map<string, any>} */
const bankKnown = new Map();
/** @type {Map<string, Promise<void>>} */
const bankAsked = new Map();

/** @type {any} */ (self).handbookBank = (/** @type {string} */ name, /** @type {any} */ value) => bankKnown.set(name, value);

/** Rejects with what is to be said to the reader. @param {string} name */
function bankFile(name) {
  let loading = bankAsked.get(name);
  if (!loading) {
    loading = new Promise((done, failed) => {
      const fail = () => {
        bankAsked.delete(name);
        failed(new Error(handbookTexts.failed));
      };
      const ask = (more = '') => {
        const script = element('script', { src: `${handbook.base}study/${name}.js${more}` });
        // A login page loads too; the browser may have remembered it under that address.
        script.onload = () => (bankKnown.has(name) ? done() : more ? fail() : ask(`?${Date.now()}`));
        script.onerror = fail;
        document.head.append(script);
      };
      ask();
    });
    bankAsked.set(name, loading);
  }
  return loading;
}
