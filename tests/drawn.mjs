// @ts-check
// `node drawn.mjs draw.js study/vi.js CODE…`: the papers of these codes as browser/exam/ draws them, a line each, as keys in JSON.
// With --without a code's last question is taken out of the bank first, and the line is of what is drawn then.
import {readFileSync} from 'node:fs';
import {runInNewContext} from 'node:vm';

const [draw, list, ...codes] = process.argv.slice(2).filter((word) => word !== '--without');
const without = process.argv.includes('--without');
/** @type {any} */
let first;
runInNewContext(readFileSync(list, 'utf8'), {handbookBank: (/** @type {string} */ name, /** @type {any} */ value) => (first = value)});
/** @type {any} */
const scope = {};
runInNewContext(`${readFileSync(draw, 'utf8')}\nObject.assign(this, {examPaper, examCode, examDraw});`, scope);

const parts = first.parts.map((/** @type {any} */ [id, , , pages]) => ({
  id,
  questions: pages.flatMap((/** @type {any} */ [page, , asked]) =>
    asked.map((/** @type {any} */ [own, kind, level]) => ({key: `${page}#${own}`, kind: first.kinds[kind], level: first.levels[level]})),
  ),
}));

for (const code of codes) {
  const paper = scope.examPaper(code);
  if (scope.examCode(paper) !== code) throw new Error(code);
  const keys = (/** @type {any[]} */ some) => scope.examDraw(some, first.levels, paper).map((/** @type {any} */ {key}) => key);
  const all = keys(parts);
  const left = parts.map((/** @type {any} */ {id, questions}) => ({id, questions: questions.filter((/** @type {any} */ {key}) => key !== all[all.length - 1])}));
  console.log(JSON.stringify(without ? keys(left) : all));
}
