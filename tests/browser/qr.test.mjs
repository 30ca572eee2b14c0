// @ts-check
// The address of a passage as a code on the screen: what a camera sees leads to where the words below it say.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {outside} from './inspect.mjs';
import {LESSON, PHONE, SITE, asset, holdsFocus, world} from './world.mjs';

const {visit, server, browser} = await world();
const READER = createRequire(import.meta.url).resolve('jsqr');
const SHOW = 'Hiện mã QR';

/** @typedef {import('./world.mjs').Page} Page */

/** What a camera reads on the screen. @param {Page} page */
async function seen(page) {
  const picture = await page.screenshot();
  const camera = await browser.newPage();
  try {
    await camera.addScriptTag({path: READER});
    return await camera.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), {width: image.width, height: image.height});
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.drawImage(image, 0, 0);
      const found = /** @type {any} */ (window).jsQR(context.getImageData(0, 0, image.width, image.height).data, image.width, image.height);
      return found && found.data;
    }, picture.toString('base64'));
  } finally {
    await camera.close();
  }
}

/** Opens the sheet of a passage, and the code in it. @param {Page} page @param {string} name of what opens the sheet */
async function show(page, name) {
  await page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);
  await page.getByRole('link', {name, exact: true}).click();
  await page.getByRole('button', {name: SHOW}).click();
  await page.getByRole('img', {name: 'Mã QR của địa chỉ bên dưới'}).waitFor();
}

for (const [colorScheme, viewport] of /** @type {const} */ ([['light', {width: 360, height: 740}], ['dark', {width: 360, height: 740}], ['dark', {width: 1280, height: 800}]])) {
  test(`a camera reads the address that stands below, ${colorScheme}, ${viewport.width} px`, async (t) => {
    server.asked.length = 0;
    const page = await visit(t, `${LESSON}?h=x`, {viewport, colorScheme});
    await show(page, 'Gửi phần “Vận dụng”');
    const address = `${server.url}${LESSON}#van-dung`;
    assert.equal(await seen(page), address);
    await page.getByRole('dialog', {name: 'Vận dụng – Kiểm soát quyền lực'}).getByText(address, {exact: true}).waitFor();
    assert.ok(server.asked.includes(asset('qr.js')));
    assert.deepEqual(await outside(page), []);
  });
}

test('its script is fetched by the press alone; the focus goes to the code and back to the mark', async (t) => {
  server.asked.length = 0;
  const page = await visit(t, LESSON, PHONE);
  await page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);
  await page.getByRole('link', {name: 'Gửi trang này'}).click();
  await page.getByRole('button', {name: SHOW}).waitFor();
  assert.ok(!server.asked.includes(asset('qr.js')));
  await page.getByRole('button', {name: SHOW}).click();
  await page.waitForSelector('.share-code:focus');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({state: 'detached'});
  await holdsFocus(page.getByRole('link', {name: 'Gửi trang này'}));
});

test('when it cannot be fetched that is said, and it can be tried again', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  server.broken.add(asset('qr.js'));
  t.after(() => server.broken.clear());
  await page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);
  await page.getByRole('link', {name: 'Gửi trang này'}).click();
  await page.getByRole('button', {name: SHOW}).click();
  await page.getByRole('status').getByText('Chưa hiện được mã QR.').waitFor();
  server.broken.clear();
  await page.getByRole('button', {name: SHOW}).click();
  await page.waitForSelector('.share-code svg');
});

test('in a folder that is published nowhere there is no address to show', async (t) => {
  const page = await visit(t, `${pathToFileURL(SITE).href}/${LESSON}index.html`, PHONE);
  await page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);
  await page.getByRole('link', {name: 'Gửi trang này'}).click();
  await page.getByRole('button', {name: 'Chép tên và liên kết'}).waitFor();
  assert.equal(await page.getByRole('button', {name: SHOW}).count(), 0);
});

test('other parts of the site may have a code of any text, too long a one is refused', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.waitForFunction(() => 'qr' in /** @type {any} */ (window).handbook);
  const text = `${server.url}?đề=${'kỳ thi '.repeat(20)}`;
  await page.evaluate(async (text) => {
    const code = await /** @type {any} */ (window).handbook.qr(text);
    code.setAttribute('width', '360');
    /** @type {Element} */ (document.querySelector('main')).replaceWith(code);
    scrollTo(0, 0);
  }, text);
  assert.equal(await seen(page), text);
  const refused = await page.evaluate(() => /** @type {any} */ (window).handbook.qr('x'.repeat(667)).then(() => '', (/** @type {Error} */ error) => error.name));
  assert.equal(refused, 'RangeError');
});
