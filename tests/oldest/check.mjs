// @ts-check
// node tests/oldest/check.mjs [FILE...]: what style sheets and scripts ask that the oldest browser does not know. With
// files: only those, each for itself. --syntax: only the syntax of scripts, as they are after the build.
import {readFileSync, readdirSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {scriptProblems, syntaxProblems} from './scripts.mjs';
import {styleProblems} from './styles.mjs';
import {NEEDED, SPARED} from './support.mjs';

/** @typedef {import('./support.mjs').Problem} Problem */

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** @param {string} path @returns {any} */
const json = (path) => JSON.parse(readFileSync(join(ROOT, path), 'utf8'));
/** @param {string} folder @param {string} suffix */
const below = (folder, suffix) => readdirSync(join(ROOT, folder), {recursive: true, encoding: 'utf8'}).filter((name) => name.endsWith(suffix)).map((name) => join(ROOT, folder, name)).sort();

/** Every script, by the folders that run together. @returns {Iterable<[string, Problem[]]>} */
function* scripts() {
  const usual = json('browser/tsconfig.json').compilerOptions.lib;
  for (const config of below('browser', '/tsconfig.json')) {
    const own = (JSON.parse(readFileSync(config, 'utf8')).compilerOptions || {}).lib || usual;
    const folder = relative(ROOT, dirname(config));
    const types = own === usual ? [join(ROOT, 'browser/site.d.ts')] : below(folder, '.d.ts');
    yield* scriptProblems([...below(folder, '.js'), ...types], own);
  }
}

/** @param {string[]} files @returns {Iterable<[string, Problem[]]>} */
function* styles(files) {
  for (const file of files) yield [file, styleProblems(readFileSync(file, 'utf8'))];
}

/** @param {string[]} files @returns {Iterable<[string, Problem[]]>} */
function* chosen(files) {
  yield* styles(files.filter((file) => file.endsWith('.css')));
  for (const file of files.filter((name) => name.endsWith('.js'))) yield* scriptProblems([file], ['esnext', 'dom', 'dom.iterable']);
}

/** @param {string[]} files @returns {Iterable<[string, Problem[]]>} */
function* syntax(files) {
  for (const file of files) yield [file, syntaxProblems(readFileSync(file, 'utf8'))];
}

const [flag, ...rest] = process.argv.slice(2);
const all = flag === '--syntax' ? syntax(rest) : flag ? chosen([flag, ...rest]) : [...styles([...below('overrides', '.css'), ...below('browser', '.css')]), ...scripts()];
const lines = [...all].flatMap(([file, problems]) => problems.map(({line, what, remedy}) => `${relative(process.cwd(), file)}:${line}: ${what}. Sửa: ${remedy}.`));
const idle = flag ? [] : Object.keys(SPARED).filter((name) => !NEEDED.has(name));
lines.push(...idle.map((name) => `tests/oldest/spared.json: không tệp nào cần “${name}” nữa. Sửa: bỏ dòng ấy.`));
if (lines.length) console.log(lines.join('\n'));
process.exitCode = lines.length ? 1 : 0;
