// @ts-check
// All of it, on the page that has just become readable.
const study = studyStore();
Object.assign(handbook, { element, study, filled: studyFilled, button: studyButton, below: studyBelow, signed: studySigned, plain: studyPlain });
(() => {
  studyPresses();
  studyAloud();
  const article = document.querySelector('article');
  if (!article) return;
  const { handbookMoved } = /** @type {any} */ (window);
  if (handbookMoved) handbookMoved();
  const quizzes = /** @type {HTMLElement[]} */ ([...article.querySelectorAll('.quiz')]);
  for (const quiz of quizzes) studyQuiz(quiz, study.page);
  if (quizzes.length) studySection(quizzes);
  const [text, row] = [article.querySelector('.eyebrow ~ h1'), article.querySelector('.act')];
  if (text && text.parentElement) studyReading(text.parentElement);
  if (text && row) studyMark(row);
  studyTicks();
  study.watch('q', (kind, id) => studyElsewhere(id));
  studyMore(article);
})();
