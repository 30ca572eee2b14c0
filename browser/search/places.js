// @ts-check
// Where the words of the texts stand: read from files of its own, so that only pages are fetched that may answer.

/**
 * @typedef {object} WordsData the file words.js, written by handbook/search/places.py
 * @property {string} words the bare words of all texts, sorted; a capital says how much each repeats of the one before
 * @property {string} counts for each word in how many places its forms stand: twice the logarithm, a character
 * @property {number[]} files the first word of each file of places
 * @property {{abbreviations: [short: string, full: string][], lexicon: Lexicon}} vocabulary
 * @property {number} pieces how many there are
 * @property {number[]} titles of each page how many of its places are titles: its first
 * @property {[many: number, mean: number]} sections how many there are, how long in words
 * @property {[many: number, mean: number]} pages
 *
 * @typedef {{sections: number, pages: number}} Frequency in how many of all texts something stands
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** Signs of a number: higher digits, then those that end the distance to a page, then those that end that to a piece. */
const FIRST_SIGN = 35;
const LEFT_OUT = 92;
const HIGH = 8;
const TO_PAGE = 22;
const TO_PIECE = 61;
/**
 * A place is a piece of a text, a few words: its page times this, and which of the page it is; the titles come first.
 * Of a word is told which halves of them have it: twice the place, one more for the second; of titles the first.
 */
const PIECES = 4096;
const HALVES = 2;
/** So many words stand in two neighbouring halves, wherever they begin. */
const IN_HALVES = 7;

class Places {
  /** @param {WordsData} data */
  constructor(data) {
    this.data = data;
    this.words = unfold(data.words);
    this.known = new Map(this.words.map((word, number) => [word, number]));
    /** @type {Map<string, number[]>} halves of places of each written word whose file is there */
    this.found = new Map();
    /** @type {Set<number>} files */
    this.loaded = new Set();
  }

  /** @param {number} file @param {[form: string, places: number[]][]} found of each written word */
  add(file, found) {
    for (const [form, places] of found) this.found.set(form, places);
    this.loaded.add(file);
  }

  /** In how many places a bare word stands, about. @param {string} word */
  count(word) {
    const number = this.known.get(word);
    return number === undefined ? 0 : 2 ** (DIGITS.indexOf(this.data.counts[number]) / 2);
  }

  /** The file with the places of a known word. @param {string} word */
  fileOf(word) {
    const number = Number(this.known.get(word));
    const { files } = this.data;
    let file = files.length - 1;
    while (files[file] > number) file--;
    return file;
  }

  /** Whether the places of the word are there, or it has none. @param {string} word */
  has(word) {
    return !this.known.has(word) || this.loaded.has(this.fileOf(word));
  }

  /** The known words that begin so. @param {string} start */
  beginning(start) {
    let low = 0;
    let high = this.words.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.words[middle] < start) low = middle + 1;
      else high = middle;
    }
    const found = [];
    while (low < this.words.length && this.words[low].startsWith(start)) found.push(this.words[low++]);
    return found;
  }
}

/** @param {string} signs @returns {number[]} halves of places, ascending */
function placesIn(signs) {
  const found = [];
  let [page, piece, higher] = [-1, -1, 0];
  for (let at = 0; at < signs.length; at++) {
    const code = signs.charCodeAt(at);
    const digit = code - FIRST_SIGN - (code > LEFT_OUT ? 1 : 0);
    if (digit < HIGH) {
      higher = higher * HIGH + digit;
      continue;
    }
    if (digit < HIGH + TO_PAGE) {
      page += 1 + higher * TO_PAGE + digit - HIGH;
      piece = -1;
    } else {
      piece += 1 + higher * TO_PIECE + digit - HIGH - TO_PAGE;
      found.push(page * PIECES * HALVES + piece);
    }
    higher = 0;
  }
  return found;
}

/** @param {string} folded @returns {string[]} */
function unfold(folded) {
  let before = '';
  return (folded.match(/[A-Z][^A-Z]*/g) || []).map((word) => {
    before = before.slice(0, word.charCodeAt(0) - 65) + word.slice(1);
    return before;
  });
}
