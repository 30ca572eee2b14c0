// @ts-check
// The menu of a narrow window opens without an entry in the history; while it is open nothing behind it takes the focus.
(() => {
  const narrow = matchMedia('(max-width: 76.234375em)');
  const opener = /** @type {HTMLAnchorElement} */ (document.querySelector('.menu-open'));
  const menu = /** @type {HTMLElement} */ (document.querySelector('.menu'));
  const html = document.documentElement;

  /** @param {boolean} open */
  function set(open) {
    html.classList.toggle('menu-shown', open);
    opener.setAttribute('aria-expanded', String(open));
    for (const element of document.querySelectorAll('.skip, .top, main, .contents, .foot, .bars')) {
      element.toggleAttribute('inert', open);
    }
    if (open) /** @type {HTMLElement} */ (menu.firstElementChild).focus({ preventScroll: true });
    else opener.focus({ preventScroll: true });
  }

  const isOpen = () => html.classList.contains('menu-shown');
  opener.setAttribute('role', 'button');
  opener.setAttribute('aria-expanded', 'false');
  document.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest('.menu-open, .menu-close, .shade');
    if (!link) return;
    event.preventDefault();
    set(link === opener);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isOpen()) set(false);
    if (event.key === ' ' && event.target === opener) {
      event.preventDefault();
      set(true);
    }
  });
  // Old iPhones know only the older of the two ways to listen.
  if (narrow.addEventListener) narrow.addEventListener('change', () => isOpen() && set(false));
})();
