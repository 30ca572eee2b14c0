// @ts-check
// node tests/noted.mjs SITE SEED COUNT: passages drawn at random from the lessons of a built site, their pages changed in
// the ways that editions change them, and where browser/notes/ then finds them. Prints a line of JSON: {} where no lesson
// with prompts is long enough.
import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import vm from 'node:vm';

const [site, seed, count] = process.argv.slice(2);
const HERE = new URL('../browser/notes/anchors.js', import.meta.url);
const context = vm.createContext({});
vm.runInContext(`${readFileSync(HERE, 'utf8')}; this.find = notesFind; this.ends = [NOTES_BEGIN, NOTES_END, NOTES_AROUND];`, context);
const {find, ends: [BEGIN, END, AROUND]} = /** @type {any} */ (context);

/** A row of numbers below 1, the same for a seed. @param {number} state */
function numbers(state) {
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648;
  };
}
const random = numbers(Number(seed));
/** @param {number} below */
const upTo = (below) => Math.floor(random() * below);
/** @template One @param {One[]} all @returns {One} */
const oneOf = (all) => all[upTo(all.length)];

/** Of so many words is a lesson in which a passage with its neighbours stands once: short ones are written alike. */
const LEAST = 1200;
/** Tags that stand within a line. */
const INLINE = /<\/?(a|abbr|b|code|em|i|small|span|strong|sup)\b[^>]*>/g;

/** The words of a page below each of its headings, as one line. @param {string} file @returns {{id: string, words: string}[]} */
function sections(file) {
  const html = readFileSync(file, 'utf8').split('class="handbook-text"')[1].split('class="end"')[0];
  return html.split(/(?=<h[23]\b|<div\b[^>]*class="quiz")/).map((part) => ({
    id: (part.match(/^<[^>]*? id="([^"]*)"/) || ['', ''])[1],
    words: part.replace(/^[^<]*>/, ' ').replace(INLINE, '').replace(/<[^>]*>/g, ' ').replace(/&amp;/g, '&').replace(/&[a-z]+;|\s+/g, ' ').replace(/ +/g, ' '),
  }));
}

/** @param {{id: string, words: string}[]} parts */
const joined = (parts) => (BEGIN + parts.map(({words}) => words).join('')).replace(/ +/g, ' ') + END;

const files = readdirSync(site, {recursive: true, encoding: 'utf8'})
  .filter((name) => /^(?!en\/)[^/]+\/[^/]+\/index\.html$/.test(name) && readFileSync(join(site, name), 'utf8').includes('data-prompt'))
  .filter((name) => joined(sections(join(site, name))).split(' ').length > LEAST)
  .sort();
const WORDS = ['giếng', 'mười', 'đường', 'sổ', 'hẹn', 'trước'];
/** @type {Record<string, {same: number, lost: number, twin: number, wrong: number}>} */
const told = {};

/**
 * Where the passage is after a change of its page; -1 when it was taken away.
 * @param {string} name @param {string} words @param {{e: string, b: string, f: string, o: number}} record @param {[number, number]} part @param {[number, number]} place
 */
function judge(name, words, record, part, [from, to]) {
  const found = find(words, record, part);
  // An official wording may stand twice in a part, with the same words around it: nothing tells one from the other.
  const isTwin = found && words.slice(found.from - AROUND, found.to + AROUND) === record.b.slice(-AROUND) + record.e + record.f;
  const is = !found ? 'lost' : found.from === from && found.to === to ? 'same' : isTwin ? 'twin' : 'wrong';
  told[name] = told[name] || {same: 0, lost: 0, twin: 0, wrong: 0};
  told[name][is]++;
}

for (let number = 0; files.length && number < Number(count); number++) {
  const parts = sections(join(site, oneOf(files)));
  const words = joined(parts);
  // Whole words, from a single one to a few sentences.
  const blanks = [...words.matchAll(/ /g)].map(({index}) => index);
  const first = 3 + upTo(blanks.length - 70);
  const from = blanks[first] + 1;
  const length = 1 + upTo(oneOf([2, 12, 60]));
  const to = blanks[first + length];
  const e = words.slice(from, to);
  const starts = parts.map((_, at) => (at ? joined(parts.slice(0, at)).length - 1 : 0));
  const section = starts.filter((start) => start <= from).pop() || 0;
  const next = starts.find((start) => start > from) || words.length;
  const record = {e, b: words.slice(Math.max(0, from - AROUND), from), f: words.slice(to, to + AROUND), o: from - section};

  /** What stands in [at, end) becomes something else. @param {string} name @param {number} at @param {number} end @param {string} put @param {boolean} [isGone] */
  function change(name, at, end, put, isGone = false) {
    const more = put.length - (end - at);
    /** @param {number} place */
    const now = (place) => (place >= end ? place + more : place <= at ? place : at);
    judge(name, words.slice(0, at) + put + words.slice(end), record, [now(section), now(next)], isGone ? [-1, -1] : [now(from), now(to)]);
  }
  /** @param {number} blank before a word @returns {[number, number]} */
  const word = (blank) => [blanks[blank] + 1, blanks[blank + 1]];
  const put = 'ZQ';
  const inside = word(first + upTo(length));
  const paragraph = blanks[upTo(first)] + 1;
  change('unchanged', from, from, '');
  change('paragraph before', paragraph, paragraph, `${Array.from({length: 40}, () => oneOf(WORDS)).join(' ')} `);
  change('word in it', ...inside, put);
  change('word before it', ...word(first - 1), put);
  change('word behind it', ...word(first + length), put);
  change('taken away', from, to + 1, '', true);
  change('taken away with what is around it', blanks[Math.max(0, first - 12)] + 1, blanks[Math.min(blanks.length - 1, first + length + 12)] + 1, '', true);
}
console.log(JSON.stringify(told));
