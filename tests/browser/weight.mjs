// @ts-check
// What a visit costs: the first page of a new reader, and the page after it. For the tests of the
// budget and for bench/phone, which count alike.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {weight} from './host.mjs';

/**
 * @typedef {import('./host.mjs').Sent} Sent
 * @typedef {import('./host.mjs').Host} Host
 *
 * @typedef {object} Visit
 * @property {Sent[]} sent what the page asked for, with its manifest and its worker's script
 * @property {Sent[]} later what the worker fetched on its own before the reader did anything
 * @property {string[]} others addresses on other hosts
 *
 * @typedef {object} Sizes bytes of bodies, gzip, but for `wire`
 * @property {number} requests
 * @property {number} total
 * @property {number} wire with the heads of the answers
 * @property {number} scripts
 * @property {number} study what comes after the page, and is counted in nothing else
 * @property {number} worker the service worker's script
 * @property {number} styles
 * @property {number} article the page's own text: what its HTML would be smaller without it
 * @property {number} frame the rest of the page's HTML
 * @property {number} rest pictures, fonts, data
 * @property {number} notArticle all but the article
 */

// Where the page's own text stands; the first that is there.
const ARTICLES = [/<article\b[^>]*>/, /<div class="sl-markdown-content[^>]*>/, /<main\b[^>]*>/];
const VOID = /\/>$/;

/** The page without what stands in its article. @param {string} html */
export function withoutArticle(html) {
  const begin = ARTICLES.map((pattern) => pattern.exec(html)).find(Boolean);
  if (!begin) throw new Error('the page has no <article>');
  const from = begin.index + begin[0].length;
  const [, name] = begin[0].match(/^<(\w+)/) || [];
  let depth = 1;
  for (const tag of html.slice(from).matchAll(new RegExp(`<(/?)${name}\\b[^>]*>`, 'g'))) {
    if (VOID.test(tag[0])) continue;
    depth += tag[1] ? -1 : 1;
    if (!depth) return html.slice(0, from) + html.slice(from + tag.index);
  }
  throw new Error(`<${name}> is not closed`);
}

/** Bytes that the article adds to the page, gzip. @param {string} html */
export function articleWeight(html) {
  return weight(html) - weight(withoutArticle(html));
}

/** The text of a page's file. @param {string} folder @param {string} path below the root */
export function pageText(folder, path) {
  return readFileSync(join(folder, path === '' || path.endsWith('/') ? `${path}index.html` : path), 'utf8');
}

/** What is loaded once the page can be read. @param {Sent} one */
const isStudy = ({path}) => /(^|\/)(study|prompts|notes|noting|notebook|reflection)\./.test(path);

/** @param {Sent[]} all @param {string} html text of the page @returns {Sizes} */
export function sizes(all, html) {
  const sent = all.filter((one) => !isStudy(one));
  const bytes = (/** @type {(one: Sent) => boolean} */ wanted) =>
    sent.filter(wanted).reduce((sum, {body}) => sum + body, 0);
  const [total, page] = [bytes(() => true), bytes(({use}) => use === 'document')];
  // By their names: where the worker is quicker to fetch one that the page asks for, it comes with no use.
  const scripts = bytes(({path, use}) => /\.js$/.test(path) && use !== 'serviceworker');
  const worker = bytes(({use}) => use === 'serviceworker');
  const styles = bytes(({use}) => use === 'style');
  const article = articleWeight(html);
  return {
    requests: sent.length,
    total,
    wire: sent.reduce((sum, {wire}) => sum + wire, 0),
    scripts,
    study: all.filter(isStudy).reduce((sum, {body}) => sum + body, 0),
    worker,
    styles,
    article,
    frame: page - article,
    rest: total - page - scripts - worker - styles,
    notArticle: total - article,
  };
}

/**
 * A reader in a browser that was never here.
 * @param {import('playwright-core').Browser} browser
 * @param {Host} host
 * @param {number} pause how long nothing may happen before a visit counts as over, in milliseconds
 */
export async function newReader(browser, host, pause) {
  const context = await browser.newContext({
    viewport: {width: 360, height: 740},
    deviceScaleFactor: 2,
    hasTouch: true,
    isMobile: true,
  });
  // A whole handbook is fetched over the line of a phone.
  context.setDefaultTimeout(120_000);
  const page = await context.newPage();
  /** @type {string[]} */
  let asked = [];
  /** @type {string[]} */
  let others = [];
  context.on('request', (request) => {
    const own = request.url().startsWith(host.url);
    if (own && !request.serviceWorker()) asked.push(new URL(request.url()).pathname);
    if (!own && /^https?:/.test(request.url())) others.push(request.url());
  });

  return {
    page,
    close: () => context.close(),
    /**
     * Goes to a page and waits until all is fetched. A phone reads the manifest too; the browser
     * without a window only when it is told to.
     * @param {string} path
     * @param {{worker?: boolean}} options `worker`: the site installs one, which is waited for
     * @returns {Promise<Visit>}
     */
    async visit(path, {worker = false} = {}) {
      host.log.length = 0;
      [asked, others] = [[], []];
      const installed = worker && !context.serviceWorkers().length && context.waitForEvent('serviceworker');
      await page.goto(new URL(path, host.url).href, {waitUntil: 'load'});
      const device = await context.newCDPSession(page);
      await device.send('Page.getAppManifest');
      await device.detach();
      if (await installed) await page.evaluate(() => navigator.serviceWorker.ready.then(() => true));
      await host.quiet(pause);
      const sent = host.log.slice();
      const left = asked.slice();
      // What a worker fetches comes with no use; so does what a script of the page fetches, but that is seen.
      const later = sent.filter(({path: one, use}) => {
        const at = left.indexOf(new URL(one, host.url).pathname);
        if (at >= 0) left.splice(at, 1);
        return use === 'empty' && at < 0;
      });
      return {sent: sent.filter((one) => !later.includes(one)), later, others};
    },
    /**
     * The reader begins to read, which tells a page that it is wanted.
     * @returns {Promise<Sent[]>} what is fetched for that
     */
    async read() {
      host.log.length = 0;
      await page.mouse.move(100, 300);
      await page.mouse.wheel(0, 400);
      await page.waitForFunction(() => scrollY > 0);
      await host.quiet(pause);
      return host.log.slice();
    },
  };
}
