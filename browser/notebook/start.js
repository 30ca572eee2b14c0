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

  /** What there is, in words. */
  function tell() {
    const entries = notebookEntries(frame);
    const lost = entries.filter((entry) => entry.lost).length;
    const { t = 0 } = study.get('x', 'tep') || {};
    // Nothing has been saved later than now, whatever is kept.
    const saved = t > 0 ? filled(handbookTexts.last_saved, { date: new Date(Math.min(t * 1000, Date.now())).toLocaleDateString(document.documentElement.lang) }) : handbookTexts.never_saved;
    const counted = entries.length ? filled(handbookTexts.gathered, { count: entries.length }) : handbookTexts.none;
    about.textContent = [counted, lost ? filled(handbookTexts.some_lost, { count: lost }) : '', saved].filter(Boolean).join(' ');
    return entries;
  }

  function draw() {
    all.textContent = '';
    all.append(...notebookParts(tell(), own));
  }

  /** What is changed here is not drawn as if it came from another tab. @param {() => void} change */
  function own(change) {
    isOwn = true;
    change();
    isOwn = false;
    tell();
  }

  function saveAll() {
    own(() => study.put('x', 'tep', { ...study.get('x', 'tep'), t: Math.round(Date.now() / 1000) }));
    const words = JSON.stringify(notebookAll(), null, 1);
    save(`${handbookTexts.file}-${notebookDay()}.json`, 'application/json', words, words);
  }

  /** @param {string} words */
  function take(words) {
    const { records, left, fault } = notebookRead(words);
    if (fault) said.textContent = handbookTexts[fault];
    else {
      own(() => {
        const told = filled(handbookTexts.taken, { taken: notebookMerge(records), all: records.length });
        said.textContent = left ? `${told} ${filled(handbookTexts.left_out, { count: left })}` : told;
      });
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
    own(notebookForget);
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
