// @ts-check
// What a style sheet asks that the oldest browser does not know.
import * as csstree from 'css-tree';
import {OLDEST, SPARED, entry, newer, since} from './support.mjs';

/** @typedef {import('./support.mjs').Problem} Problem */

const LATER = 'viết cách cũ trước; nếu thiếu nó trang vẫn dùng được thì ghi vào tests/oldest/spared.json kèm lý do';
const EARLIER = 'viết một giá trị cũ ở dòng ngay trước, cùng thuộc tính';
/** @type {Record<string, string>} */
const REMEDIES = {
  inset: 'viết top, right, bottom, left', ':is()': 'viết ra từng bộ chọn', ':where()': 'viết ra từng bộ chọn', ':not()': 'viết :not(a):not(b)',
};
const LOGICAL = /^(?!contain-|overscroll-|mask-).*(inline|block)-(start|end|size)$|-(inline|block)$/;
const UNITS = {viewport_percentage_units_dynamic: /^dv/, viewport_percentage_units_large: /^lv/, viewport_percentage_units_small: /^sv/, container_query_length_units: /^cq/};

/** @param {string} text @param {number} first the line on which it begins @returns {Problem[]} */
export function styleProblems(text, first = 1) {
  /** @type {Problem[]} */
  const found = [];
  const unread = (/** @type {{line: number, message: string}} */ {line, message}) => found.push({line, what: `không đọc được (${message})`, remedy: 'sửa lỗi gõ'});
  const sheet = csstree.parse(text, {positions: true, line: first, parseCustomProperty: true, onParseError: unread});
  csstree.walk(sheet, function (node) {
    if (this.atrule && this.atrule.name === 'supports') return;
    if (node.type === 'Atrule') found.push(...atRule(node));
    if (node.type === 'Rule') found.push(...rule(node));
  });
  return found;
}

/** The problems of selectors alone, as a script asks for them. @param {string} text @param {number} line @returns {Problem[]} */
export function selectorProblems(text, line) {
  const list = csstree.parse(text, {context: 'selectorList', positions: true});
  return pseudos(list).flatMap(({name, version}) => newer(line, name, version, REMEDIES[name] || LATER));
}

/** @param {any} node @returns {Problem[]} */
function atRule(node) {
  const line = node.loc.start.line;
  const name = node.name.replace(/^-\w+-/, '');
  const found = newer(line, `@${name}`, since(entry(['css', 'at-rules', name])), LATER);
  csstree.walk(node.prelude || node, (part) => {
    if (part.type === 'Feature') {
      found.push(...newer(line, `@media (${part.name})`, since(entry(['css', 'at-rules', 'media', part.name.replace(/^(min|max)-/, '')])), LATER));
    }
    if (part.type === 'FeatureRange') found.push(...newer(line, '@media (a < b)', since(entry(['css', 'at-rules', 'media', 'range_syntax'])), 'viết min-width, max-width'));
  });
  return node.name === 'supports' || node.name === 'keyframes' ? [] : found;
}

/** @param {any} node @returns {Problem[]} */
function rule(node) {
  const line = node.loc.start.line;
  const selectors = [...node.prelude.children].map(pseudos);
  const late = selectors.map((all) => all.filter(({version}) => version > OLDEST));
  const found = late.flat().flatMap(({name, version}) => newer(line, name, version, REMEDIES[name] || LATER));
  const spared = late.flat().find(({name}) => Object.hasOwn(SPARED, name));
  if (spared && late.some((all) => !all.length)) {
    found.push({line, what: `“${spared.name}” làm cả luật mất ở máy cũ, kể cả những bộ chọn đứng cạnh`, remedy: 'cho nó một luật riêng'});
  }
  const declared = [...node.block.children].filter(({type}) => type === 'Declaration');
  const grid = declared.some((one) => /^display$/.test(one.property) && /grid/.test(csstree.generate(one.value)) || one.property === 'columns');
  /** @type {Set<string>} */
  const told = new Set();
  for (const one of declared) {
    const problems = declaration(one, grid, told);
    if (!problems.length) told.add(one.property);
    found.push(...problems);
  }
  return found;
}

