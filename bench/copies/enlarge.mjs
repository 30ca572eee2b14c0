// @ts-check
/**
 * A big handbook for the search to be tried on: the real pages and as many more as are wanted, in
 * Markdown, so that every engine gets them through the same build.
 *
 * The words of the new pages follow one another as they do in the real ones: each is drawn from
 * those that stand after the two words before it, or after the one before it. So they share all
 * words and most pairs of words with the real pages, while longer phrases differ from page to page:
 * the hard case for a search. No sentence of ten words or more stands twice.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wordsOf } from '../queries/pages.mjs';
import { randomFrom } from '../queries/generate.mjs';

/**
 * @typedef {import('../queries/pages.mjs').Page} Page
 * @typedef {import('../queries/generate.mjs').Chance} Chance
 */

const PER_FOLDER = 50;
const SECTIONS = 6;

/**
 * @param {string} docs folder of the handbook's Markdown
 * @param {Page[]} pages the real ones, in the handbook's first language
 * @param {number} count how many pages there shall be in all
 * @param {number} seed
 */
export function enlarge(docs, pages, count, seed) {
  const chance = randomFrom(seed);
  const write = writer(pages, chance);
  const sources = someSources(docs);
  const titles = new Set(pages.map((page) => wordsOf(page.title).join(' ')));
  for (let number = 0; number < count - pages.length; number++) {
    const place = number % PER_FOLDER;
    const folder = join(docs, `them-${Math.floor(number / PER_FOLDER) + 1}`);
    if (place === 0) mkdirSync(folder);
    const head = [
      '---',
      `title: ${JSON.stringify(title(write, titles, chance))}`,
      `summary: ${JSON.stringify(write(20, 60))}`,
      `order: ${1000 + number}`,
      sources,
      '---',
      '',
    ];
    const file = place === 0 ? 'index.md' : `trang-${place}.md`;
    writeFileSync(join(folder, file), [...head, paragraph(write, chance), ...sections(write, chance)].join('\n'));
  }
}

/**
 * @param {ReturnType<typeof writer>} write
 * @param {Set<string>} known
 * @param {Chance} chance
 */
function title(write, known, chance) {
  for (let attempt = 0; attempt < 1000; attempt++) {
    const found = write(10, 45).replace(/[.,:;!?]+$/, '');
    const key = wordsOf(found).join(' ');
    if (known.has(key) || key.split(' ').length < 3 + chance(2)) continue;
    known.add(key);
    return found;
  }
  throw new Error('no more distinct titles');
}

/**
 * @param {ReturnType<typeof writer>} write
 * @param {Chance} chance
 */
function sections(write, chance) {
  const lines = [];
  for (let number = 1; number <= SECTIONS; number++) {
    lines.push(`## ${write(10, 40).replace(/[.,:;!?]+$/, '')} {#phan-${number}}`, '');
    for (let left = 1 + chance(3); left; left--) lines.push(paragraph(write, chance));
    if (chance(2)) lines.push(...Array.from({ length: 3 }, () => `- ${write(20, 120)}`), '');
  }
  return lines;
}

/**
 * @param {ReturnType<typeof writer>} write
 * @param {Chance} chance
 */
function paragraph(write, chance) {
  return `${Array.from({ length: 2 + chance(4) }, () => write(30, 160)).join(' ')}\n`;
}

/**
 * A function that writes a sentence of about so many letters.
 * @param {Page[]} pages
 * @param {Chance} chance
 */
function writer(pages, chance) {
  const { after, starts, sentences } = wordsIn(pages);
  return (/** @type {number} */ least, /** @type {number} */ most) => {
    for (let attempt = 0; attempt < 1000; attempt++) {
      const words = [starts[chance(starts.length)]];
      let length = words[0].length;
      const wanted = least + chance(most - least);
      while (length < wanted) {
        const pair = after.get(words.slice(-2).join(' '));
        const next = words.length > 1 && pair && chance(2) ? pair : after.get(words[words.length - 1]);
        if (!next) break;
        words.push(next[chance(next.length)]);
        length += words[words.length - 1].length + 1;
      }
      const text = words.join(' ').replace(/[,\-/]+$/, '');
      const key = wordsOf(text).join(' ');
      if (length < least || length > most || sentences.has(key) || !/[\p{L}\p{N}]$/u.test(text)) continue;
      sentences.add(key);
      return `${text[0].toUpperCase()}${text.slice(1)}.`;
    }
    throw new Error('no more distinct sentences');
  };
}

/**
 * The words that begin a sentence, those that stand after a word or after two, and all sentences.
 * @param {Page[]} pages
 */
function wordsIn(pages) {
  /** @type {Map<string, string[]>} */
  const after = new Map();
  /** @type {string[]} */
  const starts = [];
  const texts = pages.flatMap(({ blocks }) => blocks.flatMap(({ text }) => text.split(/(?<=[.!?…]) /)));
  for (const text of texts) {
    const words = text
      .split(' ')
      .map((word) => word.replace(/[^\p{L}\p{M}\p{N},\-/]/gu, ''))
      .filter(isUsable);
    words.forEach((word, at) => {
      if (!at) starts.push(word);
      if (at) push(after, words[at - 1], word);
      if (at > 1) push(after, `${words[at - 2]} ${words[at - 1]}`, word);
    });
  }
  return { after, starts, sentences: new Set(texts.map((text) => wordsOf(text).join(' '))) };
}

/**
 * The handbook's own rules forbid the other way of placing a tone outside quotations.
 * @param {string} word
 */
function isUsable(word) {
  return (
    /^[\p{L}\p{N}]/u.test(word) &&
    !/(?:o[ae]|(?:^|[^q])uy)[\u0300\u0301\u0303\u0309\u0323],?$/i.test(word.normalize('NFD'))
  );
}

/**
 * @param {Map<string, string[]>} lists
 * @param {string} key
 * @param {string} value
 */
function push(lists, key, value) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/**
 * The line of a real page that names its sources: every page must have one.
 * @param {string} docs
 */
function someSources(docs) {
  for (const entry of readdirSync(docs).sort()) {
    const line = entry.endsWith('.md') && /^sources: \[.+\]$/m.exec(readFileSync(join(docs, entry), 'utf8'));
    if (line) return line[0];
  }
  throw new Error(`${docs}: no page with a line “sources: […]”`);
}
