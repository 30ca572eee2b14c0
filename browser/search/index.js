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
 * @property {[short: string, full: string][]} abbreviations
 * @property {Lexicon} lexicon
 *
 * @typedef {object} Lexicon words of the language that steer a search; handbook/language/texts
 * @property {string[]} question
 * @property {string[]} before
 * @property {string[]} fillers
 * @property {string[]} numerals
 * @property {string[]} endings of words of the same stem
 * @property {string[]} months
 * @property {string[]} date day, month, year
 *
 * @typedef {[anchor: string, kind: number, title: string, text: string]} SectionData
 * @typedef {[page: number, sections: SectionData[], url?: string, title?: string, language?: string][]} PartData
 *
 * @typedef {object} Section
 * @property {number} page
 * @property {string} anchor
 * @property {number} kind of a register's row, -1 where it is no row, TEST for a question that tests the reader
 * @property {string} title
 * @property {string} text
 * @property {number} from where its tokens begin: those of the title, then those of each block, -1 between them
 * @property {number} named where those of the title begin that stand behind its label
 * @property {number} titled where the tokens of the title end
 * @property {number} summed where those of the first block end
 * @property {number} to
 *
 * @typedef {object} PageEntry
 * @property {string} url
 * @property {string} title
 * @property {string} label
 * @property {number} kind
 * @property {string[]} path titles of the pages that lead to it
 * @property {number} part
 * @property {string} language
 * @property {Section} head its title, until its part brings more
 */

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

class SearchIndex {
  /** @param {IndexData} data */
  constructor(data) {
    this.data = data;
    /** @type {[said: string, meant: string][] | null} what readers say, as the handbook says it; fetched when needed */
    this.sayings = null;
    this.words = unfold(data.words);
    this.bits = data.parts.split(' ');
    this.known = new Map(this.words.map((word, number) => [word, number]));
    /** @type {Map<string, number[]>} */
    this.partsOf = new Map();
    /** @type {Form[]} */
    this.forms = [];
    /** @type {Map<string, number>} */
    this.formNumbers = new Map();
    /** @type {Map<string, number[]>} forms of a bare word */
    this.formsOf = new Map();
    /** @type {Map<string, Form[]>} */
    this.read = new Map();
    /** @type {number[][]} where each form stands */
    this.positions = [];
    /** @type {number[]} the form numbers of all sections, one section behind the other; -1 between them */
    this.tokens = [-1];
    /** @type {number[]} for each token the number of its section */
    this.owners = [-1];
    /** @type {Section[]} */
    this.sections = [];
    /** @type {Set<number>} */
    this.loaded = new Set();
    this.measured = { sections: sizesOf([]), pages: sizesOf([]) };
    /** @type {number[][]} pages of each part */
    this.parts = [];
    const titles = new Map(data.pages.slice(1).map(([, , , url, title]) => [url, title]));
    /** @type {PageEntry[]} */
    this.pages = data.pages.map(([kind, part, number, url = '', title = ''], page) => {
      (this.parts[part] = this.parts[part] || []).push(page);
      const label = number ? `${data.kinds[kind]} ${number}` : '';
      // The page above, unless that is the first page of all.
      const above = titles.get(url.replace(/[^/]+\/$/, ''));
      const path = above && above !== title ? [above] : [];
      const head = this.add(page, ['', -1, title, ''], label);
      return { url, title, label, kind, path, part, language: data.language, head };
    });
  }

  /** @param {number} part @param {PartData} pages */
  addPart(part, pages) {
    // Two queries may each fetch it.
    if (this.loaded.has(part)) return;
    for (const [number, sections, url, title, language] of pages) {
      const page = this.pages[number];
      if (url && title && language) Object.assign(page, { url, title, language });
      // The head comes again, with what stands before the first heading.
      page.head.page = -1;
      sections.forEach(([anchor, kind, name, text], at) => {
        const added = this.add(number, [anchor, kind, name, text], at ? '' : page.label);
        if (!at) page.head = added;
      });
    }
    this.loaded.add(part);
  }

