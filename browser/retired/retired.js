// @ts-check
// In place of sw.js on a site without scripts. Readers who came before still have the worker of that time, and what
// it keeps would never change again: this takes away both, and then itself.

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));

async function leave() {
  const start = `${new URL(worker.registration.scope).pathname}.`;
  for (const name of await caches.keys()) if (name.startsWith(start)) await caches.delete(name);
  await worker.registration.unregister();
}

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(leave()));
