// @ts-check
// The first page: its search opens the box; of what goes by the calendar it shows what is in force today, here.
(() => {
  const link = document.querySelector('.search-here');
  const { search } = handbook;
  if (link && search) {
    const button = handbook.element('button', { type: 'button', class: link.className, 'aria-haspopup': 'dialog' }, ...link.childNodes);
    button.onclick = () => search(button);
    link.replaceWith(button);
  }

  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

  /** From which day on a row is in force. @param {HTMLElement} row */
  const from = (row) => String(row.dataset.from);

  for (const list of document.querySelectorAll('.now')) {
    const rows = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('[data-from]')]).sort((one, other) => (from(one) < from(other) ? -1 : 1));
    // A day that returns is written without its year: before the first of them the last one is still in force.
    const returns = rows.length > 0 && from(rows[0]).length < today.length;
    const begun = rows.filter((row) => from(row) <= (returns ? today.slice(5) : today));
    const current = begun.pop() || (returns && rows.pop());
    if (current) current.hidden = false;
  }
})();
