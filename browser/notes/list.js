// @ts-check
// Below the text: what is noted on the page, which is also what prints; what is no longer found stands here with its words.

/** @param {string} text @param {string} name of what it does it to @param {() => void} press */
function notesButton(text, name, press) {
  const button = handbook.element('button', { type: 'button', 'aria-label': `${text}: ${name}` }, text);
  button.onclick = press;
  return button;
}

/** @typedef {{id: string, record: StudyRecord, state: string, order: number}} NoteShown */

/** @param {NoteShown} note @param {(id: string) => void} remove @param {HTMLElement} title gets the focus back */
function notesItem({ id, record, state }, remove, title) {
  const name = record.e || record.h || handbookTexts.whole;
  const link = handbook.element('a', { href: `#${record.c || ''}` }, record.e ? `“${name}”` : name);
  const item = handbook.element('li', {}, handbook.element('p', { class: 'note-passage', lang: record.l || '' }, state === 'lost' ? `“${name}”` : link));
  if (record.x) item.append(handbook.element('p', { class: 'note-own' }, record.x));
  if (state) item.append(handbook.element('p', { class: 'note-state' }, handbookTexts[state]));
  const change = notesButton(handbookTexts.change, name, () => handbook.bring('noting', 'notes').then(() => handbook.note.open(title, id)));
  item.append(handbook.element('p', { class: 'note-actions' }, change, notesButton(handbookTexts.remove, name, () => remove(id))));
  return item;
}

/** @returns {(notes: NoteShown[]) => void} draws */
function notesList() {
  const { study } = handbook;
  const title = handbook.element('h2', { id: 'ghi-chep-o-day', tabindex: '-1' }, handbookTexts.title);
  const list = handbook.element('ol', {});
  const said = handbook.element('p', { role: 'status' });
  const box = handbook.element('section', { class: 'notes', 'aria-labelledby': title.id }, title, list, said);
  /** @type {Element} */ (document.querySelector('.handbook-text')).after(box);

  /** @param {string} id */
  function remove(id) {
    const record = /** @type {StudyRecord} */ (study.get('n', id));
    study.remove('n', id);
    const back = handbook.element('button', { type: 'button' }, handbookTexts.undo);
    back.onclick = () => {
      said.textContent = '';
      study.restore('n', id, record);
      title.focus();
    };
    said.textContent = `${handbookTexts.removed} `;
    said.append(back);
    back.focus();
  }

  return (notes) => {
    list.textContent = '';
    list.append(...notes.sort((one, other) => one.order - other.order).map((note) => notesItem(note, remove, title)));
    box.hidden = !notes.length && !said.textContent;
  };
}
