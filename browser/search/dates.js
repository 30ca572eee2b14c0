// @ts-check
// Dates in a query.

const YEAR = /^(19|20)[0-9]{2}$/;

/**
 * A date in the other ways of writing it: numbers only, and with the words for day, month and year.
 * @param {SearchIndex} index @param {Term[]} row
 * @returns {Term[][]}
 */
function withDates(index, row) {
  if (!row.some((term) => NUMBER.test(term.typed.bare))) return [];
  const { date, months: names } = index.data.lexicon;
  const words = date.flatMap((text) => index.formsIn(text));
  const months = names.flatMap((text) => index.formsIn(text));
  let rest = row.map((term, place) => {
    const month = months.findIndex((name) => same(term, name) && !NUMBER.test(name.bare));
    if (month >= 0) return termOf(formOf(String(month + 1)));
    const next = row[place + 1];
    return words.some((word) => same(term, word)) && next && NUMBER.test(next.typed.bare) ? null : term;
  }).filter((term) => term !== null);
  const year = rest.findIndex((term) => YEAR.test(term.typed.bare));
  if (year < 0) return withoutYear(words, row, rest);
  rest = inOrder(row, rest, year, months);
  const end = rest.findIndex((term) => YEAR.test(term.typed.bare));
  let start = end;
  while (start > 0 && end - start < 2 && NUMBER.test(rest[start - 1].typed.bare)) start--;
  const spoken = words.slice(3 - (end - start) - 1);
  const spelt = rest.slice(start, end + 1).flatMap((term, place) => [termOf(spoken[place]), term]);
  const long = [...rest.slice(0, start), ...spelt, ...rest.slice(end + 1)];
  return [rest, long].filter((other) => !alike(other, row));
}

/** @param {Form[]} words @param {Term[]} row @param {Term[]} rest @returns {Term[][]} */
function withoutYear(words, row, rest) {
  if (rest.length < row.length) return rest.length > 1 ? [rest] : [];
  const [day, month] = row;
  const whole = row.length === 2 && NUMBER.test(day.typed.bare) && NUMBER.test(month.typed.bare);
  return whole ? [[termOf(words[0]), day, termOf(words[1]), month]] : [];
}

/**
 * Day, month, year, however they were ordered.
 * @param {Term[]} row as typed @param {Term[]} rest @param {number} year @param {Form[]} months
 */
function inOrder(row, rest, year, months) {
  const [one, other] = rest.slice(year + 1, year + 3);
  if (year === 0 && one && other && [one, other].every((term) => NUMBER.test(term.typed.bare))) {
    return [other, one, rest[0], ...rest.slice(3)];
  }
  const named = row.findIndex((term) => months.some((name) => same(term, name) && !NUMBER.test(name.bare)));
  const dayBehind = named >= 0 && year === named + 2;
  if (!dayBehind) return rest;
  return [...rest.slice(0, named), rest[named + 1], rest[named], ...rest.slice(named + 2)];
}

/** @param {Term[]} one @param {Term[]} other */
function alike(one, other) {
  return one.length === other.length && one.every((term, place) => term.typed.bare === other[place].typed.bare);
}
