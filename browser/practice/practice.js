// @ts-check
// The questions of the whole handbook, those that are asked for, a few at a time; what is done with them is kept as if it
// had been done on their own pages.

/** So many questions at a time. */
const PRACTICE_STEP = 10;

/** @param {string} id @param {string} label @param {{value: string, text: string, lang?: string}[]} choices @param {string} chosen */
function practiceSelect(id, label, choices, chosen) {
  const options = choices.map(({ value, text, lang }) => element('option', { value, ...(lang ? { lang } : {}) }, handbook.plain(text)));
  const select = element('select', { id, class: 'field' }, ...options);
  if (choices.some(({ value }) => value === chosen)) select.value = chosen;
  return { select, row: element('p', {}, element('label', { for: id }, label), select) };
}

/** @param {Bank} bank @param {URLSearchParams} asked by the address */
function practiceForm(bank, asked) {
  const words = handbookTexts;
  const parts = bank.parts.map(({ id, title, language, questions }) => ({
    value: id,
    text: handbook.filled(words.count, { title, count: questions.length }),
    lang: language === handbook.language ? '' : language,
  }));
  const levels = bank.levels.map(({ id, name }) => ({ value: id, text: name }));
  const part = practiceSelect('chon-phan', words.part, [{ value: '', text: words.all_parts }, ...parts], asked.get('phan') || '');
  const level = practiceSelect('chon-muc', words.level, [{ value: '', text: words.all_levels }, ...levels], asked.get('muc') || '');
  const states = [['', words.all], ['chua', words.unanswered], ['xem-lai', words.wrong]].map(([value, text]) => ({ value, text }));
  const state = practiceSelect('chon-cau', words.which, states, asked.get('cau') || '');
  const button = element('button', { class: 'button quiz-check' }, words.start);
  const form = element('form', { class: 'bank-form', 'aria-label': words.label }, part.row, level.row, state.row, button);

  /** Those that fit, in the order of the handbook. */
  function chosen() {
    const own = bank.parts.filter(({ id }) => !part.select.value || id === part.select.value);
    const all = own.reduce((/** @type {BankQuestion[]} */ found, { questions }) => found.concat(questions), []);
    return all.filter((question) => (!level.select.value || question.level === level.select.value) && practiceFits(question, state.select.value));
  }
  return { form, chosen };
}

/** @param {BankQuestion} question @param {string} state */
function practiceFits({ key }, state) {
  const record = state ? handbook.study.get('q', key) : null;
  const isWrong = Boolean(record && record.ok === false);
  return !state || (state === 'xem-lai' ? isWrong : !isWrong && !(record && record.a));
}

/** @param {Bank} bank @param {HTMLElement} place */
function practiceBegin(bank, place) {
  const asked = new URLSearchParams(location.search);
  const { form, chosen } = practiceForm(bank, asked);
  const said = element('p', { class: 'bank-said', tabindex: '-1' });
  const list = element('div', {});
  const more = handbook.button('', () => next(false), { hidden: '' });
  /** @type {BankQuestion[]} */
  let found = [];
  let shown = 0;
  let presses = 0;

  /** @param {boolean} first */
  async function next(first) {
    const press = ++presses;
    const some = found.slice(shown, shown + PRACTICE_STEP);
    try {
      await bank.fetch(some);
    } catch (error) {
      if (press !== presses) return;
      said.textContent = /** @type {Error} */ (error).message;
      said.focus();
      return;
    }
    // Pressed again in the meantime: that press is the one to answer.
    if (press !== presses) return;
    const drawn = some.filter(bank.has).map((question, at) => practiceDrawn(bank, question, shown + at + 1));
    for (const [quiz, question] of drawn) list.append(practiceWith(bank, quiz, question));
    shown += some.length;
    tell(first);
    (first || !drawn.length ? said : drawn[0][0]).focus();
  }

  /** @param {boolean} first */
  function tell(first) {
    const left = found.length - shown;
    const { none, found: some, found_all: all, end } = handbookTexts;
    const text = !found.length ? none : left > 0 ? some : first ? all : end;
    said.textContent = handbook.filled(text, { count: found.length, shown });
    more.hidden = left <= 0;
    more.textContent = handbook.filled(handbookTexts.more, { count: Math.min(left, PRACTICE_STEP) });
  }

  form.onsubmit = (event) => {
    event.preventDefault();
    list.textContent = '';
    [found, shown] = [chosen(), 0];
    next(true);
  };
  place.append(form, said, list, more);
  if (['phan', 'muc', 'cau'].some((name) => asked.get(name))) {
    found = chosen();
    next(true);
  }
}

/** @param {Bank} bank @param {BankQuestion} question @param {number} number @returns {[quiz: HTMLElement, question: BankQuestion]} */
function practiceDrawn(bank, question, number) {
  const quiz = bank.draw(question, number, `hoi-${number}`);
  quiz.tabIndex = -1;
  return [quiz, question];
}

/** @param {Bank} bank @param {HTMLElement} quiz @param {BankQuestion} question */
function practiceWith(bank, quiz, question) {
  handbook.study.quiz(quiz, question.page.name);
  quiz.append(bank.from(question));
  return quiz;
}
