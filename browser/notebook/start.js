// @ts-check
// The page where all of it is gathered.
const { element, study, button, filled } = handbook;
(() => {
  const frame = /** @type {HTMLElement} */ (document.querySelector('.my-notes'));
  /** @type {HTMLElement} */ (frame.querySelector('.needs')).hidden = true;
  const about = element('p', {});
  const all = element('div', {});
  const said = element('p', { role: 'status', tabindex: '-1' });
  const row = element('p', { class: 'notebook-row' });
  frame.append(about, all, row, said);
  const { save } = notebookOut(frame);
  let isOwn = false;

  function draw() {
    const entries = notebookEntries(frame);
    const lost = entries.filter((entry) => entry.lost).length;
    const { t = 0 } = study.get('x', 'tep') || {};
    const saved = t ? filled(handbookTexts.last_saved, { date: new Date(t * 1000).toLocaleDateString(document.documentElement.lang) }) : handbookTexts.never_saved;
    const counted = entries.length ? filled(handbookTexts.gathered, { count: entries.length }) : handbookTexts.none;
    about.textContent = [counted, lost ? filled(handbookTexts.some_lost, { count: lost }) : '', saved].filter(Boolean).join(' ');
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
      said.textContent = filled(handbookTexts.taken, { taken, all: records.length });
      draw();
    }
    said.focus();
  }

  const chooser = element('input', { type: 'file', accept: '.json,application/json' });
  chooser.onchange = async () => {
    const [file] = chooser.files || [];
    if (file) take(await new Response(file).text().catch(() => ''));
    chooser.value = '';
  };
  const pasted = element('textarea', { class: 'field', rows: '4', 'aria-label': handbookTexts.paste });
  const more = element('details', {}, element('summary', {}, handbookTexts.paste), pasted, button(handbookTexts.take_pasted, () => take(pasted.value)));
  const forget = button(handbookTexts.forget, () => {
    if (!confirm(filled(handbookTexts.forget_sure, { what: notebookCounts() }))) return;
    isOwn = true;
    notebookForget();
    isOwn = false;
    draw();
    said.textContent = handbookTexts.forgotten;
    said.focus();
  });
  row.append(button(handbookTexts.save_all, saveAll), element('label', { class: 'button notebook-file' }, handbookTexts.choose, chooser), forget);
  row.after(more);
  handbook.notebook = { entries: () => notebookEntries(frame), out: notebookOut };
  draw();
  study.watch('ntqx', () => !isOwn && !frame.contains(document.activeElement) && draw());
})();
