// @ts-check
// Since which version Chromium has a thing, after MDN's data, and the oldest version that readers have (package.json).
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const require = createRequire(import.meta.url);
/** @type {any} */
const DATA = require('@mdn/browser-compat-data');
const {browserslist} = require('../../package.json');
export const OLDEST = Number(browserslist.join().replace('chrome ', ''));
/** What a page does without, in an old browser: the thing -> the reason. @type {Record<string, string>} */
export const SPARED = JSON.parse(readFileSync(new URL('spared.json', import.meta.url), 'utf8'));

/** Those of them that something asked for. @type {Set<string>} */
export const NEEDED = new Set();

/** @typedef {{line: number, what: string, remedy: string}} Problem */

/** The entry below a path as "css.properties.inset"; undefined where there is none. @param {string[]} path @returns {any} */
export function entry(path) {
  return path.reduce((node, key) => (node && Object.hasOwn(node, key) ? node[key] : undefined), DATA);
}

/**
 * The first version of Chromium with this entry; 0 where the data says nothing, Infinity where none has it.
 * @param {any} found @param {string} prefix as "-webkit-", of the name that is used
 */
export function since(found, prefix = '') {
  const said = found && found.__compat && found.__compat.support.chrome;
  if (!said) return 0;
  const fit = [said].flat().filter((one) => (one.prefix || '') === prefix && !one.flags && !one.alternative_name);
  return Math.min(Infinity, ...fit.map(({version_added: version}) => (version ? parseFloat(version) : Infinity)));
}

/**
 * What is to be said of a thing that came with a version; nothing where the oldest browser has it, or pages do without.
 * @param {number} line @param {string} name @param {number} version @param {string} remedy @returns {Problem[]}
 */
export function newer(line, name, version, remedy) {
  if (version <= OLDEST) return [];
  if (Object.hasOwn(SPARED, name)) {
    NEEDED.add(name);
    return [];
  }
  const from = Number.isFinite(version) ? `chỉ có từ Chromium ${version}` : 'không có trong Chromium';
  return [{line, what: `“${name}” ${from}, máy cũ nhất của người đọc là ${OLDEST}`, remedy}];
}
