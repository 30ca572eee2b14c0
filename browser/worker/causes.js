// @ts-check
// Why something could not be kept, in one word, which pages have a sentence for.

/**
 * `network`: no connection; `full`: no room; `store`: the browser keeps nothing; the others as in `answerOfServer`.
 * @param {unknown} error
 */
async function causeOf(error) {
  const { name } = /** @type {Error} */ (error);
  if (name.startsWith('Quota')) return 'full';
  if (/^(Type|Abort)Error$/.test(name)) return 'network';
  return name === 'DataError' ? answerOfServer() : 'store';
}

/**
 * What becomes of this site, as the server answers for its worker. `moved`: elsewhere; `gone`; `down`: an error;
 * `foreign`: something else, as the page of a public network where one logs in; `changed`: another edition;
 * `altered`: this edition, so that what is not as in the list has been altered, or has not arrived yet.
 */
async function answerOfServer() {
  try {
    const response = await ask(`${ROOT}sw.js`, 'no-cache');
    if (response.type === 'opaqueredirect') return 'moved';
    if (/^4(04|10)$/.test(String(response.status))) return 'gone';
    const text = await response.text();
    if (!response.ok) return 'down';
    if (text.includes(EDITION.id)) return 'altered';
    return text.includes('skipWaiting') ? 'changed' : 'foreign';
  } catch (error) {
    return 'network';
  }
}
