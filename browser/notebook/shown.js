// @ts-check
// The entries as the page shows them; what is removed can be brought back until the page is left.

/** @param {string} text @param {() => void} press @param {string} [name] of what it does it to */
function notebookButton(text, press, name) {
  const button = handbook.element('button', { type: 'button', ...(name ? { 'aria-label': `${text}: ${name}` } : {}) }, text);
  button.onclick = press;
  return button;
}

/** @param {NotebookEntry} entry @param {() => void} drawn is called when it has come back */
function notebookItem({ kind, id, page, anchor, passage, source, own, lost, language }, drawn) {
  const { study } = handbook;
  const quoted = kind === 'n' && passage ? `“${passage}”` : passage;
  const link = handbook.element('a', { href: notebookAddress(page, anchor) }, quoted || handbookTexts.unknown);
  const item = handbook.element('li', { tabindex: '-1' }, handbook.element('p', { class: 'note-passage', lang: language }, lost ? quoted || handbookTexts.unknown : link));
  if (source) item.append(handbook.element('p', { class: 'note-state', lang: language }, source));
  if (own) item.append(handbook.element('p', { class: 'note-own' }, own));
  if (lost) item.append(handbook.element('p', { class: 'note-state' }, handbookTexts.lost));
  const remove = notebookButton(
    handbookTexts.remove,
    () => {
      const record = /** @type {StudyRecord} */ (study.get(kind, id));
      study.remove(kind, id);
      const back = notebookButton(handbookTexts.undo, () => {
        study.restore(kind, id, record);
        drawn();
      });
      item.textContent = '';
      item.append(handbook.element('p', { class: 'note-actions' }, `${handbookTexts.removed} `, back));
      back.focus();
    },
    passage,
  );
  item.append(handbook.element('p', { class: 'note-actions' }, remove));
  return item;
}

/** @param {NotebookEntry[]} entries @param {() => void} drawn @returns {HTMLElement[]} a part for each page */
function notebookParts(entries, drawn) {
  /** @type {Map<string, HTMLElement>} */
  const lists = new Map();
  return entries.flatMap((entry) => {
    const { page, title, language } = entry;
    const known = lists.get(page);
    const list = known || handbook.element('ol', {});
    list.append(notebookItem(entry, drawn));
    lists.set(page, list);
    const head = handbook.element('h3', {}, handbook.element('a', { href: notebookAddress(page, ''), lang: language }, title || page || handbookTexts.home));
    return known ? [] : [handbook.element('section', { class: 'notes' }, head, list)];
  });
}
