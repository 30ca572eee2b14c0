// @ts-check
// What lies in a ZIP, and a folder of the web that serves it, for tests of packages that other programs open.
import {readFileSync} from 'node:fs';
import {extname} from 'node:path';
import {inflateRawSync} from 'node:zlib';

const TYPES = {'.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.xml': 'application/xml'};

/** The files of a ZIP by their names. @param {string} path @returns {Map<string, Buffer>} */
export function unzip(path) {
  const body = readFileSync(path), files = new Map();
  const end = body.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  let at = body.readUInt32LE(end + 16);
  for (let left = body.readUInt16LE(end + 10); left; left -= 1) {
    const [name, extra, remark] = [28, 30, 32].map((place) => body.readUInt16LE(at + place));
    const start = body.readUInt32LE(at + 42), size = body.readUInt32LE(at + 20);
    const from = start + 30 + body.readUInt16LE(start + 26) + body.readUInt16LE(start + 28);
    const packed = body.subarray(from, from + size);
    files.set(body.toString('utf8', at + 46, at + 46 + name), body.readUInt16LE(at + 10) ? inflateRawSync(packed) : packed);
    at += 46 + name + extra + remark;
  }
  return files;
}

/**
 * Lets pages find these files, and nothing else.
 * @param {import('playwright-core').BrowserContext} context
 * @param {string} address ends in a slash
 * @param {Map<string, Buffer | string>} files
 * @returns {Promise<string[]>} what else was asked for
 */
export async function offer(context, address, files) {
  /** @type {string[]} */
  const others = [];
  await context.route('**/*', (route) => {
    const url = route.request().url().replace(/[?#].*/, '');
    const name = url.startsWith(address) ? url.slice(address.length) || 'index.html' : '';
    const body = files.get(name);
    if (body === undefined) {
      if (!url.endsWith('/favicon.ico')) others.push(url);
      return route.abort();
    }
    const type = TYPES[/** @type {keyof typeof TYPES} */ (extname(name))] || 'application/octet-stream';
    return route.fulfill({body, contentType: `${type}; charset=utf-8`});
  });
  return others;
}
