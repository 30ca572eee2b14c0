// @ts-check
// Elements made by script.

/** @param {string} text @param {() => void} press @param {string} [kind] a class */
function readingButton(text, press, kind = 'reading-button') {
  const made = handbook.element('button', { type: 'button', class: kind }, text);
  made.onclick = press;
  return made;
}

/** A group of the panel with its name. @param {string} name @param {(Node | string)[]} content */
function readingGroup(name, ...content) {
  const row = handbook.element('div', { class: 'reading-row' }, ...content);
  return handbook.element('fieldset', {}, handbook.element('legend', {}, name), row);
}
