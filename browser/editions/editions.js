// @ts-check
// What is new since last time: the page of editions marks those that came after it was last opened. The browser keeps the newest that was there, nobody else learns of it.
(() => {
  const heads = [...document.querySelectorAll('h2[data-edition]')];
  const [newest] = heads;
  const key = `${handbook.root}.edition`;

  /** @param {Element} head */
  const name = (head) => /** @type {HTMLElement} */ (head).dataset.edition || '';

  /** The edition of last time, the same until the reader closes the window: who comes back from a page sees the marks again. */
  function last() {
    const before = sessionStorage.getItem(key);
    const found = before === null ? localStorage.getItem(key) : before;
    sessionStorage.setItem(key, found || '');
    localStorage.setItem(key, name(newest));
    return found;
  }

  /** @param {string} before */
  function mark(before) {
    const at = heads.findIndex((head) => name(head) === before);
    if (at < 0) return; // none that is known here
    for (const head of heads.slice(0, at)) head.append(' ', handbook.element('mark', {}, handbookTexts.newer));
    const said = at ? handbookTexts[at === 1 ? 'since_one' : 'since_other'].replace('{count}', String(at)) : handbookTexts.same;
    newest.before(handbook.element('p', { role: 'status' }, said));
  }

  const before = newest && handbook.stored(last);
  if (before) mark(before);
})();
