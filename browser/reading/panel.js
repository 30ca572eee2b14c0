// @ts-check
// The panel for text and background: a sheet at the bottom of a phone. The page behind it shows each change at once.

/** @param {HTMLElement} opener gets the focus back @param {string} key of what is kept in the browser */
/** @type {any} */ (self).handbookReading = function handbookReading(
  /** @type {HTMLElement} */ opener,
  /** @type {string} */ key,
) {
  const open = readingPanel(opener, key);
  /** @type {any} */ (self).handbookReading = open; // made once
  open();
};

/** @param {HTMLElement} opener @param {string} key @returns {() => void} opens it */
function readingPanel(opener, key) {
  const said = handbook.element('p', { role: 'status' });
  /** @param {string} text */
  const say = (text) => (said.textContent = text);
  const settings = readingSettings(key, () => say(handbookTexts.not_kept));
  const choices = [
    readingNames(settings, 'scheme', READING_SCHEMES),
    readingSize(settings),
    readingNames(settings, 'lines', READING_LINES),
  ];
  const show = () => choices.forEach((choice) => choice.show());
  const dialog = makeDialog();
  /** Whether the way back in the history is under way. */
  let leaving = false;

  addEventListener('popstate', () => {
    leaving = false;
    if (!readingEntry()) dialog.close();
  });

  function makeDialog() {
    const title = handbook.element('h2', { id: 'reading-title' }, handbookTexts.title);
    const close = readingButton('✕', () => dialog.close(), 'reading-close');
    close.setAttribute('aria-label', handbookTexts.close);
    const actions = handbook.element(
      'div',
      { class: 'reading-row reading-actions' },
      readingButton(handbookTexts.reset, reset),
      readingButton(handbookTexts.forget, forget),
    );
    const dialog = handbook.element('dialog', { class: 'reading', 'aria-labelledby': 'reading-title' });
    dialog.append(title, close, ...choices.map((choice) => choice.element), actions, said);
    // Keys that mean something to the page must not reach it.
    dialog.onkeydown = (event) => event.stopPropagation();
    dialog.addEventListener('click', (event) => event.target === dialog && isOutside(event) && dialog.close());
    dialog.onclose = closed;
    document.body.append(dialog);
    return dialog;
  }

  /** @param {MouseEvent} event */
  function isOutside({ clientX, clientY }) {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return clientX < left || clientX > right || clientY < top || clientY > bottom;
  }

  function reset() {
    say(handbookTexts.done);
    settings.reset();
    readingForget(key, 'aloud');
    show();
  }

  function forget() {
    readingForget(key, 'places');
    say(handbookTexts.forgotten);
  }

  /** By whatever: the entry of the history goes too. */
  function closed() {
    if (dialog.open) return; // browsers tell of it later, when it may be open again
    leaving = readingEntry();
    if (leaving) history.back();
    opener.focus({ preventScroll: true });
  }

  /** In an entry of the history of its own, so that the way back closes the panel. */
  function open() {
    if (dialog.open || leaving) return;
    if (!readingEntry()) history.pushState({ handbookReading: true }, '');
    say('');
    show();
    dialog.showModal();
  }

  return open;
}

function readingEntry() {
  return Boolean((history.state || {}).handbookReading);
}
