// @ts-check
// Light or dark: as the system has it, until the reader chooses; the choice stays in this browser.
(() => {
  const own = /** @type {HTMLScriptElement} */ (document.currentScript);
  const key = `${new URL(own.dataset.base || '', location.href).pathname}.scheme`;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const button = /** @type {HTMLButtonElement | null} */ (document.querySelector('.scheme-button'));

  function chosen() {
    try {
      return localStorage.getItem(key);
    } catch (error) {
      return null; // storage is forbidden, so nothing was chosen
    }
  }

  /** @param {boolean} dark */
  function show(dark) {
    document.body.setAttribute('data-md-color-scheme', dark ? 'slate' : 'default');
    if (button) button.setAttribute('aria-pressed', String(dark));
  }

  function press() {
    const dark = document.body.getAttribute('data-md-color-scheme') !== 'slate';
    show(dark);
    try {
      localStorage.setItem(key, dark ? 'slate' : 'default');
    } catch (error) {
      // Storage is forbidden: the choice holds for this page only.
    }
  }

  const follow = () => show((chosen() || (system.matches ? 'slate' : 'default')) === 'slate');
  follow();
  // Old iPhones know only the older of the two ways to listen.
  if (system.addEventListener) system.addEventListener('change', follow);
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', press);
})();
