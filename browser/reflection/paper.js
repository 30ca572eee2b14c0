// @ts-check
// The reflection paper as it is kept: headings, which those who convene the study may have set, and the reader's words.

/** @typedef {[heading: string, text: string][]} ReflectionParts */

/** @returns {ReflectionParts} */
function reflectionParts() {
  const { s } = study.get('r', 'bai') || {};
  const isPart = (/** @type {unknown} */ part) => Array.isArray(part) && part.length === 2 && part.every((one) => typeof one === 'string');
  if (Array.isArray(s) && s.length && s.every(isPart)) return s.map(([heading, text]) => [heading, text]);
  return [handbookTexts.opening, handbookTexts.content, handbookTexts.self, handbookTexts.conclusion].map((heading) => [heading, '']);
}

/** @param {ReflectionParts} parts */
function reflectionKeep(parts) {
  study.put('r', 'bai', { s: parts });
}

/** @param {ReflectionParts} parts */
function reflectionWords(parts) {
  return [handbookTexts.title, ...parts.flatMap(([heading, text]) => [heading, text])].filter(Boolean).join('\n\n');
}

/** The paper without headings that are empty. @param {ReflectionParts} parts @param {(heading: string) => T} head @param {(line: string) => T} body @returns {T[]} @template T */
function reflectionLines(parts, head, body) {
  const lines = (/** @type {string} */ text) => text.split('\n').map((line) => line.trim()).filter(Boolean);
  return parts.flatMap(([heading, text]) => [...lines(heading).map(head), ...lines(text).map(body)]);
}

/** A line that stands for itself, whatever it is to Markdown. @param {string} line */
const reflectionPlain = (line) => line.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/&(?=#?\w+;)/g, '&amp;').replace(/^(-(?=-*$)|[-+](?=\s|$)|\d+[.)](?=\s|$))/, (sign) => sign.replace(/[-+.)]/, '\\$&'));

/** @param {ReflectionParts} parts */
function reflectionMarkdown(parts) {
  const lines = reflectionLines(parts, (heading) => `## ${reflectionPlain(heading)}`, reflectionPlain);
  return `${[`# ${reflectionPlain(handbookTexts.title)}`, ...lines].join('\n\n')}\n`;
}

/** An entry as it goes into the paper: words of others in quotation marks and with where they stand. @param {NotebookEntry} entry */
function reflectionQuoted({ kind, passage, source, title, own }) {
  if (kind !== 'n') return own;
  const inner = passage.replace(/“/g, '‘').replace(/”/g, '’');
  const quoted = source ? `“${inner}” (${source.replace(/[\s.]+$/, '')}).` : `“${inner}” (${handbook.plain(title)}).`;
  return [quoted, own].filter(Boolean).join('\n');
}
