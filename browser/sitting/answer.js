// @ts-check
// The paper while it is answered: what has been answered, the time that is left, one hand-in. All is kept at once, so that
// a page loaded again goes on where it was.

/** When readers hear how long there is, in minutes. */
const SITTING_WARNINGS = [5, 1];

function sittingNow() {
  return Math.round(Date.now() / 1000);
}

/** By question; an answer to what has been reworded since is none. @param {Exam} exam */
function sittingAnswers({ code, asked, bank }) {
  const { a } = study.get('e', code) || {};
  /** @type {Record<string, string>} */
  const answers = {};
  for (const question of asked) {
    const found = (a || {})[question.key];
    if (Array.isArray(found) && found[0] === bank.hash(question) && typeof found[1] === 'string') answers[question.key] = found[1];
  }
  return answers;
}

/** @param {Exam} exam @param {StudyRecord} record */
function sittingDuring(exam, record) {
  const { bank, code, asked, place } = exam;
  let answers = sittingAnswers(exam);
  const sheet = sittingSheet(exam, ({ key }) => (answers[key] ? 'done' : ''));
  const line = sittingLine(sheet.element, asked.length);
  const quizzes = asked.map((question, at) => {
    const quiz = exam.quiz(question, at + 1, 'cau');
    const hash = bank.hash(question);
    const answering = study.answering(quiz, () => {
      const found = study.get('e', code) || record;
      const answer = answering ? answering.read() : '';
      const { [question.key]: former, ...others } = found.a || {};
      study.put('e', code, { ...found, a: answer ? { ...others, [question.key]: [hash, answer] } : others });
      update();
    });
    const answer = answers[question.key];
    if (answering && answer) answering.write(answer);
    return quiz;
  });

  function update() {
    answers = sittingAnswers(exam);
    sheet.draw();
    line.answered(asked.filter(({ key }) => answers[key]).length);
  }

  const end = () => {
    clearInterval(clock);
    sittingHandIn(exam);
  };
  const clock = record.e ? setInterval(tick, 1000) : 0;
  function tick() {
    // Another tab has gone on with the paper.
    if (!line.element.isConnected) return clearInterval(clock);
    const left = Math.max(0, record.e - sittingNow());
    line.left(left);
    if (left > 0) return;
    end();
    /** @type {HTMLElement} */ (place.querySelector('h2')).after(element('p', {}, handbookTexts.time_over));
  }

  place.append(line.element, sheet.element, ...quizzes, sittingEnd(exam, end));
  update();
  if (record.e) tick();
}

/** What stays in sight. @param {HTMLElement} sheet @param {number} all */
function sittingLine(sheet, all) {
  const words = handbookTexts;
  const time = element('strong', { role: 'timer' });
  const done = element('span', {});
  const said = element('span', { role: 'status', class: 'exam-said' });
  const link = element('a', { href: `#${sheet.id}` }, words.to_sheet);
  let before = 0;
  return {
    element: element('p', { class: 'exam-line' }, time, done, link, said),
    /** @param {number} count */
    answered: (count) => (done.textContent = filled(words.answered, { done: count, all })),
    /** @param {number} seconds */
    left(seconds) {
      time.textContent = filled(words.left, { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}` });
      const minutes = SITTING_WARNINGS.find((each) => seconds <= each * 60 && before > each * 60);
      if (minutes) said.textContent = filled(words.minutes_left, { minutes });
      before = seconds;
    },
  };
}

/** The numbers of the questions, with what there is to say of each. @param {Exam} exam @param {(question: BankQuestion) => string} state */
function sittingSheet({ asked }, state) {
  const links = asked.map((question, at) => element('a', { href: `#cau-${at + 1}` }, String(at + 1)));
  const list = element('ol', {}, ...links.map((link) => element('li', {}, link)));
  const nav = element('nav', { class: 'exam-sheet', id: 'bang-cau', tabindex: '-1', 'aria-label': handbookTexts.sheet }, list);
  const { cell, cell_done: done, cell_right: right, cell_wrong: wrong, cell_none: none } = handbookTexts;
  const names = /** @type {Record<string, string>} */ ({ '': cell, done, right, wrong, none });
  function draw() {
    links.forEach((link, at) => {
      const found = state(asked[at]);
      link.dataset.state = found;
      link.setAttribute('aria-label', filled(names[found], { number: at + 1 }));
    });
  }
  draw();
  return { element: nav, draw };
}

/** One hand-in; with questions left open it is asked for once more. @param {Exam} exam @param {() => void} end */
function sittingEnd(exam, end) {
  const said = element('p', { tabindex: '-1' });
  const bar = element('div', { class: 'exam-end' });
  const hand = sittingButton('hand_in', press, 'button quiz-check');
  const sure = element('div', { hidden: '' }, said, sittingButton('hand_in_now', end, 'button quiz-check'), sittingButton('go_on', back));

  function press() {
    const answers = sittingAnswers(exam);
    const numbers = exam.asked.map(({ key }, at) => (answers[key] ? 0 : at + 1)).filter(Boolean);
    if (!numbers.length) return end();
    said.textContent = filled(handbookTexts.ask, { count: numbers.length, numbers: numbers.join(', ') });
    [sure.hidden, hand.hidden] = [false, true];
    said.focus();
  }

  function back() {
    [sure.hidden, hand.hidden] = [true, false];
    hand.focus();
  }

  bar.append(hand, sure);
  return bar;
}
