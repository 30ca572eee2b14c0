// @ts-check
// The QTI package in a player that others made: every item gives its mark for the key, and nothing for anything else.
// The player knows QTI 3 only, which has other names for the same things.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import {after, test} from 'node:test';
import {chromium} from 'playwright-core';
import {offer, unzip} from './packed.mjs';
import {LAUNCH, SITE} from './world.mjs';

const ADDRESS = 'http://bank.example/';
const PLAYER = new URL('../../node_modules/@citolab/qti-components/cdn/index.js', import.meta.url);
const OTHER = 'một chữ chẳng ai viết';

/** @typedef {{kind: string, key: string[], choices: string[], told: string[]}} Item */

/** Names of QTI 2.1 as QTI 3 writes them. @param {string} xml */
function asQti3(xml) {
  const kebab = (/** @type {string} */ name) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const html = new Set(['p', 'strong', 'em', 'a', 'code', 'sub', 'sup']);
  return xml.replace(/<\?.*?\?>/, '').replace(/<(\/?)([A-Za-z]+)([^<>]*)>/g, (_, close, name, rest) => {
    const attributes = rest.replace(/ ([a-zA-Z]+)=/g, (/** @type {string} */ _, /** @type {string} */ key) => ` ${kebab(key)}=`);
    const own = html.has(name) ? name : `qti-${kebab(name)}`;
    const body = rest.endsWith('/') ? `${attributes.slice(0, -1)}></${own}` : attributes;
    return `<${close}${own}${body}>`;
  });
}

const browser = await chromium.launch(LAUNCH);
after(() => browser.close());

/** Asks the player for the mark of each response to an item. */
async function player() {
  const context = await browser.newContext();
  const page = '<!doctype html><script type="module" src="player.js"></script><div id="here"></div>';
  await offer(context, ADDRESS, new Map([['index.html', page], ['player.js', readFileSync(PLAYER)]]));
  const shown = await context.newPage();
  await shown.goto(ADDRESS);
  await shown.waitForFunction(() => customElements.get('qti-assessment-item'));
  return shown;
}

/** @param {import('playwright-core').Page} page @param {string} xml @param {(string | string[])[]} responses @returns {Promise<number[]>} */
const marks = (page, xml, responses) =>
  page.evaluate(async ([text, all]) => {
    const here = /** @type {HTMLElement} */ (document.getElementById('here'));
    here.innerHTML = String(text);
    const item = /** @type {any} */ (here.querySelector('qti-assessment-item'));
    await item.updateComplete;
    const found = [];
    for (const response of /** @type {any[]} */ (all)) {
      item.resetResponses();
      item.updateResponseVariable('RESPONSE', response);
      item.processResponse();
      found.push(Number(item.getOutcome('SCORE').value));
    }
    return found;
  }, /** @type {[string, (string | string[])[]]} */ ([asQti3(xml), responses]));

/** @param {string} xml @returns {Item} */
function itemOf(xml) {
  const correct = (/<correctResponse>(.*?)<\/correctResponse>/s.exec(xml) || ['', ''])[1];
  const declared = (/<responseDeclaration[^>]*cardinality="(\w+)" baseType="(\w+)"/.exec(xml) || []).slice(1);
  const all = (/** @type {RegExp} */ form, /** @type {string} */ text) => [...text.matchAll(form)].map((found) => found[1]);
  return {
    kind: declared[1] === 'string' ? 'string' : declared[0],
    key: all(/<value>([^<]*)</g, correct),
    choices: all(/<simpleChoice identifier="(\w)"/g, xml),
    told: all(/<modalFeedback[^>]* identifier="(\w+)"/g, xml),
  };
}

/** Responses that are not the key. @param {Item} item @returns {(string | string[])[]} */
function wrong({kind, key, choices}) {
  if (kind === 'string') return [OTHER];
  if (kind === 'single') return choices.filter((choice) => choice !== key[0]);
  if (kind === 'ordered') return [[...key].reverse(), [...key.slice(1), key[0]], [key[1], key[0], ...key.slice(2)]];
  const others = choices.filter((choice) => key.indexOf(choice) < 0);
  const lists = [key.slice(1), choices.slice(0, 1), others, [...key, ...others]];
  return lists.filter((list) => list.length && [...list].sort().join() !== [...key].sort().join());
}

for (const language of readdirSync(`${SITE}/tep`)) {
  const [file] = readdirSync(`${SITE}/tep/${language}`).filter((name) => name.endsWith('-qti.zip'));
  if (!file) continue;

  test(`each item of the package is marked as its key says (${language})`, async () => {
    const files = unzip(`${SITE}/tep/${language}/${file}`);
    const items = [...files].filter(([name]) => name.startsWith('cau/')).map(([, body]) => body.toString());
    const page = await player();
    let scored = 0;
    for (const xml of items) {
      const item = itemOf(xml);
      if (!item.key.length) continue;
      const key = item.kind === 'single' || item.kind === 'string' ? item.key[0] : item.key;
      const others = wrong(item);
      assert.ok(others.length, xml);
      assert.deepEqual(await marks(page, xml, [key, ...others]), [1, ...others.map(() => 0)], xml);
      if (item.kind !== 'string' && item.kind !== 'ordered') assert.deepEqual(item.told, item.choices, xml);
      scored += 1;
    }
    assert.ok(scored > 0 && scored >= items.length - 10);
  });
}
