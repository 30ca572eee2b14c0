// @ts-check
// A code as a picture, by attributes alone: the page allows no other style than that of its sheets.

/** Light cells around it, without which phones do not find it. */
const QR_EDGE = 4;

/** @param {string} text @returns {SVGElement} */
/** @type {any} */ (self).handbookQr = (/** @type {string} */ text) => {
  const cells = qrCells(new TextEncoder().encode(text));
  const size = cells.length + QR_EDGE * 2;
  let path = '';
  cells.forEach((row, y) =>
    row.forEach((cell, x) => {
      if (cell) path += `M${x + QR_EDGE} ${y + QR_EDGE}h1v1h-1z`;
    }),
  );
  const code = qrElement('svg', { viewBox: `0 0 ${size} ${size}`, role: 'img', 'shape-rendering': 'crispEdges' });
  code.append(qrElement('path', { fill: '#fff', d: `M0 0h${size}v${size}H0z` }), qrElement('path', { d: path }));
  return code;
};

/** @param {string} name @param {Record<string, string>} attributes */
function qrElement(name, attributes) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, attributes[key]);
  return made;
}
