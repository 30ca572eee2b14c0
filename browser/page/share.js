// @ts-check
// Links to a passage, and the row below a text: a press loads what sends and prints. Without it a link is a link.
(() => {
  for (const each of document.querySelectorAll('.print')) each.removeAttribute('hidden');
  // Old browsers have no sheets.
  const sheet = () => ('HTMLDialogElement' in window ? Promise.all([load('reading.css'), load('share')]) : Promise.reject());
  document.addEventListener('click', (event) => {
    const control = /** @type {Element} */ (event.target).closest('.share, .print');
    if (!control || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sheet().then(
      () => /** @type {any} */ (window).handbookShare(control),
      () => (control instanceof HTMLAnchorElement ? location.assign(control.href) : print()),
    );
  });
})();
