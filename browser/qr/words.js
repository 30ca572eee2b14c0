// @ts-check
// The words of a code: what is written, padded, and behind it what repairs a damaged one (ISO/IEC 18004, bytes, level M).

/** By version: the words of correction in a block, and how many blocks there are. The larger versions no phone reads from a screen. */
const QR_CORRECTION = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26];
const QR_BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16];

/**
 * All words in the order in which they are drawn; nothing when there are too many.
 * @param {Uint8Array} bytes @param {number} version @param {number} room words of the version
 */
function qrWords(bytes, version, room) {
  const [correction, blocks] = [QR_CORRECTION[version - 1], QR_BLOCKS[version - 1]];
  const data = qrData(bytes, version < 10 ? 2 : 4, room - correction * blocks);
  if (!data) return null;
  const short = Math.floor(room / blocks) - correction;
  const longer = blocks - (room % blocks); // the first of the blocks that have one word more
  const parts = [];
  for (let at = 0, block = 0; block < blocks; block++) {
    const end = at + short + Number(block >= longer);
    parts.push(data.slice(at, end));
    at = end;
  }
  return [...qrWoven(parts), ...qrWoven(parts.map((part) => qrRemainder(part, correction)))];
}

/** @param {Uint8Array} bytes @param {number} digits of their count @param {number} room */
function qrData(bytes, digits, room) {
  const hex = (/** @type {number} */ value, /** @type {number} */ length) => value.toString(16).padStart(length, '0');
  // 4: that these are bytes; 0: that there are no more.
  const whole = `4${hex(bytes.length, digits)}${[...bytes].map((byte) => hex(byte, 2)).join('')}0`;
  const data = (whole.match(/../g) || []).map((pair) => parseInt(pair, 16));
  if (data.length > room) return null;
  for (let pad = 0xec; data.length < room; pad ^= 0xec ^ 0x11) data.push(pad);
  return data;
}

/** The first of each, the second of each, and so on. @param {number[][]} parts */
function qrWoven(parts) {
  const longest = parts[parts.length - 1];
  /** @type {number[]} */
  const woven = [];
  longest.forEach((_, at) => parts.forEach((part) => at < part.length && woven.push(part[at])));
  return woven;
}

/** Multiplied in the field of 256. @param {number} one @param {number} other */
function qrTimes(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit--) product = (product << 1) ^ (product >> 7 ? 0x11d : 0) ^ ((other >> bit) & 1 ? one : 0);
  return product;
}

/** What corrects a block. @param {number[]} data @param {number} degree */
function qrRemainder(data, degree) {
  let divisor = [1];
  for (let power = 0, root = 1; power < degree; power++, root = qrTimes(root, 2)) {
    divisor = [...divisor, 0].map((value, at) => value ^ (at ? qrTimes(divisor[at - 1], root) : 0));
  }
  const rest = [...data, ...Array(degree).fill(0)];
  data.forEach((_, at) => {
    const factor = rest[at];
    divisor.forEach((value, by) => (rest[at + by] ^= qrTimes(value, factor)));
  });
  return rest.slice(data.length);
}
