// @ts-check
/** The handbook's own engine, as the built site has it. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pagesIn } from './addresses.mjs';

/** @typedef {import('./engines.mjs').Engine} Engine */

const SCRIPT = fileURLToPath(new URL('../../scripts/search-cli.mjs', import.meta.url));

/** @type {Engine} */
export async function own({ site, language }, queries) {
  const child = spawn(process.execPath, [SCRIPT, site, language], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(queries.map((query) => `${query}\n`).join(''));
  let output = '';
  child.stdout.setEncoding('utf8');
  for await (const chunk of child.stdout) output += chunk;
  const code = child.exitCode ?? (await new Promise((resolve) => child.on('exit', resolve)));
  if (code) throw new Error(`search-cli.mjs ended with ${code}`);
  const answers = output
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return queries.map((query, number) => {
    const answer = answers[number];
    if (!answer || answer.q !== query) throw new Error(`search-cli.mjs did not answer “${query}”`);
    return pagesIn(answer.results.map((/** @type {{url: string}} */ { url }) => url));
  });
}
