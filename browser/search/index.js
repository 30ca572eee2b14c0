// @ts-check
// The index of a language: what is known at once, and what arrives of the rest: places of words, texts of pages.

/**
 * @typedef {object} IndexData the file search/<language>.js, written by handbook/search/files.py
 * @property {string} version
 * @property {string} language
 * @property {[kind: number, part: number, number: number, url?: string, title?: string][]} pages
 *   `number` is 0 where there is none; a page in another language brings the rest with its part
 * @property {string[]} kinds
 * @property {Lexicon} lexicon at first only its `fillers` and `numerals`; the rest comes with the words
 * @property {[short: string, full: string][]} abbreviations too
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

class SearchIndex {
  /** @param {IndexData} data */
  constructor(data) {
    this.data = data;
    /** @type {[said: string, meant: string][] | null} what readers say, as the handbook says it; fetched when needed */
    this.sayings = null;
    /** @type {WordsData | null} the words of the texts; fetched when they are searched */
    this.words = null;
    /** @type {Places | null} where they stand */
    this.places = null;
    /** @type {Form[]} */
    this.forms = [];
    /** @type {string[]} how each form is written */
    this.spellings = [];
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
    /** @type {Map<number, PartData>} the texts that have come, by their parts */
    this.texts = new Map();
    /** @type {Set<number>} the parts that are searched */
    this.loaded = new Set();
    /** @type {KeptTexts | null} what tells where words stand when the files that do cannot be had */
    this.kept = null;
    /** @type {{sections: number[], pages: number[]}} */
    this.measured = { sections: [], pages: [] };
    const titles = new Map(data.pages.slice(1).map(([, , , url, title]) => [url, title]));
    /** @type {PageEntry[]} */
    this.pages = data.pages.map(([kind, part, number, url = '', title = ''], page) => {
      const label = number ? `${data.kinds[kind]} ${number}` : '';
      // The page above, unless that is the first page of all.
      const above = titles.get(url.replace(/[^/]+\/$/, ''));
      const path = above && above !== title ? [above] : [];
      const head = this.add(page, ['', -1, title, ''], label);
      return { url, title, label, kind, path, part, language: data.language, head };
    });
  }

  /** Makes the texts of a part known that has come. @param {number} part */
  addPart(part) {
    const pages = this.texts.get(part);
    // Two queries may each fetch it.
    if (!pages || this.loaded.has(part)) return;
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
    this.spellings.push(word);
    this.positions.push([]);
    const same = this.formsOf.get(form.bare);
    if (same) same.push(number);
    else this.formsOf.set(form.bare, [number]);
    return number;
  }

  /** How long the sections and the pages are whose texts are there. */
  lengths() {
    if (this.measured.sections.length === this.sections.length) return this.measured;
    const sections = this.sections.map(({ page, from, to }) => (page < 0 ? 0 : to - from));
    const pages = this.pages.map(() => 0);
    this.sections.forEach(({ page }, at) => (pages[page] += sections[at]));
    return (this.measured = { sections, pages });
  }

  /** The words of a text of the index itself, which many queries need. @param {string} text @returns {Form[]} */
  formsIn(text) {
    const known = this.read.get(text);
    if (known) return known;
    const forms = wordsOf(text).map(({ word }) => formOf(word));
    this.read.set(text, forms);
    return forms;
  }

  /** The known words that begin so; only those of titles before the others are known. @param {string} start */
  beginning(start) {
    if (this.places) return this.places.beginning(start);
    return [...this.formsOf.keys()].filter((word) => word.startsWith(start));
  }

  /** Whether the texts have the word. @param {string} word */
  knows(word) {
    return this.places ? this.places.known.has(word) : this.formsOf.has(word);
  }

  /** Makes the written words known whose places are there. @param {number} file @param {[form: string, places: number[]][]} found */
  addPlaces(file, found) {
    if (!this.places || this.places.loaded.has(file)) return;
    this.places.add(file, found);
    found.forEach(([word]) => this.formNumber(word));
  }
}
