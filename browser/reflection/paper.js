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

/** What stands for itself, whatever it is to Markdown. @param {string} text */
const reflectionPlain = (text) => text.replace(/[\\`*_[\]<>#|~]/g, '\\$&').replace(/^(\s*)([-+]|\d+[.)])(?=\s)/gm, (_, blanks, sign) => blanks + sign.replace(/[-+.)]/, '\\$&'));

/** @param {ReflectionParts} parts */
function reflectionMarkdown(parts) {
  const paragraphs = (/** @type {string} */ text) => text.split('\n').filter((line) => line.trim()).map(reflectionPlain);
  return `${[`# ${reflectionPlain(handbookTexts.title)}`, ...parts.flatMap(([heading, text]) => [`## ${reflectionPlain(heading)}`, ...paragraphs(text)])].join('\n\n')}\n`;
}

/** An entry as it goes into the paper: words of others in quotation marks and with where they stand. @param {NotebookEntry} entry */
function reflectionQuoted({ kind, passage, source, title, own }) {
  if (kind !== 'n') return own;
  const inner = passage.replace(/“/g, '‘').replace(/”/g, '’');
  const quoted = source ? `“${inner}” (${source.replace(/[\s.]+$/, '')}).` : `“${inner}” (${handbook.plain(title)}).`;
  return [quoted, own].filter(Boolean).join('\n');
}
