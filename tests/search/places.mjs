// @ts-check
// Reads where the words of a built site stand as the engine does, and compares it with the texts of its index.
//   node tests/search/places.mjs SITE LANGUAGE
// Prints as JSON how many written words there are, those that stand on other pages than is told, and the files that
// tell other than the texts of a copy do.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import vm from 'node:vm';

const [site, language] = process.argv.slice(2);
const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ name) => readFileSync(new URL(name, root), 'utf8');
const letters = `const LETTERS = ${read('handbook/language/letters.json')};`;
const code = ['text', 'places', 'index', 'kept'].map((name) => read(`browser/search/${name}.js`)).join('\n');

/** @type {any} */
let first;
/** @type {[number, Record<string, string>][]} */
const files = [];
/** @type {any[]} */
const parts = [];
/** @type {any} */
let words;
const context = vm.createContext({
  handbookSearchIndex: (/** @type {any} */ data) => (first = data),
  handbookSearchWords: (/** @type {string} */ _, /** @type {any} */ data) => (words = data),
  handbookSearchPlaces: (/** @type {string} */ _, /** @type {number} */ file, /** @type {any} */ signs) => files.push([file, signs]),
  handbookSearchPart: (/** @type {string} */ _, /** @type {number} */ number, /** @type {any[]} */ pages) => parts.push([number, pages]),
});
vm.runInContext(readFileSync(join(site, `search/${language}.js`), 'utf8'), context);
const folder = join(site, `search/${language}-${first.version}`);
for (const name of readdirSync(folder)) vm.runInContext(readFileSync(join(folder, name), 'utf8'), context);

const { SearchIndex, Places, PAGE, placesIn, KeptTexts } = vm.runInContext(`${letters}\n${code}\n({ SearchIndex, Places, PAGE: PIECES * HALVES, placesIn, KeptTexts })`, context);
const index = new SearchIndex(first);
index.places = new Places(words);
const told = files.map(([file, signs]) => [file, Object.keys(signs).map((form) => [form, placesIn(signs[form])])]);
for (const [file, places] of told) index.addPlaces(file, places);
for (const [number, pages] of parts) {
  index.texts.set(number, pages);
  index.addPart(number);
}

/** @type {Map<string, Set<number>>} */
const standing = new Map();
index.sections.forEach((/** @type {any} */ { page, from, to }) => {
  if (page < 0) return;
  for (const token of index.tokens.slice(from, to)) {
    if (token < 0) continue;
    const word = index.spellings[token];
    standing.set(word, (standing.get(word) || new Set()).add(page));
  }
});
const toldOf = (/** @type {string} */ word) => [...new Set((index.places.found.get(word) || []).map((/** @type {number} */ place) => Math.floor(place / PAGE)))].join();
const wrong = [...standing].filter(([word, pages]) => toldOf(word) !== [...pages].sort((one, other) => one - other).join() || !index.places.has(index.forms[index.formNumber(word)].bare));
const kept = new KeptTexts(index);
// Objects, as the files are: they have numbers first.
const text = (/** @type {[string, number[]][]} */ places) => JSON.stringify(Object.fromEntries(places));
const unlike = told.filter(([file, places]) => text(kept.files.get(file) || []) !== text(places)).map(([file]) => file);
process.stdout.write(JSON.stringify({ words: index.places.found.size, wrong: wrong.map(([word]) => word).slice(0, 9), unlike }));
