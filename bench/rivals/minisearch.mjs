// @ts-check
/** MiniSearch, on the sections of the theme's index. */
import MiniSearch from 'minisearch';
import { bare } from '../queries/generate.mjs';
import { plain } from '../queries/pages.mjs';
import { pagesIn } from './addresses.mjs';
import { materialIndex, withoutLists } from './material.mjs';

/** @typedef {import('./engines.mjs').Engine} Engine */

/** @type {Engine} */
export async function minisearch({ material: folder, pages }, queries) {
  const titles = new Map(pages.map((page) => [page.url, page.title]));
  const documents = withoutLists(materialIndex(folder).docs, pages).flatMap(({ location, title, text }) => {
    const page = titles.get(location.replace(/#.*/, ''));
    return page === undefined ? [] : [{ id: location, page, title, text: plain(text) }];
  });
  const index = new MiniSearch({
    fields: ['page', 'title', 'text'],
    tokenize: foldedWordsAndPairs,
    processTerm: (term) => term,
  });
  index.addAll(documents);
  return queries.map((query) => {
    const results = index.search(query, {
      prefix: (_, at, terms) => at === terms.length - 1,
      fuzzy: (term) => (term.length > 3 ? 0.2 : false),
      // Weights by trying: heavier titles, lighter pairs or heavier near misses find less.
      boost: { page: 1.5, title: 1.5 },
      boostTerm: (term) => (term.includes(' ') ? 3 : 1),
      weights: { fuzzy: 0.2, prefix: 0.375 },
    });
    return pagesIn(results.map((result) => result.id));
  });
}

/** @param {string} text */
function foldedWords(text) {
  return (
    bare(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) || []
  );
}

/** @param {string} text */
function foldedWordsAndPairs(text) {
  const words = foldedWords(text);
  return [...words, ...words.slice(1).map((word, before) => `${words[before]} ${word}`)];
}
