// @ts-check
// Where words stand, read from the texts that a copy on the device has: without a network the files that tell it are
// not there, and the answers are to be the same.

/** A place is so many words of a line, a half of one so many; as in handbook/search/places.py. */
const PIECE = 12;
const HALF = PIECE / HALVES;
const EVERY_WORD = new RegExp(WORD, 'gu');

class KeptTexts {
  /** @param {SearchIndex} index with the texts that were found */
  constructor(index) {
    /** Whether it has all of them. */
    this.isWhole = index.pages.every(({ part }) => index.texts.has(part));
    /** @type {Map<number, [form: string, places: number[]][]>} what each file would have told */
    this.files = new Map();
    const places = /** @type {Places} */ (index.places);
    const found = [...standing(index)].map(([form, at]) => {
      const { bare } = formOf(form);
      return { form, at, bare, order: `${bare} ${form}` };
    });
    found.sort((one, other) => (one.order < other.order ? -1 : 1));
    for (const { form, at, bare } of found) {
      const file = places.fileOf(bare);
      const known = this.files.get(file);
      if (known) known.push([form, at]);
      else this.files.set(file, [[form, at]]);
    }
  }
}

/** Reads where words stand from the texts that a copy has. @param {SearchIndex} index @returns {Promise<boolean>} false if it has none */
async function readKept(index) {
  if (!scope.caches) return false;
  const missing = [...new Set(index.pages.map(({ part }) => part))].filter((part) => !index.texts.has(part));
  const paths = missing.map((part) => pathOf(index, part));
  const found = await Promise.all(paths.map((path) => scope.caches.match(addressOf(path), { ignoreVary: true })));
  await load(paths.filter((_, at) => found[at]));
  if (!index.texts.size) return false;
  index.kept = new KeptTexts(index);
  return true;
}

/**
 * Where each written word stands: in halves of places.
 * @param {SearchIndex} index @returns {Map<string, number[]>}
 */
function standing({ pages, texts }) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  const read = [...texts.values()].flat().sort(([one], [other]) => one - other);
  for (const [page, sections] of read) {
    piecesOf(sections, pages[page].label).forEach((words, piece) => {
      words.forEach((word, at) => {
        const half = (page * PIECES + piece) * HALVES + (piece < sections.length ? 0 : Math.floor(at / HALF));
        const known = found.get(word);
        if (!known) found.set(word, [half]);
        else if (known[known.length - 1] !== half) known.push(half);
      });
    });
  }
  return found;
}

/**
 * The words of a page in pieces of its lines, the titles of its sections first.
 * @param {SectionData[]} sections @param {string} label before the first title
 * @returns {string[][]}
 */
function piecesOf(sections, label) {
  const pieces = sections.map(([, , title], at) => writtenWords(label && !at ? `${label}. ${title}` : title));
  for (const [, , , text] of sections) {
    for (const line of text.split('\n')) {
      const words = writtenWords(line);
      for (let at = 0; at < words.length; at += PIECE) pieces.push(words.slice(at, at + PIECE));
    }
  }
  return pieces;
}

/** @param {string} line */
function writtenWords(line) {
  return (line.match(EVERY_WORD) || []).map((word) => word.toLowerCase());
}
