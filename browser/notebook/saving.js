// @ts-check
// A file for the reader. Inside other programs nothing can be saved: there the words are shown, to copy.

/** @param {HTMLElement} frame @returns {NotebookOut} */
function notebookOut(frame) {
  const field = element('textarea', { class: 'field', readonly: '', rows: '6', 'aria-label': handbookTexts.words });
  const said = element('p', { role: 'status' });
  const box = element('div', { class: 'notebook-out' }, said, field);
  field.hidden = true;
  frame.append(box);

  /** @param {string} words */
  function show(words) {
    field.value = words;
    field.hidden = false;
    field.focus();
    field.setSelectionRange(0, words.length);
  }

  /** @param {string} words */
  function copy(words) {
    const copied = () => (said.textContent = handbookTexts.copied);
    const byHand = () => {
      show(words);
      said.textContent = handbookTexts[document.execCommand('copy') ? 'copied' : 'copy_yourself'];
    };
    if (navigator.clipboard) navigator.clipboard.writeText(words).then(copied, byHand);
    else byHand();
  }

  return {
    copy,
    save(name, type, content, words) {
      const address = URL.createObjectURL(new Blob([content], { type }));
      const link = element('a', { href: address, download: name });
      document.body.append(link);
      link.click();
      link.remove();
      setTimeout(() => URL.revokeObjectURL(address), 60000);
      said.textContent = filled(handbookTexts.saved, { name });
      const again = button(handbookTexts.show_words, () => show(words));
      said.append(' ', again);
      if (handbook.inside) show(words);
    },
  };
}

/** The day, for names of files. */
function notebookDay() {
  const now = new Date();
  const two = (/** @type {number} */ number) => `0${number}`.slice(-2);
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
