// @ts-check
// What is remembered when editions do not arrive, or the site is not there any more: the reader must get to know.

/** The store of what is remembered. */
const STATE = `${STORES}state`;

/** So many failures are no accident. */
const ENOUGH = 3;

/** Failures within this time are one, in milliseconds. Nor is the server asked more often while all is well. */
const PAUSE = 6 * 3600 * 1000;

/**
 * @typedef {object} State
 * @property {string} cause as causes.js has it; "" when all is well
 * @property {number} count failures for that cause
 * @property {number} first the time of the first one
 * @property {number} last the time of the last one; of the last look at the server when all is well
 * @property {string} old the store of an edition before, which stays because this one could not be kept
 */

/** @returns {Promise<State>} */
async function state() {
  const kept = await caches.match(`${ROOT}state`, { cacheName: STATE });
  return kept ? kept.json() : { cause: '', count: 0, first: 0, last: 0, old: '' };
}

/** @param {State} next */
async function remember(next) {
  await (await caches.open(STATE)).put(`${ROOT}state`, new Response(JSON.stringify(next)));
  return next;
}

/** Counts a failure. @param {string} cause */
async function failed(cause) {
  const { count, first, last, old, ...before } = await state();
  const isSame = before.cause === cause;
  if (isSame && Date.now() - last < PAUSE) return count;
  const next = { cause, count: isSame ? count + 1 : 1, first: isSame ? first : Date.now(), last: Date.now(), old };
  return (await remember(next)).count;
}

/** All is well: the edition in force is the one of the server, and what is kept is of it. */
async function settle() {
  const { old } = await state();
  if (old) await caches.delete(old);
  await remember({ cause: '', count: 0, first: 0, last: Date.now(), old: '' });
}

/** The cause that keeps coming back; "" for none. @param {State} known */
function trouble({ cause, count }) {
  return count < ENOUGH ? '' : cause;
}

/** Once in a while, when a page is opened: whether the server still has this handbook. @param {boolean} isKept this page is */
async function look(isKept) {
  const { cause, last, old } = await state();
  const isSoon = Date.now() - last < PAUSE;
  if (cause ? old && (isSoon || cause === 'full') : isSoon || !isKept) return;
  const found = old ? await bring().then(() => '', causeOf) : await answerOfServer();
  // Of another edition the browser hears by itself, and whether that arrives is counted as it is installed.
  if (found === 'network' || (found === 'changed' && cause)) return;
  const isWell = old ? !found : ['altered', 'changed'].includes(found);
  await (isWell ? settle() : failed(found));
}
