// @ts-check
// Of which edition this is, and how long ago that was, in plain words.

/** @param {string} name a key of the group "news" in handbook/language/texts @param {Record<string, string | number>} [values] */
function newsText(name, values = {}) {
  return handbookTexts[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/** How old an edition is; "" when the clock of the device is wrong. @param {string} edition year and month, as 2026.11 */
function newsAge(edition) {
  const now = new Date();
  const [year, month] = edition.split('.').map(Number);
  const months = (now.getFullYear() - year) * 12 + now.getMonth() + 1 - month;
  if (!(months >= 0)) return '';
  if (months < 2) return newsText(months ? 'age_month' : 'age_new');
  return months < 24 ? newsText('age_months', { count: months }) : newsText('age_years', { count: Math.floor(months / 12) });
}

/** @param {string} name the key of a text with {edition} @param {string} edition */
function newsEdition(name, edition) {
  return [newsText(name, { edition }), newsAge(edition)].filter(Boolean).join(', ');
}

/** What to add to a place: behind words that name this edition its age alone. @param {Element} place @param {string} edition */
function newsOf({ previousSibling }, edition) {
  const before = previousSibling instanceof Text ? previousSibling.data.trim() : '';
  if (!before) return `${newsEdition('now', edition)}.`;
  if (!before.includes(edition)) return `. ${newsEdition('kept', edition)}`;
  const age = newsAge(edition);
  return age && `, ${age}`;
}
