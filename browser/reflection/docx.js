// @ts-check
// A Word document by hand: a ZIP whose files are stored as they are, with the three parts that a word processor asks for.

const DOCX_SPACE = 'http://schemas.openxmlformats.org';
const DOCX_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** @param {string} text @returns {string} without what XML cannot hold */
const docxText = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '').replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** @param {string} words @param {string} language @param {string} look of the paragraph @param {string} letters their look */
function docxParagraph(words, language, look, letters) {
  const run = `<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>${letters}<w:lang w:val="${language}"/></w:rPr>`;
  return `<w:p><w:pPr><w:spacing w:after="120"/>${look}</w:pPr><w:r>${run}<w:t xml:space="preserve">${docxText(words)}</w:t></w:r></w:p>`;
}

/** @param {string} title @param {[string, string][]} parts @param {string} language of all of it @returns {Uint8Array<ArrayBuffer>} */
function docxFile(title, parts, language) {
  const heading = (/** @type {string} */ words) => docxParagraph(words, language, '<w:outlineLvl w:val="0"/>', '<w:b/><w:sz w:val="28"/>');
  const body = reflectionLines(parts, heading, (line) => docxParagraph(line, language, '<w:jc w:val="both"/>', '<w:sz w:val="28"/>'));
  const page = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>';
  const head = docxParagraph(title, language, '<w:jc w:val="center"/>', '<w:b/><w:sz w:val="32"/>');
  const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return docxZip({
    '[Content_Types].xml': `${DOCX_HEAD}<Types xmlns="${DOCX_SPACE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
    '_rels/.rels': `${DOCX_HEAD}<Relationships xmlns="${DOCX_SPACE}/package/2006/relationships"><Relationship Id="r1" Type="${DOCX_SPACE}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `${DOCX_HEAD}<w:document xmlns:w="${DOCX_SPACE}/wordprocessingml/2006/main"><w:body>${head}${body.join('')}${page}</w:body></w:document>`,
  });
}

/** The checksum of a ZIP, bit by bit. @param {Uint8Array} bytes */
function docxSum(bytes) {
  let sum = -1;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
  }
  return ~sum >>> 0;
}

/** Numbers of two and of four bytes, the lowest first. @param {string} form of 2 and 4 @param {number[]} numbers */
function docxNumbers(form, numbers) {
  return numbers.flatMap((number, at) => Array.from({ length: Number(form[at]) }, (_, byte) => (number >>> (8 * byte)) & 255));
}

/** @param {Record<string, string>} files @returns {Uint8Array<ArrayBuffer>} */
function docxZip(files) {
  const coder = new TextEncoder();
  /** @type {number[]} */
  const index = [];
  /** @type {Uint8Array[]} */
  const pieces = [];
  const lengthOf = (/** @type {Uint8Array[]} */ all) => all.reduce((sum, { length }) => sum + length, 0);
  for (const name of Object.keys(files)) {
    const [path, bytes] = [coder.encode(name), coder.encode(files[name])];
    // Names in UTF-8, nothing pressed together; the first day that a ZIP knows, so that no clock is in it.
    const about = docxNumbers('2222244422', [20, 0x800, 0, 0, 33, docxSum(bytes), bytes.length, bytes.length, path.length, 0]);
    index.push(...docxNumbers('42', [0x02014b50, 20]), ...about, ...docxNumbers('22244', [0, 0, 0, 0, lengthOf(pieces)]), ...path);
    pieces.push(new Uint8Array([...docxNumbers('4', [0x04034b50]), ...about]), path, bytes);
  }
  const count = Object.keys(files).length;
  const end = docxNumbers('42222442', [0x06054b50, 0, 0, count, count, index.length, lengthOf(pieces), 0]);
  pieces.push(new Uint8Array([...index, ...end]));
  const whole = new Uint8Array(lengthOf(pieces));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
