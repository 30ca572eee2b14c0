// @ts-check
// Pages that together show all that a site is made of.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';

const OPENING = /<([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:=(?:"[^"]*"|[^\s">]+))?)*)/g;
const CLASSES = /\sclass=(?:"([^"]*)"|([^\s">]+))/;
const LANGUAGE = /^<!doctype html><html lang="?([a-z]+)/i;

/**
 * A few of the pages: whatever kind of element stands on one of all stands on one of them, in each language.
 * @param {string} folder of the built site
 * @param {string[]} paths of pages
 * @returns {string[]}
 */
export function samplesOf(folder, paths) {
  const made = new Map(paths.map((path) => [path, elementsOf(readFileSync(join(folder, path, 'index.html'), 'utf8'))]));
  const left = new Set([...made.values()].flatMap((elements) => [...elements]));
  /** @type {string[]} */
  const chosen = [];
  /** @param {string} path */
  const news = (path) => [...(made.get(path) || [])].filter((element) => left.has(element));
  while (left.size) {
    const best = paths.reduce((first, second) => (news(second).length > news(first).length ? second : first));
    for (const element of news(best)) left.delete(element);
    chosen.push(best);
  }
  return chosen;
}

/** Kinds of elements: the language of the page, the name and a class. @param {string} page */
function elementsOf(page) {
  const [, language = ''] = LANGUAGE.exec(page) || [];
  /** @type {Set<string>} */
  const found = new Set();
  for (const [, name, attributes] of page.matchAll(OPENING)) {
    const [, quoted, bare] = CLASSES.exec(attributes) || [];
    for (const each of (quoted || bare || '').split(/\s+/)) found.add(`${language} ${name}.${each}`);
  }
  return found;
}
