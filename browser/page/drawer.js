// @ts-check
// The drawer of a narrow window: opened with the keyboard too, closed by Escape, and the focus stays in it.
(() => {
  const narrow = matchMedia('(max-width: 76.234375em)');

  /**
   * @param {HTMLInputElement} box
   * @param {HTMLElement} label
   * @param {HTMLElement} drawer
   * @param {Element} content
   */
  function start(box, label, drawer, content) {
    label.tabIndex = 0;
    label.setAttribute('role', 'button');

    function update() {
      const open = box.checked && narrow.matches;
      label.setAttribute('aria-expanded', String(open));
      // What the drawer hides, and a drawer that is shut, take no focus.
      content.toggleAttribute('inert', open);
      drawer.toggleAttribute('inert', narrow.matches && !open);
    }

    /** @param {boolean} open */
    function set(open) {
      box.checked = open;
      update();
      const inside = /** @type {HTMLElement | null} */ (drawer.querySelector('a[href]'));
      if (open && inside) inside.focus({ preventScroll: true });
      if (!open) label.focus({ preventScroll: true });
    }

    box.addEventListener('change', update);
    label.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' && event.key !== ' ') return;
      event.preventDefault();
      set(!box.checked);
    });
    document.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && box.checked && narrow.matches) set(false);
    });
    // Old iPhones know only the older of the two ways to listen.
    if (narrow.addEventListener) narrow.addEventListener('change', update);
    update();
  }

  const box = document.getElementById('__drawer');
  const label = document.querySelector('.md-header [for="__drawer"]');
  const drawer = document.querySelector('.md-sidebar--primary');
  const content = document.querySelector('.md-content');
  if (box instanceof HTMLInputElement && label instanceof HTMLElement && drawer instanceof HTMLElement && content) {
    start(box, label, drawer, content);
  }
})();
