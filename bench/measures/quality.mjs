// @ts-check
/** How good the answers are: tables by class of query. What the numbers mean: see score.mjs. */
import { mean, share, table } from '../numbers.mjs';
import { answersOf } from '../rivals/answers.mjs';
import { noise, score } from './score.mjs';

/**
 * @typedef {import('../copies/handbook.mjs').Built} Built
 * @typedef {import('../rivals/engines.mjs').Found} Found
 * @typedef {import('./score.mjs').Query} Query
 * @typedef {import('./score.mjs').Score} Score
 * @typedef {Record<string, Found[][]>} Answers of each engine, for each query
 * @typedef {Record<string, Score[]>} Scores of each engine, for each query
 */

/**
 * @param {Built} built
 * @param {string[]} engines
 * @param {Query[]} random
 * @param {Query[]} written
 * @param {boolean} misses
 */
export async function quality(built, engines, random, written, misses) {
  const all = await answersOf(built, engines, [...random, ...written]);
  const [byChance, byHand] = [part(all, 0, random.length), part(all, random.length)];
  const drawn = scores(random, byChance, true);
  console.log(`## Random queries: recall@5 / MRR\n\n${qualityTable(random, drawn)}\n`);
  if (misses) printMisses(random, drawn[engines[0]], byChance[engines[0]]);
  if (!written.length) return;
  const typed = scores(written, byHand, false);
  console.log(`## Queries written by hand: hit@5 / MRR\n\n${qualityTable(written, typed)}\n`);
  console.log('Where a place in a page is expected, own has to offer that place; of the others the page is enough.\n');
  if (misses) printMisses(written, typed[engines[0]], byHand[engines[0]]);
  printNoise(built, written, byHand);
}

/**
 * @param {Answers} answers
 * @param {number} from
 * @param {number} [to]
 * @returns {Answers}
 */
function part(answers, from, to) {
  return Object.fromEntries(Object.entries(answers).map(([engine, found]) => [engine, found.slice(from, to)]));
}

/**
 * @param {Query[]} queries
 * @param {Answers} answers
 * @param {boolean} whole all right pages are known
 * @returns {Scores}
 */
function scores(queries, answers, whole) {
  const of = (/** @type {string} */ engine, /** @type {Found[][]} */ found) =>
    queries.map((query, at) => score(query, found[at], { strict: engine === 'own', whole }));
  return Object.fromEntries(Object.entries(answers).map(([engine, found]) => [engine, of(engine, found)]));
}

/**
 * Rows: classes, then all of each language, then all.
 * @param {Query[]} queries
 * @param {Scores} scores
 */
function qualityTable(queries, scores) {
  /** @type {Map<string, number[]>} */
  const groups = new Map(rowNames(queries).map((name) => [name, []]));
  queries.forEach((query, number) => {
    for (const name of [`${query.lang}: ${query.class}`, `**${query.lang}: all**`, '**all**'])
      groups.get(name)?.push(number);
  });
  const cell = (/** @type {Score[]} */ of) =>
    `${share(of.map(({ recall }) => recall))} / ${share(of.map(({ rank }) => rank))}`;
  const rows = [...groups].map(([name, numbers]) => [
    name,
    String(numbers.length),
    ...Object.values(scores).map((of) => cell(numbers.map((at) => of[at]))),
  ]);
  return table(['', 'n', ...Object.keys(scores)], rows);
}

/** @param {Query[]} queries */
function rowNames(queries) {
  const languages = [...new Set(queries.map(({ lang }) => lang))];
  return [
    ...new Set(queries.map((query) => `${query.lang}: ${query.class}`)),
    ...(languages.length > 1 ? languages.map((language) => `**${language}: all**`) : []),
    '**all**',
  ];
}

/**
 * @param {Query[]} queries
 * @param {Score[]} scores
 * @param {Found[][]} answers
 */
function printMisses(queries, scores, answers) {
  queries.forEach((query, at) => {
    const { recall, rank } = scores[at];
    if (recall === 1 && rank === 1) return;
    const found = answers[at].map(({ url, places }) => places[0] || url);
    const missing = query.pages.filter((url) => !answers[at].some((page) => page.url === url.replace(/#.*/, '')));
    console.log(`- ${query.class} “${query.q}” = “${query.means}”: ${recall.toFixed(2)} / ${rank.toFixed(2)}`);
    console.log(`  - answered ${found.length}: ${found.slice(0, 6).join(' ')}`);
    console.log(`  - right ${query.pages.length}, not answered: ${missing.slice(0, 6).join(' ')}`);
  });
  console.log('');
}

/**
 * @param {Built} built
 * @param {Query[]} queries
 * @param {Answers} answers
 */
function printNoise(built, queries, answers) {
  const only = [...queries.keys()].filter((at) => queries[at].only);
  const rows = Object.entries(answers).map(([engine, found]) => {
    const shares = only.map((at) => noise(queries[at], found[at], built.pages[queries[at].lang]));
    const pages = mean(only.map((at) => found[at].length));
    return [engine, `${(100 * mean(shares)).toFixed(0)} %`, pages.toFixed(1)];
  });
  const right = mean(only.map((at) => queries[at].pages.length)).toFixed(1);
  console.log(`## Noise: pages without the phrase (${only.length} queries, ${right} right pages each)\n`);
  console.log(`${table(['engine', 'noise', 'pages answered'], rows)}\n`);
}
