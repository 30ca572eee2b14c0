// @ts-check
// The notes of this page, drawn again whenever one changes, here or in another tab.
const { element, study, button } = handbook;
(() => {
  const language = /** @type {HTMLElement} */ (document.querySelector('.handbook-text')).lang;
  const list = notesList();
  /** @type {Map<string, NoteFound>} */
  let found = new Map();

  /** Whether it is found is kept with it, for the page of all notes. @param {string} id @param {StudyRecord} record @param {boolean} isLost */
  function tell(id, record, isLost) {
    if (Boolean(record.z) !== isLost) study.restore('n', id, { ...record, z: isLost ? 1 : 0 });
  }

  function draw() {
    notesUnwrap();
    const text = notesRead();
    const own = [...study.all('n')].filter(([id]) => id.startsWith(`${study.page}#`));
    found = new Map();
    const notes = own.map(([id, record]) => {
      const isElsewhere = Boolean(record.l) && record.l !== language;
      const part = notesPart(text, record.c);
      const place = record.e && !isElsewhere ? notesFind(text.words, record, part) : null;
      if (place) found.set(id, place);
      const order = place ? place.from : record.e || (record.c && !document.getElementById(record.c)) ? -1 : part[0];
      const isLost = !isElsewhere && order < 0;
      if (!isElsewhere) tell(id, record, isLost);
      const state = isElsewhere ? 'elsewhere' : isLost ? 'lost' : place && place.changed ? 'changed' : '';
      return { id, record, state, order: order < 0 ? Infinity : order };
    });
    list.draw(notes);
    notesDraw(text, [...found.values()]);
  }

  handbook.notes = {
    read: notesRead,
    part: notesPart,
    range: notesRange,
    remove: list.remove,
    at(x, y) {
      const text = notesRead();
      const isAt = (/** @type {NoteFound} */ { from, to }) =>
        [...notesRange(text, from, to).getClientRects()].some(({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom);
      const [hit] = [...found].find(([, place]) => isAt(place)) || [null];
      return hit;
    },
  };
  let isDue = false;
  study.watch('n', (kind, id) => {
    if (isDue || (kind && !id.startsWith(`${study.page}#`))) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      draw();
    });
  });
  // A press on a passage opens its note, unless it is for something that is there to be pressed.
  document.addEventListener('click', ({ target, clientX, clientY }) => {
    const place = /** @type {HTMLElement} */ (target);
    if (!place.closest('.handbook-text') || place.closest('a, button, label, summary, input, textarea') || !(/** @type {Selection} */ (getSelection()).isCollapsed)) return;
    const id = handbook.notes.at(clientX, clientY);
    if (id) notesOpen(/** @type {HTMLElement} */ (document.querySelector('main')), id);
  });
  draw();
})();
