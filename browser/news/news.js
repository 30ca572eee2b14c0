// @ts-check
// What the worker has to tell a reader: of which edition this is; that newer ones do not arrive, why, and how old what is kept is.
(() => {
  const dismissed = `${handbook.root}.trouble`;

  /** @param {Told} told @param {(bar: HTMLElement) => void} show puts a bar on the screen */
  function tell({ trouble = '', since = 0, kept = '' }, show) {
    const date = new Date(since);
    const day = newsText('date', { day: date.getDate(), month: date.getMonth() + 1, year: date.getFullYear() });
    const said = handbook.element('p', { role: 'status' });
    const close = handbook.element('button', {}, newsText('close'));
    const bar = handbook.element('div', { class: 'trouble' }, said, close);
    close.onclick = () => {
      sessionStorage.setItem(dismissed, trouble);
      bar.remove();
    };
    show(bar);
    // Now that it is there, so that a screen reader says it.
    said.textContent = `${newsText(trouble, { date: day })} ${newsEdition('kept', kept)}.`;
  }

  Object.assign(window, {
    /** @param {Told} told @param {(bar: HTMLElement) => void} show */
    handbookNews(told, show) {
      const { edition = '', trouble } = told;
      document.querySelectorAll('.edition-now').forEach((place) => {
        if (edition) place.textContent = newsOf(place, edition);
        /** @type {HTMLElement} */ (place).hidden = !edition;
      });
      if (trouble && sessionStorage.getItem(dismissed) !== trouble) tell(told, show);
    },
  });
})();
