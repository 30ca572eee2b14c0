// @ts-check
// The boxes in the page where a copy can be had, and the one button that takes all away.
(() => {
  const { base, language } = handbook;

  /** @param {Element} frame */
  async function forget(frame) {
    if (!confirm(panelText('clear_sure'))) return;
    await forgetAll();
    const said = handbook.element('p', {}, panelText('cleared'));
    said.tabIndex = -1;
    frame.textContent = '';
    frame.append(said);
    said.focus();
  }

  /** @param {Element} frame */
  function needs(frame) {
    return /** @type {HTMLElement} */ (frame.querySelector('.offline-needs'));
  }

  /** @param {Element} frame */
  function start(frame) {
    needs(frame).hidden = true;
    frame.querySelectorAll('.offline-copy').forEach((box) => offlinePanel(/** @type {HTMLElement} */ (box), base, language));
    frame.append(panelButton('clear', () => forget(frame)));
  }

  const frames = document.querySelectorAll('.offline');
  const isFolder = location.protocol === 'file:';
  if (isFolder) frames.forEach((frame) => (needs(frame).textContent = panelText('folder')));
  if (navigator.serviceWorker && !isFolder) navigator.serviceWorker.ready.then(() => frames.forEach(start));
  // Nothing comes into the room that was kept.
  else document.documentElement.classList.remove('live');
})();
