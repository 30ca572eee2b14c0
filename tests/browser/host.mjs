// @ts-check
// A built site as a plain public host has it: under a sub-path, gzip, kept for ten minutes, and
// asked again by its mark. Counts the bytes that leave it.
import {createHash} from 'node:crypto';
import {existsSync, readFileSync, readdirSync, statSync} from 'node:fs';
import {createServer} from 'node:http';
import {createSecureServer} from 'node:http2';
import {extname, join, normalize} from 'node:path';
import {gzipSync} from 'node:zlib';

const PREFIX = '/so-tay/';
const KEPT = 'max-age=600';
const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.xml': 'application/xml',
};
const PACKED = new Set(Object.keys(TYPES));
const PICTURES = {'.ico': 'image/x-icon', '.png': 'image/png', '.webp': 'image/webp', '.woff2': 'font/woff2'};

/**
 * @typedef {object} Sent one response
 * @property {string} path below the root, without its query
 * @property {string} use what the browser says it wants it for (Sec-Fetch-Dest)
 * @property {number} status
 * @property {number} body bytes, as sent
 * @property {number} wire bytes, with the head of the response
 *
 * @typedef {object} Host
 * @property {string} url of the site's root
 * @property {Sent[]} log in the order in which the responses ended
 * @property {(time: number) => Promise<void>} quiet until nothing was asked for so many milliseconds
 * @property {() => Promise<void>} stop
 */

/** The paths of all pages of a built site, below its root; neither the one that stands for those that are missing nor those that lead on to where a page is now. @param {string} folder */
export function pagesIn(folder) {
  return readdirSync(folder, {recursive: true})
    .map(String)
    .filter((path) => /(^|\/)index\.html$/.test(path))
    .filter((path) => !/http-equiv="refresh"/.test(readFileSync(join(folder, path), 'utf8')))
    .map((path) => path.replace(/index\.html$/, ''))
    .sort();
}

/** Of pages that are made alike, one of each language: the papers for meetings. @param {string[]} paths */
export function sampled(paths) {
  const kindOf = (/** @type {string} */ path) => /\/buoi-hop\//.test(path) ? /^[^/]+/.exec(path)?.[0] : path;
  return paths.filter((path, at) => paths.findIndex((other) => kindOf(other) === kindOf(path)) === at);
}

/**
 * The languages of a built site, each with the folder of its pages, which is named after it.
 * @param {string} folder @returns {Record<string, string>}
 */
export function languagesIn(folder) {
  const languageOf = (/** @type {string} */ path) => /<html lang="([^"]+)"/.exec(readFileSync(join(folder, path, 'index.html'), 'utf8'))?.[1];
  const others = readdirSync(folder).filter((name) => /^[a-z]{2}$/.test(name) && existsSync(join(folder, name, 'index.html')));
  const named = others.filter((name) => languageOf(name) === name).map((name) => [name, `${name}/`]);
  return Object.fromEntries([[languageOf(''), ''], ...named]);
}

/** Bytes of a text or a file as this host sends it. @param {string | Buffer} content */
export function weight(content) {
  return gzipSync(content).length;
}

/**
 * @param {string} folder
 * @param {object} options
 * @param {string} [options.prefix] the path of the root
 * @param {boolean} [options.own] with the headers that the site brings for its host
 * @param {{key: string, cert: string}} [options.secret] for HTTPS, then with HTTP/2; bytes of heads are not counted there
 * @returns {Promise<Host>}
 */
