// @ts-check
// Words of a text and their letters: a letter is its bare form, its vowel quality and the tone of its word.

/**
 * @typedef {object} Letters the table of handbook/language/letters.json, put before this file by the build
 * @property {{mark: string, telex: string, vni: string}[]} tones
 * @property {{mark: string, letters: string, telex: string, vni: string}[]} qualities
 * @property {{letter: string, bare: string, vni: string}[]} strokes
 * @property {string[]} i_for_y_after
 */

/**
 * A word as written, in letters. Where the tone mark stands and how the letters are composed no longer shows.
 * @typedef {object} Form
 * @property {string} bare lower case, no marks, i for a final y after h k l m qu s t
 * @property {string} shape a digit for each letter of `bare`: 0 plain, 1 2 3 quality, 9 stroke
 * @property {number} tone 0 none, else its place in the table from 1
 */

const TONES = new Map(LETTERS.tones.map((tone, place) => [tone.mark, place + 1]));
const QUALITIES = new Map(LETTERS.qualities.map((quality, place) => [quality.mark, String(place + 1)]));
const STROKES = new Map(LETTERS.strokes.map((stroke) => [stroke.letter, stroke.bare]));
const STROKED = '9';
const FINAL_Y = new RegExp(`^(${LETTERS.i_for_y_after.join('|')})y$`);
const COMBINING = /[\u0300-\u036f]/;
// As Python sees letters: with numbers that are no digits.
const WORD = /[\p{L}\p{M}\p{No}\p{Nl}]+|[0-9]+/u;

/**
 * @param {string} word
 * @returns {Form}
 */
function formOf(word) {
  let bare = '';
  let shape = '';
  let tone = 0;
  for (const char of word.toLowerCase().normalize('NFD')) {
    const quality = QUALITIES.get(char);
    if (TONES.has(char)) tone = TONES.get(char) || 0;
    else if (quality) shape = shape.slice(0, -1) + quality;
    else if (!COMBINING.test(char)) {
      bare += STROKES.get(char) || char;
      shape += STROKES.has(char) ? STROKED : '0'.repeat(char.length);
    }
  }
  return { bare: canonical(bare), shape, tone };
}

/** @param {string} bare */
function canonical(bare) {
  if (/^[0-9]+$/.test(bare)) return bare.replace(/^0+(?=.)/, '');
  return bare.replace(FINAL_Y, '$1i');
}

/**
 * The words of a text and where they stand in it. The text must be composed (NFC).
 * @param {string} text
 * @param {number} most how many words are wanted
 * @returns {{word: string, start: number, end: number}[]}
 */
function wordsOf(text, most = Infinity) {
  const found = [];
  const pattern = new RegExp(WORD, 'gu');
  for (let match = pattern.exec(text); match && found.length < most; match = pattern.exec(text)) {
    found.push({ word: match[0], start: match.index, end: pattern.lastIndex });
  }
  return found;
}

/** How a word of the text agrees with what was typed; 0 does not. PREFIX is added for a word that goes on. */
const EXACT = 1;
const UNMARKED = 2;
const PARTLY = 3;
const DECODED = 4;
const DECODED_PARTLY = 5;
const OTHER_MARKS = 6;
const SLIP = 7;
const PREFIX = 8;
/** What an agreement costs, by its number. */
const COST = [0, 0, 0.03, 0.1, 0.15, 0.25, 0.45, 0.4];

/**
 * Marks that were typed count; marks that were left out do not speak against a word.
 * @param {Form} typed
 * @param {Form} found with the same bare letters, or more behind them
 */
function agreement(typed, found) {
  const length = typed.bare.length;
  const whole = found.bare.length === length;
  const shape = found.shape.slice(0, length);
  if (typed.shape === shape && (typed.tone === found.tone || (!whole && !typed.tone))) return EXACT;
  if (!typed.tone && !/[1-9]/.test(typed.shape)) return UNMARKED;
  if (typed.tone && typed.tone !== found.tone) return OTHER_MARKS;
  for (let place = 0; place < length; place++) {
    if (typed.shape[place] !== '0' && typed.shape[place] !== shape[place]) return OTHER_MARKS;
  }
  return PARTLY;
}
