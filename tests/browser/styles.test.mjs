// @ts-check
// The sheet with the theme's rules that were taken over shows every kind of page as all of them would.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {pagesIn} from './host.mjs';
import {pageText} from './weight.mjs';
import {SITE, asset, world} from './world.mjs';

const {visit, server} = await world();
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const THEME = 'site-packages/material/templates/assets/stylesheets';
// As handbook/publish/assets.py puts them together.
const OWN = ['tokens', 'handbook', 'lesson', 'tables', 'layout', 'reader', 'share', 'front'].map((name) => `overrides/assets/stylesheets/${name}.css`);
/** How many pages of each form are shown: those with the most kinds of elements. */
const SHOWN = 3;
const PAGES = [...pages(/^$/), ...pages(/^[^/]+\/$/), ...pages(/^[^/]+\/[^/]+\/$/), ...pages(/^en\//).slice(0, 1), '404.html'];

/** @param {RegExp} form of the path */
function pages(form) {
  const kinds = (/** @type {string} */ path) => new Set(pageText(SITE, path).match(/<[a-z0-9]+|class="[^"]*"/g)).size;
  const sized = pagesIn(SITE).filter((path) => form.test(path)).map((path) => ({path, size: kinds(path)}));
  return sized.sort((one, other) => other.size - one.size).slice(0, SHOWN).map(({path}) => path);
}

const sheet = asset('style.css');
const [python] = readdirSync(`${ROOT}/.venv/lib`);
const folder = `.venv/lib/${python}/${THEME}`;
const theme = readdirSync(`${ROOT}/${folder}`).filter((name) => /^main\..*\.css$/.test(name)).map((name) => `${folder}/${name}`);
/** @param {string} path */
const read = (path) => readFileSync(`${ROOT}/${path}`, 'utf8');
// What opens and shuts does not look as the theme has it.
const OWN_WAY = /[^{}]*\b(?:details|summary)\b[^{}]*\{[^{}]*\}/g;
const whole = [...theme.map((path) => read(path).replace(OWN_WAY, '')), ...OWN.map(read)].join('\n');

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  for (const [width, height] of [[360, 740], [1280, 800]]) {
    test(`${colorScheme}, ${width} px`, async (t) => {
      assert.equal(theme.length, 1);
      // What comes once the page can be read has its own sheets, and comes in its own time; a worker would bring it past the route.
      const page = await visit(t, '', {colorScheme, viewport: {width, height}, reducedMotion: 'reduce', serviceWorkers: 'block'});
      await page.route('**/assets/study.*', (route) => route.abort());
      for (const path of PAGES) {
        const pictures = [];
        for (const text of ['', whole]) {
          if (text) server.instead.set(sheet, text);
          await page.goto(server.url + path);
          pictures.push(await page.screenshot({fullPage: true, animations: 'disabled'}));
          server.instead.delete(sheet);
        }
        assert.ok(pictures[0].equals(pictures[1]), path);
      }
    });
  }
}
