// @ts-check
// What the engine of a built site fetches for each query, as a reader has it who comes for that query only.
//   node tests/search/fetched.mjs SITE LANGUAGE [copy] < queries
// One query a line, as JSON; one line of JSON each: the files, the last answer or null, how many milliseconds it took.
// copy: there is no more than the list of the site's offline copy names.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import vm from 'node:vm';

const [site, language, how] = process.argv.slice(2);
const engine = readdirSync(join(site, 'assets')).find((name) => name.startsWith('engine.'));
const code = readFileSync(join(site, 'assets', String(engine)), 'utf8');
const list = readdirSync(join(site, 'assets')).find((name) => name.startsWith('offline.') && name.endsWith('.json'));
const copy = new Set(JSON.parse(readFileSync(join(site, 'assets', String(list)), 'utf8')).map(([path]) => path));
const isThere = (/** @type {string} */ name) => how !== 'copy' || copy.has(join('search', name));

for await (const line of createInterface({ input: process.stdin })) {
  /** @type {Record<string, any>} */
  const scope = { console, URL, setTimeout };
  scope.self = scope;
  if (how === 'copy') scope.caches = { match: async (/** @type {string} */ name) => isThere(name) };
  const context = vm.createContext(scope);
  /** @type {string[]} */
  const files = [];
  scope.handbookSearchRun = async (/** @type {string[]} */ names) => {
    if (!names.every(isThere)) throw new Error(`not there: ${names}`);
    for (const name of names) vm.runInContext(readFileSync(join(site, 'search', name), 'utf8'), context);
    files.push(...names);
  };
  vm.runInContext(code, context);
  let last = null;
  const start = performance.now();
  await scope.handbookSearch({ id: 1, language, kind: null, ...JSON.parse(line) }, (/** @type {object} */ answer) => {
    last = answer;
  });
  process.stdout.write(`${JSON.stringify({ files, answer: last, took: Math.round(performance.now() - start) })}\n`);
}
