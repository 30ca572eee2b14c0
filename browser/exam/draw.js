// @ts-check
// Which questions a paper has: from its seed and the ids of pages and questions alone, so that the same code gives the same
// paper on every phone. handbook/content/bank.py draws the same, for paper.

const EXAM_CODE = /^([a-z0-9]+)_(\d+)(?:_(\d*))?(?:_([^_]*))?(?:_([^_]*))?$/;
const EXAM_MIXES = [[16, 0x85ebca6b], [13, 0xc2b2ae35], [16, 1]];
/** The most of anything that an address may ask for. */
const EXAM_MOST = 200;

/** The code of a paper, as an address has it: a1b2_20_30_bai-hoc.ly-luan_hieu. @param {Paper} paper */
function examCode({ seed, count, minutes, parts, levels }) {
  return [seed, count, minutes || '', parts.join('.'), levels.join('.')].join('_').replace(/_+$/, '');
}

/** @param {string} code @returns {Paper | null} null where it is none */
function examPaper(code) {
  const [, seed, count, minutes = '', parts = '', levels = ''] = EXAM_CODE.exec(code) || ['', '', ''];
  const number = (/** @type {string} */ text) => Math.min(Number(text), EXAM_MOST);
  const names = (/** @type {string} */ text) => text.split('.').filter(Boolean);
  return seed ? { seed, count: number(count), minutes: number(minutes), parts: names(parts), levels: names(levels) } : null;
}

/** What stands for chance. @param {string} text of plain letters */
function examLot(text) {
  let found = 0x811c9dc5;
  for (const letter of text) found = Math.imul(found ^ letter.charCodeAt(0), 0x01000193);
  for (const [shift, factor] of EXAM_MIXES) found = Math.imul(found ^ (found >>> shift), factor);
  return found >>> 0;
}

/** @template Thing @param {Thing[]} things @param {(thing: Thing) => string} named @returns {Thing[]} */
function examSorted(things, named) {
  const lots = new Map(things.map((thing) => [thing, examLot(named(thing))]));
  const lot = (/** @type {Thing} */ thing) => Number(lots.get(thing));
  return [...things].sort((one, other) => lot(one) - lot(other) || (named(one) < named(other) ? -1 : 1));
}

/** As many of each part as there can be. @param {{id: string, questions: BankQuestion[]}[]} parts @param {string[]} known levels @param {Paper} paper */
function examDraw(parts, known, paper) {
  const named = parts.filter(({ id }) => paper.parts.includes(id));
  const levels = paper.levels.filter((level) => known.includes(level));
  const by = ({ key = '' }) => `${paper.seed} ${key}`;
  const piles = examSorted(named.length ? named : parts, ({ id }) => `${paper.seed} ${id}`).map(({ questions }) =>
    examSorted(questions.filter(({ kind, level }) => kind !== 'tu-luan' && (!levels.length || levels.includes(level))), by),
  );
  /** @type {BankQuestion[]} */
  const dealt = [];
  for (let turn = 0; turn < Math.max(0, ...piles.map(({ length }) => length)); turn++) dealt.push(...piles.map((pile) => pile[turn]).filter(Boolean));
  return examSorted(dealt.slice(0, paper.count), by);
}
