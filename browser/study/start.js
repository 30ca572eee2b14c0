// @ts-check
// All of it, on the page that has just become readable.
(() => {
  handbook.study = studyStore();
  handbook.below = studyBelow;
  studyPresses();
  studyAloud();
  const { study } = handbook;
  const article = document.querySelector('article');
  if (!article) return;
  studyMoved(article);
  const quizzes = /** @type {HTMLElement[]} */ ([...article.querySelectorAll('.quiz')]);
  for (const quiz of quizzes) studyQuiz(quiz, study.page);
  if (quizzes.length) studySection(quizzes);
  const [text, row] = [article.querySelector('.eyebrow ~ h1'), article.querySelector('.act')];
  if (text && text.parentElement) studyReading(text.parentElement);
  if (text && row) studyMark(row);
  studyTicks();
  study.watch((kind, id) => kind === 'q' && studyElsewhere(id));
  studyMore(article);
})();

/** What was done here while the page had another address comes with it. @param {HTMLElement} article */
function studyMoved({ dataset: { was = '' } }) {
  const { study } = handbook;
  for (const former of was.split(' ').filter(Boolean)) {
    const page = study.pageOf(handbook.root + former);
    for (const kind of study.kinds()) {
      for (const [id, record] of study.all(kind)) {
        const rest = id === page ? '' : id.startsWith(`${page}#`) ? id.slice(page.length) : null;
        if (rest === null) continue;
        if (!study.get(kind, study.page + rest)) study.restore(kind, study.page + rest, record);
        study.remove(kind, id);
      }
    }
  }
}
