// @ts-check
/** How far a measurement is, beside what it prints. @param {string} line */
export const say = (line) => void process.stderr.write(`${line}\n`);
