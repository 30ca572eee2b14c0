// @ts-check
/** What is made of many measurements, and how it is shown. */

/** How far a measurement is, beside what it prints. @param {string} line */
export const say = (line) => void process.stderr.write(`${line}\n`);

/** @param {number[]} values */
export function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/**
 * The value below which a share of the values lies; half of them: the median.
 * @param {number[]} values
 */
export function quantile(values, part = 0.5) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

/** @param {number} bytes */
export function kB(bytes) {
  return (bytes / 1000).toFixed(1);
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
export function table(head, rows) {
  const line = (/** @type {string[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at ? '---:' : '---'))), ...rows.map(line)].join('\n');
}