  /**
   * @param {number} page
   * @param {SectionData} data
   * @param {string} label before the title
   * @returns {Section}
   */
  add(page, [anchor, kind, name, text], label) {
    const from = this.tokens.length;
    const title = label ? `${label}. ${name}` : name;
    const named = from + this.formsIn(label).length;
    this.addTokens(title);
    const titled = this.tokens.length - 1;
    const summed = text ? titled + 1 + wordsOf(text.split('\n', 1)[0]).length : titled;
    if (text) text.split('\n').forEach((line) => this.addTokens(line));
    const section = { page, anchor, kind, title, text, from, named, titled, summed, to: this.tokens.length };
    this.sections.push(section);
    return section;
  }

  /** @param {string} line */
  addTokens(line) {
    const owner = this.sections.length;
    for (const { word } of wordsOf(line)) {
      const form = this.formNumber(word.toLowerCase());
      this.positions[form].push(this.tokens.length);
      this.tokens.push(form);
      this.owners.push(owner);
    }
    this.tokens.push(-1);
    this.owners.push(owner);
  }

  /** @param {string} word */
  formNumber(word) {
    const known = this.formNumbers.get(word);
    if (known !== undefined) return known;
    const form = formOf(word);
    const number = this.forms.push(form) - 1;
    this.formNumbers.set(word, number);
    this.positions.push([]);
    const same = this.formsOf.get(form.bare);
    if (same) same.push(number);
    else this.formsOf.set(form.bare, [number]);
    return number;
  }

  /** A form as it is written. @param {number} form */
  spelling(form) {
    for (const [word, number] of this.formNumbers) if (number === form) return word;
    return '';
  }

  /** How long the sections and the pages are. */
  lengths() {
    if (this.measured.sections.of.length === this.sections.length) return this.measured;
    const sections = this.sections.map(({ page, from, to }) => (page < 0 ? 0 : to - from));
    const pages = this.pages.map(() => 0);
    this.sections.forEach(({ page }, at) => (pages[page] += sections[at]));
    return (this.measured = { sections: sizesOf(sections), pages: sizesOf(pages) });
  }

  /** The words of a text of the index itself, which many queries need. @param {string} text @returns {Form[]} */
  formsIn(text) {
    const known = this.read.get(text);
    if (known) return known;
    const forms = wordsOf(text).map(({ word }) => formOf(word));
    this.read.set(text, forms);
    return forms;
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

  /** The parts that have a word. @param {string} word @returns {number[]} */
  partsWith(word) {
    const read = this.partsOf.get(word);
    if (read) return read;
    const number = this.known.get(word);
    /** @type {number[]} */
    const found = [];
    [...(number === undefined ? '' : this.bits[number])].forEach((char, at) => {
      const digit = DIGITS.indexOf(char);
      for (let bit = 0; bit < 6; bit++) if (digit & (1 << bit)) found.push(at * 6 + bit);
    });
    this.partsOf.set(word, found);
    return found;
  }

  /** The parts that have one of the words, as a flag for each part. @param {Iterable<string>} words */
  partsWithAny(words) {
    const found = new Uint8Array(this.parts.length);
    for (const word of words) for (const part of this.partsWith(word)) found[part] = 1;
    return found;
  }
}

/** @param {number[]} of */
function sizesOf(of) {
  const there = of.filter(Boolean);
  return { of, mean: there.reduce((sum, size) => sum + size, 0) / there.length, many: there.length };
}

/** @param {string} folded @returns {string[]} */
function unfold(folded) {
  let before = '';
  return (folded.match(/[A-Z][^A-Z]*/g) || []).map((word) => {
    before = before.slice(0, word.charCodeAt(0) - 65) + word.slice(1);
    return before;
  });
}
