// @ts-check
/** Pagefind, on the articles of the built pages. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { close, createIndex } from 'pagefind';
import { SKIPPED } from '../queries/pages.mjs';
import { pagesIn } from './addresses.mjs';

/**
 * @typedef {import('../queries/pages.mjs').Page} Page
 * @typedef {import('./engines.mjs').Engine} Engine
 */

/** @type {Engine} */
export async function pagefind({ scratch, language, pages }, queries) {
  const folder = join(scratch, `pagefind-${language}`);
  await build(folder, pages);
  // Its own script for the browser, as a module; files come from the folder instead of a server.
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  const [fetched, shown] = [globalThis.fetch, Reflect.get(globalThis, 'document')];
  Object.assign(globalThis, {
    document: { currentScript: null, querySelector: () => ({ getAttribute: () => language }) },
    fetch: async (/** @type {string | URL} */ address) =>
      new Response(await readFile(fileURLToPath(String(address).replace(/\?.*/, '')))),
  });
  try {
    return await ask(pathToFileURL(join(folder, 'pagefind.js')).href, queries);
  } finally {
    Object.assign(globalThis, { fetch: fetched, document: shown });
  }
}

/**
 * @param {string} script
 * @param {string[]} queries
 */
async function ask(script, queries) {
  const { search } = await import(script);
  /** @type {Map<string, string>} */
  const urls = new Map();
  const found = [];
  for (const query of queries) {
    const places = [];
    for (const result of (await search(query)).results) {
      const url = urls.get(result.id) || (await result.data()).raw_url;
      urls.set(result.id, url);
      places.push(url);
    }
    found.push(pagesIn(places));
  }
  return found;
}

/**
 * @param {string} folder
 * @param {Page[]} pages
 */
async function build(folder, pages) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { index, errors } = await createIndex({
    rootSelector: 'article',
    excludeSelectors: SKIPPED,
  });
  if (!index) throw new Error(`Pagefind: ${errors.join('; ')}`);
  for (const { url, html } of pages) {
    const added = await index.addHTMLFile({ url: `/${url}`, content: html });
    if (added.errors.length) throw new Error(`Pagefind, ${url}: ${added.errors.join('; ')}`);
  }
  const written = await index.writeFiles({ outputPath: folder });
  if (written.errors.length) throw new Error(`Pagefind: ${written.errors.join('; ')}`);
  await close();
}
