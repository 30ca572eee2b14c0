// @ts-check
// Which cards a day brings: those that are due, the longest first; then new ones, no more of them a day than there are in
// a set. Days are those of the reader's own calendar, counted from the first of January 1970.

/** A day that no calendar has. */
const REVIEW_FAR = 1e6;
/** How many cards a set has: about three minutes. */
const REVIEW_SET = 10;

/** @typedef {{id: string, hash: string, page: string, title: string, front: string, back: string[], language: string, address: string}} ReviewCard */
/** @typedef {Map<string, StudyRecord>} ReviewRecords */

/** @param {Date} date */
function reviewDay(date) {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 864e5;
}

/** Whether a record can be reckoned with; else it is as if there were none. @param {StudyRecord | null | undefined} record */
function reviewIsKnown(record) {
  return Boolean(record && record.s > 0 && record.d >= 1 && record.e < REVIEW_FAR && [record.s, record.d, record.e, record.l, record.n].every(Number.isFinite));
}

/** Whether a card says something else now; of one whose text is fetched later that shows then. @param {ReviewCard} card @param {StudyRecord} record */
function reviewIsEdited(card, record) {
  return Boolean(card.hash) && record.h !== card.hash;
}

/** @param {ReviewCard} card @param {StudyRecord} record @param {number} today */
function reviewIsDue(card, record, today) {
  return record.e <= today || reviewIsEdited(card, record);
}

/** @param {ReviewCard[]} cards in the order in which new ones come @param {ReviewRecords} records @param {number} today */
function reviewSorted(cards, records, today) {
  const known = cards.filter(({ id }) => reviewIsKnown(records.get(id)));
  const record = (/** @type {ReviewCard} */ { id }) => /** @type {StudyRecord} */ (records.get(id));
  const due = known.filter((card) => reviewIsDue(card, record(card), today));
  const begun = [...records.values()].filter((one) => reviewIsKnown(one) && one.l === today);
  const left = Math.max(0, REVIEW_SET - begun.filter(({ n }) => n === 1).length);
  const fresh = cards.filter(({ id }) => !reviewIsKnown(records.get(id)));
  return {
    due: due.sort((one, other) => record(one).e - record(other).e),
    fresh: fresh.slice(0, left),
    /** How many have been repeated today. */
    done: begun.length,
    /** The day of the next ones after today; null when there are none. */
    next: reviewNext(known.map((card) => record(card).e), fresh.length > 0, today),
  };
}

/** @param {number[]} days @param {boolean} isMore whether there are new ones @param {number} today */
function reviewNext(days, isMore, today) {
  const later = days.filter((day) => day > today);
  if (isMore) later.push(today + 1);
  return later.length ? Math.min(...later) : null;
}

/**
 * In the order in which new cards come: questions that were answered wrong; then, by turns, what is known of the pages
 * that were read, in their order, and what belongs to no page.
 * @param {ReviewCard[]} cards @param {ReviewCard[]} questions @param {Map<string, StudyRecord>} read
 */
function reviewOrdered(cards, questions, read) {
  const when = (/** @type {ReviewCard} */ { page }) => (read.get(page) || {}).t;
  const ofPages = cards.filter((card) => card.page && when(card)).sort((one, other) => when(one) - when(other));
  const others = cards.filter(({ page }) => !page);
  const mixed = [];
  for (let at = 0; at < Math.max(ofPages.length, others.length); at++) mixed.push(...ofPages.slice(at, at + 1), ...others.slice(at, at + 1));
  // Repeated once, a card stays, though its page is not marked as read any more.
  const rest = cards.filter((card) => card.page && !when(card));
  return { offered: [...questions, ...mixed], rest };
}

/** What a grade makes of a card. @param {ReviewCard} card @param {StudyRecord | null} before @param {number} today @param {boolean} known @returns {StudyRecord} */
function reviewGraded(card, before, today, known) {
  const old = before && reviewIsKnown(before) ? before : null;
  const { s, d } = fsrsNext(old && { s: old.s, d: old.d }, old ? Math.max(0, today - old.l) : 0, known);
  return { s, d, e: today + Math.round(fsrsInterval(s)), l: today, n: (old ? old.n : 0) + 1, h: card.hash };
}

/** The beginnings of an answer: of a line its first words, of a short one the first letters. @param {string} text */
function reviewHint(text) {
  const words = text.replace(/\u0001/g, '').split(' ');
  return words.length > 5 ? `${words.slice(0, 3).join(' ')} …` : words.map((word) => `${word.charAt(0)}…`).join(' ');
}
