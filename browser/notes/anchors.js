// @ts-check
// Where a passage stands: by its words with those before and behind it, so that it is found in a later edition too; when it
// was itself changed, between its neighbours. What is doubtful is not found: a note in a wrong place is worse than none.

/** How many words' signs before and behind a passage are kept with it. */
const NOTES_AROUND = 32;
/** What stands for the beginning and the end of a page, so that a passage there has neighbours too. */
const [NOTES_BEGIN, NOTES_END] = ['\u0002', '\u0003'];

/** @typedef {{from: number, to: number, changed: boolean}} NoteFound */

/** Every place of some words; none of no words. @param {string} words of the page @param {string} wanted */
function notesPlaces(words, wanted) {
  /** @type {number[]} */
  const found = [];
  for (let at = wanted ? words.indexOf(wanted) : -1; at >= 0; at = words.indexOf(wanted, at + 1)) found.push(at);
  return found;
}

/** How many signs two texts have in common at their beginning. @param {string} one @param {string} other */
function notesSame(one, other) {
  let count = 0;
  while (count < one.length && count < other.length && one[count] === other[count]) count++;
  return count;
}

/** @param {string} text */
const notesTurned = (text) => [...text].reverse().join('');

/** How many signs two texts have in common at their end. @param {string} one @param {string} other */
const notesSameEnd = (one, other) => notesSame(notesTurned(one), notesTurned(other));

/**
 * @param {string} words of the page
 * @param {StudyRecord} record
 * @param {[number, number]} part of it that the passage stood in, as it is now; from its beginning `o` counts
 * @returns {NoteFound | null}
 */
function notesFind(words, record, [begin, end]) {
  const start = Math.max(0, begin - NOTES_AROUND);
  const found = notesInPart(words.slice(start, end + NOTES_AROUND + record.e.length), record, begin - start);
  const isHere = found && found.from < found.to && found.from + start < end;
  return isHere ? { ...found, from: found.from + start, to: found.to + start } : null;
}

/** Empty where it was taken away. @param {string} words @param {StudyRecord} record @param {number} base @returns {NoteFound | undefined} */
function notesInPart(words, { e, b = '', f = '', o = 0 }, base) {
  const far = (/** @type {NoteFound} */ { from }) => Math.abs(from - base - o);
  /** In one place: that it was taken away, before that it is there, before that it was changed. @param {NoteFound} found */
  const rank = ({ from, to, changed }) => (from === to ? 0 : changed ? 2 : 1);
  /** The nearest to where it was. @param {NoteFound[]} all */
  const nearest = (all) => all.sort((one, other) => far(one) - far(other) || rank(one) - rank(other))[0];
  const like = (/** @type {NoteFound} */ { from, to }) => notesSame(words.slice(from, to), e) + notesSameEnd(words.slice(from, to), e);
  const [before, behind] = [b.slice(-NOTES_AROUND / 2), f.slice(0, NOTES_AROUND / 2)];
  const found = nearest([...notesBetween(words, e, b, f), ...notesExact(words, e, b, f)]);
  return found || nearest(notesBetween(words, e, before, behind).filter((one) => like(one) * 4 >= e.length * 3 && far(one) <= 2 * NOTES_AROUND));
}

/** What stands between its neighbours now, if only a blank, nothing. @param {string} words @param {string} e @param {string} b @param {string} f @returns {NoteFound[]} */
function notesBetween(words, e, b, f) {
  const [before, behind] = [b.replace(/ $/, ''), f.replace(/^ /, '')];
  return notesPlaces(words, before).flatMap((at) => {
    const from = at + before.length + Number(words[at + before.length] === ' ');
    // What stands behind may stand in it, too.
    const isSame = words.startsWith(e, from) && words.slice(from + e.length).trim().startsWith(behind);
    let to = words.indexOf(behind, isSame ? from + e.length : from);
    if (to < 0 || to - from > 2 * e.length + NOTES_AROUND) return [];
    while (to > from && words[to - 1] === ' ') to--;
    return [{ from, to, changed: !isSame }];
  });
}

/** The passage, unchanged, with one neighbour or half of each. @param {string} words @param {string} e @param {string} b @param {string} f @returns {NoteFound[]} */
function notesExact(words, e, b, f) {
  return notesPlaces(words, e).flatMap((from) => {
    const to = from + e.length;
    const [before, behind] = [notesSameEnd(words.slice(Math.max(0, from - b.length), from), b), notesSame(words.slice(to, to + f.length), f)];
    const isNear = before === b.length || behind === f.length || (before * 2 >= b.length && behind * 2 >= f.length);
    return isNear ? [{ from, to, changed: false }] : [];
  });
}
