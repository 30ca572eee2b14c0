// @ts-check
// Searches a built site with the very engine and index that it ships.
//   node scripts/search-cli.mjs SITE LANGUAGE < queries
// One query a line on standard input, of which as much is asked as the box lets a reader type; one line of JSON each on standard output:
//   {"q": …, "results": [{"url": …, "title": …, "score": …}, …], "corrected": …, "unknown": […]}
// url is relative to the site's root. The best passage of each page comes first, the best page at the head;
// further passages of these pages follow. corrected is what was answered instead, or null; unknown are the words left out.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import vm from 'node:vm';

/** As maxlength of the field in browser/dialog/box.js. */
const LONGEST = 200;

/** @type {(code: number, said: string) => never} */
const stop = (code, said) => {
  console.error(said);
  process.exit(code);
};

const [site, language, ...more] = process.argv.slice(2);
if (!site || !language || more.length) {
  stop(2, 'Lệnh viết chưa đúng. Dùng: node scripts/search-cli.mjs THƯ-MỤC-SITE MÃ-TIẾNG < tệp-câu-hỏi, như: echo "học tập" | node scripts/search-cli.mjs site vi');
}

/** @param {string} folder below the site's root */
function names(folder) {
  try {
    return readdirSync(join(site, folder));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    return [];
  }
}

const engine = names('assets').find((name) => name.startsWith('engine.'));
if (!engine) stop(1, `${site} không phải một trang đã dựng: không thấy máy tìm ở ${join(site, 'assets')}. Hãy chạy: sh scripts/build rồi viết thư mục site.`);
const spoken = names('search').filter((name) => /^[a-z]+\.js$/.test(name)).map((name) => name.replace('.js', ''));
if (!spoken.includes(language)) stop(1, `${site} không tìm được bằng tiếng “${language}”. Hãy viết một mã trong số này: ${spoken.join(', ') || '–'}.`);
// What is wrong with a file of the site is told in a line, as all else.
process.on('uncaughtException', (error) => stop(1, `Không tìm được trong ${site}. Máy báo: ${error.message.replace(/\s+/g, ' ')}. Hãy dựng lại trang: sh scripts/build.`));

/** @type {Record<string, any>} */
const scope = { console, URL, setTimeout };
scope.self = scope;
const context = vm.createContext(scope);
/** @type {Map<string, vm.Script>} */
const scripts = new Map();

/** @param {string} path below the site's root */
function run(path) {
  const file = join(site, path);
  const script = scripts.get(file) || new vm.Script(readFileSync(file, 'utf8'), { filename: file });
  scripts.set(file, script);
  script.runInContext(context);
}

scope.handbookSearchRun = async (/** @type {string[]} */ names) => names.forEach((name) => run(`search/${name}`));
run(`assets/${engine}`);

let id = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const q = line.slice(0, LONGEST);
  let last;
  // What other queries have fetched is not there.
  scope.handbookSearchForget();
  await scope.handbookSearch({ id: ++id, language, q, kind: null }, (/** @type {any} */ answer) => {
    last = answer;
  });
  if (!last || last.error) throw new Error(`${q}: ${JSON.stringify(last)}`);
  /** @type {any[]} */
  const groups = last.groups.map((/** @type {any} */ group) => ({ ...group, title: group.title.replace(/\u0001/g, '') }));
  const first = groups.map(({ url, title, score, sections }) => ({ url: sections.length ? sections[0].url : url, title, score }));
  const further = groups.flatMap(({ title, score, sections }) => {
    return sections.slice(1).map((/** @type {any} */ { url }) => ({ url, title, score }));
  });
  const results = first.concat(further);
  const { corrected, unknown } = last;
  process.stdout.write(`${JSON.stringify({ q, results, corrected, unknown })}\n`);
}
