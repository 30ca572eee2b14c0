// @ts-check
// The page where all of it is gathered.
(() => {
  const { study } = handbook;
  const frame = /** @type {HTMLElement} */ (document.querySelector('.my-notes'));
  /** @type {HTMLElement} */ (frame.querySelector('.needs')).hidden = true;
  const about = handbook.element('p', {});
  const all = handbook.element('div', {});
  const said = handbook.element('p', { role: 'status', tabindex: '-1' });
  const row = handbook.element('p', { class: 'notebook-row' });
  frame.append(about, all, row, said);
  const { save } = notebookOut(frame);
  let isOwn = false;

  function draw() {
    const entries = notebookEntries(frame);
    const lost = entries.filter((entry) => entry.lost).length;
    const { t = 0 } = study.get('x', 'tep') || {};
    const saved = t ? handbookTexts.last_saved.replace('{date}', new Date(t * 1000).toLocaleDateString(document.documentElement.lang)) : handbookTexts.never_saved;
    const counted = entries.length ? handbookTexts.gathered.replace('{count}', String(entries.length)) : handbookTexts.none;
    about.textContent = [counted, lost ? handbookTexts.some_lost.replace('{count}', String(lost)) : '', saved].filter(Boolean).join(' ');
    all.textContent = '';
    all.append(...notebookParts(entries, draw));
  }

  function saveAll() {
    isOwn = true;
    study.put('x', 'tep', { ...study.get('x', 'tep'), t: Math.round(Date.now() / 1000) });
    isOwn = false;
    const words = JSON.stringify(notebookAll(), null, 1);
    save(`${handbookTexts.file}-${notebookDay()}.json`, 'application/json', words, words);
    draw();
  }

  /** @param {string} words */
  function take(words) {
    const { records, fault } = notebookRead(words);
    if (fault) said.textContent = handbookTexts[fault];
    else {
      isOwn = true;
      const taken = notebookMerge(records);
      isOwn = false;
      said.textContent = handbookTexts.taken.replace('{taken}', String(taken)).replace('{all}', String(records.length));
      draw();
    }
    said.focus();
  }

  const chooser = handbook.element('input', { type: 'file', accept: '.json,application/json' });
  chooser.onchange = async () => {
    const [file] = chooser.files || [];
    if (file) take(await new Response(file).text().catch(() => ''));
    chooser.value = '';
  };
  const pasted = handbook.element('textarea', { rows: '4', 'aria-label': handbookTexts.paste });
  const more = handbook.element('details', {}, handbook.element('summary', {}, handbookTexts.paste), pasted, notebookButton(handbookTexts.take_pasted, () => take(pasted.value)));
  const forget = notebookButton(handbookTexts.forget, () => {
    if (!confirm(handbookTexts.forget_sure.replace('{what}', notebookCounts()))) return;
    isOwn = true;
    notebookForget();
    isOwn = false;
    draw();
    said.textContent = handbookTexts.forgotten;
    said.focus();
  });
  row.append(notebookButton(handbookTexts.save_all, saveAll), handbook.element('label', { class: 'notebook-file' }, handbookTexts.choose, chooser), forget);
  row.after(more);
  handbook.notebook = { entries: () => notebookEntries(frame), out: notebookOut };
  draw();
  study.watch((kind) => !isOwn && (!kind || 'ntqx'.includes(kind)) && !frame.contains(document.activeElement) && draw());
})();
