// @ts-check
// What floats at the bottom of the screen stands in one stack, so that nothing covers another.

/** @param {HTMLElement} bar is put on the stack */
function showBar(bar) {
  const stack = document.querySelector('.bars') || document.body.appendChild(pageElement('div', { class: 'bars' }));
  stack.append(bar);
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {Record<string, string>} attributes
 * @param {(Node | string)[]} content
 * @returns {HTMLElementTagNameMap[Name]}
 */
function pageElement(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
  made.append(...content);
  return made;
}
