// @ts-check
// Passages with a note have a ground of their own: painted by the browser where it knows how, else in elements that are put
// around their words, and taken away before these are read again.

/** @param {NoteText} text @param {NoteFound[]} found */
function notesDraw(text, found) {
  const { Highlight, CSS: css } = /** @type {any} */ (window);
  if (Highlight && css.highlights) css.highlights.set('notes', new Highlight(...found.map(({ from, to }) => notesRange(text, from, to))));
  else notesWrap(text, found);
}

/** From the end to the beginning, so that what is split is still what was read. @param {NoteText} text @param {NoteFound[]} found */
function notesWrap({ nodes, places }, found) {
  const isIn = new Set(found.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, more) => from + more - 1)));
  for (let last = nodes.length - 1; last >= 0; last--) {
    if (!isIn.has(last)) continue;
    let first = last;
    while (first > 0 && isIn.has(first - 1) && nodes[first - 1] === nodes[last]) first--;
    const words = nodes[last];
    if (words.data.slice(places[first], places[last] + 1).trim()) {
      words.splitText(places[last] + 1);
      const marked = words.splitText(places[first]);
      const mark = element('mark', { class: 'note-mark' });
      marked.replaceWith(mark);
      mark.append(marked);
    }
    last = first;
  }
}

function notesUnwrap() {
  for (const mark of document.querySelectorAll('.note-mark')) {
    const parent = /** @type {Element} */ (mark.parentElement);
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}
