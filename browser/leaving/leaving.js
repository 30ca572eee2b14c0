// @ts-check
// A page of a handbook that has moved leads on to the same page at the new address. What the browser keeps for the reader
// at the old one cannot be read from there: who has any is shown it first, to take along. Nothing is sent, nothing removed.

/** What the handbook keeps, by the end of its names: `.reading`. @param {string} root the path of the site @returns {Record<string, unknown>} */
function leavingRecords(root) {
  /** @type {Record<string, unknown>} */
  const found = {};
  try {
    for (const key of Object.keys(localStorage).sort()) {
      if (key.startsWith(`${root}.`)) found[key.slice(root.length)] = leavingValue(String(localStorage.getItem(key)));
    }
  } catch (error) {
    // Storage may be forbidden: then nothing was ever kept.
  }
  return found;
}

/** As it can be read; as it is when that would change it. @param {string} text @returns {unknown} */
function leavingValue(text) {
  try {
    const value = JSON.parse(text);
    return JSON.stringify(value) === text ? value : text;
  } catch (error) {
    return text;
  }
}

/** @param {string} text @param {string} name */
function leavingDownload(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

/** Copies what is in a field; where that is not allowed it is only selected. @param {HTMLTextAreaElement} field @returns {boolean} */
function leavingCopy(field) {
  field.focus();
  field.select();
  return document.execCommand('copy');
}

/** @param {HTMLElement} panel @param {string} text */
function leavingShow(panel, text) {
  const field = /** @type {HTMLTextAreaElement} */ (panel.querySelector('textarea'));
  const said = /** @type {HTMLElement} */ (panel.querySelector('[role=status]'));
  const [download, copy] = panel.querySelectorAll('button');
  field.value = text;
  download.onclick = () => leavingDownload(text, String(download.dataset.name));
  copy.onclick = () => {
    const { copied, select } = /** @type {Record<string, string>} */ (copy.dataset);
    said.textContent = leavingCopy(field) ? copied : select;
  };
  panel.hidden = false;
}

(() => {
  const base = new URL('../', /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const go = /** @type {HTMLAnchorElement} */ (document.querySelector('.go'));
  go.search = location.search;
  go.hash = location.hash;
  const records = leavingRecords(base.pathname);
  if (Object.keys(records).length) {
    const all = { address: base.href, date: new Date().toISOString(), records };
    leavingShow(/** @type {HTMLElement} */ (document.querySelector('.records')), JSON.stringify(all, null, 2));
  } else if (!go.href.startsWith(base.href)) {
    location.replace(go.href);
  }
})();
