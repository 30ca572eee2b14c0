// @ts-check
// Long tables: shows only the rows that have certain words; opens closed groups for an address and for paper, and all at a press.
(() => {
  const groups = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll('details.group')]);
  const box = document.querySelector('.filter');
  const inside = box && box.parentElement;

  function go() {
    const target = document.getElementById(location.hash.slice(1));
    const hidden = target && target.closest('.out, details:not([open])');
    if (!target || !hidden) return;
    clear();
    for (const each of document.querySelectorAll('details')) if (each.contains(target)) each.open = true;
    target.scrollIntoView();
  }

  /** Their state while they are all open: on paper, or under a filter. */
  function opener() {
    /** @type {boolean[] | null} */
    let before = null;
    return (/** @type {boolean} */ open) => {
      if (open === Boolean(before)) return;
      const states = before || groups.map((group) => group.open);
      groups.forEach((group, number) => (group.open = open || states[number]));
      before = open ? states : null;
    };
  }

  let clear = () => {};
  const forPaper = opener();
  addEventListener('beforeprint', () => forPaper(true));
  addEventListener('afterprint', () => forPaper(false));
  addEventListener('hashchange', go);
  // To where the address leads already: the reader may have closed it.
  addEventListener('click', ({ target }) => /** @type {Element} */ (target).closest(`[href="${location.hash}"]`) && go());
  if (box && inside) clear = filter(box, inside);
  go();

  /**
   * @param {Element} box with the field
   * @param {Element} inside what is looked through
   * @returns {() => void} shows everything again
   */
  function filter(box, inside) {
    const field = /** @type {HTMLInputElement} */ (box.querySelector('input'));
    const remove = handbook.element('button', { type: 'button' }, handbookTexts.clear);
    const all = handbook.element('button', { type: 'button' });
    const said = handbook.element('p', { role: 'status' });
    const rows = [...inside.querySelectorAll('tbody > tr')].map((row) => {
      briefRow(row);
      const group = row.closest('details.group');
      const heading = group && group.querySelector('h3');
      const cells = [...row.children, ...(heading ? [heading] : [])].map((cell) => cell.textContent);
      // What only leads to a row of this page would say that row again.
      return { row, text: row.querySelector('th > a[href^="#"]') ? '' : plain(cells.join(' ')) };
    });
    const underFilter = opener();

    /** @param {string} text */
    function plain(text) {
      return ` ${text.normalize().toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim()}`;
    }

    /** Without marks, as handbook/language/letters.json has them. @param {string} text */
    function bare(text) {
      return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/\u0111/g, 'd');
    }

    /** @param {string} words @returns {number} how many rows have them */
    function choose(words) {
      const fold = words === bare(words) ? bare : String;
      return rows.filter(({ row, text }) => !row.classList.toggle('out', words !== ' ' && !fold(text).includes(words))).length;
    }

    function show() {
      const words = plain(field.value);
      const isOn = words !== ' ';
      const count = choose(words);
      underFilter(isOn);
      inside.classList.toggle('brief', isOn && count > FEW);
      let follows = false;
      for (const part of [...inside.children].reverse()) {
        const isHead = part.tagName === 'H2';
        /** @type {boolean} */
        const isKept = part === box || part.tagName === 'H1' || (isHead ? follows : Boolean(part.querySelector('tbody > tr:not(.out)')));
        part.classList.toggle('out', isOn && !isKept);
        follows = !isHead && (follows || (isKept && part !== box));
      }
      remove.hidden = !isOn;
      all.hidden = isOn || !groups.length;
      said.textContent = isOn ? handbookTexts[count > 1 ? 'other' : count ? 'one' : 'none'].replace('{count}', String(count)).replace('{words}', () => field.value.trim()) : '';
    }

    function name() {
      all.textContent = handbookTexts[groups.every((group) => group.open) ? 'close' : 'open'];
    }

    function empty() {
      field.value = '';
      show();
    }

    field.oninput = show;
    field.onkeydown = (event) => {
      if (event.key !== 'Escape' || event.isComposing || !field.value) return;
      event.stopPropagation();
      empty();
    };
    remove.onclick = () => {
      empty();
      field.focus();
    };
    all.onclick = () => {
      const open = !groups.every((group) => group.open);
      for (const group of groups) group.open = open;
      name();
    };
    groups.forEach((group) => group.addEventListener('toggle', name));
    name();
    box.append(remove, all, said);
    box.classList.add('ready');
    show(); // what is not for now is hidden
    return () => field.value && empty();
  }
})();
