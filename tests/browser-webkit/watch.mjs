// @ts-check
// WebKitGTK tells its driver nothing of what goes wrong in a page: a script before all others of the page keeps it.
import {cp, readFile, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

const NAME = 'theo-doi.js';
const CODE = `(${watch})()`;

/** In the page: what goes wrong on it, and what did on those before it. */
function watch() {
  const key = 'theo-doi';
  const told = () => JSON.parse(sessionStorage.getItem(key) || '[]');
  /** @param {unknown} what */
  const tell = (what) => sessionStorage.setItem(key, JSON.stringify([...told(), `${location.pathname}: ${what}`]));
  let left = false; // what is still on its way then is broken off, and said to be an error
  addEventListener('beforeunload', () => (left = true));
  addEventListener('error', ({message, target}) => left || tell(message || /** @type {Element} */ (target).outerHTML), true);
  addEventListener('unhandledrejection', ({reason}) => tell(reason));
  document.addEventListener('securitypolicyviolation', ({violatedDirective, blockedURI}) => tell(`${violatedDirective} ${blockedURI}`));
  Object.assign(window, {told});
}

/** The page with that script, after its policy. @param {string} html @param {string} root of the site, from the page */
const watched = (html, root) => html.replace('<title>', `<script src="${root}${NAME}"></script>$&`);

/** Readers get pages with the script, unless by the worker, which keeps only what is right to the byte. @param {import('../browser/server.mjs').Server} server */
export function watchServer(server) {
  const {pathname} = new URL(server.url);
  server.instead.set(NAME, CODE);
  server.fault = ({name, body, request, response}) => {
    if (!body || !name.endsWith('.html') || !/^text\/html/.test(String(request.headers.accept))) return false;
    response.writeHead(200, {'content-type': 'text/html; charset=utf-8'}).end(watched(String(body), pathname));
    return true;
  };
}

/** A copy of a folder, its pages with the script. @param {string} folder @param {string} copy */
export async function watchFolder(folder, copy) {
  await cp(folder, copy, {recursive: true});
  await writeFile(join(copy, NAME), CODE);
  const pages = (await readdir(copy, {recursive: true})).filter((name) => name.endsWith('.html'));
  for (const name of pages) {
    const html = await readFile(join(copy, name), 'utf8');
    await writeFile(join(copy, name), watched(html, '../'.repeat(name.split('/').length - 1)));
  }
}
