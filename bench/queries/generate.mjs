// @ts-check
/**
 * Fresh queries as readers type them, drawn by chance from the text of a built site.
 *
 *     node bench/queries/generate.mjs SITE LANGUAGE SEED COUNT
 *
 * prints one JSON line a query, as many of each class: {class, lang, q, means, pages}. `means` is
 * the phrase as it stands on a page: 2 to 5 words of one sentence. `pages` are all pages of the
 * language where it stands (see pages.mjs), whatever was made of it in `q`. Only a prefix is taken
 * at its word: whoever has typed “tham nh” has not said more yet, so any page where that stands is
 * right. Phrases that stand on more than a quarter of the pages say too little and are not drawn.
 */
import { pathToFileURL } from 'node:url';
import { pagesOf, stands, wordsOf } from './pages.mjs';

/**
 * @typedef {import('./pages.mjs').Page} Page
 * @typedef {{class: string, lang: string, q: string, means: string, pages: string[]}} Query
 * @typedef {(below: number) => number} Chance an integer from 0, smaller than the given one
 * @typedef {(phrase: string, chance: Chance) => string | null} Spoil null: not with this phrase
 */

const TONES = '\u0300\u0301\u0303\u0309\u0323';
const MARKS = /[\u0300-\u036f]/g;
const D = /\u0111/g;
const D_CAPITAL = /\u0110/g;

/** How each tone and each mark of a vowel is typed. */
const KEYS = {
  telex: {
    tones: { '\u0301': 's', '\u0300': 'f', '\u0309': 'r', '\u0303': 'x', '\u0323': 'j' },
    marks: { '\u0302': '', '\u0306': 'w', '\u031b': 'w' },
    d: 'd',
  },
  vni: {
    tones: { '\u0301': '1', '\u0300': '2', '\u0309': '3', '\u0303': '4', '\u0323': '5' },
    marks: { '\u0302': '6', '\u0306': '8', '\u031b': '7' },
    d: '9',
  },
};

/** @type {Record<string, Record<string, Spoil>>} */
const CLASSES = {
  vi: {
    exact: (phrase) => phrase,
    'no-accents': (phrase) => changed(phrase, bare(phrase)),
    partial: someMarks,
    prefix: cutLast,
    nfd: (phrase) => changed(phrase, phrase.normalize('NFD')),
    'tone-placement': (phrase) => changed(phrase, newStyle(phrase)),
    typo: slip,
    telex: (phrase, chance) => typedRaw(phrase, chance, 'telex'),
    vni: (phrase, chance) => typedRaw(phrase, chance, 'vni'),
    'run-together': (phrase, chance) => joined(chance(2) ? bare(phrase) : phrase),
  },
  en: { exact: (phrase) => phrase, prefix: cutLast, typo: slip, 'run-together': joined },
};

/**
 * @param {Page[]} pages of one language
 * @param {string} language
 * @param {number} seed
 * @param {number} count
 * @returns {Query[]}
 */
export function generate(pages, language, seed, count) {
  const classes = Object.entries(CLASSES[language] || {});
  if (!classes.length) throw new Error(`no classes of queries for “${language}”`);
  const chance = randomFrom(seed);
  return Array.from({ length: count }, (_, number) => {
    const [name, spoil] = classes[number % classes.length];
    return draw(pages, language, name, spoil, chance);
  });
}

/**
 * @param {Page[]} pages
 * @param {string} language
 * @param {string} name
 * @param {Spoil} spoil
 * @param {Chance} chance
 * @returns {Query}
 */
function draw(pages, language, name, spoil, chance) {
  for (let attempt = 0; attempt < 20000; attempt++) {
    const phrase = phraseFrom(pages[chance(pages.length)], chance, language);
    const q = phrase && spoil(phrase, chance);
    if (!phrase || !q) continue;
    // A slip that makes another phrase of the handbook is no slip to its reader.
    if (name === 'typo' && pages.some((page) => stands(page, q))) continue;
    const means = name === 'prefix' ? q : phrase;
    const found = pages.filter((page) => stands(page, means, name === 'prefix'));
    if (!found.length) throw new Error(`“${means}” stands nowhere, yet it was drawn`);
    if (found.length > Math.max(1, pages.length / 4)) continue;
    return { class: name, lang: language, q, means, pages: found.map((page) => page.url) };
  }
  throw new Error(`the site has no phrase for a query of class “${name}”`);
}

/**
 * @param {Page} page
 * @param {Chance} chance
 * @param {string} language
 * @returns {string | null}
 */
