// @ts-check
/** The own site under /own/, the theme's index and workers under /material/, all gzipped; keeps what was fetched. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * @typedef {{site: string, material: string, theme: string}} Folders
 * @typedef {{path: string, bytes: number}} Fetched
 * @typedef {{fetched: Fetched[], delay: number}} Log delay: of each file, in milliseconds
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {Awaited<ReturnType<typeof serve>>} Server
 */

/** Nothing but a note in the log that this was asked for. */
export const MARK = '/mark';
export const BLANK = '/blank';
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

/** @param {Folders} folders */
export async function serve(folders) {
  /** @type {Log} */
  const log = { fetched: [], delay: 0 };
  const files = sender(folders, log);
  const server = createServer((request, response) => {
    const path = new URL(request.url || '', 'http://localhost').pathname;
    if (path === MARK) log.fetched.push({ path, bytes: 0 });
    if (path === MARK) return void response.end();
    if (path === BLANK)
      return void response.setHeader('content-type', 'text/html').end('<!doctype html><title>-</title>');
    return void files(path, response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, log, close: () => server.close() };
}

/**
 * @param {Folders} folders
 * @param {Log} log
 */
function sender(folders, log) {
  /** @type {Map<string, Buffer>} */
  const packed = new Map();
  return async (/** @type {string} */ path, /** @type {Response} */ response) => {
    const file = fileOf(folders, path);
    if (!existsSync(file) || !statSync(file).isFile()) return void response.writeHead(404).end();
    const body = packed.get(file) || gzipSync(readFileSync(file));
    packed.set(file, body);
    if (log.delay) await new Promise((resolve) => setTimeout(resolve, log.delay));
    const type = TYPES[/** @type {'.js'} */ (extname(file))] || 'application/octet-stream';
    response
      .writeHead(200, { 'content-type': type, 'content-encoding': 'gzip', 'cache-control': 'no-store' })
      .end(body);
    log.fetched.push({ path, bytes: body.length });
  };
}

/**
 * @param {Folders} folders
 * @param {string} path
 */
function fileOf({ site, material, theme }, path) {
  const [, mount, ...rest] = normalize(decodeURIComponent(path)).split('/');
  const name = rest.join('/');
  if (mount === 'own') return join(site, name.endsWith('/') || !name ? `${name}index.html` : name);
  return join(name.startsWith('assets/javascripts/') ? theme : material, name);
}
