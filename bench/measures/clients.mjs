// @ts-check
/** What speaks with the workers of both engines, on a page of the browser with nothing else on it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { shipped, workerOf } from '../rivals/material.mjs';
import { BLANK } from './server.mjs';

/** @typedef {import('./timing.mjs').Stage} Stage */

/** How long an answer may take, in milliseconds. */
export const PATIENCE = 180_000;

/** @param {Stage} stage */
export async function blank({ browser, server, built, language }) {
  const tab = await browser.newPage();
  await tab.goto(`${server.url}${BLANK}`);
  const engine = readdirSync(join(built.site, 'assets')).find((name) => name.startsWith('engine.'));
  if (!engine) throw new Error(`${built.site}: no engine`);
  await tab.evaluate(own, { language, script: `/own/assets/${engine}`, patience: PATIENCE });
  const script = `/material/${workerOf(built.theme).slice(built.theme.length + 1)}`;
  await tab.evaluate(material, { settings: shipped(built.theme), script });
  return tab;
}

/**
 * This function runs in the page.
 * @param {{language: string, script: string, patience: number}} given
 */
function own({ language, script, patience }) {
  let id = 0;
  /** @type {Worker} */
  let worker;
  /** @param {string} q @param {() => Promise<unknown>} [marked] @returns {Promise<{first: number, full: number}>} */
  const ask = (q, marked) => {
    const asked = performance.now();
    const mine = ++id;
    let first = 0;
    return new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error(`the own engine did not finish “${q}”`)), patience);
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = async ({ data }) => {
        if (data.id !== mine) return;
        if (data.error) return reject(new Error(`${q}: ${data.error}`));
        const now = performance.now() - asked;
        const isFirst = !first;
        first = first || now;
        if (isFirst && marked) await marked();
        if (data.done) resolve({ first, full: now });
      };
      worker.postMessage({ id: mine, language, q, kind: null });
    });
  };
  const start = async () => void (worker = new Worker(script));
  Object.assign(window, { own: { start, ask, stop: () => worker.terminate() } });
}

/**
 * This function runs in the page.
 * @param {{settings: object, script: string}} given
 */
function material({ settings, script }) {
  /** @type {Worker} */
  let worker;
  /** @param {object} message */
  const answer = (message) =>
    new Promise((resolve, reject) => {
      worker.onerror = (event) => reject(new Error(event.message));
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage(message);
    });
  const start = async () => {
    worker = new Worker(script);
    const index = await (await fetch('/material/search/search_index.json')).json();
    const config = { ...index.config, ...settings };
    await answer({ type: 0, data: { config, docs: index.docs, options: { suggest: false } } });
  };
  /** @param {string} q @returns {Promise<{first: number, full: number}>} */
  const ask = async (q) => {
    const asked = performance.now();
    await answer({ type: 2, data: q });
    const taken = performance.now() - asked;
    return { first: taken, full: taken };
  };
  Object.assign(window, { material: { start, ask, stop: () => worker.terminate() } });
}
