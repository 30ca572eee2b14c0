// @ts-check
/** A copy of the project, enlarged when wanted, built as it is and with the theme's search. */
import { spawn } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pagesOf } from '../queries/pages.mjs';
import { say } from '../say.mjs';
import { enlarge } from './enlarge.mjs';

/**
 * @typedef {import('../queries/pages.mjs').Page} Page
 *
 * @typedef {object} Built
 * @property {string} site as it is published
 * @property {string} material the same pages with the theme's search on
 * @property {string} theme folder of the theme's templates
 * @property {string} scratch folder that is removed in the end
 * @property {Record<string, Page[]>} pages of each language
 */

export const LANGUAGES = ['vi', 'en'];
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PYTHON = join(ROOT, '.venv', 'bin', 'python');
const NOT_COPIED = /^(\..*|node_modules|site|__pycache__)$/;

/**
 * @param {string} scratch
 * @param {number} size pages that the handbook shall have; 0: as it is
 * @param {number} seed
 * @param {boolean} withTheme
 * @returns {Promise<Built>}
 */
export async function build(scratch, size, seed, withTheme) {
  const project = join(scratch, 'project');
  cpSync(ROOT, project, { recursive: true, filter: (path) => path === ROOT || !NOT_COPIED.test(basename(path)) });
  const [site, material] = [join(scratch, 'site'), join(scratch, 'material')];
  if (size) {
    const real = join(scratch, 'real');
    await mkdocs(project, 'mkdocs.yml', real, LANGUAGES[0]);
    enlarge(join(project, 'docs'), pagesOf(real, LANGUAGES[0]), size, seed);
    say('the bigger handbook is written');
  }
  writeFileSync(join(project, 'material.yml'), withThemeSearch(readFileSync(join(project, 'mkdocs.yml'), 'utf8')));
  const one = size ? LANGUAGES[0] : '';
  const builds = [mkdocs(project, 'mkdocs.yml', site, one)];
  if (withTheme) builds.push(mkdocs(project, 'material.yml', material, one));
  await Promise.all(builds);
  const languages = size ? LANGUAGES.slice(0, 1) : LANGUAGES;
  const pages = Object.fromEntries(languages.map((language) => [language, pagesOf(site, language)]));
  return { site, material, theme: await themeFolder(project), scratch, pages };
}

/** @param {string} project */
async function themeFolder(project) {
  const code = 'import material, pathlib; print(pathlib.Path(material.__file__).parent / "templates")';
  return (await run(PYTHON, ['-c', code], project)).trim();
}

/**
 * The configuration with the theme's search plugin, as it comes.
 * @param {string} config
 */
function withThemeSearch(config) {
  const without = config.replace(/^ {2}(- )?search:.*\n( {4,}.*\n)*/m, '');
  const result = without.replace(/^plugins:\n/m, 'plugins:\n  search: {}\n');
  if (result === without) throw new Error('mkdocs.yml: no line “plugins:”');
  return result;
}

/**
 * @param {string} project
 * @param {string} config
 * @param {string} target
 * @param {string} language empty: all
 */
async function mkdocs(project, config, target, language) {
  const start = Date.now();
  const command = ['-m', 'mkdocs', 'build', '--quiet', '--config-file', config, '--site-dir', target];
  await run(PYTHON, command, project, { NO_MKDOCS_2_WARNING: '1', ...(language ? { ONLY_LANGUAGE: language } : {}) });
  say(`${config} built in ${((Date.now() - start) / 1000).toFixed(0)} s`);
}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {string} folder
 * @param {Record<string, string>} [environment]
 * @returns {Promise<string>} what it printed
 */
function run(program, args, folder, environment = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.on('error', reject);
    child.on('close', (code) =>
      code ? reject(new Error(`${[program, ...args].join(' ')} ended with ${code}`)) : resolve(output),
    );
  });
}
