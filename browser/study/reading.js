// @ts-check
// A page counts as read when each of its parts was in sight about a third of the time that reading it takes; a jump to its
// end does not read it. Whoever read it on paper says so.

/** How many letters a second are read at most: three times as fast as most people read. */
const STUDY_LETTERS = 55;
/** For how long a page that nobody moves counts as looked at, in seconds. */
const STUDY_STILL = 90;

/** Writes into the record of a page what has changed. @param {StudyRecord} found */
function studyNote(found, page = study.page) {
  const before = study.get('p', page) || {};
  const isNew = Object.keys(found).some((name) => JSON.stringify(before[name]) !== JSON.stringify(found[name]));
  const isEmpty = !before.u && !found.d && !found.w && !found.t && !(found.s || []).length;
  if (isNew && !isEmpty) study.put('p', page, { ...before, ...found });
}

/** What the engine adds is nothing to be read to the end. */
const STUDY_ADDED = ['lien-he', 'nguon'];

/** The parts of a text: what stands between its headings, but for questions. @param {Element} text */
function studyParts(text) {
  /** @type {{id: string, elements: Element[], left: number}[]} */
  const parts = [{ id: '', elements: [], left: 0 }];
  for (const child of text.children) {
    if (child.matches('h2')) parts.push({ id: child.id, elements: [], left: 0 });
    if (!child.matches('.quiz, .share')) parts[parts.length - 1].elements.push(child);
  }
  for (const part of parts) part.left = part.elements.reduce((sum, { textContent }) => sum + /** @type {string} */ (textContent).length, 0) / STUDY_LETTERS;
  return parts.filter(({ id }) => !STUDY_ADDED.includes(id));
}

/** The parts of this page that have been read, and when all of it was. */
function studyRead() {
  const { s, t = 0 } = study.get('p', study.page) || {};
  return { s: Array.isArray(s) ? s : [], t };
}

/** @param {Element} text of the page, which is one to be read */
function studyReading(text) {
  const known = studyRead();
  const parts = studyParts(text).filter(({ id, left }) => left && !known.s.includes(id));
  const inSight = new Set();
  let still = 0;
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? inSight.add(target) : inSight.delete(target);
  });

  function finish() {
    clearInterval(clock);
    seen.disconnect();
  }

  function tick() {
    if (document.hidden || ++still > STUDY_STILL) return;
    const open = parts.filter(({ left }) => left > 0);
    for (const part of open) if (part.elements.some((element) => inSight.has(element))) part.left--;
    const passed = open.filter(({ left }) => left <= 0).map(({ id }) => id);
    if (!passed.length) return;
    const { s, t } = studyRead();
    const all = passed.length === open.length;
    studyNote({ s: [...s, ...passed], t: t || (all ? studyNow() : 0) });
    if (all) finish();
  }

  const clock = setInterval(tick, 1000);
  if (!parts.length) finish();
  // Some were read on one phone, the others on another (browser/notebook/).
  if (!parts.length && !known.t) studyNote({ t: studyNow() });
  for (const { elements } of parts) for (const element of elements) seen.observe(element);
  for (const name of ['scroll', 'keydown', 'pointerdown']) addEventListener(name, () => (still = 0), { passive: true });
}

/** In the row below the text: whether the page has been read, to be said by the reader too. @param {Element} row */
function studyMark(row) {
  const box = element('input', { type: 'checkbox' });
  const draw = () => (box.checked = (study.get('p', study.page) || {}).t > 0);
  box.onchange = () => {
    const record = study.get('p', study.page) || {};
    study.put('p', study.page, { ...record, t: box.checked ? studyNow() : 0, s: box.checked ? record.s || [] : [] });
  };
  const label = element('label', { class: 'study-read' }, box, element('span', {}, handbookTexts.read_this));
  handbook.below(row, () => row.prepend(label));
  draw();
  study.watch('p', draw);
}
