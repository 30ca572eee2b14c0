// @ts-check
// Many hits on a phone: each a short row, which opens at a press, so that one sees what there is before one reads.

/** How many hits are shown whole. */
const FEW = 5;

/** What opens a row that is shown short. @param {Element} row */
function briefRow(row) {
  const name = row.querySelector('th');
  if (!name) return;
  const button = handbook.element('button', { class: 'more', type: 'button', 'aria-expanded': 'false', 'aria-label': String(name.textContent) });
  name.append(button);
  row.addEventListener('click', (event) => {
    const at = /** @type {Element} */ (event.target);
    // What stands open may be read, and words of it chosen: only the button closes it.
    if (at !== button && (row.classList.contains('whole') || at.closest('a') || !at.closest('.brief'))) return;
    button.setAttribute('aria-expanded', String(row.classList.toggle('whole')));
  });
}
