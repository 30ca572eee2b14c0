// @ts-check
// The entries as the page shows them; what is removed can be brought back until the page is left.

/** @param {NotebookEntry} entry @param {(change: () => void) => void} change does what changes it @returns {HTMLElement} */
function notebookItem(entry, change) {
  const { kind, id, page, anchor, passage, source, own, lost, language } = entry;
  const quoted = kind === 'n' && passage ? `“${passage}”` : passage;
  const link = element('a', { href: notebookAddress(page, anchor) }, quoted || handbookTexts.unknown);
  const item = element('li', { tabindex: '-1' }, element('p', { class: 'note-passage', lang: language }, lost ? quoted || handbookTexts.unknown : link));
  if (source) item.append(element('p', { class: 'note-state', lang: language }, source));
  if (own) item.append(element('p', { class: 'note-own' }, own));
  if (lost) item.append(element('p', { class: 'note-state' }, handbookTexts.lost));
  const away = () => {
    const record = /** @type {StudyRecord} */ (study.get(kind, id));
    change(() => study.remove(kind, id));
    const back = button(handbookTexts.undo, () => {
      change(() => study.restore(kind, id, record));
      const again = notebookItem(entry, change);
      item.replaceWith(again);
      again.focus();
    });
    item.textContent = '';
    item.append(element('p', { class: 'note-actions' }, `${handbookTexts.removed} `, back));
    back.focus();
  };
  const remove = button(handbookTexts.remove, away, { 'aria-label': `${handbookTexts.remove}: ${handbook.plain(passage)}` });
  item.append(element('p', { class: 'note-actions' }, remove));
  return item;
}

/** @param {NotebookEntry[]} entries @param {(change: () => void) => void} change @returns {HTMLElement[]} a part for each page */
function notebookParts(entries, change) {
  /** @type {Map<string, HTMLElement>} */
  const lists = new Map();
  return entries.flatMap((entry) => {
    const { page, title, language } = entry;
    const known = lists.get(page);
    const list = known || element('ol', {});
    list.append(notebookItem(entry, change));
    lists.set(page, list);
    const head = element('h3', {}, element('a', { href: notebookAddress(page, ''), lang: language }, title || page || handbookTexts.home));
    return known ? [] : [element('section', { class: 'notes' }, head, list)];
  });
}
