// @ts-check
// The sheet that is cut to what the pages use shows every kind of page just as the whole one would.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {asset, world} from './world.mjs';

const {visit, server} = await world();
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const THEME = 'site-packages/material/templates/assets/stylesheets';
// As handbook/publish/assets.py puts them together.
const OWN = ['handbook', 'layout', 'reader'].map((name) => `overrides/assets/stylesheets/${name}.css`);
const PAGES = ['', 'bai-hoc/noi-di-doi-voi-lam/', 'dot-sinh-hoat/', 'dot-sinh-hoat/lich/', 'tra-cuu/hoi-dap/', 'tai-ve/', 'en/ly-luan/', '404.html'];

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
      const page = await visit(t, '', {colorScheme, viewport: {width, height}, reducedMotion: 'reduce'});
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
