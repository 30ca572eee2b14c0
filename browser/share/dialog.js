// @ts-check
// What can be done with a passage: send it by what the phone has, copy it, report a fault in it.

/** @type {any} */ (self).handbookShare = (/** @type {HTMLElement} */ control) => {
  const open = (/** @type {string} */ note) => shareDialog(control, sharePassage(control), note);
  if (control.matches('.print')) sharePrint(() => open(handbookTexts.no_print));
  else open('');
};

handbook.sheet = shareSheet;

// Inside another program a file may never come: its address is shown besides, to take to a browser. Old ones have no sheets.
if (handbook.inside && 'HTMLDialogElement' in window) document.addEventListener('click', ({ target }) => {
  const file = /** @type {HTMLElement} */ (target).closest('[download]');
  if (file) /** @type {any} */ (self).handbookShare(file);
});

/** The sheet makes room for that of a note. @param {HTMLElement} opener @param {() => void} close */
function shareNote(opener, close) {
  const hash = opener instanceof HTMLAnchorElement ? decodeURIComponent(opener.hash.slice(1)) : '';
  const failed = () => alert(handbook.texts.failed);
  const open = () => handbook.studying().then(() => handbook.bring('noting', 'notes')).then(() => handbook.note.begin(opener, hash), failed);
  // The way back in the history has to be gone first.
  addEventListener('popstate', () => setTimeout(open), { once: true });
  close();
}

/** @param {HTMLElement} opener @param {Passage} passage @param {string} note what to say at once */
function shareDialog(opener, passage, note) {
  if (shareLeaving || document.querySelector('dialog[open]')) return;
  const { name, title, text, address, whole, quoted } = passage;
  const said = handbook.element('p', { role: 'status' });
  const say = (/** @type {string} */ words) => (said.textContent = words);
  const field = handbook.element('textarea', { class: 'reading-address', readonly: '', rows: '4', 'aria-label': handbookTexts.text });
  field.value = whole;

  const copy = () => shareCopy(whole, field, say);
  /** The reader may turn back, which is no failure. @param {Error} error */
  const failed = (error) => error.name !== 'AbortError' && copy();
  const send = () => navigator.share(address ? { title, text, url: address } : { title, text }).then(close, failed);

  const row = handbook.element('div', { class: 'reading-row reading-actions' });
  if ('share' in navigator) row.append(shareButton(handbookTexts.send, send));
  row.append(shareButton(quoted ? handbookTexts.copy_quotation : handbookTexts.copy, copy));
  if (address) row.append(shareButton(handbookTexts.copy_address, () => shareCopy(address, field, say)));
  // At other times the press waits for nothing: the script that offers codes comes after the page.
  if (address && handbook.qr) row.append(shareButton(handbookTexts.qr, () => shareCode(/** @type {HTMLElement} */ (row.parentElement), passage, say)));
  row.append(shareButton(handbookTexts.note, () => shareNote(opener, close)));
  const letter = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.report'));
  if (letter) row.append(handbook.element('a', { class: 'reading-button', href: shareReport(letter.href, whole) }, shareText(letter)));
  const inside = handbook.element('p', {}, shareInside() ? handbookTexts.inside : '');
  const close = shareSheet(opener, `${handbookTexts.title} ${name}`, [row, field, said, inside]);
  say(note); // now that it is there, so that a screen reader says it
}
