// @ts-check
// Where a paper is made: its settings become a code in the address, and nothing else.

/** @param {string} name of a text @param {() => void} press @param {string} [kind] a class */
function examButton(name, press, kind = 'button') {
  return handbook.button(handbookTexts[name], press, { class: kind });
}

/** @param {string} id @param {string} label @param {HTMLElement} field */
function examField(id, label, field) {
  field.id = id;
  return element('p', {}, element('label', { for: id }, label), field);
}

/** @param {string} id @param {string} label @param {number[]} numbers @param {number} chosen @param {(number: number) => string} said */
function examNumber(id, label, numbers, chosen, said) {
  const select = element('select', { class: 'field' }, ...numbers.map((number) => element('option', { value: String(number) }, said(number))));
  select.value = String(chosen);
  return { select, row: examField(id, label, select) };
}

/** @param {string} label @param {{id: string, name: string, language?: string}[]} things */
function examBoxes(label, things) {
  const boxes = things.map(({ id }) => element('input', { type: 'checkbox', value: id }));
  const rows = things.map(({ name, language = handbook.language }, at) =>
    element('label', {}, boxes[at], element('span', language === handbook.language ? {} : { lang: language }, name)),
  );
  const group = element('fieldset', {}, element('legend', {}, label), ...rows);
  return { group, chosen: () => boxes.filter(({ checked }) => checked).map(({ value }) => value) };
}

/** @param {Bank} bank */
function examForm(bank) {
  const words = handbookTexts;
  const count = examNumber('de-so-cau', words.count, [5, 10, 15, 20, 30, 40, 50], 10, String);
  const limit = (/** @type {number} */ minutes) => (minutes ? handbook.filled(words.some_minutes, { minutes }) : words.no_limit);
  const time = examNumber('de-gio', words.minutes, [0, 10, 15, 20, 30, 45, 60, 90], 0, limit);
  const parts = examBoxes(words.parts, bank.parts.map(({ id, title, language }) => ({ id, name: title, language })));
  const levels = examBoxes(words.levels, bank.levels);
  const seed = element('input', { class: 'field', type: 'text', maxlength: '20', autocomplete: 'off', autocapitalize: 'none', 'aria-describedby': 'exam-seed' });
  const hint = element('small', { id: 'exam-seed' }, words.seed_hint);
  const button = element('button', { class: 'button quiz-check' }, words.make);
  const note = element('p', {}, element('small', {}, words.all_if_none));
  const named = examField('de-ma', words.seed, seed);
  const form = element('form', { class: 'bank-form', 'aria-label': words.make }, count.row, time.row, parts.group, levels.group, note, named, hint, button);
  form.onsubmit = (event) => {
    event.preventDefault();
    const plain = seed.value.normalize('NFD').toLowerCase().replace(/đ/g, 'd').replace(/[^a-z0-9]/g, '');
    const own = plain || Math.random().toString(36).slice(2, 7);
    const paper = { seed: own, count: Number(count.select.value), minutes: Number(time.select.value), parts: parts.chosen(), levels: levels.chosen() };
    location.search = `?de=${examCode(paper)}`;
  };
  return form;
}

/** How others come to the same paper; in a folder only where the handbook is published somewhere too. @param {string} code */
function examShare(code) {
  const published = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel=canonical]'));
  const page = location.protocol === 'file:' ? (published ? published.href : '') : location.href.replace(/[?#].*/, '');
  if (!page) return element('p', {});
  const address = `${page}?de=${code}`;
  const field = element('input', { class: 'field', type: 'text', readonly: '', value: address });
  const said = element('span', { role: 'status' });
  const copy = examButton('copy', () => {
    field.focus();
    field.setSelectionRange(0, address.length);
    // The older way, which a page that is not served over https has too.
    said.textContent = handbookTexts[document.execCommand('copy') ? 'copied' : 'copy_yourself'];
  });
  const drawn = element('div', {});
  const { qr } = handbook;
  const draw = () => {
    if (qr) qr(address).then((code) => {
      code.setAttribute('aria-label', handbookTexts.qr_name);
      drawn.textContent = '';
      drawn.append(code);
    }, () => (said.textContent = handbookTexts.qr_failed));
  };
  const row = element('p', {}, copy, ...(qr ? [examButton('qr', draw)] : []), said);
  const label = examField('de-dia-chi', handbookTexts.share, field);
  return element('div', { class: 'bank-form exam-share' }, label, row, element('p', {}, handbookTexts.share_hint), drawn);
}
