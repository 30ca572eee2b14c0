// @ts-check
// What all that is loaded after the page makes alike: buttons, and texts with their values. What speaks to the reader says so in
// the language of the site: a page that is not translated is in another.

const { language: lang, tongue = lang, element: made } = handbook;

/** @type {Handbook['element']} */
function element(name, attributes, ...content) {
  return made(name, attributes, ...content.flatMap((part) => (typeof part === 'string' ? studySpoken(part) : [part])));
}

/** Words in the handbook's own language stand between signs (handbook/language/foreign.py). @param {string} text @returns {(Node | string)[]} */
function studySpoken(text) {
  return text.split('\u0001').map((part, at) => (at % 2 ? made('span', { lang: tongue }, part) : part));
}

/** @type {Handbook['filled']} */
function studyFilled(text, values) {
  return text.replace(/\{(\w+)(?::(.*?)\|(.*?))?\}/g, (_, name, one, more) => values[name] + (more ? ` ${Number(values[name]) === 1 ? one : more}` : ''));
}

/** The words of an element, with signs around those in the handbook's own language, of which handbook.element makes what it was. @param {Element} from */
function studySigned(from) {
  const copy = /** @type {Element} */ (from.cloneNode(true));
  for (const one of copy.querySelectorAll(`[lang=${tongue}]`)) one.textContent = `\u0001${one.textContent}\u0001`;
  return String(copy.textContent).trim();
}

/** A text without these signs. @param {string} text */
function studyPlain(text) {
  return text.replace(/\u0001/g, '');
}

/** @type {Handbook['button']} */
function studyButton(text, press, attributes = {}) {
  const made = element('button', { type: 'button', class: 'button', lang, ...attributes }, text);
  made.onclick = press;
  return made;
}

function studyNow() {
  return Math.round(Date.now() / 1000);
}
