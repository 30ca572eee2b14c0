// @ts-check
// The button back to the top shows when a long page is scrolled upwards.
(() => {
  const button = document.querySelector('.md-top');
  let before = scrollY;
  let waiting = false;

  /** @param {HTMLElement} button */
  function update(button) {
    waiting = false;
    if (scrollY !== before) button.hidden = scrollY > before || scrollY < innerHeight;
    before = scrollY;
  }

  if (!(button instanceof HTMLElement)) return;
  const scrolled = () => {
    if (!waiting) requestAnimationFrame(() => update(button));
    waiting = true;
  };
  addEventListener('scroll', scrolled, { passive: true });
  button.addEventListener('click', () => {
    scrollTo(0, 0);
    button.hidden = true;
  });
})();
