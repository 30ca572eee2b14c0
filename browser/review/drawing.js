// @ts-check
// One card as a reader sees it: what is asked, and behind it a hint and the answer.

/** @typedef {{front: (Node | string)[], back: Node[], hint: string, quiz: HTMLElement | null}} ReviewSides quiz: a question, which has its own hint and answer */

/** @param {ReviewCard} card @param {string} text */
function reviewWords({ language }, text) {
  return element('span', language ? { lang: language } : {}, text);
}

/** What a card of the build asks and answers. @param {ReviewCard} card @returns {ReviewSides} */
function reviewSides(card) {
  const { page, front, back, address } = card;
  const [before, after] = page ? handbookTexts.points.split('{title}') : ['', ''];
  const lines = back.map((line) => reviewWords(card, line));
  const said = page ? element('ul', {}, ...lines.map((line) => element('li', {}, line))) : element('p', {}, ...lines);
  return {
    front: [element('p', { class: 'review-front' }, before, reviewWords(card, front), after)],
    back: [said, reviewLink(address, handbookTexts.open_page)],
    hint: back.map(reviewHint).join(' · '),
    quiz: null,
  };
}

/** A question of a page, to be answered here; where it cannot be had, a link to it. @param {ReviewCard} card @returns {Promise<ReviewSides | null>} null of one that is no more */
async function reviewAsked(card) {
  const quiz = await reviewQuestion(card);
  if (quiz === undefined) return null;
  if (!quiz) return { front: [element('p', {}, handbookTexts.elsewhere), reviewLink(card.address, handbookTexts.open_question)], back: [], hint: '', quiz };
  card.hash = quiz.dataset.hash || '';
  return { front: [quiz], back: [reviewLink(card.address, handbookTexts.open_page)], hint: '', quiz };
}

/** @param {string} href @param {string} text */
function reviewLink(href, text) {
  return element('p', {}, element('a', { href }, text));
}

/** @param {string} text @param {() => void} press */
function reviewMain(text, press) {
  return handbook.button(text, press, { class: 'button quiz-check review-main' });
}

/** @param {Element[]} buttons */
function reviewActs(...buttons) {
  return element('p', { class: 'review-acts' }, ...buttons);
}