function phraseFrom(page, chance, language) {
  const block = page.blocks[chance(page.blocks.length)];
  const words = [...block.text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
  const size = 2 + chance(4);
  // Long blocks get their share, since a block is drawn whatever its length.
  if (words.length < size || words.length < chance(60)) return null;
  const first = chance(words.length - size + 1);
  const start = words[first].index || 0;
  const last = words[first + size - 1];
  const end = (last.index || 0) + last[0].length;
  if (block.foreign.some(([from, to]) => start < to && end > from)) return null;
  const phrase = block.text.slice(start, end);
  // Vietnamese names in English text: the pages they name are left out, being not translated.
  if (language !== 'vi' && phrase !== bare(phrase)) return null;
  // Nobody types the end of one sentence and the start of the next.
  return /\p{L}{2}/u.test(phrase) && !/[.!?;:…()]/.test(phrase) ? phrase : null;
}

/**
 * The same numbers for the same seed (mulberry32).
 * @param {number} seed
 * @returns {Chance}
 */
export function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/** @param {string} text */
export function bare(text) {
  return text.normalize('NFD').replace(MARKS, '').replace(D, 'd').replace(D_CAPITAL, 'D');
}

/**
 * @param {string} before
 * @param {string} after
 */
function changed(before, after) {
  return before === after ? null : after;
}

/**
 * In each word all marks, no tone, no mark of the vowel, or none at all; not alike in all words.
 * @type {Spoil}
 */
function someMarks(phrase, chance) {
  const ways = [
    (/** @type {string} */ word) => word,
    (/** @type {string} */ word) =>
      word
        .normalize('NFD')
        .replace(new RegExp(`[${TONES}]`, 'g'), '')
        .normalize('NFC'),
    (/** @type {string} */ word) =>
      word
        .normalize('NFD')
        .replace(/[\u0302\u0306\u031b]/g, '')
        .normalize('NFC'),
    bare,
  ];
  const result = phrase.replace(/[\p{L}\p{M}]+/gu, (word) => ways[chance(4)](word));
  return result === bare(phrase) ? null : changed(phrase, result);
}

/**
 * The last word while it is typed: two letters or more of it, one of a word of two.
 * @type {Spoil}
 */
function cutLast(phrase, chance) {
  const last = /(\p{L}+)$/u.exec(phrase);
  if (!last || last[1].length < 2) return null;
  const keep = last[1].length === 2 ? 1 : 2 + chance(last[1].length - 2);
  return phrase.slice(0, last.index + keep);
}

/**
 * The tone on the last vowel of an open syllable in oa, oe, uy.
 * @param {string} phrase
 */
function newStyle(phrase) {
  const syllable = new RegExp(
    `([oO](?=[${TONES}][aAeE])|[uU](?=[${TONES}][yY]))([${TONES}])([aAeEyY])(?![\\p{L}\\p{M}])`,
    'gu',
  );
  return phrase.normalize('NFD').replace(syllable, '$1$3$2').normalize('NFC');
}

/**
 * One letter too few, too many, wrong, or two in the wrong order, in a word of four letters or more.
 * @type {Spoil}
 */
function slip(phrase, chance) {
  const long = [...phrase.matchAll(/\p{L}{4,}/gu)];
  if (!long.length) return null;
  const word = long[chance(long.length)];
  const letters = [...word[0]];
  const at = chance(letters.length);
  const other = String.fromCharCode(97 + chance(26));
  const way = chance(4);
  if (way === 0) letters.splice(at, 1);
  else if (way === 1) letters.splice(at, 0, other);
  else if (way === 2) letters[at] = other;
  else letters.splice(Math.max(0, at - 1), 2, ...letters.slice(Math.max(0, at - 1), Math.max(0, at - 1) + 2).reverse());
  const start = word.index || 0;
  const result = phrase.slice(0, start) + letters.join('') + phrase.slice(start + word[0].length);
  return wordsOf(result).join() === wordsOf(phrase).join() ? null : result;
}

/**
 * The keys as they come out where the keyboard is not set to Vietnamese; the tone after the word.
 * @param {string} phrase
 * @param {Chance} chance
 * @param {'telex' | 'vni'} method
 */
function typedRaw(phrase, chance, method) {
  const { tones, marks, d } = KEYS[method];
  const short = chance(2) === 1;
  const typed = phrase.toLowerCase().replace(/[\p{L}\p{M}]+/gu, (word) => {
    let keys = '';
    let tone = '';
    for (const sign of word.normalize('NFD')) {
      if (sign in tones) tone = tones[/** @type {'\u0301'} */ (sign)];
      else if (sign in marks) keys += marks[/** @type {'\u0302'} */ (sign)] || keys[keys.length - 1];
      else keys += sign === '\u0111' ? `d${d}` : sign;
    }
    // Most people mark a pair of horned vowels once.
    return (short ? keys.replace(/u[w7]o([w7])/, 'uo$1') : keys) + tone;
  });
  return changed(phrase.toLowerCase(), typed);
}

/** @param {string} phrase */
function joined(phrase) {
  return /^[\p{L}\p{M}]+( [\p{L}\p{M}]+)+$/u.test(phrase) ? phrase.replace(/ /g, '') : null;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [site, language, seed, count] = process.argv.slice(2);
  if (!site || !language || !Number.isInteger(Number(seed)) || !(Number(count) > 0)) {
    process.stderr.write('usage: node bench/queries/generate.mjs SITE LANGUAGE SEED COUNT\n');
    process.exit(2);
  }
  for (const query of generate(pagesOf(site, language), language, Number(seed), Number(count))) {
    process.stdout.write(`${JSON.stringify(query)}\n`);
  }
}
