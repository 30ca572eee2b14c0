// @ts-check
// What the reader chose: on <html>, where the style sheet looks, and in the browser for the next page.

/**
 * @typedef {object} ReadingSettings
 * @property {(name: string) => string} chosen
 * @property {(name: string, value: string) => void} choose "" for the usual
 * @property {() => void} reset
 */

/** @param {string} key in the browser's storage @param {() => void} refused is told when nothing can be kept */
function readingSettings(key, refused) {
  const { dataset } = document.documentElement;

  function keep() {
    const { scheme, size, lines } = dataset;
    const chosen = JSON.stringify({ scheme, size, lines });
    if (handbook.stored((storage) => storage.setItem(key, chosen)) === null) refused();
  }

  /** Changes what is seen; what the reader was reading stays where it is. @param {() => void} change */
  function change(change) {
    const at = readingLine();
    const top = () => (at ? at.getBoundingClientRect().top : 0);
    const before = top();
    change();
    scrollBy(0, top() - before);
    keep();
  }

  /** @param {string} name @param {string} value */
  function set(name, value) {
    if (value) dataset[name] = value;
    else delete dataset[name];
  }

  return {
    /** @param {string} name */
    chosen: (name) => dataset[name] || '',
    /** @param {string} name @param {string} value */
    choose: (name, value) => change(() => set(name, value)),
    reset: () => change(() => ['scheme', 'size', 'lines'].forEach((name) => set(name, ''))),
  };
}

/** The first element of the text that is in sight. */
function readingLine() {
  const header = document.querySelector('.top');
  const edge = header ? header.getBoundingClientRect().bottom : 0;
  const text = ['h1', 'h2', 'h3', 'p', 'li', 'td'].map((name) => `article ${name}`);
  const all = [...document.querySelectorAll(text.join())];
  return scrollY > edge ? all.find((element) => element.getBoundingClientRect().bottom > edge) : undefined;
}
