// @ts-check
/**
 * Queries drawn by chance from what stands on the pages: 2 to 5 words of one sentence, as they are,
 * without marks, with a slip, or with the last word half typed. `pages` are all pages of the language
 * where the phrase stands: its words follow one another in one paragraph, item or cell. Only half a
 * word is taken as typed: whoever has typed “tham nh” has not said more yet.
 */
import { bare, pagesOf, wordsOf } from './text.mjs';

/**
 * @typedef {import('./text.mjs').Page} Page
 * @typedef {{class: string, lang: string, q: string, means: string, pages: string[]}} Query
 * @typedef {(below: number) => number} Chance an integer from 0, smaller than the given one
 */

/** @type {Record<string, (phrase: string, chance: Chance) => string>} */
const CLASSES = {
  exact: (phrase) => phrase,
  'no-accents': bare,
  typo: slip,
  prefix: (phrase, chance) => phrase.replace(/(\p{L}{2})\p{L}+$/u, (word, begin) => begin + word.slice(2, 2 + chance(word.length - 2))),
};

/**
 * As many of each class; the same for the same seed.
 * @param {string} site
 * @param {string} language
 * @param {number} seed
 * @param {number} count
 * @returns {Query[]}
 */
export function drawn(site, language, seed, count) {
  const pages = pagesOf(site, language);
  const chance = randomFrom(seed);
  const classes = Object.entries(CLASSES).filter(([name]) => language === 'vi' || name !== 'no-accents');
  return Array.from({ length: pages.length ? count : 0 }, (_, number) => {
    const [name, spoil] = classes[number % classes.length];
    for (let attempt = 0; attempt < 20000; attempt++) {
      const phrase = phraseFrom(pages[chance(pages.length)], chance, language);
      const q = phrase && spoil(phrase, chance);
      if (!phrase || !q || (name !== 'exact' && q === phrase)) continue;
      // A slip that makes another phrase of the handbook is no slip to its reader.
      if (name === 'typo' && whereIs(pages, q).length) continue;
      const means = name === 'prefix' ? q : phrase;
      const found = whereIs(pages, means, name === 'prefix');
      // What stands on more than a quarter of the pages says too little.
      if (found.length && found.length <= pages.length / 4)
        return { class: `random ${name}`, lang: language, q, means, pages: found.map(({ url }) => url) };
    }
    throw new Error(`the site has no phrase for a query of class “${name}”`);
  });
}

/**
 * The pages on which a phrase stands; as a prefix, its last word may go on.
 * @param {Page[]} pages
 * @param {string} phrase
 */
function whereIs(pages, phrase, prefix = false) {
  const wanted = ` ${wordsOf(phrase)}${prefix ? '' : ' '}`;
  return pages.filter(({ words }) => words.includes(wanted));
}

/**
 * @param {Page} page
 * @param {Chance} chance
 * @param {string} language
 * @returns {string | null}
 */
function phraseFrom({ blocks }, chance, language) {
  const text = blocks[chance(blocks.length)];
  const words = [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)];
  const size = 2 + chance(4);
  // Long blocks get their share, since a block is drawn whatever its length.
  if (words.length < size || words.length < chance(60)) return null;
  const first = chance(words.length - size + 1);
  const last = words[first + size - 1];
  const phrase = text.slice(words[first].index, last.index + last[0].length);
  // Vietnamese names in English text: the pages they name may not be translated.
  if (language !== 'vi' && phrase !== bare(phrase)) return null;
  // Nobody types the end of one sentence and the start of the next.
  return /\p{L}{2}/u.test(phrase) && !/[.!?;:…()]/.test(phrase) ? phrase : null;
}

/**
 * The same numbers for the same seed (mulberry32).
 * @param {number} seed
 * @returns {Chance}
 */
function randomFrom(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below);
  };
}

/**
 * One letter too few, too many, wrong, or two in the wrong order, in a word of four letters or more.
 * @param {string} phrase
 * @param {Chance} chance
 */
function slip(phrase, chance) {
  const long = [...phrase.matchAll(/\p{L}{4,}/gu)];
  if (!long.length) return '';
  const { 0: word, index } = long[chance(long.length)];
  const [at, other] = [chance(word.length - 1), String.fromCharCode(97 + chance(26))];
  const [head, tail] = [word.slice(0, at), word.slice(at + 1)];
  const ways = [head + tail, head + other + word.slice(at), head + other + tail, head + tail[0] + word[at] + tail.slice(1)];
  return phrase.slice(0, index) + ways[chance(4)] + phrase.slice(index + word.length);
}
