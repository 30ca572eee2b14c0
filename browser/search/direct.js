// @ts-check
// A query that is the name of a page.

const NOT_NAMED = 0;
const BEGUN = 1;
const NAMED = 2;

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
  const named = index.pages.map(({ label }) => {
    const forms = index.formsIn(label);
    const name = forms.slice(0, -1);
    if (!label || forms[name.length].bare !== number) return NOT_NAMED;
    if (kind.length === 1 && kind[0].typed.bare === name.map((form) => form.bare[0]).join('')) return NAMED;
    if (kind.length > name.length || !kind.every((word, place) => same(word, name[place]))) return NOT_NAMED;
    return kind.length === name.length ? NAMED : BEGUN;
  });
  if (named.includes(NAMED)) return named.indexOf(NAMED);
  // Its first words, if nothing else begins so.
  return named.indexOf(BEGUN) === named.lastIndexOf(BEGUN) ? named.indexOf(BEGUN) : -1;
}
