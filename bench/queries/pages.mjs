// @ts-check
/**
 * What a reader can read on the built pages, found without any search engine: the text of each
 * article, block by block, and whether a phrase stands in it.
 *
 * A phrase stands on a page when its words follow one another inside one block (a paragraph, a list
 * item, a table cell, a heading): letter case and punctuation do not count, marks do.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/**
 * @typedef {object} Block
 * @property {string} text as shown, blanks joined
 * @property {[number, number][]} foreign stretches of text in another language than the page's
 *
 * @typedef {object} Page
 * @property {string} url relative to the site's root; a directory's ends in a slash, home is ''
 * @property {string} title
 * @property {string} html the whole file
 * @property {Block[]} blocks
 * @property {string[]} lists ids inside parts that the site marks as no text of their own
 * @property {string} words all words in lower case between blanks, blocks apart; see `stands`
 *
 * @typedef {{name: string, skipped: boolean, language: string}} Open a tag not yet closed
 */

/**
 * Not part of what the page says: moving about, the label over the title, the note on language, and
 * what the site itself marks so, as the list of the whole handbook by letters.
 */
export const SKIPPED = ['script', 'style', 'template', 'nav', '.eyebrow', '.untranslated', '[data-search=off]'];

const BLOCKS = new Set(
  (
    'address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 ' +
    'h4 h5 h6 header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul'
  ).split(' '),
);
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const MARKUP = /<!--[^]*?-->|<![^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const NAMED = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/**
 * The pages of one language's site whose article is written in that language.
 * @param {string} site folder of the built site
 * @param {string} language
 * @returns {Page[]} in order of address
 */
export function pagesOf(site, language) {
  if (!existsSync(site)) throw new Error(`${site} is missing`);
  const pages = [];
  for (const file of htmlFiles(site)) {
    const url = relative(site, file)
      .split(sep)
      .join('/')
      .replace(/(^|\/)index\.html$/, '$1');
    const page = url === '404.html' ? null : read(url, readFileSync(file, 'utf8'), language);
    if (page) pages.push(page);
  }
  if (!pages.length) throw new Error(`${site}: no page in “${language}”; is it a built site?`);
  return pages;
}

/**
 * Does the phrase stand on the page? As a prefix, its last word may go on.
 * @param {Page} page
 * @param {string} phrase
 * @param {boolean} [prefix]
 */
export function stands(page, phrase, prefix = false) {
  const wanted = wordsOf(phrase).join(' ');
  return wanted !== '' && page.words.includes(` ${wanted}${prefix ? '' : ' '}`);
}

/**
 * @param {string} text
 * @returns {string[]} the words in lower case
 */
export function wordsOf(text) {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) || []
  );
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function htmlFiles(folder) {
  const found = [];
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...htmlFiles(path));
    else if (entry.name.endsWith('.html')) found.push(path);
  }
  return found;
}

/**
 * @param {string} url
 * @param {string} html
 * @param {string} language
 * @returns {Page | null} null when the site or the article is in another language
 */
function read(url, html, language) {
  if (!new RegExp(`<html[^>]* lang="?${language}\\b`).test(html)) return null;
  const article = /<article\b[^]*?<\/article>/.exec(html);
  if (!article) return null;
  const inner = /^<article[^>]*>\s*<(?:\w+)[^>]*\slang="?([a-z]+)/.exec(
    article[0].replace(/<aside\b[^]*?<\/aside>/, ''),
  );
  if (inner && inner[1] !== language) return null;
  const { blocks, lists } = blocksOf(article[0], language, url);
  const words = blocks.map((block) => ` ${wordsOf(block.text).join(' ')} `).join('|');
  const heading = /<h1\b[^>]*>([^]*?)<\/h1>/.exec(article[0]);
  return { url, title: heading ? plain(heading[1]) : '', html, blocks, lists, words };
}

/** @param {string} html */
export function plain(html) {
  return unescape(html.replace(MARKUP, ' ')).replace(/\s+/g, ' ').trim();
}

/**
 * @param {string} html
 * @param {string} language
 * @param {string} url for the message
 * @returns {{blocks: Block[], lists: string[]}}
 */
function blocksOf(html, language, url) {
  /** @type {string[]} */
  const lists = [];
  /** @type {Open[]} */
  const open = [];
  const written = writer(language);
  let last = 0;
  for (const tag of html.matchAll(MARKUP)) {
    written.add(html.slice(last, tag.index), open[open.length - 1]);
    last = (tag.index || 0) + tag[0].length;
    if (!tag[2]) continue;
    const name = tag[2].toLowerCase();
    if (BLOCKS.has(name)) written.end();
    if (VOID.has(name)) continue;
    if (tag[1]) {
      const closed = open.pop();
      if (!closed || closed.name !== name) throw new Error(`${url}: </${name}> closes <${closed && closed.name}>`);
      continue;
    }
    const opened = openedBy(name, tag[3], open[open.length - 1] || { skipped: false, language });
    const id = /\sid="?([^"\s>]+)/.exec(tag[3]);
    if (opened.skipped && id) lists.push(id[1]);
    open.push(opened);
  }
  if (open.length) throw new Error(`${url}: <${open[open.length - 1].name}> is not closed`);
  return { blocks: written.blocks, lists };
}

/**
 * Puts text together to blocks.
 * @param {string} language of the page
 */
function writer(language) {
  /** @type {Block[]} */
  const blocks = [];
  let text = '';
  /** @type {[number, number][]} */
  let foreign = [];
  const end = () => {
    if (text.trim()) blocks.push({ text: text.trimEnd(), foreign });
    text = '';
    foreign = [];
  };
  /** @param {string} more @param {Open | undefined} inside */
  const add = (more, inside) => {
    if (!inside || inside.skipped) return;
    const before = text.length;
    text = (text + unescape(more).replace(/[\u00ad\u200b\u2060\ufeff]/g, '')).replace(/\s+/g, ' ').replace(/^ /, '');
    if (inside.language !== language && text.length > before) foreign.push([before, text.length]);
  };
  return { blocks, end, add };
}

/**
 * @param {string} name
 * @param {string} attributes
 * @param {{skipped: boolean, language: string}} outer
 * @returns {Open}
 */
function openedBy(name, attributes, outer) {
  const own = /\slang="?([a-z]+)/.exec(attributes);
  const skipped = outer.skipped || isSkipped(name, attributes);
  return { name, skipped, language: own ? own[1] : outer.language };
}

/**
 * @param {string} name
 * @param {string} attributes
 */
function isSkipped(name, attributes) {
  if (/\s(hidden\b|aria-hidden="?true)/.test(attributes)) return true;
  const classes = (/\sclass="?([^">]*)/.exec(attributes) || ['', ''])[1].split(/\s+/).map((found) => `.${found}`);
  const off = /\sdata-search="?off\b/.test(attributes) ? ['[data-search=off]'] : [];
  return [name, ...classes, ...off].some((selector) => SKIPPED.includes(selector));
}

/** @param {string} text */
function unescape(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return name in NAMED ? NAMED[/** @type {keyof typeof NAMED} */ (name)] : whole;
  });
}
