// @ts-check
// All that the reader has written, by page: notes, what was lost, answers to prompts and to open questions.

/** @param {string} id of a record @returns {[page: string, rest: string]} */
function notebookPlace(id) {
  const [page, ...rest] = id.split('#');
  return [page, rest.join('#')];
}

/** What questions ask, as the macro has written them into the page. @param {Element} frame */
function notebookQuestions(frame) {
  const asked = /** @type {HTMLElement[]} */ ([...frame.querySelectorAll('[data-asked]')]);
  return new Map(asked.map((one) => [String(one.dataset.asked), one]));
}

/** @param {Element} frame @returns {NotebookEntry[]} those of a page together, the page changed last at first */
function notebookEntries(frame) {
  const language = document.documentElement.lang;
  /** @type {NotebookEntry[]} */
  const found = [];
  for (const [id, { e = '', v = e, h = '', c = '', s = '', x = '', l = language, p = '', z, u = 0 }] of study.all('n')) {
    const [page] = notebookPlace(id);
    found.push({ kind: 'n', id, page, title: p, language: l, passage: v || h || p, anchor: c, source: s, own: x, lost: Boolean(z), time: u });
  }
  for (const [id, { a = '', q = '', l = language, p = '', u = 0 }] of study.all('t')) {
    const [page, rest] = notebookPlace(id);
    found.push({ kind: 't', id, page, title: p, language: l, passage: q, anchor: rest.split('/')[0], source: '', own: a, lost: false, time: u });
  }
  const asked = notebookQuestions(frame);
  for (const [id, { a, n, u = 0 }] of study.all('q')) {
    const question = asked.get(id);
    const [page, anchor] = notebookPlace(id);
    // What is checked has a number of times; an answer to an open question has not, and is all words.
    if (!a || n || !/[^A-Z]/.test(a)) continue;
    const [link, words] = question ? [question.querySelector('a'), question.querySelector('span')] : [null, null];
    const title = link ? handbook.signed(link) : page;
    found.push({ kind: 'q', id, page, title, language: question ? question.lang || language : language, passage: words ? String(words.textContent) : '', anchor, source: '', own: a, lost: !question, time: u });
  }
  /** @type {Map<string, number>} */
  const last = new Map();
  for (const { page, time } of found) last.set(page, Math.max(time, last.get(page) || 0));
  return found.sort((one, other) => Number(last.get(other.page)) - Number(last.get(one.page)) || one.page.localeCompare(other.page) || one.time - other.time);
}

/** The address of a page in the frame that is open. @param {string} page @param {string} anchor */
function notebookAddress(page, anchor) {
  const { base, root, language } = handbook;
  const own = location.pathname.startsWith(`${root}${language}/`) ? `${language}/` : '';
  const file = location.protocol === 'file:' ? 'index.html' : '';
  return `${base}${own}${page ? `${page}/` : ''}${file}${anchor ? `#${anchor}` : ''}`;
}
