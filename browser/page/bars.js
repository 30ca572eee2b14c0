// @ts-check
// What floats at the bottom of the screen stands in one stack, so that nothing covers another.

/** @param {HTMLElement} bar is put on the stack */
function showBar(bar) {
  const stack = document.querySelector('.bars') || document.body.appendChild(SITE.element('div', { class: 'bars' }));
  stack.append(bar);
}
