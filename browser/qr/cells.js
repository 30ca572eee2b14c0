// @ts-check
// The cells of a code: 1 is dark, 0 is light; rows of them.

/** A row of cells; what is not yet drawn is undefined. @typedef {(number | undefined)[]} QrRow */

/** Which cells change, by mask. @type {((x: number, y: number) => number)[]} */
const QR_MASKS = [
  (x, y) => (x + y) % 2,
  (_, y) => y % 2,
  (x) => x % 3,
  (x, y) => (x + y) % 3,
  (x, y) => ((x / 3) & 1) ^ ((y / 2) & 1),
  (x, y) => ((x * y) % 2) + ((x * y) % 3),
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2,
];

/** @param {Uint8Array} bytes @returns {number[][]} */
function qrCells(bytes) {
  for (let version = 1; version <= QR_BLOCKS.length; version++) {
    const frame = qrFrame(version);
    const room = frame.reduce((sum, row) => sum + row.filter((cell) => cell === undefined).length, 0) >> 3;
    const words = qrWords(bytes, version, room);
    if (words) return qrBest(frame, words);
  }
  throw new RangeError('qr');
}

/** What every code of a version has, and zeros where it says how it is masked. @param {number} version @returns {QrRow[]} */
function qrFrame(version) {
  const size = version * 4 + 17;
  /** @type {QrRow[]} */
  const rows = Array.from({ length: size }, () => Array(size).fill(undefined));
  /** Rings around a point, as far as the code goes. @param {number} x @param {number} y @param {number} reach @param {number[]} rings from the middle */
  const rings = (x, y, reach, rings) => {
    for (let row = Math.max(y - reach, 0); row <= Math.min(y + reach, size - 1); row++) {
      for (let at = Math.max(x - reach, 0); at <= Math.min(x + reach, size - 1); at++) {
        rows[row][at] = rings[Math.max(Math.abs(at - x), Math.abs(row - y))];
      }
    }
  };
  const places = qrPlaces(version, size);
  const last = places[places.length - 1];
  for (const x of places) {
    for (const y of places) if (!(x + y === 12 || (x === 6 && y === last) || (y === 6 && x === last))) rings(x, y, 2, [1, 0, 1]);
  }
  for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) rings(x, y, 4, [1, 1, 0, 1, 0]);
  for (let at = 8; at < size - 8; at++) rows[6][at] = rows[at][6] = (at + 1) % 2;
  qrSayMask(rows, 0);
  if (version > 6) {
    const bits = (version << 12) | qrCheck(version, 12, 0x1f25);
    for (let bit = 0; bit < 18; bit++) {
      const [far, near] = [size - 11 + (bit % 3), Math.floor(bit / 3)];
      rows[far][near] = rows[near][far] = (bits >> bit) & 1;
    }
  }
  return rows;
}

/** Where the small marks stand, in both directions. @param {number} version @param {number} size */
function qrPlaces(version, size) {
  if (version < 2) return [];
  const count = Math.floor(version / 7) + 1;
  const step = Math.ceil((size - 13) / count / 2) * 2;
  return [6, ...Array.from({ length: count }, (_, at) => size - 7 - (count - 1 - at) * step)];
}

/** The digits behind a number that tell whether it was read right. @param {number} value @param {number} degree @param {number} divisor */
function qrCheck(value, degree, divisor) {
  let rest = value;
  for (let at = 0; at < degree; at++) rest = (rest << 1) ^ (rest >> (degree - 1) ? divisor : 0);
  return rest;
}

/** Twice, around the corner and beside the other corners. @param {QrRow[]} rows @param {number} mask */
function qrSayMask(rows, mask) {
  const size = rows.length;
  const bits = ((mask << 10) | qrCheck(mask, 10, 0x537)) ^ 0x5412; // level M is 0
  for (let bit = 0; bit < 15; bit++) {
    const cell = (bits >> bit) & 1;
    const near = bit < 6 ? bit : bit < 8 ? bit + 1 : 0;
    if (bit < 8) rows[near][8] = rows[8][size - 1 - bit] = cell;
    else rows[8][bit < 9 ? 7 : 14 - bit] = rows[size - 15 + bit][8] = cell;
  }
  rows[size - 8][8] = 1;
}

/** The way of the words: in pairs of columns from the right, up and down. @param {QrRow[]} frame @param {number[]} words @param {number} mask */
function qrDrawn(frame, words, mask) {
  const rows = frame.map((row) => [...row]);
  const size = rows.length;
  let bit = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right--;
    for (let step = 0; step < size; step++) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (rows[y][x] !== undefined) continue;
        const word = words[bit >> 3] || 0;
        rows[y][x] = ((word >> (7 - (bit++ & 7))) & 1) ^ Number(!QR_MASKS[mask](x, y));
      }
    }
  }
  qrSayMask(rows, mask);
  return /** @type {number[][]} */ (rows);
}

/** With the mask that is the easiest to read. @param {QrRow[]} frame @param {number[]} words */
function qrBest(frame, words) {
  const all = QR_MASKS.map((_, mask) => qrDrawn(frame, words, mask));
  const faults = all.map(qrFaults);
  return all[faults.indexOf(Math.min(...faults))];
}

/** @param {number[][]} rows */
function qrFaults(rows) {
  const columns = rows.map((_, x) => rows.map((row) => row[x]));
  let faults = 0;
  for (const line of [...rows, ...columns].map((cells) => cells.join(''))) {
    for (const run of line.match(/0{5,}|1{5,}/g) || []) faults += run.length - 2;
    faults += (line.match(/(?=10111010000|00001011101)/g) || []).length * 40;
  }
  let dark = 0;
  rows.forEach((row, y) =>
    row.forEach((cell, x) => {
      dark += cell;
      const sum = y && x ? cell + row[x - 1] + rows[y - 1][x] + rows[y - 1][x - 1] : 1;
      if (!(sum % 4)) faults += 3;
    }),
  );
  return faults + Math.floor(Math.abs(dark / rows.length ** 2 - 0.5) * 20) * 10;
}
