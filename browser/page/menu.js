// @ts-check
// The menu of a narrow window: opened and closed by keys too, and while it is open nothing behind it takes the focus.
(() => {
  const narrow = matchMedia('(max-width: 76.234375em)');
  const box = /** @type {HTMLInputElement} */ (document.getElementById('menu'));
  const menu = /** @type {HTMLElement} */ (document.querySelector('.menu'));
  const behind = document.querySelectorAll('main, .contents, .foot');

  function update() {
    const open = box.checked && narrow.matches;
    box.setAttribute('aria-expanded', String(open));
    behind.forEach((element) => element.toggleAttribute('inert', open));
  }

  /** @param {boolean} open */
  function set(open) {
    box.checked = open;
    update();
    const inside = open ? menu.querySelector('a') : null;
    /** @type {HTMLElement} */ (inside || box).focus({ preventScroll: true });
  }

  box.addEventListener('change', update);
  box.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    set(!box.checked);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && box.checked && narrow.matches) set(false);
  });
  // Old iPhones know only the older of the two ways to listen.
  if (narrow.addEventListener) narrow.addEventListener('change', update);
  update();
})();
