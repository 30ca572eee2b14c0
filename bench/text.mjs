// @ts-check
/**
 * What stands on the pages of a built site, by the theme's index of them; found without any engine.
 * What only the site's own templates add is not in that index: no engine gets points for finding it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {{location: string, title: string, text: string}} Section of the theme's index
 * @typedef {{url: string, blocks: string[], words: string}} Page words: in lower case, blocks apart
 */

const ENTITIES = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'", '&amp;': '&' };

/** The only file of a folder whose name begins so. @param {string} folder @param {string} begin */
export function fileIn(folder, begin) {
  const found = readdirSync(folder).filter((name) => name.startsWith(begin));
  if (found.length !== 1) throw new Error(`${folder}: ${found.length} files ${begin}*, one expected`);
  return join(folder, found[0]);
}

/** @param {string} site @returns {{docs: Section[], config: object}} */
export function themeIndex(site) {
  return JSON.parse(readFileSync(join(site, 'material', 'search_index.json'), 'utf8'));
}

/**
 * The pages of a language.
 * @param {string} site
 * @param {string} language
 */
export function pagesOf(site, language) {
  /** @type {Map<string, Page>} */
  const pages = new Map();
  for (const { location, title, text } of themeIndex(site).docs) {
    const url = location.replace(/#.*/, '');
    if (url.startsWith('en/') !== (language === 'en')) continue;
    const page = pages.get(url) || { url, blocks: [], words: '' };
    pages.set(url, page);
    page.blocks.push(...[title, ...text.split(/<\/?(?:p|li|ol|ul|pre)>/)].map(plain).filter(Boolean));
  }
  for (const page of pages.values()) page.words = page.blocks.map((text) => ` ${wordsOf(text)} `).join('|');
  return [...pages.values()];
}

/** The text of some HTML. @param {string} html */
export function plain(html) {
  const text = html.replace(/<[^>]*>/g, '').replace(/&[\w#]+;/g, (sign) => ENTITIES[/** @type {'&lt;'} */ (sign)] ?? sign);
  return text.replace(/\s+/g, ' ').trim();
}

/** The words of a text in lower case, between blanks. @param {string} text */
export function wordsOf(text) {
  return (text.normalize('NFC').toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) || []).join(' ');
}

/** Without marks, đ as d. @param {string} text */
export function bare(text) {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/\u0111/g, 'd').replace(/\u0110/g, 'D');
}
