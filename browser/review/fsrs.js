// @ts-check
// FSRS-5 with its default parameters: how long a thing stays in memory (stability, in days: after so many nine of ten are
// still known) and how hard it is (difficulty, 1 to 10). Of its four grades two are used: 1 is not known, 3 is known.

const FSRS = [
  ...[0.40255, 1.18385, 3.173, 15.69105, 7.1949, 0.5345, 1.4604, 0.0046, 1.54575, 0.1192, 1.01925],
  ...[1.9395, 0.11, 0.29605, 2.2698, 0.2315, 2.9898, 0.51655, 0.6621],
];
const FSRS_FACTOR = 19 / 81;
const FSRS_LONGEST = 36500;

/** @typedef {{s: number, d: number}} Memory stability and difficulty */

/** @param {number} value @param {number} least @param {number} most */
function fsrsWithin(value, least, most) {
  return Math.max(least, Math.min(most, value));
}

/** The difficulty of what is new. @param {number} grade */
function fsrsFirst(grade) {
  return fsrsWithin(FSRS[4] - Math.exp(FSRS[5] * (grade - 1)) + 1, 1, 10);
}

/** @param {number} d @param {number} grade */
function fsrsDifficulty(d, grade) {
  const moved = d - FSRS[6] * (grade - 3) * ((10 - d) / 9);
  return fsrsWithin(FSRS[7] * fsrsFirst(4) + (1 - FSRS[7]) * moved, 1, 10);
}

/** @param {number} d @param {number} s @param {number} days @param {number} grade */
function fsrsStability(d, s, days, grade) {
  if (days < 1) return s * Math.exp(FSRS[17] * (grade - 3 + FSRS[18]));
  const forgotten = 1 - Math.pow(1 + (FSRS_FACTOR * days) / s, -0.5);
  const next =
    grade === 1
      ? FSRS[11] * Math.pow(d, -FSRS[12]) * (Math.pow(s + 1, FSRS[13]) - 1) * Math.exp(forgotten * FSRS[14])
      : s * (1 + Math.exp(FSRS[8]) * (11 - d) * Math.pow(s, -FSRS[9]) * (Math.exp(forgotten * FSRS[10]) - 1));
  return fsrsWithin(next, 0, FSRS_LONGEST);
}

/** @param {Memory | null} before null of what is new @param {number} days since then @param {boolean} known @returns {Memory} */
function fsrsNext(before, days, known) {
  const grade = known ? 3 : 1;
  if (!before) return { s: FSRS[grade - 1], d: fsrsFirst(grade) };
  const d = fsrsDifficulty(before.d, grade);
  return { s: fsrsStability(d, before.s, days, grade), d };
}

/** After how many days, at least one, nine of ten would still be known. @param {number} s */
function fsrsInterval(s) {
  return fsrsWithin(s, 1, FSRS_LONGEST);
}
