// @ts-check
// One question: answered in the page and checked on a press. First comes the reason of what was chosen, then, in the part
// that every reader without scripts opens, every choice with its reason. Nothing is said of how well a reader does.

/** @param {Element} place @param {string} page */
function studyQuiz(place, page) {
  const quiz = /** @type {HTMLElement} */ (place);
  const id = `${page}#${quiz.dataset.id || quiz.id}`;
  const [hash, open] = [quiz.dataset.hash || '', quiz.dataset.kind === 'tu-luan'];
  const answering = studyAnswering(quiz, changed);
  const details = /** @type {HTMLDetailsElement} */ (quiz.querySelector('.quiz-answer'));
  if (!answering || !details || quiz.querySelector('.quiz-result')) return;
  const { fields, read, write, isRight } = answering;
  // A list of buttons tells them apart by the number, which stands in what the answer is opened with.
  const values = { number: String(String(details.textContent).match(/\d+/)) };
  const check = studyButton(studyFilled(handbookTexts.check, values), press, { class: 'button quiz-check' });
  const result = element('div', { class: 'quiz-result', tabindex: '-1' });

  function record() {
    const found = study.get('q', id);
    return found && typeof found.a === 'string' ? found : null;
  }

  /** @param {string} state of the question as its sheet knows it */
  function clear(state) {
    quiz.dataset.state = state;
    result.textContent = '';
    check.hidden = open;
  }

  /** @param {string} name of a text */
  function tell(name) {
    result.textContent = '';
    result.append(element('span', { lang }, handbookTexts[name]));
  }

  /** What is typed into an open question is its answer. */
  function changed() {
    if (open) study.put('q', id, { h: hash, a: read(), ok: true });
    else if (quiz.dataset.state) clear('');
  }

  function press() {
    const answer = read();
    if (answer) {
      const before = record();
      study.put('q', id, { h: hash, a: answer, ok: isRight(answer), n: ((before && before.n) || 0) + 1 });
      show(answer);
      details.open = true;
    } else tell(quiz.dataset.kind === 'sap-xep' ? 'order_all' : 'choose');
    // What is focused is read out; a live region besides would be heard twice.
    result.focus();
  }

  /** @param {string} answer */
  function show(answer) {
    const right = isRight(answer);
    clear(right ? 'right' : 'wrong');
    check.hidden = true;
    const verdict = element('p', {}, element('strong', { lang }, handbookTexts[right ? 'right' : 'wrong']), studyKey(quiz, right));
    const again = studyButton(studyFilled(handbookTexts.again, values), () => {
      reset();
      fields[0].focus();
    });
    const reasons = studyReasons(quiz, answer);
    result.append(verdict, ...reasons, element('p', {}, again));
  }

  /** As if it had never been answered, but that it is to be answered again if it was wrong. */
  function reset() {
    const found = record();
    if (found) study.put('q', id, { ...found, a: '' });
    draw();
  }

  function draw() {
    const found = record();
    const kept = found && found.h === hash ? found.a : '';
    write(kept);
    clear('');
    if (kept && !open) show(kept);
    else details.open = false;
    if (found && found.a && found.h !== hash) tell('edited');
  }

  for (const field of fields) {
    field.onkeydown = (event) => {
      // 229: Safari's name for the Enter that ends a word of an input method.
      if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229 || open) return;
      event.preventDefault();
      press();
    };
  }
  details.before(check, result);
  draw();
  // In another tab, or because all was forgotten; not what was typed just now.
  study.watch('q', (kind, changedId) => {
    const found = record();
    if ((!kind || changedId === id) && (found ? found.a : '') !== read()) draw();
  });
}

/** What was right, for who chose otherwise. @param {HTMLElement} quiz @param {boolean} right */
function studyKey(quiz, right) {
  const said = quiz.querySelector('.quiz-right');
  return right || !said ? '' : ` ${said.textContent}.`;
}

/** The reasons of what was chosen; of things put in order there is none but the order. @param {HTMLElement} quiz @param {string} answer */
function studyReasons(quiz, answer) {
  const reasons = [...quiz.querySelectorAll('.quiz-reasons > li')];
  const kind = quiz.dataset.kind;
  if (kind === 'sap-xep') return [];
  const gap = kind === 'dien-tu';
  const chosen = reasons.filter((reason, place) =>
    gap ? studyFolded(String(reason.textContent)).includes(` ${studyFolded(answer)} `) : answer.includes(studyLetter(place)),
  );
  return chosen.map((reason) => {
    const copy = /** @type {Element} */ (reason.cloneNode(true));
    const letter = gap ? '' : `${studyLetter(reasons.indexOf(reason))}. `;
    // What has just been said of the one that can be chosen is not said again.
    if (!kind || kind === 'dung-sai') /** @type {Element} */ (copy.querySelector('strong')).remove();
    return element('p', {}, letter, ...copy.childNodes);
  });
}
