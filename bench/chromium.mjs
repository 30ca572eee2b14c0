// @ts-check
/** The machine's own Chromium, without what it would fetch or do by itself. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'google-chrome', 'chromium-browser'];
export const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** @returns {string} */
export function chromiumPath() {
  const folders = (process.env.PATH || '').split(':');
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  const path = process.env.CHROMIUM || found;
  if (!path) throw new Error(`no Chromium in PATH (${NAMES.join(', ')}); install the package chromium`);
  return path;
}

export function launch() {
  return chromium.launch({ executablePath: chromiumPath(), args: ARGUMENTS });
}
