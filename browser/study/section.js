// @ts-check
// Below the questions of a page: how many are answered, those to look at again, and a way to begin again.

/** @param {HTMLElement[]} quizzes of the page */
function studySection(quizzes) {
  const ids = quizzes.map((quiz) => `${study.page}#${quiz.id}`);
  const said = element('p', {});
  const bar = element('div', { class: 'quiz-bar', lang, tabindex: '-1' }, said);

  /** @param {string} name of a text @param {(record: StudyRecord) => boolean} chosen */
  function again(name, chosen) {
    const button = studyButton(handbookTexts[name], () => {
      for (const id of ids) {
        const record = study.get('q', id);
        if (record && record.a && chosen(record)) study.put('q', id, { ...record, a: '' });
      }
      update();
      bar.focus();
    });
    bar.append(button);
    return button;
  }

  const wrong = again('again_wrong', ({ ok }) => !ok);
  // What has been checked; what the reader wrote for an open question is not to be written once more.
  const all = again('again_all', ({ n }) => n > 0);

  function update() {
    const records = ids.map((id, at) => ({ ...study.get('q', id), hash: quizzes[at].dataset.hash }));
    const current = records.filter((/** @type {any} */ { h, hash }) => h === hash);
    const answered = current.filter((/** @type {any} */ { a }) => a).length;
    const toRepeat = current.filter((/** @type {any} */ { ok }) => ok === false).length;
    const done = studyFilled(handbookTexts.answered, { done: answered, all: ids.length });
    said.textContent = toRepeat ? `${done} ${studyFilled(handbookTexts.to_repeat, { count: toRepeat })}` : done;
    bar.hidden = !answered && !toRepeat;
    all.hidden = !current.some((/** @type {any} */ { a, n }) => a && n);
    wrong.hidden = !current.some((/** @type {any} */ { a, ok }) => a && ok === false);
    studyNote({ n: ids.length, d: answered, w: toRepeat });
  }

  quizzes[quizzes.length - 1].after(bar);
  update();
  study.watch('q', update);
}

/** Questions of other pages can be answered here: their records then say so too. @param {string} id of a question */
function studyElsewhere(id) {
  const [page] = id.split('#');
  if (!page || page === study.page) return;
  const records = [...study.all('q')].filter(([one]) => one.startsWith(`${page}#`)).map(([, record]) => record);
  studyNote({ d: records.filter(({ a }) => a).length, w: records.filter(({ ok }) => ok === false).length }, page);
}
