// @ts-check
// What a script asks that the oldest browser does not know: syntax, objects and their members, selectors.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {parse} from 'acorn';
import {selectorProblems} from './styles.mjs';
import {entry, newer, since} from './support.mjs';

/** @typedef {import('./support.mjs').Problem} Problem */
/** @typedef {import('typescript').Node} Node */
/** @typedef {import('typescript').Symbol} Named */

const ts = createRequire(import.meta.url)('typescript');
const GUARDED = 'viết cách cũ; nếu có hỏi trước rằng máy có nó, hay thiếu nó trang vẫn dùng được, thì ghi vào tests/oldest/spared.json kèm lý do';
const ASKING = new Set(['closest', 'matches', 'querySelector', 'querySelectorAll']);
/** Where the data has a thing that a library of TypeScript declares: among what the language has, among what a browser has. */
const SHELVES = [['javascript', 'builtins'], ['api']];

/** Reads each file once: the libraries are the same for every folder. */
const READ = new Map();
const HOST = ts.createCompilerHost({});
const HOST_ONCE = {...HOST, getSourceFile: (/** @type {string} */ name, /** @type {any} */ ...how) => {
  if (!READ.has(name)) READ.set(name, HOST.getSourceFile(name, ...how));
  return READ.get(name);
}};

/** The first thing in a script that is newer syntax. @param {string} text @returns {Problem[]} */
export function syntaxProblems(text) {
  try {
    parse(text, {ecmaVersion: 2018, sourceType: 'script'});
    return [];
  } catch (error) {
    const {loc, message} = /** @type {SyntaxError & {loc: {line: number}}} */ (error);
    return [{line: loc.line, what: `cú pháp mới hơn ES2018 (${message})`, remedy: 'viết bằng cú pháp cũ hơn, như a && a.b thay cho dấu chấm hỏi'}];
  }
}

/** The problems of a set of scripts that run together. @param {string[]} files @param {string[]} libraries of TypeScript @returns {Map<string, Problem[]>} */
export function scriptProblems(files, libraries) {
  const lib = libraries.map((name) => `lib.${name.replace(/^es\d+$/, 'esnext')}.d.ts`);
  const program = ts.createProgram(files, {allowJs: true, checkJs: true, noEmit: true, target: ts.ScriptTarget.ESNext, lib, types: []}, HOST_ONCE);
  const checker = program.getTypeChecker();
  return new Map(files.filter((file) => file.endsWith('.js')).map((file) => {
    const source = program.getSourceFile(file);
    return [file, [...syntaxProblems(readFileSync(file, 'utf8')), ...apiProblems(source, program, checker)]];
  }));
}

/** @param {any} source @param {any} program @param {any} checker @returns {Problem[]} */
function apiProblems(source, program, checker) {
  /** @type {Problem[]} */
  const found = [];
  /** @param {any} node */
  const line = (node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
  /** @param {Named | undefined} symbol */
  const isOfBrowser = (symbol) => Boolean(symbol && symbol.declarations && symbol.declarations.some((one) => program.isSourceFileDefaultLibrary(one.getSourceFile())));
  /** @param {any} node */
  function look(node) {
    if (ts.isPropertyAccessExpression(node) && isOfBrowser(checker.getSymbolAtLocation(node.name))) found.push(...member(node, line(node.name), checker));
    else if (ts.isIdentifier(node) && isGlobal(node) && isOfBrowser(checker.getSymbolAtLocation(node))) found.push(...global(node.text, line(node)));
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && ASKING.has(node.expression.name.text)) found.push(...asked(node, line(node)));
    ts.forEachChild(node, look);
  }
  look(source);
  return found;
}

/** @param {any} node */
function isGlobal(node) {
  const {parent} = node;
  return !(ts.isPropertyAccessExpression(parent) && parent.name === node) && ts.isExpressionNode(node);
}

/** @param {string} name @param {number} line @returns {Problem[]} */
function global(name, line) {
  const paths = [...SHELVES.map((shelf) => [...shelf, name]), ['api', 'Window', name], ['api', 'WorkerGlobalScope', name]];
  const path = paths.find((one) => entry(one));
  return path ? newer(line, path.join('.'), since(entry(path)), GUARDED) : [];
}

/** @param {any} node as a.b @param {number} line @param {any} checker @returns {Problem[]} */
function member(node, line, checker) {
  const types = interfaces(checker.getApparentType(checker.getTypeAtLocation(node.expression)), checker);
  const names = types.flatMap((name) => (name.endsWith('Constructor') ? [name.slice(0, -'Constructor'.length)] : [name]));
  const paths = names.flatMap((name) => SHELVES.map((shelf) => [...shelf, name, node.name.text]));
  const statics = names.flatMap((name) => SHELVES.map((shelf) => [...shelf, name, `${node.name.text}_static`]));
  const path = [...paths, ...statics].find((one) => entry(one));
  return path ? newer(line, path.join('.').replace('_static', ''), since(entry(path)), GUARDED) : [];
}

/** The names of a type, of what it is made from and of what it extends. @param {any} type @param {any} checker @returns {string[]} */
function interfaces(type, checker) {
  if (type.isUnionOrIntersection()) return type.types.flatMap((/** @type {any} */ one) => interfaces(one, checker));
  const name = type.symbol ? [type.symbol.name] : [];
  const of = type.target || type;
  const bases = of.isClassOrInterface && of.isClassOrInterface() ? checker.getBaseTypes(of) : [];
  return [...name, ...bases.flatMap((/** @type {any} */ one) => interfaces(one, checker))];
}

/** The selector that a script asks for. @param {any} node a call @param {number} line @returns {Problem[]} */
function asked(node, line) {
  const [text] = node.arguments;
  if (!text || !(ts.isStringLiteralLike(text) || ts.isTemplateExpression(text))) return [];
  const whole = ts.isTemplateExpression(text) ? text.getText().slice(1, -1).replace(/\$\{[^}]*\}/g, 'x') : text.text;
  return selectorProblems(whole, line);
}
