// @ts-check
// What all that is loaded after the page makes alike: buttons, and texts with their values. What speaks to the reader says so in
// the language of the site: a page that is not translated is in another.

const { element, language: lang } = handbook;

/** @type {Handbook['filled']} */
function studyFilled(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => `${values[name]}`);
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
