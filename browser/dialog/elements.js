// @ts-check
// Elements made by script. Texts become text nodes, so what is typed or read from the index stays text.

/**
 * A button; pressing it with a pointer leaves the focus, and a phone's keyboard, where they are.
 * @param {Record<string, string>} attributes
 * @param {() => void} press
 * @param {(Node | string)[]} content
 */
function boxButton(attributes, press, ...content) {
  const made = handbook.element('button', attributes, ...content);
  made.type = 'button';
  made.onmousedown = (event) => event.preventDefault();
  made.onclick = press;
  return made;
}

/** A button that is only an icon. @param {string} name class of the icon @param {string} label @param {() => void} press */
function boxIcon(name, label, press) {
  return boxButton({ class: `search-icon ${name}`, 'aria-label': label }, press);
}

/** Its words in the handbook's own language, which stand between signs (handbook/language/foreign.py), say so. @param {string} text */
function boxSpoken(text) {
  const { tongue = '', element } = handbook;
  return text.split('\u0001').map((part, at) => (at % 2 ? element('span', { lang: tongue }, part) : part));
}

/** A text without the signs around words in another language, of which boxSpoken makes elements. @param {string} text */
function boxPlain(text) {
  return text.replace(/\u0001/g, '');
}

/** @param {HTMLElement} parent @param {(Node | string)[]} content instead of what it has */
function boxFill(parent, content) {
  parent.textContent = '';
  parent.append(...content);
  parent.hidden = !content.length;
}

/**
 * A text of the interface with its {values}.
 * @param {string} name a key of the group "search" in handbook/language/texts
 * @param {Record<string, string | number>} [values]
 */
function boxText(name, values = {}) {
  return handbookTexts[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** @param {string} name a key with the endings _one and _other @param {number} count */
function boxCount(name, count) {
  return boxText(`${name}_${count === 1 ? 'one' : 'other'}`, { count });
}

/** Lines as they are said one after the other; one that ends in a stop of its own gets no second. @param {string[]} lines */
function boxSentences(lines) {
  return lines.map((line, at) => (at === lines.length - 1 || /[.…!?]$/.test(line) ? line : `${line}.`)).join(' ');
}
