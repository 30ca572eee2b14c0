// @ts-check
// Elements and texts of the panels.

/** @param {string} name a key of the group "offline" in handbook/language/texts @param {Record<string, string | number>} [values] */
function panelText(name, values = {}) {
  return handbookTexts[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** @param {string} name the key of its text @param {() => void} press */
function panelButton(name, press) {
  const made = handbook.element('button', {}, panelText(name));
  made.onclick = press;
  return made;
}

/** Shows some of several elements; the focus does not get lost with a button that goes. @param {HTMLElement[]} all @param {HTMLElement[]} shown */
function panelShow(all, shown) {
  const focused = all.find((element) => element === document.activeElement);
  for (const element of all) element.hidden = !shown.includes(element);
  const next = shown.find((element) => element instanceof HTMLButtonElement);
  if (focused && focused.hidden && next) next.focus({ preventScroll: true });
}

/** @param {number} bytes @param {string} language */
function panelSize(bytes, language) {
  const megabytes = bytes / 1e6;
  if (megabytes < 1) return `${Math.ceil(bytes / 1000)} kB`;
  return `${megabytes.toLocaleString(language, { maximumFractionDigits: 1 })} MB`;
}

/** @param {Date} date */
function panelDate(date) {
  return panelText('date', { day: date.getDate(), month: date.getMonth() + 1, year: date.getFullYear() });
}
