// @ts-check
// The button for text and background: it loads their panel. What was chosen is on <html> before the page shows.
(() => {
  const root = document.documentElement;
  const key = `${SITE.root}.reading`;
  const isOpen = () => Boolean(history.state && history.state.handbookReading);

  /** @param {HTMLElement} button */
  function start(button) {
    const open = () =>
      Promise.all([load('reading.css'), load('reading')]).then(
        () => /** @type {any} */ (window).handbookReading(button, key),
        () => alert(SITE.texts.failed),
      );
    button.hidden = false;
    button.addEventListener('click', open);
    // Back to, or reload of, a page that was left from the open panel.
    addEventListener('popstate', () => isOpen() && open());
    if (isOpen()) open();
  }

  /** As chosen in another tab, or on a page from which the reader comes back. */
  function follow() {
    const chosen = SITE.stored((storage) => JSON.parse(storage.getItem(key) || '{}'));
    if (!chosen) return; // each page has its own
    for (const name of ['scheme', 'size', 'lines']) {
      if (typeof chosen[name] === 'string') root.dataset[name] = chosen[name];
      else delete root.dataset[name];
    }
  }

  const button = document.querySelector('.reading-open');
  if (button instanceof HTMLElement && 'HTMLDialogElement' in window) start(button);
  addEventListener('storage', (event) => event.key === key && follow());
  addEventListener('pageshow', (event) => event.persisted && follow());
})();