/** Pseudo-classes and elements with the version that brought them. @param {any} list @returns {{name: string, version: number}[]} */
function pseudos(list) {
  /** @type {{name: string, version: number}[]} */
  const found = [];
  csstree.walk(list, (node) => {
    if (node.type === 'NestingSelector') found.push({name: '&', version: since(entry(['css', 'selectors', 'nesting']))});
    if (node.type !== 'PseudoClassSelector' && node.type !== 'PseudoElementSelector') return;
    const prefix = (/^-\w+-/.exec(node.name) || [''])[0];
    const data = entry(['css', 'selectors', node.name]) || entry(['css', 'selectors', node.name.slice(prefix.length)]);
    const colon = node.type === 'PseudoClassSelector' ? ':' : '::';
    found.push({name: `${colon}${node.name}${node.children ? '()' : ''}`, version: since(data, entry(['css', 'selectors', node.name]) ? '' : prefix)});
    const inner = node.children && node.children.first;
    if (node.name === 'not' && inner && inner.type === 'SelectorList' && inner.children.size > 1) {
      found.push({name: ':not()', version: since(entry(['css', 'selectors', 'not', 'selector_list']))});
    }
  });
  return found;
}

/** @param {any} node @param {boolean} grid whether its element is laid out as a grid or in columns @param {Set<string>} told what has an older form before @returns {Problem[]} */
function declaration(node, grid, told) {
  const line = node.loc.start.line;
  const property = node.property;
  if (property.startsWith('--')) return custom(node);
  if (LOGICAL.test(property)) return [{line, what: `“${property}” theo chiều chữ`, remedy: 'viết thuộc tính vật lý như margin-left, padding-top, width, top'}];
  if (property.startsWith('-') || told.has(`-webkit-${property}`)) return [];
  const data = entry(['css', 'properties', property]);
  const version = since(data);
  if (version > OLDEST) return newer(line, property, version, REMEDIES[property] || LATER);
  if (/^((row|column)-)?gap$/.test(property) && !grid) return newer(line, `${property} (flex)`, since(entry(['css', 'properties', 'gap', 'flex_context'])), 'viết margin cho các phần tử con');
  const late = values(node.value, data, line);
  if (!late.length || (told.has(property) && !holdsVariable(node.value))) return [];
  return late.map((one) => (told.has(property) ? {...one, remedy: 'đặt trong @supports: dòng có var() thì máy cũ không bỏ qua, nên giá trị cũ ở trước không còn'} : one));
}

/** A variable is taken by every browser, whatever is in it. @param {any} node @returns {Problem[]} */
function custom(node) {
  return values(node.value, undefined, node.loc.start.line).map((one) => ({...one, remedy: 'đặt biến ấy trong @supports, giá trị cũ ở ngoài'}));
}

/** @param {any} value */
function holdsVariable(value) {
  return csstree.find(value, (node) => node.type === 'Function' && node.name === 'var') !== null;
}

/** @param {any} value @param {any} data of the property @param {number} line @returns {Problem[]} */
function values(value, data, line) {
  /** @type {Problem[]} */
  const found = [];
  csstree.walk(value, (node) => {
    if (node.type === 'Identifier') found.push(...newer(line, node.name, since(data && data[node.name]), EARLIER));
    if (node.type === 'Function') found.push(...newer(line, `${node.name}()`, since((data && data[node.name]) || named(entry(['css', 'types']), node.name)), EARLIER));
    if (node.type === 'Dimension') found.push(...newer(line, node.unit, unit(node.unit), EARLIER));
  });
  return found;
}

/** @param {string} name */
function unit(name) {
  const [kind] = Object.entries(UNITS).find(([, pattern]) => pattern.test(name)) || [name];
  return since(entry(['css', 'types', 'length', kind]));
}

/** The entry of a function, wherever it is among the types of values. @param {any} node @param {string} name @returns {any} */
function named(node, name) {
  if (Object.hasOwn(node, name)) return node[name];
  const inner = Object.keys(node).filter((key) => key !== '__compat').map((key) => named(node[key], name));
  return inner.find(Boolean);
}
