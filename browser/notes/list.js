// @ts-check
// Below the text: what is noted on the page, which is also what prints; what is no longer found stands here with its words.

/** @typedef {{id: string, record: StudyRecord, state: string, order: number}} NoteShown */

/** @param {NoteShown} note @param {(id: string) => void} remove @param {HTMLElement} title gets the focus back */
function notesItem({ id, record, state }, remove, title) {
  const name = record.v || record.e || record.h || handbookTexts.whole;
  const link = element('a', { href: `#${record.c || ''}` }, record.e ? `“${name}”` : name);
  const item = element('li', {}, element('p', { class: 'note-passage', lang: record.l || '' }, state === 'lost' ? `“${name}”` : link));
  if (record.x) item.append(element('p', { class: 'note-own' }, record.x));
  if (state) item.append(element('p', { class: 'note-state' }, handbookTexts[state]));
  const { change, remove: away } = handbookTexts;
  const changing = button(change, () => notesOpen(title, id), { 'aria-label': `${change}: ${name}` });
  item.append(element('p', { class: 'note-actions' }, changing, button(away, () => remove(id), { 'aria-label': `${away}: ${name}` })));
  return item;
}

/** @param {HTMLElement} opener @param {string} id */
function notesOpen(opener, id) {
  handbook.bring('noting', 'notes').then(() => handbook.note.open(opener, id), () => study.say(handbook.texts.failed));
}

function notesList() {
  const title = element('h2', { id: 'ghi-chep-o-day', tabindex: '-1' }, handbookTexts.title);
  const list = element('ol', {});
  const said = element('p', { role: 'status' });
  const box = element('section', { class: 'notes', 'aria-labelledby': title.id }, title, list, said);
  /** @type {Element} */ (document.querySelector('.handbook-text')).after(box);

  /** @param {string} id */
  function remove(id) {
    const record = /** @type {StudyRecord} */ (study.get('n', id));
    study.remove('n', id);
    const back = button(handbookTexts.undo, () => {
      said.textContent = '';
      study.restore('n', id, record);
      title.focus();
    });
    said.textContent = `${handbookTexts.removed} `;
    said.append(back);
    back.focus();
  }

  /** @param {NoteShown[]} notes */
  function draw(notes) {
    list.textContent = '';
    list.append(...notes.sort((one, other) => one.order - other.order).map((note) => notesItem(note, remove, title)));
    box.hidden = !notes.length && !said.textContent;
  }

  return { draw, remove };
}