export async function host(folder, {prefix = PREFIX, own = false, secret} = {}) {
  const rules = own ? headerRules(folder) : [];
  /** @type {Sent[]} */
  const log = [];
  /** @type {Map<string, ReturnType<typeof load>>} */
  const files = new Map();
  let under = 0;
  let last = Date.now();

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  function respond(request, response) {
    const {pathname} = new URL(request.url || '/', 'http://localhost');
    const {socket} = request;
    const before = secret ? 0 : socket.bytesWritten;
    const path = decodeURIComponent(pathname).slice(prefix.length);
    const use = String(request.headers['sec-fetch-dest'] || '');
    let body = 0;
    under += 1;
    response.on('close', () => {
      under -= 1;
      last = Date.now();
      log.push({path, use, status: response.statusCode, body, wire: secret ? body : socket.bytesWritten - before});
    });
    const found = pathname.startsWith(prefix) ? file(path) : null;
    if (found === 'folder') {
      response.writeHead(301, {location: `${pathname}/`}).end();
      return;
    }
    const sent = found || file('404.html');
    if (!sent || sent === 'folder') {
      response.writeHead(404).end();
      return;
    }
    if (found && request.headers['if-none-match'] === sent.headers.etag) {
      const {etag} = sent.headers;
      response.writeHead(304, {etag, 'cache-control': KEPT}).end();
      return;
    }
    body = sent.body.length;
    response.writeHead(found ? 200 : 404, {...sent.headers, 'content-length': body});
    response.end(sent.body);
  }

  /** @param {string} path */
  function file(path) {
    const known = files.get(path);
    if (known !== undefined) return known;
    const found = load(folder, path, rules);
    files.set(path, found);
    return found;
  }

  const server = secret
    ? createSecureServer({...secret, allowHTTP1: true}, /** @type {any} */ (respond))
    : createServer(respond);
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `${secret ? 'https' : 'http'}://127.0.0.1:${port}${prefix}`,
    log,
    quiet: (time) =>
      new Promise((done) => {
        const look = () => {
          const left = under ? time : last + time - Date.now();
          if (left <= 0) done();
          else setTimeout(look, left);
        };
        last = Date.now();
        look();
      }),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/**
 * What is sent for a path: a file, "folder" for one whose slash is missing, null for nothing.
 * @param {string} folder
 * @param {string} path
 * @param {HeaderRule[]} rules
 */
function load(folder, path, rules) {
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const full = join(folder, normalize(`/${name}`));
  const found = statSync(full, {throwIfNoEntry: false});
  if (!found) return null;
  if (found.isDirectory()) return 'folder';
  const plain = readFileSync(full);
  const end = extname(name);
  const type = {...TYPES, ...PICTURES}[/** @type {keyof TYPES} */ (end)] || 'application/octet-stream';
  const packed = PACKED.has(end);
  /** @type {Record<string, string>} */
  const headers = {
    'content-type': packed ? `${type}; charset=utf-8` : type,
    'cache-control': KEPT,
    etag: `"${createHash('sha256').update(plain).digest('hex').slice(0, 16)}"`,
    'last-modified': found.mtime.toUTCString(),
    vary: 'Accept-Encoding',
    ...(packed ? {'content-encoding': 'gzip'} : {}),
  };
  for (const {begin, whole, more} of rules) {
    if (whole ? `/${path}` === begin : `/${path}`.startsWith(begin)) Object.assign(headers, more);
  }
  return {headers, body: packed ? gzipSync(plain) : plain};
}

/**
 * The site's file _headers: a path, `*` at its end for all below, and indented lines of headers.
 * @typedef {{begin: string, whole: boolean, more: Record<string, string>}} HeaderRule
 * @param {string} folder
 * @returns {HeaderRule[]}
 */
function headerRules(folder) {
  const name = join(folder, '_headers');
  const lines = existsSync(name) ? readFileSync(name, 'utf8').split('\n') : [];
  /** @type {HeaderRule[]} */
  const rules = [];
  for (const line of lines.filter((each) => each.trim())) {
    if (/^\s/.test(line)) {
      const [, header, value] = line.match(/^\s+([^:]+):\s*(.*)$/) || [];
      rules[rules.length - 1].more[header.toLowerCase()] = value;
    } else {
      rules.push({begin: line.trim().replace(/\*$/, ''), whole: !line.trim().endsWith('*'), more: {}});
    }
  }
  return rules;
}
