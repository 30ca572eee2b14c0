// Prints the bare words of each line of standard input as the engine folds them, a JSON array a line.
//   node tests/search/fold.mjs < lines
import { readFileSync } from 'node:fs';
import vm from 'node:vm';

const root = new URL('../../', import.meta.url);
const read = (name) => readFileSync(new URL(name, root), 'utf8');
const context = vm.createContext({});
vm.runInContext(`const LETTERS = ${read('handbook/language/letters.json')};\n${read('browser/search/text.js')}`, context);
const fold = vm.runInContext('(line) => wordsOf(line.normalize("NFC")).map(({ word }) => formOf(word).bare)', context);
for (const line of readFileSync(0, 'utf8').split('\n').slice(0, -1)) console.log(JSON.stringify(fold(line)));
