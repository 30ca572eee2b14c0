// @ts-check
// What a page asks its readers to think about can be answered in its place. An answer to what has been reworded since stays
// below the list, with the words that it was given to.
(() => {
  const { element, study } = handbook;
  const items = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[data-prompt]')]);
  const { lang } = /** @type {HTMLElement} */ (document.querySelector('.handbook-text'));
  const title = handbook.signed(/** @type {Element} */ (document.querySelector('h1')));

  /** @param {HTMLElement} item */
  function prompt(item) {
    const id = `${study.page}#${item.dataset.prompt}`;
    const words = String(item.textContent).trim();
    const said = element('p', { class: 'prompt-said' });
    const field = element('textarea', { class: 'field', rows: '4', 'aria-label': `${handbookTexts.answer} ${words}` });
    const button = handbook.button('', press);
    field.hidden = true;

    function draw() {
      const { a = '' } = study.get('t', id) || {};
      said.textContent = a;
      said.hidden = !a || !field.hidden;
      // It may have been written in another tab.
      if (field.value.trim() !== a) field.value = a;
      button.textContent = handbookTexts[field.hidden ? (a ? 'change' : 'write') : 'done'];
      button.setAttribute('aria-expanded', String(!field.hidden));
      button.setAttribute('aria-label', `${button.textContent}: ${words}`);
    }

    field.oninput = () => {
      const a = field.value.trim();
      if (a) study.put('t', id, { a, q: words, l: lang, p: title });
      else study.remove('t', id);
    };
    function press() {
      field.hidden = !field.hidden;
      draw();
      if (!field.hidden) field.focus();
    }
    item.append(element('div', { class: 'prompt' }, said, field, button));
    draw();
    study.watch('t', draw);
  }

  /** Answers to what is not asked any more under a heading. @param {string} heading @param {HTMLElement} last of its items */
  function former(heading, last) {
    const asked = new Set(items.map(({ dataset }) => `${study.page}#${dataset.prompt}`));
    const left = [...study.all('t')].filter(([id, { l }]) => id.startsWith(`${study.page}#${heading}/`) && !asked.has(id) && (!l || l === lang));
    for (const [id, { a, q }] of left) {
      const remove = handbook.button(handbookTexts.remove, away, { 'aria-label': `${handbookTexts.remove}: ${q}` });
      const box = element('div', { class: 'prompt prompt-former', tabindex: '-1' }, element('p', {}, `${handbookTexts.former} ${q}`), element('p', { class: 'prompt-said' }, a), remove);
      function away() {
        study.remove('t', id);
        box.textContent = handbookTexts.removed;
        box.focus();
      }
      /** @type {Element} */ (last.parentElement).after(box);
    }
  }

  /** @type {Map<string, HTMLElement>} */
  const lasts = new Map();
  for (const item of items) lasts.set(String(item.dataset.prompt).split('/')[0], item);
  for (const item of items) prompt(item);
  lasts.forEach((last, heading) => former(heading, last));
})();
