// @ts-check
// The handbook as an application: the browser itself says whether it could be put among the others.
import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {chromium} from 'playwright-core';
import {offlineWorld} from './copy.mjs';
import {WHOLE} from './world.mjs';

const {server} = await offlineWorld();

for (const {language, path, start} of [
  {language: 'vi', path: 'bai-hoc/kiem-soat-quyen-luc/', start: ''},
  {language: 'en', path: 'en/bai-hoc/', start: 'en/'},
]) {
  test(`it can be installed from a page, and starts at its first page: ${language}`, async (t) => {
    // In a window that forgets nothing can be installed.
    const profile = mkdtempSync(join(tmpdir(), 'profile-'));
    const context = await chromium.launchPersistentContext(profile, WHOLE);
    t.after(async () => {
      await context.close();
      rmSync(profile, {recursive: true});
    });
    const page = await context.newPage();
    await page.goto(server.url + path);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    const session = await context.newCDPSession(page);
    const {url, errors, data} = await session.send('Page.getAppManifest');
    assert.equal(url, `${server.url}manifest.${language}.webmanifest`);
    assert.deepEqual(errors, []);
    assert.deepEqual((await session.send('Page.getInstallabilityErrors')).installabilityErrors, []);
    const manifest = JSON.parse(String(data));
    assert.equal(new URL(manifest.start_url, url).href, server.url + start);
    assert.equal(new URL(manifest.scope, url).href, server.url);
    // Without an id of its own it is told from a handbook at another path of the server.
    assert.equal((await session.send('Page.getAppId')).appId, server.url + start);
  });
}
