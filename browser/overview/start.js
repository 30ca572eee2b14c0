// @ts-check
// One page with everything: what has been read and answered, what to go on with, what to look at again.
const { element } = handbook;
handbook.studying().then(
  (study) => {
    const place = document.querySelector('.study');
    if (!place) return;
    const parts = overviewParts(place);
    const entries = parts.reduce((all, part) => all.concat(part.entries), /** @type {Entry[]} */ ([]));
    const said = element('p', { class: 'study-sum' });
    const next = element('p', { class: 'study-next' });
    const none = element('p', { role: 'status' });
    const reset = handbook.button(overviewText('reset'), again);
    const choices = ['all', 'unread', 'repeat'].map((name) => element('option', { value: name }, overviewText(name)));
    const choice = element('select', { id: 'hien', class: 'button' }, ...choices);
    const buttons = parts.map((part) => {
      const button = handbook.button('', () => overviewRecord(part, button), { class: 'button study-print print' });
      button.append(...overviewTitled('record', part));
      part.list.after(button);
      return button;
    });
    const notes = parts.map(({ heading }) => heading.appendChild(element('small', { class: 'study-note' })));

    /** @param {Entry} entry */
    const of = ({ id }) => study.get('p', id) || {};
    /** What is there for its questions has no minutes: it is not read. @param {Entry} entry */
    const isOpen = (entry) => entry.minutes > 0 && !of(entry).t;
    /** @param {Entry} entry */
    const isShown = (entry) => (choice.value === 'unread' ? isOpen(entry) : choice.value === 'repeat' ? of(entry).w > 0 : true);

    /** @param {Entry[]} some */
    function counted(some) {
      const read = some.filter((entry) => entry.minutes && of(entry).t);
      const sum = (/** @type {(entry: Entry) => number} */ count) => some.reduce((all, entry) => all + count(entry), 0);
      const left = some.filter(isOpen).reduce((all, { minutes }) => all + minutes, 0);
      return { read: read.length, pages: some.filter(({ minutes }) => minutes).length, done: sum((entry) => of(entry).d || 0), questions: sum(({ questions }) => questions), wrong: sum((entry) => of(entry).w || 0), left };
    }

    function drawEntries() {
      for (const entry of entries) {
        const { d = 0, w = 0 } = of(entry);
        const told = [d ? overviewText('done_of', { done: d, questions: entry.questions }) : '', w ? overviewText('wrong_of', { count: w }) : ''];
        entry.note.textContent = told.filter(Boolean).map((one) => `· ${one} `).join('');
        entry.item.toggleAttribute('hidden', !isShown(entry));
      }
      parts.forEach(({ list, heading, entries }, at) => {
        const { read, pages } = counted(entries);
        const isEmpty = !entries.some(isShown);
        notes[at].textContent = read ? ` ${overviewText('read_of', { read, pages })}` : '';
        buttons[at].hidden = !pages || read < pages || isEmpty;
        for (const one of [list, heading]) one.toggleAttribute('hidden', isEmpty);
      });
      none.textContent = entries.some(isShown) ? '' : overviewText('none');
    }

    function draw() {
      const { left, wrong, ...all } = counted(entries);
      const begun = all.read + all.done + wrong > 0;
      const told = [overviewText('sum', all), left ? overviewText('left', { minutes: left }) : '', wrong ? overviewText('wrong', { count: wrong }) : ''];
      said.textContent = begun ? told.filter(Boolean).join(' ') : overviewText('nothing');
      const open = entries.filter(isOpen);
      const half = open.find((entry) => of(entry).d || (of(entry).s || []).length);
      const own = open.find(({ lang }) => lang === handbook.language);
      const goal = half || (!begun && open.find(({ begins }) => begins)) || own || open[0];
      next.textContent = '';
      if (goal) next.append(element('a', { href: goal.link.href }, ...overviewTitled(half || begun ? 'go_on' : 'begin', goal)));
      reset.hidden = !answered().length;
      drawEntries();
    }

    /** What has been checked; what was written for open questions stays. */
    function answered() {
      return [...study.all('q')].filter(([, { a, n }]) => a && n);
    }

    function again() {
      const all = answered();
      if (!confirm(overviewText('reset_sure', { count: all.length }))) return;
      for (const [id, record] of all) study.put('q', id, { ...record, a: '' });
      said.setAttribute('tabindex', '-1');
      said.focus();
    }
    choice.onchange = drawEntries;
    const shown = element('p', { class: 'study-choice' }, element('label', { for: 'hien' }, overviewText('show')), ' ', choice);
    place.prepend(element('div', { class: 'study-top' }, said, next, shown, none));
    place.append(reset);
    draw();
    study.watch('p', draw);
  },
  () => {}, // the lists are there all the same
);
