// @ts-check
// The form of the reflection paper: every heading and word can be changed, notes can be put in, and it leaves as it is wanted.

/** How long a browser may take to begin to print, in milliseconds. */
const REFLECTION_PRINTS = 1000;

const { element, study, button, filled } = handbook;
handbook.bring('notebook').then(() => {
  const frame = /** @type {HTMLElement} */ (document.querySelector('.reflection'));
  const { notebook } = handbook;
  /** @type {HTMLElement} */ (frame.querySelector('.needs')).hidden = true;
  const form = element('div', { class: 'reflection-form' });
  const printed = element('div', { class: 'reflection-printed' });
  const said = element('p', { role: 'status', tabindex: '-1' });
  let parts = reflectionParts();
  let isOwn = false;

  function keep() {
    isOwn = true;
    reflectionKeep(parts);
    isOwn = false;
  }

  /** What can be put into a part. @param {number} at @param {HTMLTextAreaElement} field */
  function choices(at, field) {
    const list = element('ul', {});
    const box = element('details', {}, element('summary', { 'aria-label': `${handbookTexts.insert}: ${parts[at][0]}` }, handbookTexts.insert), list);
    // Only when it is wanted, and as it is then.
    box.ontoggle = () => {
      list.textContent = '';
      const entries = notebook.entries().filter(({ passage, own }) => passage || own);
      if (!entries.length) list.append(element('li', {}, handbookTexts.nothing));
      for (const entry of entries) {
        const words = reflectionQuoted(entry);
        const put = button(handbookTexts.put, () => {
          field.value = [field.value.replace(/\s+$/, ''), words].filter(Boolean).join('\n');
          parts[at][1] = field.value;
          keep();
          said.textContent = handbookTexts.was_put;
        }, { 'aria-label': `${handbookTexts.put}: ${words}` });
        list.append(element('li', { lang: entry.language }, element('p', {}, words), put));
      }
    };
    return box;
  }

  /** @param {[string, string]} part @param {number} at */
  function shown(part, at) {
    const heading = element('input', { class: 'field', type: 'text', 'aria-label': filled(handbookTexts.heading, { number: at + 1 }) });
    const text = element('textarea', { class: 'field', rows: '6', 'aria-label': part[0] });
    [heading.value, text.value] = part;
    heading.oninput = () => {
      part[0] = heading.value;
      text.setAttribute('aria-label', heading.value);
      keep();
    };
    text.oninput = () => {
      part[1] = text.value;
      keep();
    };
    const away = button(handbookTexts.less, () => {
      if (part[1] && !confirm(handbookTexts.less_sure)) return;
      parts.splice(at, 1);
      keep();
      draw();
      said.focus();
    }, { 'aria-label': `${handbookTexts.less}: ${part[0]}` });
    return element('fieldset', {}, element('legend', {}, filled(handbookTexts.part, { number: at + 1 })), heading, text, choices(at, text), away);
  }

  function draw() {
    form.textContent = '';
    form.append(...parts.map(shown));
  }

  const more = button(handbookTexts.more, () => {
    parts.push(['', '']);
    keep();
    draw();
    const headings = form.querySelectorAll('input');
    headings[headings.length - 1].focus();
  });
  const again = button(handbookTexts.again, () => {
    if (!confirm(handbookTexts.again_sure)) return;
    study.remove('r', 'bai');
    parts = reflectionParts();
    draw();
    said.textContent = handbookTexts.cleared;
    said.focus();
  });

  /** What the paper is when it is printed: the form is not. */
  function fill() {
    printed.textContent = '';
    printed.append(element('h2', {}, handbookTexts.title), ...reflectionLines(parts, (heading) => element('h3', {}, heading), (line) => element('p', {}, line)));
  }

  /** Only the paper goes to the printer, without what else is on the page. */
  function print() {
    const done = () => document.documentElement.classList.remove('reflection-only');
    document.documentElement.classList.add('reflection-only');
    // Inside other programs nothing happens at all.
    const timer = setTimeout(() => {
      done();
      said.textContent = handbookTexts.no_print;
    }, REFLECTION_PRINTS);
    addEventListener('beforeprint', () => clearTimeout(timer), { once: true });
    addEventListener('afterprint', done, { once: true });
    window.print();
  }

  const language = document.documentElement.lang;
  const name = handbookTexts.file;
  const row = element('p', { class: 'notebook-row' });
  row.append(
    button(handbookTexts.print, print),
    button(handbookTexts.copy, () => copy(reflectionWords(parts))),
    button(handbookTexts.word, () => save(`${name}.docx`, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', docxFile(handbookTexts.title, parts, language), reflectionWords(parts))),
    button(handbookTexts.markdown, () => save(`${name}.md`, 'text/markdown', reflectionMarkdown(parts), reflectionMarkdown(parts))),
    again,
  );
  frame.append(form, more, row, said);
  const { save, copy } = notebook.out(frame);
  frame.append(printed);
  addEventListener('beforeprint', fill);
  draw();
  // In another tab: what was written there is not written over here, and the focus stays where it was.
  study.watch('r', () => {
    if (isOwn) return;
    const fields = () => [.../** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll('.field'))];
    const at = fields().findIndex((field) => field === document.activeElement);
    parts = reflectionParts();
    draw();
    if (at >= 0) (fields()[at] || more).focus({ preventScroll: true });
  });
}, () => {}); // the page says what it needs
