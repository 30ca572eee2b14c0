// @ts-check
// `node scanned.mjs FILE WIDTH HEIGHT…`: what a camera reads in each of these pictures, raw dots of four bytes, a line each in JSON.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const read = createRequire(import.meta.url)('jsqr');
const given = process.argv.slice(2);
for (let at = 0; at < given.length; at += 3) {
  const [file, width, height] = given.slice(at, at + 3);
  const found = read(new Uint8ClampedArray(readFileSync(file)), Number(width), Number(height));
  console.log(JSON.stringify(found ? found.data : null));
}
