// @ts-check
/**
 * Lighthouse, in a browser of its own.
 *
 * Its settings for phones are left as they are, on a screen of 360 to 740: "slow 4G" is what it simulates
 * by itself (150 ms there and back, 1.6 Mbit/s, processor slowed down four times), "3G" is its own
 * other line (300 ms, 700 kbit/s).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import measure, { startFlow } from 'lighthouse/core/index.js';
import block from 'lighthouse/core/audits/metrics/total-blocking-time.js';
import paint from 'lighthouse/core/audits/metrics/largest-contentful-paint.js';
import { throttling } from 'lighthouse/core/config/constants.js';
import puppeteer from 'puppeteer-core';

/**
 * @typedef {object} Marks of one page; the scores from 0 to 100
 * @property {number} slow4G LCP in seconds
 * @property {number} line3G LCP in seconds
 * @property {number} performance
 * @property {number} accessibility
 * @property {number} practices
 * @property {number} seo
 * @property {number} shift CLS
 * @property {number} blocked TBT in milliseconds
 * @property {number} own the same without what the browser did before it had the document
 * @property {number} machine how fast the machine was, as Lighthouse measures it
 * @property {string[]} faults names of the audits that cost points
 */

const SECRET = fileURLToPath(new URL('../../.build/phone', import.meta.url));
const SCREEN = { mobile: true, width: 360, height: 740, deviceScaleFactor: 2, disabled: false };
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-component-update', '--disable-sync'];
// The host's certificate is made for the run and signed by nobody.
const TRUSTING = '--ignore-certificate-errors';

/** The key and the certificate of the host, made by bench/phone. */
export function secret() {
  const [key, cert] = ['key.pem', 'cert.pem'].map((name) => readFileSync(join(SECRET, name), 'utf8'));
  return { key, cert };
}

/** @param {string} executablePath of the browser */
export async function lighthouse(executablePath) {
  const browser = await puppeteer.launch({ executablePath, args: [...ARGUMENTS, TRUSTING] });

  /**
   * @template T
   * @param {(page: any) => Promise<T>} use
   */
  async function inTab(use) {
    const context = await browser.createBrowserContext();
    try {
      return await use(await context.newPage());
    } finally {
      await context.close();
    }
  }

  return {
    /** A first visit. @param {string} url */
    visit: (url) => inTab((page) => visit(page, url)),
    /** A page in use. @param {string} url @param {(page: any) => Promise<void>} use */
    inUse: (url, use) => inTab((page) => inUse(page, url, use)),
    close: () => browser.close(),
  };
}

/** @param {object} more @returns {any} */
function config(more) {
  const settings = { formFactor: 'mobile', screenEmulation: SCREEN, disableFullPageScreenshot: true };
  return { extends: 'lighthouse:default', settings: { ...settings, ...more } };
}

/**
 * @param {any} page
 * @param {string} url
 * @returns {Promise<Marks>}
 */
async function visit(page, url) {
  const { lhr, artifacts } = /** @type {any} */ (await measure(url, {}, config({ onlyCategories: CATEGORIES }), page));
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  // The same load, reckoned anew by the same audits: for the other line, and for the document's part of the work.
  const again = (/** @type {any} */ audit, /** @type {any} */ found, /** @type {object} */ more) =>
    audit.audit(found, { settings: { ...lhr.configSettings, ...more }, computedCache: new Map(), options: audit.defaultOptions });
  const slower = { throttling: throttling.mobileRegular3G };
  return {
    ...scores(lhr),
    own: (await again(block, { ...artifacts, Trace: withDocument(artifacts.Trace) }, {})).numericValue,
    slow4G: lhr.audits['largest-contentful-paint'].numericValue / 1000,
    line3G: (await again(paint, artifacts, slower)).numericValue / 1000,
    performance: 100 * lhr.categories.performance.score,
  };
}

/**
 * What is done on the page is measured as a span of time, with the line and the processor slowed down;
 * then the page is judged as it stands.
 * @param {any} page
 * @param {string} url
 * @param {(page: any) => Promise<void>} use
 * @returns {Promise<Marks>}
 */
async function inUse(page, url, use) {
  await page.setViewport({ width: SCREEN.width, height: SCREEN.height, isMobile: true, hasTouch: true });
  await page.goto(url, { waitUntil: 'networkidle0' });
  const flow = await startFlow(page, { config: config({}) });
  await flow.startTimespan();
  await use(page);
  await flow.endTimespan();
  await flow.snapshot();
  const [{ lhr: span }, { lhr: still }] = /** @type {any[]} */ ((await flow.createFlowResult()).steps);
  const blocked = span.audits['total-blocking-time'].numericValue;
  return {
    ...scores(still),
    faults: [...new Set([...faults(still), ...faults(span)])],
    slow4G: NaN,
    line3G: NaN,
    performance: 100 * span.categories.performance.score,
    shift: span.audits['cumulative-layout-shift'].numericValue,
    blocked,
    own: blocked,
  };
}

/**
 * A trace without the tasks that had ended when the document came. Chromium readies a process for each visit; Lighthouse
 * does not know what such a task waits for, and reckons it as if it stood after the first paint: on a page of plain text too.
 * @param {{traceEvents: any[]}} trace
 */
function withDocument(trace) {
  const came = trace.traceEvents.find(({ name, args }) => name === 'navigationStart' && args.data?.isOutermostMainFrame && /^https/.test(args.data.documentLoaderURL));
  const commit = trace.traceEvents.find(({ name, pid, ts }) => name === 'commitNavigationEnd' && pid === came?.pid && ts >= came?.ts);
  if (!commit) throw new Error('Chromium no longer marks in its trace when a document comes');
  const ended = (/** @type {any} */ { ph, pid, tid, ts, dur }) => ph === 'X' && pid === commit.pid && tid === commit.tid && ts + dur < commit.ts;
  return { ...trace, traceEvents: trace.traceEvents.filter((event) => !ended(event)) };
}

/** @param {any} lhr */
function scores(lhr) {
  const of = (/** @type {string} */ name) => 100 * (lhr.categories[name]?.score ?? NaN);
  return {
    accessibility: of('accessibility'),
    practices: of('best-practices'),
    seo: of('seo'),
    shift: lhr.audits['cumulative-layout-shift']?.numericValue ?? NaN,
    blocked: lhr.audits['total-blocking-time']?.numericValue ?? NaN,
    own: NaN,
    machine: lhr.environment.benchmarkIndex,
    faults: faults(lhr),
  };
}

/** @param {any} lhr @returns {string[]} */
function faults(lhr) {
  return CATEGORIES.flatMap((name) => lhr.categories[name]?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 0.9)
    .map(({ id }) => id);
}
