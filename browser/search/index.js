// @ts-check
// The index of a language: what is known at once, and the text of pages as parts of it arrive.

/**
 * @typedef {object} IndexData the file search/<language>.js, written by handbook/search/files.py
 * @property {string} version
 * @property {string} language
 * @property {[kind: number, part: number, number: number, url?: string, title?: string][]} pages
 *   `number` is 0 where there is none; a page in another language brings the rest with its part
 * @property {string[]} kinds
 * @property {string} words the bare words of all texts, sorted; a capital says how much each repeats of the one before
 * @property {string} parts for each word the parts it stands in: bits, six a character
 * @property {[short: string, full: string][]} abbreviations short is empty for a term without one
 * @property {Lexicon} lexicon
 *
 * @typedef {object} Lexicon words of the language that steer a search; handbook/texts
 * @property {string[]} question
 * @property {string[]} before
 * @property {string[]} fillers
 * @property {string[]} numerals
 * @property {string[]} months
 * @property {string[]} date day, month, year
 *
 * @typedef {[anchor: string, kind: number, title: string, text: string]} PlaceData
 * @typedef {[page: number, places: PlaceData[], url?: string, title?: string, language?: string][]} PartData
 *
 * @typedef {object} Place
 * @property {number} page
 * @property {string} anchor
 * @property {number} kind of a register's row, -1 for a section
 * @property {string} title
 * @property {string} text
 * @property {Int32Array} tokens form numbers; -1 ends the title and each block
 * @property {number} titled how many tokens the title has
 *
 * @typedef {object} PageEntry
 * @property {string} url
 * @property {string} title
 * @property {string} label
 * @property {number} kind
 * @property {string[]} path titles of the pages that lead to it
 * @property {number} part
 * @property {string} language
 * @property {Place[]} places
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

class SearchIndex {
  /** @param {IndexData} data */
  constructor(data) {
    this.data = data;
    this.words = unfold(data.words);
    this.bits = data.parts.split(' ');
    this.known = new Map(this.words.map((word, place) => [word, place]));
    /** @type {Form[]} */
    this.forms = [];
    /** @type {Map<string, number>} */
    this.formNumbers = new Map();
    /** @type {Map<string, number[]>} forms of a bare word */
    this.formsOf = new Map();
    /** @type {Set<number>} */
    this.loaded = new Set();
    /** @type {number[][]} pages of each part */
    this.parts = [];
    const titles = new Map(data.pages.slice(1).map(([, , , url, title]) => [url, title]));
    /** @type {PageEntry[]} */
    this.pages = data.pages.map(([kind, part, number, url = '', title = ''], place) => {
      (this.parts[part] = this.parts[part] || []).push(place);
      const label = number ? `${data.kinds[kind]} ${number}` : '';
      // The page above, unless that is the first page of all.
      const above = titles.get(url.replace(/[^/]+\/$/, ''));
      const path = above && above !== title ? [above] : [];
      const head = this.place(place, ['', -1, label ? `${label}. ${title}` : title, '']);
      return { url, title, label, kind, path, part, language: data.language, places: [head] };
    });
  }

  /** @param {number} part @param {PartData} pages */
  addPart(part, pages) {
    for (const [number, places, url, title, language] of pages) {
      const page = this.pages[number];
      if (url && title && language) Object.assign(page, { url, title, language });
      page.places = places.map((data, place) => {
        const head = place || !page.label ? data[2] : `${page.label}. ${data[2]}`;
        return this.place(number, [data[0], data[1], head, data[3]]);
      });
    }
    this.loaded.add(part);
  }

  /**
   * @param {number} page
   * @param {PlaceData} data
   * @returns {Place}
   */
  place(page, [anchor, kind, title, text]) {
    const tokens = this.tokens(title);
    const titled = tokens.length;
    for (const line of text.split('\n')) tokens.push(-1, ...this.tokens(line));
    return { page, anchor, kind, title, text, tokens: Int32Array.from(tokens), titled };
  }

  /** @param {string} text */
  tokens(text) {
    return wordsOf(text).map(({ word }) => this.formNumber(word.toLowerCase()));
  }

  /** @param {string} word */
  formNumber(word) {
    const known = this.formNumbers.get(word);
    if (known !== undefined) return known;
    const form = formOf(word);
    const number = this.forms.push(form) - 1;
    this.formNumbers.set(word, number);
    const same = this.formsOf.get(form.bare);
    if (same) same.push(number);
    else this.formsOf.set(form.bare, [number]);
    return number;
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

  /**
   * The parts that have one of the words, as a flag for each part.
   * @param {Iterable<string>} words
   */
  partsWith(words) {
    const found = new Uint8Array(this.parts.length);
    for (const word of words) {
      const place = this.known.get(word);
      if (place === undefined) continue;
      const bits = this.bits[place];
      for (let at = 0; at < bits.length; at++) {
        const digit = DIGITS.indexOf(bits[at]);
        for (let bit = 0; bit < 6; bit++) if (digit & (1 << bit)) found[at * 6 + bit] = 1;
      }
    }
    return found;
  }

  /** How telling a word is: 1 for one part only, near 0 for every part. @param {Iterable<string>} words */
  weight(words) {
    const count = this.partsWith(words).reduce((sum, flag) => sum + flag, 0);
    const all = this.parts.length;
    return 0.05 + 0.95 * (1 - Math.log(1 + count) / Math.log(2 + all));
  }
}

/** @param {string} folded @returns {string[]} */
function unfold(folded) {
  let before = '';
  return (folded.match(/[A-Z][^A-Z]*/g) || []).map((word) => {
    before = before.slice(0, word.charCodeAt(0) - 65) + word.slice(1);
    return before;
  });
}
