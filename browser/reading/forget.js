// @ts-check
// What is forgotten on the reader's wish.

/** Forgets what another script keeps beside this panel: the stops of browser/resume, the speed of browser/aloud. @param {string} key of this panel @param {'places' | 'aloud'} name */
function readingForget(key, name) {
  handbook.stored((storage) => storage.removeItem(key.replace(/reading$/, name)));
}
