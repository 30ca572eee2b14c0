// @ts-check
// A set of cards, one after another: shown, graded, the last grade taken back. Each card is looked up again before it is
// shown and graded: another tab may have had it meanwhile. Keys work while the focus is in here, and nowhere else.
const { element } = handbook;
handbook.studying().then((study) => {
  const place = /** @type {HTMLElement} */ (document.querySelector('.review'));
  /** @type {ReviewCard[]} */
  let cards = [];
  /** @type {ReviewCard[]} */
  let queue = [];
  /** The card that was graded last, its record before, and as it was then kept. @type {{card: ReviewCard, before: StudyRecord | null, after: string} | null} */
  let last = null;
  /** The question in sight, and what to do once it is answered. @type {{id: string, answered: () => void} | null} */
  let asked = null;
  /** Questions that are no more. @type {Set<string>} */
  const gone = new Set();
  /** The keys of the card in sight. @type {Record<string, () => void>} */
  let keys = {};

  const today = () => reviewDay(new Date());
  const record = (/** @type {ReviewCard} */ { id }) => study.get('c', id);

  /** @param {(Node | string)[]} content */
  function draw(...content) {
    keys = {};
    asked = null;
    place.textContent = '';
    place.append(...content);
  }

  /** What is focused is read out. @param {HTMLElement} element */
  function focus(element) {
    element.tabIndex = -1;
    element.focus();
  }

  function sorted() {
    const records = study.all('c');
    const questions = reviewQuestions(records).filter(({ id }) => !gone.has(id));
    const { offered, rest } = reviewOrdered(cards, questions, study.all('p'));
    const known = rest.filter(({ id }) => reviewIsKnown(records.get(id)));
    return reviewSorted([...offered, ...known], records, today());
  }

  /** Whether nobody has repeated it meanwhile. @param {ReviewCard} card */
  function isOpen(card) {
    const found = record(card);
    return !found || !reviewIsKnown(found) || reviewIsDue(card, found, today());
  }

  /** @param {number} most */
  function begin(most) {
    const { due, fresh } = sorted();
    queue = [...due, ...fresh].slice(0, most);
    next();
  }

  async function load() {
    draw(element('p', {}, handbookTexts.loading));
    try {
      cards = await reviewCards();
    } catch (error) {
      const said = element('p', {}, handbookTexts.failed);
      draw(said, reviewActs(handbook.button(handbookTexts.retry, () => load().then(() => focus(place)))));
      return;
    }
    const { due, fresh, done } = sorted();
    const most = done < REVIEW_SET ? REVIEW_SET - done : 0;
    const count = Math.min(most, due.length + fresh.length);
    if (!count) return finish(false);
    const said = handbook.filled(handbookTexts.ready, { count, minutes: Math.ceil(count * 0.3) });
    draw(element('p', {}, said), reviewActs(reviewMain(handbookTexts.begin, () => begin(most))), element('p', { class: 'review-keys' }, handbookTexts.keys));
  }

  /** The day of the next cards, in words. @param {number} day */
  function told(day) {
    if (day === today() + 1) return handbookTexts.tomorrow;
    const date = new Date(day * 864e5).toLocaleDateString(handbook.language, { day: 'numeric', month: 'long', timeZone: 'UTC' });
    return handbook.filled(handbookTexts.day, { day: date });
  }

  function finish(isAsked = true) {
    const { due, next: day } = sorted();
    const later = day === null ? handbookTexts.nothing : handbook.filled(handbookTexts.next, { day: told(day) });
    const said = element('p', {}, due.length ? handbook.filled(handbookTexts.due, { count: due.length }) : later);
    draw(said, ...(due.length ? [reviewActs(reviewMain(handbookTexts.more, () => begin(REVIEW_SET)))] : []), ...undoing());
    if (isAsked) focus(said);
  }

  function undoing() {
    return last ? [element('p', { class: 'review-undo' }, handbook.button(handbookTexts.undo, undo))] : [];
  }

  async function next() {
    while (queue.length && (gone.has(queue[0].id) || !isOpen(queue[0]))) queue.shift();
    const [card] = queue;
    if (!card) return finish();
    if (card.front) return show(card, reviewSides(card));
    draw(element('p', {}, handbookTexts.loading));
    focus(place);
    const sides = await reviewAsked(card);
    if (queue[0] !== card) return;
    if (sides) return show(card, sides);
    gone.add(card.id);
    next();
  }

  /** @param {ReviewCard} card @param {ReviewSides} sides */
  function show(card, { front, back, hint, quiz }) {
    const found = record(card);
    const about = element('p', { class: 'review-about' }, `${card.title} · ${handbook.filled(handbookTexts.left, { count: queue.length })}`);
    const face = element('div', { class: quiz ? 'review-asked' : 'review-face' }, about);
    if (found && reviewIsKnown(found) && reviewIsEdited(card, found)) face.append(element('p', { class: 'review-edited' }, handbookTexts.edited));
    face.append(...front);
    const answer = element('div', { class: 'review-back', hidden: '' }, ...back);
    const acts = reviewActs();
    const help = element('p', { class: 'review-hint', hidden: '' });
    draw(face, help, answer, acts, ...undoing());

    function grades() {
      const again = handbook.button(handbookTexts.again, () => grade(card, false));
      const good = handbook.button(handbookTexts.good, () => grade(card, true));
      acts.textContent = '';
      acts.append(again, good);
      answer.hidden = false;
      help.hidden = true;
      keys = { 1: () => again.click(), 2: () => good.click() };
    }

    function reveal() {
      grades();
      focus(answer);
    }

    function hinted() {
      help.textContent = hint;
      help.hidden = false;
      helping.remove();
      focus(help);
    }

    const helping = handbook.button(handbookTexts.hint, hinted);
    if (quiz) ask(card, quiz, grades);
    else if (!back.length) grades();
    else {
      acts.append(reviewMain(handbookTexts.show, reveal), helping);
      keys = { ' ': reveal };
    }
    focus(face);
  }

  /** A question is answered as on its page; who would rather look at its answer does that. @param {ReviewCard} card @param {HTMLElement} quiz @param {() => void} answered */
  function ask({ id, page }, quiz, answered) {
    const found = study.get('q', id);
    if (found && found.a) study.put('q', id, { ...found, a: '' });
    study.quiz(quiz, page);
    asked = { id, answered };
    for (const details of quiz.querySelectorAll('.quiz-answer')) details.addEventListener('toggle', () => opened(id), { once: true });
  }

  /** @param {string} id of a question whose answer can be seen */
  function opened(id) {
    if (!asked || asked.id !== id) return;
    asked.answered();
    asked = null;
  }

  /** @param {ReviewCard} card @param {boolean} known */
  function grade(card, known) {
    if (isOpen(card)) {
      const before = record(card);
      study.put('c', card.id, reviewGraded(card, before, today(), known));
      last = { card, before, after: JSON.stringify(record(card)) };
    }
    queue.shift();
    next();
  }

  function undo() {
    if (!last) return;
    const { card, before, after } = last;
    last = null;
    if (JSON.stringify(record(card)) === after) {
      if (before) study.restore('c', card.id, before);
      else study.remove('c', card.id);
      queue.unshift(card);
    }
    next();
  }

  study.watch('q', (kind, id) => (study.get('q', id) || {}).a && opened(id));
  place.addEventListener('keydown', (event) => {
    const { key, target, ctrlKey, altKey, metaKey, isComposing, repeat } = event;
    const at = /** @type {Element} */ (target);
    const isOther = ctrlKey || altKey || metaKey || isComposing || repeat || at.matches('input, textarea, summary');
    if (isOther || !keys[key] || (key === ' ' && at.matches('a, button'))) return;
    event.preventDefault();
    keys[key]();
  });
  handbook.load('review.css').catch(() => {}); // plain it works, too
  load();
}, () => {}); // the page says what it needs
