// @ts-check
// The sentence that is being read is marked: without a change to the page where the browser can do that.

/** What is marked: ranges, or elements in old browsers. @type {any[]} */
let aloudDrawn = [];

/** Marks a piece, and no other; nothing is marked when pieces are looked for. @param {Pick<AloudPiece, 'nodes' | 'start' | 'end'>} [piece] */
function aloudMark({ nodes, start, end } = /** @type {any} */ ({ nodes: [] })) {
  const { highlights } = /** @type {any} */ (CSS);
  const ranges = nodes
    .filter(({ node, from }) => from < end && from + node.length > start)
    .map(({ node, from }) => {
      const range = document.createRange();
      range.setStart(node, Math.max(start - from, 0));
      range.setEnd(node, Math.min(end - from, node.length));
      return range;
    });
  if (highlights) highlights.set('aloud', new /** @type {any} */ (window).Highlight(...ranges));
  else aloudDrawn.forEach(aloudUnwrap);
  aloudDrawn = highlights ? ranges : ranges.map(aloudWrap);
}

/** @param {Range} range */
function aloudWrap(range) {
  const mark = handbook.element('mark', {});
  range.surroundContents(mark);
  return mark;
}

/** @param {Element} mark */
function aloudUnwrap(mark) {
  const parent = /** @type {Node} */ (mark.parentNode);
  mark.replaceWith(...mark.childNodes);
  parent.normalize();
}

/** How far what is marked is from where it is read well; 0 when it can be seen between the header and the bar. @param {Element} bar */
function aloudOff(bar) {
  const edges = (/** @type {Element} */ one) => one.getBoundingClientRect();
  const { top } = edges(aloudDrawn[0]);
  const { bottom } = edges(/** @type {Element} */ (document.querySelector('.top')));
  const isSeen = top >= bottom && edges(aloudDrawn[aloudDrawn.length - 1]).bottom <= edges(bar).top;
  return isSeen ? 0 : top - innerHeight / 4;
}
