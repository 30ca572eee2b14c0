// @ts-check
// The places in the page where a copy can be had, and the one button that takes all away.
(() => {
  /** @type {{base: string, language: string}} */
  const { base, language } = /** @type {any} */ (window).handbook;

  /** @param {Element} frame */
  async function forget(frame) {
    if (!confirm(panelText('clear_sure'))) return;
    await forgetAll(base);
    const said = panelElement('p', panelText('cleared'));
    said.tabIndex = -1;
    frame.textContent = '';
    frame.append(said);
    said.focus();
  }

  /** @param {Element} frame */
  function start(frame) {
    frame.querySelectorAll('.offline-copy').forEach((place) => offlinePanel(/** @type {HTMLElement} */ (place), base, language));
    frame.append(panelButton('clear', () => forget(frame)));
  }

  const frames = document.querySelectorAll('.offline');
  const folder = location.protocol === 'file:';
  if (folder) document.querySelectorAll('.offline-said').forEach((said) => (said.textContent = panelText('folder')));
  else if (navigator.serviceWorker) navigator.serviceWorker.ready.then(() => frames.forEach(start));
})();
