// @ts-check
// Makes the pictures that a browser shows when it puts the handbook among the applications, into docs/_site: icons
// from the drawing there, else the engine's; the home page and another one of a built site. Run it again when the
// drawing or the look of the pages has changed.
//   node scripts/pictures.mjs SITE PAGE
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {chromium} from 'playwright-core';
import {serve} from '../tests/browser/server.mjs';

const [site, shown] = process.argv.slice(2);
if (!site || !shown) {
  console.error('node scripts/pictures.mjs SITE PAGE');
  process.exit(2);
}

const FOLDER = new URL('../docs/_site/', import.meta.url);
const OWN = new URL('bieu-tuong.svg', FOLDER);
const ENGINE = new URL('../overrides/assets/images/bieu-tuong.svg', import.meta.url);
const DRAWING = readFileSync(existsSync(OWN) ? OWN : ENGINE, 'utf8');
/** Corners cut by the system itself: the colour goes to the edge. */
const FULL = DRAWING.replace(/ rx=["']\d+["']/, '');
const ICONS = [
  {name: 'bieu-tuong-192.png', size: 192, drawing: DRAWING},
  {name: 'bieu-tuong-512.png', size: 512, drawing: DRAWING},
  {name: 'bieu-tuong-512-day.png', size: 512, drawing: FULL},
  {name: 'bieu-tuong-180.png', size: 180, drawing: FULL},
];
const PAGES = [
  {name: 'man-hinh-hep.webp', path: shown, width: 360, height: 740, scale: 2, quality: 50},
  {name: 'man-hinh-rong.webp', path: '', width: 1280, height: 800, scale: 1, quality: 30},
];

if (FULL === DRAWING) throw new Error('the drawing has no rounded corners to make square');

mkdirSync(FOLDER, {recursive: true});
const server = await serve(site);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'],
});

for (const {name, size, drawing} of ICONS) {
  const page = await browser.newPage({viewport: {width: size, height: size}});
  const address = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  await page.setContent(`<style>*{margin:0}img{display:block;width:100vw}</style><img src="${address}">`);
  await page.waitForFunction(() => document.images[0].complete);
  write(name, await page.screenshot({omitBackground: true}));
}

for (const {name, path, width, height, scale, quality} of PAGES) {
  const context = await browser.newContext({
    viewport: {width, height},
    deviceScaleFactor: scale,
    isMobile: scale > 1,
    colorScheme: 'light',
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await page.goto(server.url + path, {waitUntil: 'networkidle'});
  const session = await context.newCDPSession(page);
  const {data} = await session.send('Page.captureScreenshot', {format: 'webp', quality});
  write(name, Buffer.from(data, 'base64'));
}

await browser.close();
await server.stop();

/** @param {string} name @param {Buffer} body */
function write(name, body) {
  writeFileSync(new URL(name, FOLDER), body);
  console.log(name, body.length);
}
