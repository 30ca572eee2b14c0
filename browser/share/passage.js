// @ts-check
// What is sent: a page, a part of it, or an official wording with the line that says where it stands.

/**
 * @typedef {object} Passage
 * @property {string} name what the reader sees it called
 * @property {string} title
 * @property {string} text
 * @property {string} address "" when there is none that others can open
 * @property {string} whole the text and the address
 * @property {boolean} quoted an official wording
 */

/** The address of this page for others, with the paper that it shows. In a folder it has one only when it is published somewhere. */
function shareAddress() {
  if (location.protocol !== 'file:') return location.href.replace(/#.*/, '').replace(/\?(?!de=).*/, '');
  const published = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=canonical]'));
  return published ? published.href : '';
}

/** @param {Element} control a link to the passage or to a file; any other stands for the page @returns {Passage} */
function sharePassage(control) {
  const page = shareText(document.querySelector('h1'));
  const hash = control instanceof HTMLAnchorElement ? control.hash : '';
  const base = shareAddress();
  const file = control.matches('[download]') ? /** @type {HTMLAnchorElement} */ (control) : null;
  const address = file ? file.href : base && base + hash;
  const quotation = control.closest('.quotation');
  const heading = shareText(file || document.getElementById(decodeURIComponent(hash.slice(1))));
  const part = heading ? `“${heading}”` : handbookTexts.page;
  const title = !quotation && heading ? `${heading} – ${page}` : page;
  const text = quotation ? shareWording(quotation) : title;
  const whole = address ? `${text}\n${address}` : text;
  return { name: quotation ? handbookTexts.quotation : part, title, text, address, whole, quoted: Boolean(quotation) };
}

/** The wording in quotation marks, those within it single; below it the source. @param {Element} quotation */
function shareWording(quotation) {
  const blocks = [...quotation.querySelectorAll('p')];
  const isSource = (/** @type {Element} */ block) => block.matches('.quotation-source');
  const words = blocks.filter((block) => !isSource(block)).map(shareText);
  const inner = words.join('\n').replace(/“/g, '‘').replace(/”/g, '’');
  return [`“${inner}”`, ...blocks.filter(isSource).map(shareText)].join('\n');
}

/** @param {Element | null} element */
function shareText(element) {
  return element ? String(element.textContent).replace(/\s+/g, ' ').trim() : '';
}
