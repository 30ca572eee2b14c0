// @ts-check
import { runAll } from './run.mjs';

/**
 * @typedef {import('../copies/handbook.mjs').Built} Built
 * @typedef {import('../measures/score.mjs').Query} Query
 * @typedef {import('./engines.mjs').Found} Found
 */

/**
 * What each engine answers to each query: one task for each engine and language.
 * @param {Built} built
 * @param {string[]} engines
 * @param {Query[]} asked
 * @returns {Promise<Record<string, Found[][]>>}
 */
export async function answersOf(built, engines, asked) {
  const { pages, ...folders } = built;
  const languages = Object.keys(pages);
  const tasks = engines.flatMap((engine) => languages.map((language) => ({ engine, language })));
  const numbers = tasks.map(({ language }) => asked.flatMap(({ lang }, at) => (lang === language ? [at] : [])));
  const results = await runAll(
    tasks.map((task, at) => ({ ...folders, ...task, languages, queries: numbers[at].map((number) => asked[number].q) })),
  );
  /** @type {Record<string, Found[][]>} */
  const answers = Object.fromEntries(engines.map((engine) => [engine, []]));
  tasks.forEach(({ engine }, at) =>
    numbers[at].forEach((number, place) => (answers[engine][number] = results[at][place])),
  );
  return answers;
}
