// @ts-check
// What stands in a question to answer it with, by its kind: an answer is a text, of letters in the order of the choices
// (of things to put in order: in the reader's order), or of words. Fields stay as they are after checking: a field that
// is switched off would lose the focus.

/** @typedef {{read: () => string, write: (answer: string) => void, isRight: (answer: string) => boolean, fields: HTMLElement[]}} Answering */

/** @param {HTMLElement} quiz @param {() => void} changed @returns {Answering | null} null where there is nothing to answer with */
function studyAnswering(quiz, changed) {
  const kind = quiz.dataset.kind || 'chon-mot';
  const right = quiz.dataset.right || '';
  if (kind === 'dien-tu' || kind === 'tu-luan') return studyWords(quiz, kind === 'tu-luan', right, changed);
  const list = quiz.querySelector('.quiz-choices');
  return list && (kind === 'sap-xep' ? studyOrder(list, right, changed) : studyChoices(quiz, list, kind === 'chon-nhieu', right, changed));
}

/** The letter of a choice is the one that its list shows. @param {number} place */
function studyLetter(place) {
  return String.fromCharCode(65 + place);
}

/** @param {Element} list @param {Record<string, string>} attributes @param {() => void} changed */
function studyInputs(list, attributes, changed) {
  return [...list.children].map((item, place) => {
    const input = element('input', { ...attributes, value: studyLetter(place) });
    item.append(element('label', {}, input, element('span', {}, ...item.childNodes)));
    input.onchange = changed;
    return input;
  });
}

/** @param {HTMLElement} quiz @param {Element} list @param {boolean} several @param {string} right @param {() => void} changed @returns {Answering} */
function studyChoices(quiz, list, several, right, changed) {
  const fields = studyInputs(list, several ? { type: 'checkbox' } : { type: 'radio', name: `${quiz.id}-chon` }, changed);
  return {
    fields,
    read: () => fields.filter(({ checked }) => checked).map(({ value }) => value).join(''),
    write: (answer) => fields.forEach((field) => (field.checked = answer.includes(field.value))),
    isRight: (answer) => answer === right,
  };
}

/** Things are pressed in their order, and then show their place. @param {Element} list @param {string} right @param {() => void} changed @returns {Answering} */
function studyOrder(list, right, changed) {
  let answer = '';
  const fields = studyInputs(list, { type: 'checkbox' }, () => {
    for (const { value, checked } of fields) {
      if (checked !== answer.includes(value)) answer = checked ? answer + value : answer.replace(value, '');
    }
    show();
    changed();
  });
  const places = fields.map((field) => {
    const place = element('b', { class: 'quiz-place', lang });
    field.after(place);
    return place;
  });
  function show() {
    fields.forEach((field, at) => {
      const place = answer.indexOf(field.value) + 1;
      field.checked = place > 0;
      places[at].textContent = place ? studyFilled(handbookTexts.place, { number: place }) : '';
    });
  }
  return {
    fields,
    read: () => (answer.length === fields.length ? answer : ''),
    write(given) {
      answer = given;
      show();
    },
    isRight: (given) => given === right,
  };
}

/** @param {HTMLElement} quiz @param {boolean} open @param {string} right fillings, by | @param {() => void} changed @returns {Answering} */
function studyWords(quiz, open, right, changed) {
  const asked = /** @type {Element} */ (quiz.querySelector('.quiz-question'));
  const named = { class: 'field', 'aria-labelledby': asked.id, autocomplete: 'off' };
  const field = open ? element('textarea', { ...named, rows: '4' }) : element('input', { ...named, type: 'text', spellcheck: 'false' });
  asked.after(element('p', { class: 'quiz-words' }, field));
  field.oninput = changed;
  return {
    fields: [field],
    read: () => field.value.trim(),
    write: (answer) => (field.value = answer),
    isRight: (answer) => right.split('|').some((filling) => studyFolded(filling) === studyFolded(answer)),
  };
}

/** Words without accents, signs and needless blanks: phones often write none. @param {string} text */
function studyFolded(text) {
  const plain = text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase().replace(/đ/g, 'd');
  return plain.replace(/[^a-z0-9]+/g, ' ').trim();
}
