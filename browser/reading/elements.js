// @ts-check
// Elements made by script.

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
function readingElement(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
  made.append(...content);
  return made;
}

/** @param {string} text @param {() => void} press @param {string} [kind] a class */
function readingButton(text, press, kind = 'reading-button') {
  const made = readingElement('button', { type: 'button', class: kind }, text);
  made.onclick = press;
  return made;
}

/** A group of the panel with its name. @param {string} name @param {(Node | string)[]} content */
function readingGroup(name, ...content) {
  const row = readingElement('div', { class: 'reading-row' }, ...content);
  return readingElement('fieldset', {}, readingElement('legend', {}, name), row);
}
