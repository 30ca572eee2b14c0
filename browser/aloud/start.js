// @ts-check
// A bar with what a listener needs: a sentence back, to stop and to go on, a sentence further, how fast.
(() => {
  const key = `${handbook.root}.aloud`;
  const opener = /** @type {HTMLElement} */ (document.querySelector('.aloud'));
  const said = handbook.element('p', { role: 'status' });
  const speed = handbook.element('select', { 'aria-label': handbookTexts.speed });
  for (const one of [0.8, 1, 1.2, 1.5]) speed.append(new Option(`${one.toLocaleString(handbook.language)}×`, String(one)));
  speed.value = handbook.stored((storage) => storage.getItem(key)) || '';
  if (!speed.value) speed.value = '1';
  let isReading = false;

  /** @param {() => void} press @param {string} face @param {string} [name] when the face does not say it */
  function button(press, face, name) {
    const made = handbook.element('button', name ? { 'aria-label': name } : {}, face);
    made.onclick = press;
    return made;
  }

  function close() {
    reader.stop();
    aloudMark();
    bar.remove();
    opener.focus({ preventScroll: true });
  }

  const name = opener.innerText;
  const back = button(() => reader.read(-1), '‹', handbookTexts.back);
  const main = button(() => (isReading ? reader.stop() : reader.read(0)), '');
  const next = button(() => reader.read(1), '›', handbookTexts.next);
  const bar = handbook.element('section', { class: 'aloud-bar', 'aria-label': name }, back, main, next, speed, button(close, '✕', handbookTexts.close), said);
  const reader = aloudReader(bar, speed, (reads, words) => {
    isReading = reads;
    main.textContent = reads ? handbookTexts.stop : name;
    said.textContent = words;
  });
  speed.onchange = () => {
    handbook.stored((storage) => storage.setItem(key, speed.value));
    if (isReading) reader.read(0);
  };
  bar.onkeydown = (event) => event.key === 'Escape' && close();
  addEventListener('pagehide', () => reader.stop());

  /** Opens it, and reads from where it stopped. */
  handbook.aloud = () => {
    /** @type {Element} */ (document.querySelector('.bars')).append(bar);
    main.focus({ preventScroll: true });
    if (!isReading) reader.read(0);
  };
})();
