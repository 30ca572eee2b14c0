// @ts-check
// A paper before it is begun: what it asks and how long it may take, its address, and all of it for print.

/** @param {Exam} exam */
function examBefore(exam) {
  const { bank, paper, asked, place } = exam;
  const words = handbookTexts;
  const time = paper.minutes ? handbook.filled(words.some_minutes, { minutes: paper.minutes }) : words.no_limit;
  const parts = bank.parts.filter(({ id }) => paper.parts.includes(id)).map(({ title, language }) => ({ name: title, language }));
  const levels = bank.levels.filter(({ id }) => paper.levels.includes(id)).map(({ name }) => name).join(', ');
  const about = [handbook.filled(words.about, { count: asked.length, time }), ' '];
  /** @type {(Node | string)[]} */
  const from = parts.length ? [...handbook.named(words.about_parts, parts), ' '] : [];
  const more = [levels && handbook.filled(words.about_levels, { levels }), asked.length < paper.count && words.fewer].filter(Boolean).join(' ');
  const start = examButton('start', () => examBegin(exam), 'button quiz-check');
  const [buttons, ...rest] = exam.extras();
  buttons.prepend(start);
  const heading = element('h2', { tabindex: '-1' }, handbook.filled(words.title, { code: paper.seed }));
  const quizzes = asked.map((question, at) => exam.quiz(question, at + 1, 'de'));
  place.append(heading, element('p', {}, ...about, ...from, more), buttons, ...rest, element('div', { class: 'exam-printed' }, ...quizzes));
}

/** The time begins when all is there. @param {Exam} exam */
async function examBegin(exam) {
  const { paper, code, place } = exam;
  if (!(await examSitting(exam))) return;
  const now = Math.round(Date.now() / 1000);
  place.dataset.state = 'during';
  handbook.study.put('e', code, { s: now, e: paper.minutes ? now + paper.minutes * 60 : 0, a: {} });
  handbook.sitting(exam);
  /** @type {HTMLElement} */ (place.querySelector('.quiz')).focus();
}

/** What is to be on paper; the page prints it, or says that it cannot (browser/page/share.js). @param {HTMLElement} place */
function examPrinting(place) {
  const press = (/** @type {boolean} */ withKey) => () => place.classList.toggle('with-key', withKey);
  return [examButton('print', press(false), 'button print'), examButton('print_key', press(true), 'button print')];
}

/** The key by itself, for paper alone. @param {Exam} exam */
function examKey({ bank, asked }) {
  const lines = asked.map((question) => {
    const [right, isGap] = [bank.right(question), question.kind === 'dien-tu'];
    return element('li', {}, right.split(isGap ? '|' : '').join(isGap ? '; ' : ', '));
  });
  return element('section', { class: 'exam-key' }, element('h2', {}, handbookTexts.key), element('ol', {}, ...lines));
}

/** A question without anything that tells its answer. @param {Bank} bank @param {BankQuestion} question @param {number} number @param {string} before */
function examQuiz(bank, question, number, before) {
  const quiz = bank.draw(question, number, `${before}-${number}`);
  for (const element of quiz.querySelectorAll('details')) element.remove();
  quiz.tabIndex = -1;
  return quiz;
}
