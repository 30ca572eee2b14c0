// @ts-check
// What to offer when nothing is found.

/** Titles and terms that look most like the query. @param {SearchIndex} index @param {string} query */
function nearest(index, query) {
  const wanted = pairsOf(termsOf(query).map((term) => term.typed.bare).join(' '));
  const known = index.pages.map((page) => page.title.replace(/\u0001/g, '')).filter(Boolean).concat(index.data.abbreviations.map(([, full]) => full));
  const rated = [...new Set(known)].map((text) => {
    const pairs = pairsOf(index.formsIn(text).map((form) => form.bare).join(' '));
    const shared = [...wanted].filter((pair) => pairs.has(pair)).length;
    return { text, likeness: (2 * shared) / (wanted.size + pairs.size || 1) };
  });
  rated.sort((one, other) => other.likeness - one.likeness);
  return rated.slice(0, 5).filter(({ likeness }) => likeness > 0.3).map(({ text }) => text);
}

/** @param {string} text */
function pairsOf(text) {
  const found = new Set();
  for (let at = 0; at + 1 < text.length; at++) found.add(text.slice(at, at + 2));
  return found;
}
