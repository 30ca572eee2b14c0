// @ts-check
// `node books.mjs BOOK`: what Ace of DAISY finds against an electronic book, a line each in JSON: file, rule, the element. Ace brings no browser; this one is the tests' own.
import {createRequire} from 'node:module';
import {chromium} from 'playwright-core';
import {LAUNCH} from './browser/world.mjs';

const ace = createRequire(import.meta.url)('@daisy/ace-core');
const browser = await chromium.launch(LAUNCH);
const context = await browser.newContext({bypassCSP: true});

const runner = {
  concurrency: 2,
  launch: async () => {},
  close: () => browser.close(),
  /** @param {string} url @param {string[]} scripts @param {string[]} lines */
  run: async (url, scripts, lines) => {
    const page = await context.newPage();
    await page.goto(url);
    for (const content of lines) await page.addScriptTag({content});
    for (const path of scripts) await page.addScriptTag({path});
    // @ts-expect-error Ace's own, in the page.
    const found = await page.evaluate(() => new Promise((done, fail) => window.daisy.ace.run((error, all) => (error ? fail(error) : done(all)))));
    await page.close();
    return found;
  },
};

const [book, work] = process.argv.slice(2);
const [, report] = await ace(book, {cwd: process.cwd(), outdir: work, doNotReportMedia: true, silent: true, initLogger: true}, runner);
for (const file of report.assertions) {
  for (const {'earl:test': test, 'earl:result': result} of file.assertions ?? []) {
    console.log(JSON.stringify([file['earl:testSubject'].url, test['dct:title'], result.html ?? '']));
  }
}
console.log(JSON.stringify([report['earl:result']['earl:outcome']]));
