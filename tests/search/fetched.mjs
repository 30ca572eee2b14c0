// @ts-check
// What the engine of a built site fetches for each query, as a reader has it who comes for that query only.
//   node tests/search/fetched.mjs SITE LANGUAGE < queries
// One query a line, as JSON; one line of JSON each: the files, and the last answer or null.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import vm from 'node:vm';

const [site, language] = process.argv.slice(2);
const engine = readdirSync(join(site, 'assets')).find((name) => name.startsWith('engine.'));
const code = readFileSync(join(site, 'assets', String(engine)), 'utf8');

for await (const line of createInterface({ input: process.stdin })) {
  /** @type {Record<string, any>} */
  const scope = { console, URL, setTimeout };
  scope.self = scope;
  const context = vm.createContext(scope);
  /** @type {string[]} */
  const files = [];
  scope.handbookSearchRun = async (/** @type {string[]} */ names) => {
    for (const name of names) vm.runInContext(readFileSync(join(site, 'search', name), 'utf8'), context);
    files.push(...names);
  };
  vm.runInContext(code, context);
  let last = null;
  await scope.handbookSearch({ id: 1, language, kind: null, ...JSON.parse(line) }, (/** @type {object} */ answer) => {
    last = answer;
  });
  process.stdout.write(`${JSON.stringify({ files, answer: last })}\n`);
}
