// @ts-check
// The sheet itself: at the bottom of a phone, closed by its button, a press beside it, Escape and the way back.

/** The way back in the history is under way. */
let shareLeaving = false;

/** Whether the entry of the history is that of a sheet. */
function shareEntry() {
  return Boolean((history.state || {}).handbookShare);
}

/** @param {string} text @param {() => void} press @param {string} [kind] a class */
function shareButton(text, press, kind = 'reading-button') {
  const made = handbook.element('button', { type: 'button', class: kind }, text);
  made.onclick = press;
  return made;
}

/** @param {HTMLElement} opener gets the focus back @param {string} title @param {Node[]} content @returns {() => void} closes it */
function shareSheet(opener, title, content) {
  const dialog = handbook.element('dialog', { class: 'reading share-box', 'aria-labelledby': 'share-title' });
  const close = () => dialog.close();
  const button = shareButton('✕', close, 'reading-close');
  button.setAttribute('aria-label', handbookTexts.close);

  function back() {
    if (shareEntry()) return;
    shareLeaving = false;
    removeEventListener('popstate', back);
    close();
  }

  /** By whatever: the entry of the history goes too. */
  function closed() {
    dialog.remove();
    opener.focus({ preventScroll: true });
    shareLeaving = shareEntry();
    if (shareLeaving) history.back();
  }

  /** @param {MouseEvent} event */
  function pressed({ target, clientX, clientY }) {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    if (target === dialog && (clientX < left || clientX > right || clientY < top || clientY > bottom)) close();
  }

  // Keys that mean something to the page must not reach it.
  dialog.onkeydown = (event) => event.stopPropagation();
  dialog.onclick = pressed;
  dialog.onclose = closed;
  addEventListener('popstate', back);
  if (!shareEntry()) history.pushState({ handbookShare: true }, '');
  dialog.append(handbook.element('h2', { id: 'share-title' }, title), button, ...content);
  document.body.append(dialog);
  dialog.showModal();
  return close;
}
