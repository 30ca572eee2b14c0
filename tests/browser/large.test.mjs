// @ts-check
// A reader whose phone is set to text of twice the size: nothing is cut off, nothing scrolls sideways.
import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, test} from 'node:test';
import {chromium} from 'playwright-core';
import {host, pagesIn, sampled} from './host.mjs';
import {NARROW, outside} from './inspect.mjs';
import {PATIENCE, SITE, WHOLE} from './world.mjs';

const LARGE = 32;

const served = await host(SITE);
// Nothing but the browser's own setting is like that of a phone: pages do not see it, and rem and em follow it.
const profile = mkdtempSync(join(tmpdir(), 'large-'));
mkdirSync(join(profile, 'Default'));
const settings = {webkit: {webprefs: {default_font_size: LARGE, default_fixed_font_size: LARGE}}};
writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(settings));
const context = await chromium.launchPersistentContext(profile, {...WHOLE, viewport: NARROW, serviceWorkers: 'block'});
context.setDefaultTimeout(PATIENCE);
const page = context.pages()[0] || (await context.newPage());
after(async () => {
  await context.close();
  await served.stop();
  rmSync(profile, {recursive: true, force: true});
});

test('the text is twice as large', async () => {
  await page.goto(served.url);
  const size = await page.evaluate(() => {
    const plain = document.body.appendChild(document.createElement('p'));
    plain.style.cssText = 'all: initial; font-size: medium';
    return getComputedStyle(plain).fontSize;
  });
  assert.equal(size, `${LARGE}px`);
});

for (const path of sampled(pagesIn(SITE))) {
  test(path || 'home', async () => {
    await page.goto(new URL(path, served.url).href);
    const found = await outside(page);
    assert.ok(!found.length, `${path}\n${found.join('\n')}`);
  });
}
