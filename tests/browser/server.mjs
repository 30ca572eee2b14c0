// @ts-check
// A static server for the built site, under a sub-path, with gzip, as a plain host has it.
import {createHash} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {extname, join} from 'node:path';
import {gzipSync} from 'node:zlib';

const TYPES = {'.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.svg': 'image/svg+xml'};
const PREFIX = '/so-tay/';

/**
 * @typedef {object} Server
 * @property {string} url of the site's root
 * @property {string} folder what is served; another one is a new edition of the site
 * @property {number} fresh for how many seconds a browser need not ask again, except for the worker; 0 says nothing of it,
 *   less forbids to keep anything
 * @property {boolean} cut no network: every connection is broken off
 * @property {string[]} asked paths below the root, in order
 * @property {{path: string, bytes: number}[]} sent what was sent, and its bytes without the head
 * @property {Map<string, string>} instead texts to send for paths, in place of the files
 * @property {Set<string>} broken paths that get an error
 * @property {import('./faults.mjs').Fault | null} fault how the server, or what lies before it, misbehaves
 * @property {(path: string) => () => void} hold keeps a path waiting until the returned function is called
 * @property {() => void} drop breaks off the connections that are open
 * @property {() => Promise<void>} stop
 */

/** @param {string} folder @returns {Promise<Server>} */
export async function serve(folder) {
  /** @type {string[]} */
  const asked = [];
  /** @type {Map<string, string>} */
  const instead = new Map();
  /** @type {Set<string>} */
  const broken = new Set();
  /** @type {Map<string, Promise<void>>} */
  const held = new Map();

  const state = {folder, fresh: 0, cut: false, fault: /** @type {import('./faults.mjs').Fault | null} */ (null)};
  /** @type {{path: string, bytes: number}[]} */
  const sent = [];

  const server = createServer(async (request, response) => {
    if (state.cut) {
      request.socket.destroy();
      return;
    }
    const {pathname} = new URL(request.url || '/', 'http://localhost');
    const path = decodeURIComponent(pathname).slice(PREFIX.length);
    asked.push(path);
    await held.get(path);
    const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
    const body = instead.get(name) || (await readFile(join(state.folder, name)).catch(() => null));
    if (state.fault && state.fault({pathname, path, name, body: body && Buffer.from(body), request, response})) return;
    if (!pathname.startsWith(PREFIX) || body === null || broken.has(path)) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[/** @type {keyof TYPES} */ (extname(name))] || 'application/octet-stream';
    const etag = `"${createHash('sha256').update(body).digest('hex')}"`;
    const age = state.fresh < 0 ? 'no-store' : path === 'sw.js' ? 'no-cache' : `max-age=${state.fresh}`;
    const kept = state.fresh ? {etag, 'cache-control': age} : {};
    if (state.fresh > 0 && request.headers['if-none-match'] === etag) {
      response.writeHead(304, kept).end();
      return;
    }
    const packed = gzipSync(body);
    sent.push({path, bytes: packed.length});
    response.writeHead(200, {'content-type': `${type}; charset=utf-8`, 'content-encoding': 'gzip', ...kept});
    response.end(packed);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(null)));
  const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());

  return Object.assign(state, {
    url: `http://127.0.0.1:${port}${PREFIX}`,
    asked,
    sent,
    instead,
    broken,
    hold(path) {
      /** @type {() => void} */
      let release = () => {};
      held.set(path, new Promise((done) => (release = done)));
      return () => {
        held.delete(path);
        release();
      };
    },
    drop: () => server.closeAllConnections(),
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  });
}
