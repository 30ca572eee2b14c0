// @ts-check
// The text as it is read: pieces that end where a sentence ends, or within it a clause.

/** Text of one block in one language, and where each of its nodes begins. @typedef {{lang: string, text: string, nodes: {node: Text, from: number}[]}} AloudRun */
/** A part of it, and its words as they are said. @typedef {AloudRun & {start: number, end: number, words: string}} AloudPiece */

/** What is no text to listen to: questions, what is to be pressed or is folded up, the lists that the build adds at the end. */
const ALOUD_SILENT = '[class^=quiz], .files, .filter, .footnote-ref, button, nav, details:not([open]), #lien-he, #lien-he ~ *, #nguon, #nguon ~ *';
/** An address, of which its site is enough to hear; two words of which one is meant; as in handbook/language/spokenforms.py. */
const ALOUD_PAGE = /https?:\/\/(?:www\.)?([^\s/?#]+)\S*?(?=[.,;:!?)”’]*(?:\s|$))/g;
const ALOUD_EITHER = /(^|[^\p{L}\p{N}/.:@-])(\p{Ll}{2,}(?:\/\p{Ll}{2,})+)(?![\p{L}\p{N}/.@-])/gu;
/** Longer pieces break off in some programs, in letters. */
const ALOUD_LONGEST = 180;

/** What goes on with a small letter was no end: v.v. is an abbreviation. */
const ALOUD_SENTENCE = /[^]+?(?:[.!?…]+[”’"')\]]*(?=\s+\P{Ll})|$)/gu;

/** As a voice is given them: a stroke between two words it would name, or leave out. @param {string} words */
function aloudSaid(words) {
  return words.replace(ALOUD_PAGE, '$1').replace(ALOUD_EITHER, (_, before, either) => before + either.replace(/\//g, ', '));
}

/** In order. Anew each time: what stands in the page may change between two sentences. @param {Element} text */
function aloudPieces(text) {
  /** @type {AloudPiece[]} */
  const pieces = [];
  for (const run of aloudRuns(text)) {
    const add = (/** @type {number} */ start, /** @type {number} */ end) => {
      const words = run.text.slice(start, end).replace(/\s+/g, ' ').trim();
      if (/[\p{L}\p{N}]/u.test(words)) pieces.push({ ...run, start, end, words });
    };
    run.text.replace(ALOUD_SENTENCE, (sentence, at) => {
      let start = at;
      const end = at + sentence.length;
      while (end - start > ALOUD_LONGEST) {
        const part = run.text.slice(start, start + ALOUD_LONGEST);
        const [cut] = /^[^]*[,;:)–—](?=\s)/.exec(part) || /^[^]*\S(?=\s)/.exec(part) || [part];
        add(start, (start += cut.length));
      }
      add(start, end);
      return '';
    });
  }
  return pieces;
}

/** @param {Element} text */
function aloudRuns(text) {
  const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  /** @type {AloudRun[]} */
  const runs = [];
  /** @type {Element | null} */
  let current = null;
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const parent = /** @type {Element} */ (node.parentElement);
    if (!parent.getClientRects().length || parent.closest(ALOUD_SILENT)) continue; // what is hidden has none
    let block = parent;
    while (getComputedStyle(block).display.startsWith('inline')) block = /** @type {Element} */ (block.parentElement);
    const { lang } = /** @type {HTMLElement} */ (parent.closest('[lang]'));
    let run = runs[runs.length - 1];
    if (block !== current || run.lang !== lang) runs.push((run = { lang, text: '', nodes: [] }));
    current = block;
    run.nodes.push({ node, from: run.text.length });
    run.text += node.data;
  }
  return runs;
}
