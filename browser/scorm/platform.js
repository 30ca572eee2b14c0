// @ts-check
// What a package says to the school's platform, in the words of SCORM 1.2 or 2004: how far the learner is, how many
// answers are right, and what it takes to go on later. Nothing else is told, and nobody else is asked.

/** @typedef {{read(): string, tell(state: string, page: string, score: number, isComplete: boolean): void, isThere: boolean}} Platform */

/** The object of the platform in one of the windows around this one. @param {string} name @returns {any} */
function apiIn(name) {
  for (const start of [window, window.opener]) {
    let at = start;
    for (let depth = 0; at && depth < 50; depth += 1) {
      try {
        if (at[name]) return at[name];
      } catch (_) {
        break; // A window of somebody else.
      }
      if (at.parent === at) break;
      at = at.parent;
    }
  }
  return null;
}

const WORDS_12 = {
  object: 'API', begin: 'LMSInitialize', get: 'LMSGetValue', set: 'LMSSetValue', keep: 'LMSCommit', end: 'LMSFinish',
  state: 'cmi.suspend_data', page: 'cmi.core.lesson_location', status: 'cmi.core.lesson_status', exit: 'cmi.core.exit',
  raw: 'cmi.core.score.raw', least: 'cmi.core.score.min', most: 'cmi.core.score.max', share: '',
};
const WORDS_2004 = {
  object: 'API_1484_11', begin: 'Initialize', get: 'GetValue', set: 'SetValue', keep: 'Commit', end: 'Terminate',
  state: 'cmi.suspend_data', page: 'cmi.location', status: 'cmi.completion_status', exit: 'cmi.exit',
  raw: 'cmi.score.raw', least: 'cmi.score.min', most: 'cmi.score.max', share: 'cmi.score.scaled',
};

/** The platform, which need not be there. @returns {Platform} */
function platform() {
  const words = document.documentElement.getAttribute('data-scorm') === '2004' ? WORDS_2004 : WORDS_12;
  const api = apiIn(words.object);
  if (!api || String(api[words.begin]('')) !== 'true') return {read: () => '', tell() {}, isThere: false};
  let isOpen = true;
  /** @param {string} name @param {string} value */
  const set = (name, value) => {
    if (name) api[words.set](name, value);
  };
  addEventListener('pagehide', () => {
    if (!isOpen) return;
    isOpen = false;
    set(words.exit, 'suspend');
    api[words.keep]('');
    api[words.end]('');
  });
  return {
    isThere: true,
    read: () => String(api[words.get](words.state) || ''),
    tell(state, page, score, isComplete) {
      set(words.state, state);
      set(words.page, page);
      set(words.least, '0');
      set(words.most, '100');
      set(words.raw, String(Math.round(score * 100)));
      set(words.share, String(Math.round(score * 100) / 100));
      set(words.status, isComplete ? 'completed' : 'incomplete');
      api[words.keep]('');
    },
  };
}
