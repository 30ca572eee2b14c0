// @ts-check
// What a keyboard makes of a word: raw Telex and VNI, one slip, a blank left out.

const VOWEL = /[aeiouy]/;
const LONGEST_WORD = 16;

/**
 * A word being composed from keys.
 * @typedef {object} Composing
 * @property {string[]} bare
 * @property {string[]} shape
 * @property {number} tone
 * @property {boolean} changed whether a key was taken as a mark
 */

/**
 * The word that raw Telex keys stand for, wherever the keys of the marks were typed; null when there are none.
 * @param {string} keys
 */
function fromTelex(keys) {
  return compose(keys, (key, word) => telexTone(key, word) || telexQuality(key, word));
}

/**
 * The same for VNI, where digits are the keys of the marks.
 * @param {string} keys
 */
function fromVni(keys) {
  return compose(keys, (key, word) => {
    const tone = LETTERS.tones.findIndex((item) => item.vni === key) + 1;
    if (tone && word.bare.some((letter) => VOWEL.test(letter))) return setTone(word, tone);
    if (LETTERS.strokes.some((item) => item.vni === key)) return setStroke(word);
    const quality = LETTERS.qualities.findIndex((item) => item.vni === key);
    return quality >= 0 && setQuality(word, quality, LETTERS.qualities[quality].letters);
  });
}

/**
 * @param {string} keys
 * @param {(key: string, word: Composing) => boolean} take takes a key as a mark, or not
 * @returns {Form | null}
 */
function compose(keys, take) {
  const typed = formOf(keys);
  if (typed.bare.length !== typed.shape.length || !VOWEL.test(typed.bare)) return null;
  /** @type {Composing} */
  const word = { bare: [], shape: [], tone: typed.tone, changed: false };
  const letters = keys.toLowerCase().normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  [...letters].forEach((key, place) => {
    if (take(key, word)) word.changed = true;
    else {
      word.bare.push(STROKES.get(key) || key);
      word.shape.push(typed.shape[place]);
    }
  });
  if (!word.changed) return null;
  return { bare: canonical(word.bare.join('')), shape: word.shape.join(''), tone: word.tone };
}

/** @param {string} key @param {Composing} word */
function telexTone(key, word) {
  const tone = LETTERS.tones.findIndex((item) => item.telex === key) + 1;
  return tone > 0 && word.bare.some((letter) => VOWEL.test(letter)) && setTone(word, tone);
}

/** @param {string} key @param {Composing} word */
function telexQuality(key, word) {
  if (key === 'd') return word.bare[0] === 'd' && setStroke(word);
  if (key === 'w') {
    return setQuality(word, 2, LETTERS.qualities[2].letters) || setQuality(word, 1, LETTERS.qualities[1].letters);
  }
  return LETTERS.qualities[0].letters.includes(key) && setQuality(word, 0, key);
}

/** @param {Composing} word @param {number} tone */
function setTone(word, tone) {
  word.tone = tone;
  return true;
}

/** @param {Composing} word */
function setStroke(word) {
  const place = word.bare.indexOf('d');
  if (place < 0 || word.shape[place] !== '0') return false;
  word.shape[place] = STROKED;
  return true;
}

/**
 * Gives the quality to the last such letter, and to both letters of a pair "uo".
 * @param {Composing} word @param {number} quality @param {string} letters
 */
function setQuality(word, quality, letters) {
  for (let place = word.bare.length - 1; place >= 0; place--) {
    if (!letters.includes(word.bare[place]) || word.shape[place] !== '0') continue;
    word.shape[place] = String(quality + 1);
    if (word.bare[place] === 'o' && word.bare[place - 1] === 'u' && quality === 2) word.shape[place - 1] = '3';
    return true;
  }
  return false;
}

/**
 * Whether two words are one slip apart: a letter left out, added, changed, or two that changed places.
 * @param {string} one
 * @param {string} other
 */
function oneSlip(one, other) {
  if (Math.abs(one.length - other.length) > 1 || one === other) return false;
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (end < shorter - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end++;
  const [a, b] = [one.length - start - end, other.length - start - end];
  if (a < 2 && b < 2) return true;
  return a === 2 && b === 2 && one[start] === other[start + 1] && one[start + 1] === other[start];
}

/**
 * Ways to cut letters that were typed without blanks into known words, fewest words first.
 * @param {string} letters bare
 * @param {(word: string) => boolean} known
 * @returns {number[][]} the lengths of the words of each way, at most eight ways
 */
function cuts(letters, known) {
  /** @type {number[][][]} ways to cut the first n letters */
  const ways = [[[]]];
  for (let end = 1; end <= letters.length; end++) {
    /** @type {number[][]} */
    let found = [];
    for (let size = 1; size <= Math.min(end, LONGEST_WORD); size++) {
      if (!known(letters.slice(end - size, end))) continue;
      found = found.concat(ways[end - size].map((way) => [...way, size]));
    }
    ways.push(found.sort((one, other) => one.length - other.length).slice(0, 8));
  }
  return ways[letters.length].filter((way) => way.length > 1);
}
