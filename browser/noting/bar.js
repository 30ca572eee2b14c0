// @ts-check
// What can be done with selected words, in the stack at the bottom of the screen, or at its top when that would lie on them.

/** How long a selection stays as it is before the bar comes, in milliseconds: a finger is still drawing it. */
const NOTING_PAUSE = 250;
/** How long it says what was done. */
const NOTING_SAYS = 4000;

function notingBar() {
  /** @type {StudyRecord | null} */
  let record = null;
  let timer = 0;
  let leaving = 0;
  let isPressed = false;
  const said = element('span', { role: 'status', class: 'noting-said' });
  const plain = { class: '' };
  const mark = handbook.button(handbookTexts.mark, () => {
    if (!record) return;
    study.put('n', notingId(), record);
    finish(handbookTexts.marked);
    notingRemind();
  }, plain);
  const note = handbook.button(handbookTexts.note, async () => {
    const chosen = record;
    // Without a sheet the words stay selected.
    if (!(await notingReady()) || !chosen) return;
    finish('');
    notingForm(notingNear(chosen), notingId(), chosen);
  }, plain);
  const copy = handbook.button(handbookTexts.copy, () => record && notingCopy(record, finish), plain);
  const bar = element('section', { class: 'noting-bar', 'aria-label': handbookTexts.bar }, mark, note, copy, said);
  // A press must not take the selection away before it is known what was pressed.
  bar.onmousedown = (event) => event.preventDefault();
  bar.onpointerdown = () => (isPressed = true);
  bar.onpointerup = bar.onpointercancel = () => {
    setTimeout(() => {
      isPressed = false;
      look();
    }, NOTING_PAUSE);
  };

  /** @param {string} words to the reader, for a moment */
  function finish(words) {
    if (bar.contains(document.activeElement) && record) notingNear(record).focus({ preventScroll: true });
    /** @type {Selection} */ (getSelection()).removeAllRanges();
    record = null;
    said.textContent = words;
    for (const button of [mark, note, copy]) button.hidden = true;
    clearTimeout(leaving);
    if (words) leaving = setTimeout(() => bar.remove(), NOTING_SAYS);
    else bar.remove();
  }

  function look() {
    record = notingSelected();
    if (!record) {
      if (!said.textContent) bar.remove();
      return;
    }
    clearTimeout(leaving);
    said.textContent = '';
    for (const button of [mark, note, copy]) button.hidden = false;
    const { bottom } = /** @type {Selection} */ (getSelection()).getRangeAt(0).getBoundingClientRect();
    /** @type {Element} */ (document.querySelector('.bars')).append(bar);
    bar.classList.remove('noting-top');
    if (bottom > bar.getBoundingClientRect().top && bottom > 0) bar.classList.add('noting-top');
  }

  document.addEventListener('selectionchange', () => {
    if (isPressed || bar.contains(document.activeElement)) return;
    clearTimeout(timer);
    timer = setTimeout(look, NOTING_PAUSE);
  });
  look();
}

/** What gets the focus after a note on a passage: the link beside its heading, else the text. @param {StudyRecord} record @returns {HTMLElement} */
function notingNear({ c }) {
  const link = c && /** @type {HTMLElement | null} */ (document.querySelector(`.share[href="#${c}"]`));
  return link || /** @type {HTMLElement} */ (document.querySelector('main'));
}

/** The passage with where it stands. @param {StudyRecord} record @param {(said: string) => void} finish */
function notingCopy(record, finish) {
  const { e, v = e, s, p } = record;
  const address = location.protocol === 'file:' ? '' : location.href.replace(/[?#].*/, '');
  const words = [`“${v}”`, s || p, address].filter(Boolean).join('\n');
  const copied = () => finish(handbookTexts.copied);
  const byHand = () => {
    const field = element('textarea', { class: 'noting-field', 'aria-label': handbookTexts.copy });
    field.value = words;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (done) return copied();
    finish('');
    notingShow(words, notingNear(record));
  };
  if (navigator.clipboard) navigator.clipboard.writeText(words).then(copied, byHand);
  else byHand();
}

/** Words that nothing copies, chosen, for the reader to copy. @param {string} words @param {HTMLElement} opener */
async function notingShow(words, opener) {
  if (!(await notingReady()) || document.querySelector('dialog[open]')) return;
  const field = element('textarea', { class: 'reading-address', readonly: '', rows: '5', 'aria-label': handbookTexts.copy });
  field.value = words;
  const said = element('p', { role: 'status' });
  handbook.sheet(opener, handbookTexts.copy, [field, said]);
  field.focus();
  field.setSelectionRange(0, words.length); // an iPhone does not select what cannot be written to
  said.textContent = handbookTexts.not_copied; // now that it is there, so that a screen reader says it
}
