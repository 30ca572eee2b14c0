// @ts-check
// The only place where what a reader does is kept: one key a record, so that two tabs never overwrite each other's.
// A key is <root of the site>.s1.<kind>.<id>; the value is JSON with the time of the last change in `u`, in seconds.
// Where the browser keeps nothing, all goes on as long as the page is open, and the reader hears of it once.

/** By kind its fields of text; what holds another kind of value has one name in all kinds. @type {Record<string, string>} */
const STUDY_TEXTS = { q: 'ha', c: 'h', n: 'evbfchsxlp', t: 'aqlp' };

/** @returns {Handbook['study']} */
function studyStore() {
  const { root } = handbook;
  const before = `${root}.s1.`;
  /** What could not be kept, and null for what could not be taken away. @type {Map<string, StudyRecord | null>} */
  const unsaved = new Map();
  /** @type {[kinds: string, watcher: (kind: string, id: string) => void][]} */
  const watchers = [];
  const told = new Set();
  /** @type {Record<string, Element>} */
  const lines = {};

  /** @param {string} name of a text; said once a page */
  function trouble(name) {
    if (told.has(name)) return;
    told.add(name);
    say(handbookTexts[name]);
  }

  /** @param {string} text */
  function say(text) {
    if (lines[text]) lines[text].remove();
    const close = studyButton('✕', () => bar.remove(), { class: '', 'aria-label': handbookTexts.close });
    const bar = element('p', { class: 'offer', role: 'status' }, element('span', {}, text), close);
    lines[text] = bar;
    /** @type {Element} */ (document.querySelector('.bars')).append(bar);
  }

  /** Without what is damaged. @param {string} kind @param {string | null} text @returns {StudyRecord | null} */
  function read(kind, text) {
    if (text === null) return null;
    try {
      const found = JSON.parse(text);
      if (found.constructor === Object) { // null has none: an error too
        for (const name of Object.keys(found)) {
          // Lists and the like: p.s, r.s, e.a. Numbers: the same letter in each kind that has it.
          const type = (STUDY_TEXTS[kind] || '').includes(name) ? 'string' : 'psrsea'.includes(kind + name) ? 'object' : 'uentsdwlo'.includes(name) ? 'number' : '';
          if (type && typeof found[name] !== type) {
            delete found[name];
            trouble('broken');
          }
        }
        return found;
      }
    } catch (error) {
      // As below: it stays where it is until there is something new to keep.
    }
    trouble('broken');
    return null;
  }

  /** @param {string} key */
  function at(key) {
    const open = unsaved.get(key);
    return open === undefined ? read(nameOf(key)[0], handbook.stored((storage) => storage.getItem(key))) : open;
  }

  /** @param {string} kind @param {string} id @param {StudyRecord | null} record */
  function write(kind, id, record) {
    const key = `${before}${kind}.${id}`;
    const done = handbook.stored((storage) => {
      if (record) storage.setItem(key, JSON.stringify(record));
      else storage.removeItem(key);
      return true;
    });
    if (done) unsaved.delete(key);
    else {
      unsaved.set(key, record);
      trouble('unsaved');
    }
    tell(kind, id);
  }

  /** Those who wait for such a change. @param {string} kind '' when everything went @param {string} id */
  function tell(kind, id) {
    for (const [kinds, watcher] of watchers) if (kinds.includes(kind)) watcher(kind, id);
  }

  function keys() {
    const found = handbook.stored((storage) => Object.keys(storage)) || [];
    if (found.some((key) => key.startsWith(root) && /^\.s([2-9]|\d\d)/.test(key.slice(root.length)))) trouble('newer');
    return [...new Set([...found, ...unsaved.keys()])].filter((key) => key.startsWith(before));
  }

  /** @param {string} key @returns {[kind: string, id: string]} */
  function nameOf(key) {
    const [kind, ...id] = key.slice(before.length).split('.');
    return [kind, id.join('.')];
  }

  addEventListener('storage', ({ key }) => {
    if (key === null || key.startsWith(before)) tell(...nameOf(key || ''));
  });

  return {
    get: (kind, id) => at(`${before}${kind}.${id}`),
    put: (kind, id, record) => write(kind, id, { ...record, u: studyNow() }),
    restore: (kind, id, record) => write(kind, id, record),
    remove: (kind, id) => write(kind, id, null),
    all(kind) {
      const found = new Map();
      for (const key of keys()) {
        const [own, id] = nameOf(key);
        const record = own === kind ? at(key) : null;
        if (record) found.set(id, record);
      }
      return found;
    },
    kinds: () => [...new Set(keys().map((key) => nameOf(key)[0]))].filter(Boolean),
    watch: (kinds, watcher) => watchers.push([kinds, watcher]),
    say,
    page: studyPage(location.pathname),
    pageOf: studyPage,
    answering: studyAnswering,
    quiz: studyQuiz,
  };
}

/** The id of a page: its address below the root, the same in all languages. @param {string} path of an address */
function studyPage(path) {
  const { root, language } = handbook;
  const inside = decodeURI(path).slice(root.length).replace(/index\.html$/, '').replace(/\/$/, '');
  const [first, ...rest] = inside.split('/');
  return first === language ? rest.join('/') : inside;
}
