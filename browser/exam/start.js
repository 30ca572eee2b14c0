// @ts-check
// A paper by the code in the address: before it is begun, while it is answered, and after; without a code the form for one.
const { element } = handbook;
{
  const place = /** @type {HTMLElement | null} */ (document.querySelector('.exam'));
  if (place) handbook.asking(place, (bank) => examStart(bank, place));
}

/** @param {Bank} bank @param {HTMLElement} place */
async function examStart(bank, place) {
  const code = new URLSearchParams(location.search).get('de') || '';
  const paper = examPaper(code);
  if (!paper) {
    place.append(examForm(bank));
    return;
  }
  const levels = bank.levels.map(({ id }) => id);
  const asked = examDraw(bank.parts, levels, paper);
  try {
    await bank.fetch(asked);
  } catch (error) {
    const again = examButton('try_again', () => location.reload());
    place.append(element('p', { role: 'alert' }, /** @type {Error} */ (error).message, ' ', again));
    return;
  }
  const left = asked.filter(bank.has);
  if (!left.length) {
    place.append(element('p', {}, handbookTexts.none), examForm(bank));
    return;
  }
  const exam = examOf(bank, paper, left, place);
  examShow(exam);
  // Begun, handed in, or to be answered again, in another tab.
  handbook.study.watch('e', (kind, id) => {
    if ((!kind || id === exam.code) && place.dataset.state !== examState(exam)) examShow(exam);
  });
}

/** @param {Bank} bank @param {Paper} paper @param {BankQuestion[]} asked @param {HTMLElement} place @returns {Exam} */
function examOf(bank, paper, asked, place) {
  const code = examCode(paper);
  const exam = {
    ...{ bank, paper, code, asked, place },
    show: () => examShow(exam),
    quiz: (/** @type {BankQuestion} */ question, /** @type {number} */ number, /** @type {string} */ before) => examQuiz(bank, question, number, before),
    extras: () => [
      element('p', {}, ...examPrinting(place), examButton('other', () => (location.search = ''))),
      examShare(code),
      examKey(exam),
    ],
  };
  return exam;
}

/** @param {Exam} exam */
function examState({ code }) {
  const { s, d } = handbook.study.get('e', code) || {};
  return d ? 'after' : s ? 'during' : 'before';
}

/** What it takes to answer a paper; says so when it cannot be had. @param {Exam} exam */
async function examSitting({ place, show }) {
  try {
    await handbook.load('sitting');
    return true;
  } catch (error) {
    const again = examButton('try_again', show);
    place.prepend(element('p', { role: 'alert' }, handbookTexts.failed, ' ', again));
    return false;
  }
}

/** @param {Exam} exam */
async function examShow(exam) {
  const { place } = exam;
  const state = examState(exam);
  place.dataset.state = state;
  place.textContent = '';
  if (state === 'before') examBefore(exam);
  else if (await examSitting(exam)) handbook.sitting(exam);
}
