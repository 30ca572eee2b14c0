// @ts-check
// After the hand-in: how many were right by part and level, in plain words; every question with its reasons. What was not
// right, or was left out, is to be looked at again.

/** @param {Exam} exam @param {BankQuestion} question @returns {'right' | 'wrong' | 'none'} */
function sittingVerdict(exam, question) {
  const answer = sittingAnswers(exam)[question.key];
  if (!answer) return 'none';
  const answering = study.answering(exam.bank.draw(question, 1, 'xem'), () => {});
  return answering && answering.isRight(answer) ? 'right' : 'wrong';
}

/** @param {Exam} exam */
function sittingHandIn(exam) {
  const { bank, code, asked, place } = exam;
  const record = study.get('e', code) || {};
  if (record.d) return handbook.sitting(exam);
  const now = sittingNow();
  place.dataset.state = 'after';
  study.put('e', code, { ...record, d: record.e ? Math.min(now, record.e) : now });
  const answers = sittingAnswers(exam);
  for (const question of asked) {
    const answer = answers[question.key];
    const verdict = sittingVerdict(exam, question);
    const before = study.get('q', question.key);
    const left = verdict === 'none';
    // What had been answered before is no less known for having been left out here.
    if (left && before && before.a) continue;
    study.put('q', question.key, { h: bank.hash(question), a: left ? '' : answer, ok: verdict === 'right', n: ((before && before.n) || 0) + (left ? 0 : 1) });
  }
  handbook.sitting(exam);
  /** @type {HTMLElement} */ (place.querySelector('h2')).focus();
}

/** @param {Exam} exam @param {StudyRecord} record */
function sittingAfter(exam, { d, s = d }) {
  const { bank, asked, place, code } = exam;
  const words = handbookTexts;
  const verdicts = new Map(asked.map((question) => [question, sittingVerdict(exam, question)]));
  const isRight = (/** @type {BankQuestion} */ question) => verdicts.get(question) === 'right';
  const right = asked.filter(isRight).length;
  const sheet = sittingSheet(exam, (question) => String(verdicts.get(question)));

  /** @param {string} title @param {{name: string, language?: string, own: (question: BankQuestion) => boolean}[]} groups */
  function lines(title, groups) {
    const found = groups.map(({ own, ...named }) => ({ named, all: asked.filter(own) })).filter(({ all }) => all.length);
    const items = found.map(({ named, all }) => element('li', {}, ...handbook.named(words.line, [named], { right: all.filter(isRight).length, all: all.length })));
    return [element('h3', {}, title), element('ul', {}, ...items)];
  }

  const about = [filled(words.right, { right, all: asked.length }), filled(words.took, { minutes: Math.max(1, Math.round((d - s) / 60)) })];
  const again = sittingButton('again', () => {
    place.dataset.state = 'before';
    study.remove('e', code);
    exam.show();
    /** @type {HTMLElement} */ (place.querySelector('h2')).focus();
  });
  const [buttons, share, key] = exam.extras();
  buttons.prepend(again);
  place.append(
    element('h2', { tabindex: '-1' }, words.result),
    element('p', {}, about.join(' ')),
    ...lines(words.by_part, bank.parts.map((part) => ({ name: part.title, language: part.language, own: ({ page }) => page.part === part }))),
    ...lines(words.by_level, bank.levels.map(({ id, name }) => ({ name, own: ({ level }) => level === id }))),
    element('p', {}, right < asked.length ? words.to_repeat : words.all_right),
    sheet.element,
    buttons,
    share,
    ...asked.map((question, at) => sittingExplained(exam, question, at + 1, verdicts.get(question) === 'none')),
    key,
  );
}

/** @param {Exam} exam @param {BankQuestion} question @param {number} number @param {boolean} left */
function sittingExplained({ bank }, question, number, left) {
  const quiz = bank.draw(question, number, `cau-${number}`);
  quiz.tabIndex = -1;
  study.quiz(quiz, question.page.name);
  const details = /** @type {HTMLDetailsElement} */ (quiz.querySelector('.quiz-answer'));
  details.open = true;
  if (left) details.before(element('p', {}, element('em', {}, handbookTexts.left_out)));
  quiz.append(bank.from(question));
  return quiz;
}
