// @ts-check
// A query that is the name of a page.

/**
 * The page that a kind and a number name ("bài học 3", "bh 3", "bài 3", "bài học thứ ba"), -1 for none.
 * @param {SearchIndex} index @param {string} query
 */
function directPage(index, query) {
  const { fillers, numerals } = index.data.lexicon;
  const terms = termsOf(query);
  const row = fillers.reduce((rest, filler) => [...without(index, rest, [filler], false), rest][0], terms);
  const last = row[row.length - 1];
  if (!last || row.length < 2) return -1;
  const numeral = numerals.findIndex((text) => same(last, index.formsIn(text)[0]));
  const number = numeral < 0 ? last.typed.bare : String(numeral + 1);
  const kind = row.slice(0, -1);
  /** @type {number[]} */
  const begun = [];
  for (const [at, { label }] of index.pages.entries()) {
    const forms = index.formsIn(label);
    const name = forms.slice(0, -1);
    if (!label || forms[name.length].bare !== number) continue;
    if (kind.length === 1 && kind[0].typed.bare === name.map((form) => form.bare[0]).join('')) return at;
    if (!kind.every((word, place) => name[place] && same(word, name[place]))) continue;
    if (kind.length === name.length) return at;
    begun.push(at);
  }
  // The first words of its name, if nothing else begins so.
  return begun.length === 1 ? begun[0] : -1;
}
