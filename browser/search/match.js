// @ts-check
// How well a section answers a reading of the query.

/**
 * @typedef {object} Hit
 * @property {Section} section
 * @property {number} tier PHRASE, TOGETHER or SOME
 * @property {number} score
 * @property {boolean} exact whether the phrase stands there with the very letters that were typed
 * @property {boolean} named whether it is the whole title of the section
 * @property {number} wrong how far its words are others than those typed, as far as a keyboard can tell: other letters
 *   farther than other marks
 * @property {[number, number][]} spans tokens that matched, from and to, best first
 * @property {Reading} reading
 */

const PHRASE = 3;
const TOGETHER = 2;
const SOME = 1;
const MOST_SPANS = 12;
const OPEN_COST = 0.15;
const WHOLE_TITLE = 1;
/** The kind of a question that tests the reader: what it is about is told elsewhere. */
const TEST = -2;
const TEST_COST = 0.8;

/** A reading made ready for the texts that are loaded. */
class Matcher {
  /** @param {SearchIndex} index @param {Reading} reading */
  constructor(index, reading) {
    this.index = index;
    this.reading = reading;
    this.size = reading.terms.length;
    this.words = reading.terms.map((term) => candidates(index, term));
    // Wrong words that a phrase may have: one in a short query, two in a long one.
    this.faults = this.size > 3 ? 2 : 1;
    /** @type {Uint8Array[]} for each term how each form agrees with it */
    this.codes = [];
    /** @type {number[][]} for each term the forms that do */
    this.forms = [];
    /** How many forms were known when it was made ready. */
    this.ready = -1;
    /** @type {Set<number>[]} */
    this.known = [];
  }

  /** Looks up how the words of the texts agree with the terms; anew when more words are known. */
  prepare() {
    const { index } = this;
    const { size: files } = (index.places || { loaded: new Set() }).loaded;
    if (this.ready === index.forms.length + files) return;
    this.ready = index.forms.length + files;
    this.known = [];
    this.codes = this.reading.terms.map(() => new Uint8Array(index.forms.length));
    this.forms = this.reading.terms.map((term, number) => agreements(index, term, this.words[number], this.codes[number]));
  }

  /** Whether each of its words stands in the texts. */
  isAble() {
    return this.words.every((set) => [...set].some((word) => this.index.knows(word)));
  }

  /**
   * Where the words of a term stand; null when the files that tell it were left out.
   * @param {number} term @param {boolean} [sure] only those that are what was typed
   * @returns {Set<number> | null}
   */
  places(term, sure = false) {
    const { places } = this.index;
    if (!places || !places.has(this.reading.terms[term].typed.bare)) return null;
    const at = 2 * term + Number(sure);
    if (this.known[at]) return this.known[at];
    return (this.known[at] = new Set([...this.halves(term, sure)].map((half) => Math.floor(half / HALVES))));
  }

  /** In which halves of these places. @param {number} term @param {boolean} sure */
  halves(term, sure) {
    const { places, spellings } = this.index;
    const forms = this.forms[term].filter((form) => !sure || (this.codes[term][form] & 7) < OTHER_MARKS);
    return new Set(forms.flatMap((form) => (places && places.found.get(spellings[form])) || []));
  }

  /** The sections where the terms stand one behind the other. @returns {Hit[]} */
  phrases() {
    const { index, size, codes, forms } = this;
    const rarest = this.rarest();
    /** @type {Map<number, {best: number, wrong: number, spans: [number, number][]}>} */
    const found = new Map();
    for (const form of forms[rarest]) {
      for (const position of index.positions[form]) {
        const start = position - rarest;
        let [cost, wrong, term] = [0, 0, 0];
        for (; term < size; term++) {
          const code = codes[term][index.tokens[start + term]];
          if (!code) break;
          cost += COST[code & 7] + (code & PREFIX ? OPEN_COST : 0);
          if ((code & 7) >= OTHER_MARKS) wrong += code & 7;
        }
        if (term < size || wrong > SLIP * this.faults) continue;
        let seen = found.get(index.owners[start]);
        // What is nearer to what was typed takes the place of what is farther.
        if (!seen || wrong < seen.wrong) found.set(index.owners[start], (seen = { best: Infinity, wrong, spans: [] }));
        if (wrong > seen.wrong) continue;
        seen.best = Math.min(seen.best, cost);
        seen.spans.push([start, start + size]);
      }
    }
    return [...found]
      .filter(([owner]) => index.sections[owner].page >= 0)
      .map(([owner, seen]) => this.phraseHit(index.sections[owner], seen));
  }

