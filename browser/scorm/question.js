// @ts-check
// A question in a package: what was answered, whether it is right, and the reasons once it has been looked at.

const GAP = 'dien-tu', ORDER = 'sap-xep', OPEN = 'tu-luan';

/** @param {string} text */
const plain = (text) => text.normalize('NFC').toLowerCase().replace(/[\s.]+/g, ' ').trim();

/** The fields of a question. @param {HTMLFormElement} form @returns {any[]} */
const fields = (form) => [...form.querySelectorAll('input, select')];

/** What was answered, as it is kept: letters; of a gap only whether it is right. @param {HTMLFormElement} form @returns {string} */
function answerOf(form) {
  const kind = form.dataset.kind;
  if (kind === OPEN) return '1';
  if (kind === GAP) return gapAnswer(form);
  if (kind === ORDER) return [...fields(form)].sort((a, b) => Number(a.value || 99) - Number(b.value || 99)).map((one) => one.dataset.letter).join('');
  return fields(form).filter((one) => one.checked).map((one) => one.value).join('');
}

/** @param {HTMLFormElement} form */
function gapAnswer(form) {
  const said = plain(fields(form)[0].value);
  const right = [...form.querySelectorAll('[data-words][data-right]')].map((one) => plain(one.getAttribute('data-words') || ''));
  if (!said) return '';
  return right.indexOf(said) < 0 ? '0' : '1';
}

/** Whether something was answered. @param {HTMLFormElement} form */
function isAnswered(form) {
  if (form.dataset.kind === ORDER) return fields(form).every((one) => one.value) && new Set(fields(form).map((one) => one.value)).size === fields(form).length;
  return answerOf(form) !== '';
}

/** Whether an answer is right. @param {HTMLFormElement} form @param {string} answer */
const isRight = (form, answer) => answer === (form.dataset.kind === GAP ? '1' : form.dataset.right);

/** Whether a question has a right answer at all. @param {HTMLFormElement} form */
const isScored = (form) => form.dataset.kind !== OPEN;

/** Puts an answer that was kept back into its fields. @param {HTMLFormElement} form @param {string} answer */
function fill(form, answer) {
  const kind = form.dataset.kind;
  if (kind === GAP || kind === OPEN) return;
  for (const one of fields(form)) {
    if (kind === ORDER) one.value = String(answer.indexOf(one.dataset.letter) + 1);
    else one.checked = answer.indexOf(one.value) >= 0;
  }
}

/** Shows the reasons and the verdict, or hides them again. @param {HTMLFormElement} form @param {string} answer "" hides */
function settle(form, answer) {
  const isDone = answer !== '';
  form.classList.toggle('done', isDone);
  for (const one of form.querySelectorAll('.told')) /** @type {HTMLElement} */ (one).hidden = !isDone;
  for (const one of fields(form)) {
    if (one.type === 'text') one.readOnly = isDone;
    else one.disabled = isDone;
  }
  const verdict = /** @type {HTMLElement} */ (form.querySelector('.verdict'));
  verdict.textContent = '';
  if (isDone && isScored(form)) verdict.textContent = verdictOf(form, answer);
  const button = /** @type {HTMLElement} */ (form.querySelector('button'));
  const before = isScored(form) ? handbookTexts.check : handbookTexts.look;
  button.textContent = isDone ? handbookTexts.again : before;
}

/** @param {HTMLFormElement} form @param {string} answer */
function verdictOf(form, answer) {
  if (isRight(form, answer)) return handbookTexts.right;
  const key = form.dataset.right || '';
  return key ? handbookTexts.wrong.replace('{key}', [...key].join(', ')) : handbookTexts.wrong_gap;
}
