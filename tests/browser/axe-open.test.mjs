// @ts-check
// What opens over a page or appears in it, as axe-core judges it: in each width and in all colours. In the other language
// the names differ, not the looks: in one width.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {NARROW, WIDE, faultsOf} from './inspect.mjs';
import {begun, speaking} from './voices.mjs';
import {answer, openBox, search, world} from './world.mjs';

const {visit} = await world();
const LESSON = 'bai-hoc/noi-di-doi-voi-lam/';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {{path?: string, sizes?: {width: number, height: number}[], worker?: boolean, open: (page: Page, query: string) => Promise<unknown>}} State */

/** @type {Record<string, State>} */
const STATES = {
  'the menu': {
    sizes: [NARROW],
    open: async (page) => {
      await page.click('.menu-open');
      await page.waitForSelector('main[inert]');
      await page.locator('.menu a').first().waitFor();
    },
  },
  'the table of contents': {
    sizes: [NARROW],
    open: async (page) => {
      await page.click('.contents summary');
      await page.locator('.contents a').first().waitFor();
    },
  },
  'the questions with their answers': {
    open: async (page) => {
      for (const one of await page.locator('.quiz summary').all()) await one.click();
      await page.locator('.quiz-answer[open]').first().waitFor();
    },
  },
  'the search box, empty': {open: openBox},
  'the search box with results': {open: search},
  'the search box with results of a kind': {
    open: async (page, query) => {
      await search(page, query);
      await page.locator('.search-kind').nth(1).click();
      await answer(page);
    },
  },
  'the search box without results': {
    open: async (page) => {
      await openBox(page);
      await page.fill('.search-field', 'nguonzz vanbanzz');
      // What is said repeats what was typed; searches near to it are offered where there are any.
      await page.locator('.search-help', {hasText: 'nguonzz vanbanzz'}).waitFor();
    },
  },
  'the search box with the last searches': {
    open: async (page, query) => {
      await search(page, query);
      await page.keyboard.press('Enter');
      await page.waitForURL(/[?]h=/);
      await openBox(page);
      await page.waitForSelector('.search-help section');
    },
  },
  'the marks on the page that was found': {
    path: `${LESSON}?h=`,
    open: (page) => page.waitForSelector('.landing-bar'),
  },
  'the panel for text and background': {
    open: async (page) => {
      await page.click('.reading-open');
      await page.waitForSelector('dialog.reading[open]');
    },
  },
  'the sheet that sends a passage': {
    open: async (page) => {
      await page.locator('.quotation .share').first().click();
      await page.waitForSelector('.share-box[open]');
    },
  },
  'the sheet with a code': {
    open: async (page) => {
      await page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);
      await page.locator('.quotation .share').first().click();
      await page.getByRole('button', {name: /mã QR|QR code/}).click();
      await page.waitForSelector('.share-code:focus');
    },
  },
  'the bar that reads aloud': {
    open: async (page) => {
      await speaking(page, [{lang: 'vi'}, {lang: 'en'}]);
      await page.click('button.aloud');
      await begun(page, 1);
    },
  },
  'the page for a copy': {
    path: 'tai-ve/',
    worker: true,
    open: (page) => page.locator('.offline-copy button:visible').first().waitFor(),
  },
};

for (const [language, folder, query] of [['vi', '', 'chi bộ'], ['en', 'en/', 'party cell']]) {
  for (const [name, {path = LESSON, sizes = [NARROW, WIDE], worker = false, open}] of Object.entries(STATES)) {
    for (const size of language === 'vi' ? sizes : [NARROW]) {
      test(`${name}, ${language}, ${size.width} px`, async (t) => {
        const page = await visit(t, folder + path.replace(/=$/, `=${query}`), {
          viewport: size,
          reducedMotion: 'reduce',
          serviceWorkers: worker ? 'allow' : 'block',
        });
        await open(page, query);
        const found = await faultsOf(page, size);
        assert.ok(!found.length, found.join('\n'));
      });
    }
  }
}