  /** The term with the fewest words in the texts. */
  rarest() {
    const counts = this.forms.map((forms) => forms.reduce((sum, form) => sum + this.index.positions[form].length, 0));
    return counts.indexOf(Math.min(...counts));
  }

  /** @param {Section} section @param {{best: number, wrong: number, spans: [number, number][]}} seen @returns {Hit} */
  phraseHit(section, { best, wrong, spans }) {
    const { reading } = this;
    spans.sort((one, other) => one[0] - other[0]);
    const titled = spans[0][0] < section.titled;
    const [first] = spans[0];
    const title = titled ? this.titleScore(section, first === section.from || first === section.named) : 0;
    const testing = section.kind === TEST ? TEST_COST : 0;
    const score = 10 - 2 * best - 3 * reading.cost + title + 0.02 * Math.min(spans.length, 10) - testing;
    const exact = best === 0 && !reading.cost;
    const named = title > WHOLE_TITLE + 1;
    return { section, tier: PHRASE, score, exact, named, wrong, spans: spans.slice(0, MOST_SPANS), reading };
  }

  /** @param {Section} section @param {boolean} start */
  titleScore(section, start) {
    const share = Math.min(1, this.size / this.titleSize(section));
    const whole = start && share === 1 ? WHOLE_TITLE : 0;
    return 0.5 + 0.8 * share + whole + (start ? 0.2 : 0) + (section.kind < 0 ? 0 : 0.2) + (section.anchor ? 0 : 0.5);
  }

  /** How many words a title has; what stands behind it in brackets only explains. @param {Section} section */
  titleSize({ title, named, titled }) {
    const bracket = title.indexOf(' (');
    return bracket < 0 ? titled - named : wordsOf(title.slice(0, bracket)).length;
  }
}

/** The bare words that can answer a term. @param {SearchIndex} index @param {Term} term */
function candidates(index, term) {
  const found = new Set([term.typed.bare, ...term.slips, ...term.kin]);
  if (term.decoded) found.add(term.decoded.bare);
  if (term.open) index.beginning(term.typed.bare).forEach((word) => found.add(word));
  return found;
}

/**
 * For each form how it agrees with a term.
 * @param {SearchIndex} index @param {Term} term @param {Set<string>} words @param {Uint8Array} codes to be filled
 * @returns {number[]} the forms that do agree
 */
function agreements(index, term, words, codes) {
  const found = [];
  for (const word of words) {
    for (const form of index.formsOf.get(word) || []) {
      codes[form] = codeOf(term, index.forms[form]);
      if (codes[form]) found.push(form);
    }
  }
  return found;
}

/** @param {Term} term @param {Form} form */
function codeOf({ typed, open, loose, decoded, slips, kin }, form) {
  const whole = form.bare === typed.bare;
  if (whole || (open && form.bare.startsWith(typed.bare))) {
    const code = agreement(typed, form);
    if (code < OTHER_MARKS || loose) return whole ? code : code | PREFIX;
  }
  const meant = decoded && decoded.bare === form.bare ? agreement(decoded, form) : OTHER_MARKS;
  if (meant < OTHER_MARKS) return meant === EXACT ? DECODED : DECODED_PARTLY;
  if (kin.has(form.bare)) return DECODED;
  return slips.has(form.bare) ? SLIP : 0;
}

/** Whether the word stands in the texts with the marks that were typed. @param {SearchIndex} index @param {Term} term */
function stands(index, { typed }) {
  const plain = termOf(typed);
  return (index.formsOf.get(typed.bare) || []).some((form) => codeOf(plain, index.forms[form]));
}

/** @param {number} flags */
function bits(flags) {
  let count = 0;
  for (let rest = flags; rest; rest &= rest - 1) count++;
  return count;
}
