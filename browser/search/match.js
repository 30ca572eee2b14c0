// @ts-check
// How well a place answers a reading of the query.

/**
 * @typedef {object} Hit
 * @property {Place} place
 * @property {number} tier PHRASE, TOGETHER or SOME
 * @property {number} score
 * @property {boolean} exact whether the phrase stands there with the very letters that were typed
 * @property {[number, number][]} spans tokens that matched, from and to, best first
 * @property {Reading} reading
 */

const PHRASE = 3;
const TOGETHER = 2;
const SOME = 1;
const MOST_SPANS = 12;
const OPEN_COST = 0.15;

/**
 * For each form how it agrees with a term.
 * @param {SearchIndex} index
 * @param {Term} term
 */
function agreements(index, term) {
  const codes = new Uint8Array(index.forms.length);
  /** @param {string} bare @param {(form: Form) => number} judge */
  const give = (bare, judge) => {
    for (const number of index.formsOf.get(bare) || []) codes[number] = codes[number] || judge(index.forms[number]);
  };
  /** @param {Form} form */
  const asTyped = (form) => {
    const code = agreement(term.typed, form);
    return code === OTHER_MARKS && !term.loose ? 0 : code;
  };
  give(term.typed.bare, asTyped);
  const { decoded } = term;
  if (decoded) give(decoded.bare, (form) => asDecoded(agreement(decoded, form)));
  if (term.open) {
    for (const word of index.beginning(term.typed.bare)) give(word, (form) => asTyped(form) && asTyped(form) | PREFIX);
  }
  for (const word of term.slips) give(word, () => SLIP);
  return codes;
}

/** @param {number} code */
function asDecoded(code) {
  if (code === OTHER_MARKS) return 0;
  return code === EXACT ? DECODED : DECODED_PARTLY;
}

/** The bare words that can answer a term. @param {SearchIndex} index @param {Term} term */
function candidates(index, term) {
  const found = [term.typed.bare, ...term.slips];
  if (term.decoded) found.push(term.decoded.bare);
  return term.open ? found.concat(index.beginning(term.typed.bare)) : found;
}

/** A reading made ready for the forms that are loaded. */
class Matcher {
  /** @param {SearchIndex} index @param {Reading} reading */
  constructor(index, reading) {
    this.index = index;
    this.reading = reading;
    this.size = reading.terms.length;
    this.weights = reading.terms.map((term) => index.weight(candidates(index, term)));
    this.total = this.weights.reduce((sum, weight) => sum + weight, 0);
    this.forms = -1;
    /** @type {Uint8Array[]} */
    this.codes = [];
    // Wrong words that a phrase may have: one in a short query, two in a long one.
    this.faults = this.size > 3 ? 2 : 1;
  }

  /** @param {Place} place @returns {Hit | null} */
  match(place) {
    if (this.forms !== this.index.forms.length) {
      this.forms = this.index.forms.length;
      this.codes = this.reading.terms.map((term) => agreements(this.index, term));
    }
    return this.phrase(place) || this.together(place);
  }

  /** The terms one behind the other. @param {Place} place @returns {Hit | null} */
  phrase(place) {
    const { codes, size } = this;
    const live = new Uint8Array(size);
    const costs = new Float32Array(size);
    const faults = new Uint8Array(size);
    /** @type {[number, number][]} */
    const spans = [];
    let [best, count, titled, start] = [Infinity, 0, false, false];
    for (let at = 0; at < place.tokens.length; at++) {
      const token = place.tokens[at];
      // From the last term to the first, so that each still sees what the token before said.
      for (let term = size - 1; term >= 0; term--) {
        const code = token < 0 || (term && !live[term - 1]) ? 0 : codes[term][token];
        live[term] = code ? 1 : 0;
        if (!code) continue;
        costs[term] = (term ? costs[term - 1] : 0) + COST[code & 7] + (code & PREFIX ? OPEN_COST : 0);
        faults[term] = (term ? faults[term - 1] : 0) + ((code & 7) >= OTHER_MARKS ? 1 : 0);
      }
      if (!live[size - 1] || faults[size - 1] > this.faults) continue;
      count++;
      best = Math.min(best, costs[size - 1]);
      titled = titled || at < place.titled;
      start = start || at === size - 1;
      if (count <= MOST_SPANS) spans.push([at - size + 1, at + 1]);
    }
    if (!count) return null;
    const { reading } = this;
    const score =
      10 - 2 * best - 3 * reading.cost + this.titleScore(place, titled, start) + 0.02 * Math.min(count, 10);
    return { place, tier: PHRASE, score, exact: best === 0 && !reading.cost, spans, reading };
  }

  /** @param {Place} place @param {boolean} titled @param {boolean} start */
  titleScore(place, titled, start) {
    if (!titled) return 0;
    const share = this.size / place.titled;
    return 0.5 + 0.8 * share + (start ? 0.2 : 0) + (place.kind < 0 ? 0 : 0.2) + (place.anchor ? 0 : 0.5);
  }

  /** The terms in one place, near each other or not. @param {Place} place @returns {Hit | null} */
  together(place) {
    const { codes, size } = this;
    const last = new Int32Array(size).fill(-1);
    const cost = new Float32Array(size).fill(1);
    let window = Infinity;
    let from = 0;
    let pairs = 0;
    let titled = 0;
    for (let at = 0; at < place.tokens.length; at++) {
      const token = place.tokens[at];
      if (token < 0) continue;
      let hit = false;
      for (let term = 0; term < size; term++) {
        const code = codes[term][token];
        if (!code) continue;
        hit = true;
        if (term && last[term - 1] === at - 1) pairs |= 1 << Math.min(term, 30);
        if (at < place.titled) titled |= 1 << Math.min(term, 30);
        last[term] = at;
        cost[term] = Math.min(cost[term], COST[code & 7] + (code & PREFIX ? OPEN_COST : 0));
      }
      if (!hit) continue;
      const first = Math.min(...last);
      if (first >= 0 && at - first + 1 < window) [window, from] = [at - first + 1, first];
    }
    return this.scattered(place, { last, cost, window, from, pairs: bits(pairs), titled: bits(titled) });
  }

  /**
   * @param {Place} place
   * @param {{last: Int32Array, cost: Float32Array, window: number, from: number, pairs: number, titled: number}} seen
   * @returns {Hit | null}
   */
  scattered(place, { last, cost, window, from, pairs, titled }) {
    let covered = 0;
    for (let term = 0; term < this.size; term++) if (last[term] >= 0) covered += this.weights[term] * (1 - cost[term]);
    const share = covered / this.total;
    if (this.size < 2 || share < 0.45) return null;
    const all = window < Infinity;
    const near = all ? this.size / window : 0;
    const extra = near + (0.5 * pairs + 0.6 * titled) / this.size - 3 * this.reading.cost;
    /** @type {[number, number][]} */
    const spans = [];
    for (let at = all ? from : 0; at < (all ? from + window : place.tokens.length); at++) {
      const token = place.tokens[at];
      if (spans.length < MOST_SPANS && token >= 0 && this.codes.some((codes) => codes[token])) spans.push([at, at + 1]);
    }
    return { place, tier: all ? TOGETHER : SOME, score: (all ? 5 : 2) + 2 * share + extra, exact: false, spans, reading: this.reading };
  }
}

/** @param {number} flags */
function bits(flags) {
  let count = 0;
  for (let rest = flags; rest; rest &= rest - 1) count++;
  return count;
}
