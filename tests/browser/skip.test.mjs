// @ts-check
// The first key leads past the frame, and what is large stays in the window.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {SMALLEST, outside} from './inspect.mjs';
import {LESSON, world} from './world.mjs';

const {visit} = await world();
const PAGES = ['', LESSON, `en/${LESSON}`, 'dot-sinh-hoat/lich/', 'tra-cuu/thuat-ngu/'];

/** Where the focus is: the name of the part of the frame around it. @param {import('./world.mjs').Page} page */
const where = (page) => page.evaluate(() => {
  const at = /** @type {Element} */ (document.activeElement);
  const [part] = [...document.querySelectorAll('.skip, .top, .menu, .contents, main, .foot')].filter((one) => one.contains(at));
  return part ? part.className || part.localName : at.localName;
});

for (const width of [360, 1280]) {
  test(`from the first key into the text, at ${width} px`, async (t) => {
    const page = await visit(t, LESSON, {viewport: {width, height: 740}});
    await page.keyboard.press('Tab');
    assert.equal(await where(page), 'skip');
    assert.equal(await page.locator('.skip').evaluate((one) => getComputedStyle(one).opacity), '1');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.activeElement && document.activeElement.localName === 'main');
    await page.keyboard.press('Tab');
    assert.equal(await where(page), 'main');
  });

  test(`the parts of the frame in the order in which they are seen, at ${width} px`, async (t) => {
    const page = await visit(t, LESSON, {viewport: {width, height: 740}});
    /** @type {string[]} */
    const parts = [];
    for (let key = 0; key < 200 && parts[parts.length - 1] !== 'main'; key++) {
      await page.keyboard.press('Tab');
      const part = await where(page);
      if (part !== parts[parts.length - 1]) parts.push(part);
    }
    // The menu of a narrow window is shut.
    assert.deepEqual(parts, width < 1220 ? ['skip', 'top', 'contents', 'main'] : ['skip', 'top', 'menu', 'contents', 'main']);
  });
}

for (const path of PAGES) {
  test(`twice as large letters in the narrowest window: ${path || 'home'}`, async (t) => {
    const page = await visit(t, path, {viewport: SMALLEST});
    for (const size of ['5', '0']) {
      await page.evaluate((chosen) => (document.documentElement.dataset.size = chosen), size);
      assert.deepEqual(await outside(page), []);
    }
    // As the system has them: what is in rem doubles, up to what leaves room for words.
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setDeviceMetricsOverride', {width: 320, height: 320, deviceScaleFactor: 2, mobile: false});
    assert.deepEqual(await outside(page), []);
  });
}
