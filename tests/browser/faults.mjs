// @ts-check
// How a server, or what lies between it and the reader, misbehaves. Each fault has the name that the output of the tests shows.
import {extname} from 'node:path';
import {gzipSync} from 'node:zlib';

/**
 * @typedef {object} Asked
 * @property {string} pathname
 * @property {string} path below the root
 * @property {string} name of the file
 * @property {Buffer | null} body what should be sent
 * @property {import('node:http').IncomingMessage} request
 * @property {import('node:http').ServerResponse} response
 *
 * @typedef {(asked: Asked) => boolean | void} Fault true when it has answered
 */

const TYPES = {'.css': 'text/css', '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json'};
const LOGIN = '<!doctype html><title>Đăng nhập</title><h1>Đăng nhập Wi-Fi</h1>';
const ASSET = /^assets\/dialog\./;

/** @param {string} name */
const typeOf = (name) => `${TYPES[/** @type {keyof TYPES} */ (extname(name))] || 'text/plain'}; charset=utf-8`;

/** @param {Asked} asked @param {string | Buffer} body @param {import('node:http').OutgoingHttpHeaders} [headers] @param {number} [status] */
function send({name, response}, body, headers = {}, status = 200) {
  response.writeHead(status, {'content-type': typeOf(name), ...headers});
  response.end(body);
  return true;
}

/** @param {number} status @returns {Fault} */
const always = (status) => (asked) => send(asked, `lỗi ${status}`, {'content-type': 'text/html'}, status);

/** @param {(text: string) => string | Buffer} change @param {RegExp} [names] @returns {Fault} */
const changed = (change, names = /./) => (asked) => asked.body && names.test(asked.name) && send(asked, change(asked.body.toString()));

/** With other headers, and the right text. @param {import('node:http').OutgoingHttpHeaders} headers @returns {Fault} */
const headed = (headers) => (asked) => asked.body && send(asked, asked.body, headers);

/** The page where one logs in, for everything. @type {Fault} */
const portal = (asked) => send(asked, LOGIN, {'content-type': 'text/html'});

/** To somewhere else on this server, where there is a page. @param {number} status @param {string} place @returns {Fault} */
const redirect = (status, place) => (asked) => {
  const {pathname, response} = asked;
  if (pathname.startsWith(place)) return send(asked, LOGIN, {'content-type': 'text/html'});
  response.writeHead(status, {location: place}).end();
  return true;
};

/** Only for one file of code. @param {Fault} fault @returns {Fault} */
const forAsset = (fault) => (asked) => ASSET.test(asked.path) && fault(asked);

/** Not the worker's script. @param {Fault} fault @returns {Fault} */
const butWorker = (fault) => (asked) => asked.path !== 'sw.js' && fault(asked);

/** Only the file's beginning arrives. @param {boolean} told whether the whole length was told before @returns {Fault} */
const cut = (told) => (asked) => {
  const {body, response, name} = asked;
  if (!body || name === 'sw.js') return false;
  const part = body.subarray(0, Math.floor(body.length / 3));
  response.writeHead(200, {'content-type': typeOf(name), connection: 'close', ...(told ? {'content-length': body.length} : {})});
  response.write(part, () => (told ? response.destroy() : response.end()));
  return true;
};

export const GONE = always(404);
export const MOVED = redirect(301, '/noi-moi/');
export const PORTAL = portal;
export const COUNTED = changed((text) => `${text}<!-- ${text.length} lượt xem -->`, /\.html$/);
export const DAY = /** @type {Fault} */ ((asked) => asked.path === 'sw.js' && asked.body && send(asked, asked.body, {'cache-control': 'max-age=86400', 'last-modified': new Date(0).toUTCString()}));

/** Name -> the fault, and what a worker in force says of it; "" when everything can be kept all the same. @type {Record<string, [fault: Fault, cause: string]>} */
export const FAULTS = {
  'portal: its page for everything, with status 200': [portal, 'foreign'],
  'portal: its page for everything, sent as what was asked for': [changed(() => LOGIN), 'foreign'],
  'portal: everything sent on to its page (302)': [redirect(302, '/dang-nhap'), 'moved'],
  'portal: sent on for the time being (307)': [redirect(307, '/dang-nhap'), 'moved'],
  'session over for files, not for the worker: sent on to the login': [butWorker(redirect(302, '/dang-nhap')), 'altered'],
  'one file of code is sent on to the login': [forAsset(redirect(302, '/dang-nhap')), 'altered'],
  'one file of code is the first page (a fall-back of single-page sites)': [forAsset((asked) => send(asked, LOGIN, {'content-type': 'text/html'})), 'altered'],
  'the site has moved (301)': [MOVED, 'moved'],
  'the site is gone (404)': [GONE, 'gone'],
  'the site is gone for good (410)': [always(410), 'gone'],
  'access refused (403)': [always(403), 'down'],
  'error of the server (500)': [always(500), 'down'],
  'the server is busy (503)': [always(503), 'down'],
  'bodies cut off, no length told': [cut(false), 'altered'],
  'bodies cut off, length told': [cut(true), 'network'],
  'empty bodies': [butWorker((asked) => send(asked, '')), 'altered'],
  'no content (204)': [butWorker(({response}) => Boolean(response.writeHead(204).end())), 'altered'],
  'only parts are sent (206)': [butWorker((asked) => asked.body && send(asked, asked.body.subarray(0, 100), {'content-range': `bytes 0-99/${asked.body.length}`}, 206)), 'altered'],
  'the whole, said to be a part (206)': [butWorker((asked) => asked.body && send(asked, asked.body, {}, 206)), 'altered'],
  'a counter added to every page': [COUNTED, 'altered'],
  'line ends changed in every text': [changed((text) => text.replace(/\n/g, '\r\n').replace(/>/g, '>\r\n'), /\.(html|txt|js)$/), 'altered'],
  'code made smaller once more': [changed((text) => `${text}/**/`, /\.js$/), 'altered'],
  'one letter of a lesson changed': [changed((text) => text.replace('</h1>', '.</h1>'), /^bai-hoc/), 'altered'],
  'each file is another one': [butWorker((asked) => send(asked, `${asked.path} của trang khác`)), 'altered'],
  'texts packed twice': [butWorker((asked) => asked.body && send(asked, gzipSync(gzipSync(asked.body)), {'content-encoding': 'gzip'})), 'altered'],
  'said to be packed, and is not': [butWorker((asked) => asked.body && send(asked, asked.body, {'content-encoding': 'gzip'})), 'network'],
  'pages sent as plain text': [butWorker((asked) => asked.body && send(asked, asked.body, {'content-type': 'text/plain'})), 'altered'],
  'connections break off': [({request}) => Boolean(request.socket.destroy()), 'network'],
  'Vary: *': [headed({vary: '*'}), ''],
  'Vary: Cookie, with another cookie each time': [(asked) => asked.body && send(asked, asked.body, {vary: 'Cookie, Accept-Language', 'set-cookie': `so=${asked.path.length}; path=/`}), ''],
  'nothing may be stored (no-store)': [headed({'cache-control': 'no-store'}), ''],
  'everything fresh for a year (immutable)': [headed({'cache-control': 'max-age=31536000, immutable'}), ''],
};
