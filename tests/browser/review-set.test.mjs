// @ts-check
// How review reckons, without a browser: memory as FSRS-5 has it, which cards a day brings, and what a hint gives away.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import vm from 'node:vm';
import {createDeck} from 'femto-fsrs';

/** @typedef {{id: string, hash: string, page: string}} Card */
/** @typedef {Record<string, any>} Kept */

const code = ['fsrs', 'set'].map((name) => readFileSync(new URL(`../../browser/review/${name}.js`, import.meta.url), 'utf8'));
/** @type {Record<string, Function>} */
const review = vm.runInNewContext(`${code.join('\n')};({fsrsNext, fsrsInterval, reviewDay, reviewGraded, reviewHint, reviewIsKnown, reviewOrdered, reviewSorted})`);
const HISTORIES = 500;
const TODAY = review.reviewDay(new Date(2026, 10, 30));

/** Numbers from 0 to 1, the same in every run (mulberry32). @param {number} seed */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {number} one @param {number} other @param {string} where */
function same(one, other, where) {
  assert.ok(Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other)), `${where}: ${one} ${other}`);
}

/** @param {string} id @returns {Card} */
const card = (id, page = '', hash = 'a') => ({id, page, hash});
/** A record of a card that is due on a day. @param {number} e @param {Kept} more @returns {Kept} */
const kept = (e, more = {}) => ({s: 3, d: 5, e, l: e - 3, n: 2, h: 'a', ...more});
/** @param {Card[]} cards */
const ids = (cards) => Array.from(cards, ({id}) => id);
/** @param {Card[]} cards @param {[string, Kept][]} records */
const sorted = (cards, ...records) => review.reviewSorted(cards, new Map(records), TODAY);
const MANY = Array.from({length: 14}, (_, number) => card(`moi/${number}`));

test(`memory is what femto-fsrs reckons, in ${HISTORIES} histories`, () => {
  const deck = createDeck();
  for (let seed = 1; seed <= HISTORIES; seed++) {
    const next = random(seed);
    /** @type {{s: number, d: number} | null} */
    let own = null;
    let other = deck.newCard(1);
    const reviews = 2 + Math.floor(next() * 10);
    for (let number = 0; number < reviews; number++) {
      const known = next() < 0.75;
      // The same day, the day it is due, or long after.
      const days = own ? [0, Math.round(own.s), Math.ceil(own.s * 4 * next())][Math.floor(next() * 3)] : 0;
      other = own ? deck.gradeCard(other, days, known ? 3 : 1) : deck.newCard(known ? 3 : 1);
      own = /** @type {{s: number, d: number}} */ (review.fsrsNext(own, days, known));
      const where = `${seed}.${number}`;
      same(own.s, other.S, where);
      same(own.d, other.D, where);
      same(review.fsrsInterval(own.s), other.I, where);
    }
  }
});

test('what is due comes first, the longest first; the rest of a set is new', () => {
  const cards = [card('hom-nay'), card('mai'), card('lau-roi'), ...MANY];
  const {due, fresh, next, done} = sorted(cards, ['hom-nay', kept(TODAY)], ['mai', kept(TODAY + 1)], ['lau-roi', kept(TODAY - 9)]);
  assert.deepEqual(ids(due), ['lau-roi', 'hom-nay']);
  assert.deepEqual(ids(fresh), ids(MANY).slice(0, 10));
  assert.equal(next, TODAY + 1);
  assert.equal(done, 0);
});

test('a day brings no more new cards than a set has', () => {
  const begun = MANY.slice(0, 10).map(({id}) => /** @type {[string, Kept]} */ ([id, kept(TODAY + 3, {l: TODAY, n: 1})]));
  const {due, fresh, next, done} = sorted(MANY, ...begun);
  assert.deepEqual([ids(due), ids(fresh), done], [[], [], 10]);
  assert.equal(next, TODAY + 1, 'the others are new tomorrow');
  assert.equal(sorted(MANY.slice(0, 10), ...begun).next, TODAY + 3);
  assert.equal(sorted([]).next, null);
});

test('a card that says something else now comes again at once; a record that is none counts as new', () => {
  const cards = [card('sua', '', 'b'), card('hong'), card('am'), card('yen')];
  const broken = {...kept(TODAY + 9), s: 'ba'};
  const {due, fresh} = sorted(cards, ['sua', kept(TODAY + 9)], ['hong', broken], ['am', kept(TODAY, {s: -1})], ['yen', kept(TODAY + 9)]);
  assert.deepEqual([ids(due), ids(fresh)], [['sua'], ['hong', 'am']]);
  assert.equal(review.reviewGraded(cards[1], broken, TODAY, true).n, 1);
});

test('new cards come as their pages were read, by turns with what belongs to no page, after wrong answers', () => {
  const pages = ['mot', 'hai', 'ba'].map((name) => card(`bai/${name}`, `bai/${name}`));
  const rows = [card('so/a'), card('so/b')];
  const read = new Map([['bai/ba', {t: 1}], ['bai/mot', {t: 2}], ['bai/hai', {t: 0}]]);
  const {offered, rest} = review.reviewOrdered([...rows, ...pages], [card('bai/hai#cau')], read);
  assert.deepEqual(ids(offered), ['bai/hai#cau', 'bai/ba', 'so/a', 'bai/mot', 'so/b']);
  assert.deepEqual(ids(rest), ['bai/hai']);
});

test('a grade sets the next day by the calendar', () => {
  const first = review.reviewGraded(card('the'), null, TODAY, true);
  assert.deepEqual([first.e, first.l, first.n, first.h], [TODAY + 3, TODAY, 1, 'a']);
  assert.equal(review.reviewGraded(card('the'), first, first.e, false).e, first.e + 1);
  const later = review.reviewGraded(card('the'), first, first.e, true);
  assert.ok(later.e > first.e + 3 && review.reviewIsKnown(later));
  // A clock that was set back does no harm.
  assert.ok(review.reviewIsKnown(review.reviewGraded(card('the'), later, TODAY - 100, false)));
});

test('days are those of the local calendar', () => {
  assert.equal(review.reviewDay(new Date(2026, 10, 30, 0, 1)), TODAY);
  assert.equal(review.reviewDay(new Date(2026, 10, 30, 23, 59)), TODAY);
  assert.equal(review.reviewDay(new Date(2026, 11, 1)), TODAY + 1);
});

test('a hint gives the first words, of a short answer the first letters', () => {
  assert.equal(review.reviewHint('Có người làm thì có người xem lại'), 'Có người làm …');
  assert.equal(review.reviewHint('Người của một ban'), 'N… c… m… b…');
  assert.equal(review.reviewHint('of the \u0001chi bộ\u0001'), 'o… t… c… b…');
});
