// @ts-check
// What a reader sees of a copy: its size, the buttons, the progress, and how it ended.

/**
 * @param {HTMLElement} box of one language, as the macro offline() has written it
 * @param {string} base the root of the site
 * @param {string} language that of this page
 */
function offlinePanel(box, base, language) {
  const copy = offlineCopy(base, String(box.dataset.language));
  const said = /** @type {HTMLElement} */ (box.querySelector('.offline-said'));
  const bar = handbook.element('progress', {});
  const count = handbook.element('p', {});
  const start = panelButton('start', run);
  const stop = panelButton('stop', () => ended('stopped'));
  const remove = panelButton('remove', takeAway);
  const parts = [bar, count, start, stop, remove];
  /** Grows when a run begins or ends: what is heard of an older one no longer counts. */
  let turn = 0;

  /** @param {string} [note] the key of what has just happened */
  async function show(note) {
    const { rows, missing, since } = await copy.look();
    // The site may have been built without this language.
    if (!rows.some(([, , , own]) => own)) box.remove();
    const values = {
      have: rows.length - missing.length,
      count: rows.length,
      size: panelSize(sizeOf(missing), language),
      date: since ? panelDate(since) : '',
    };
    const done = since && !missing.length;
    const state = done ? 'done' : values.have ? 'part' : 'size';
    say([...(note ? [note] : []), state], values);
    start.textContent = panelText(note && note !== 'removed' ? 'resume' : 'start');
    panelShow(parts, [done ? remove : start]);
  }

  /** @param {string[]} keys @param {Record<string, string | number>} values */
  function say(keys, values) {
    said.textContent = keys.map((key) => panelText(key, values)).join(' ');
  }

  /** When not even the list can be had. @param {string} note */
  function showLittle(note) {
    say([note], {});
    panelShow(parts, [start]);
  }

  /** @param {string} [note] */
  async function ended(note) {
    turn++;
    await show(note).catch((error) => showLittle(note || faultOf(error.message) || 'network'));
  }

  async function run() {
    const own = ++turn;
    bar.removeAttribute('value');
    count.textContent = '';
    say(['running'], {});
    panelShow(parts, [bar, count, stop]);
    // Asked for, not waited for: some browsers put the question to the reader.
    if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
    const error = await copy.fill((left, all) => own === turn && arrived(left, all)).catch(String);
    if (own === turn) await ended(faultOf(error));
  }

  /** @param {CopyListed[]} left @param {CopyListed[]} all */
  function arrived(left, all) {
    bar.max = all.length;
    bar.value = all.length - left.length;
    count.textContent = panelText('progress', {
      have: bar.value,
      count: all.length,
      size: panelSize(sizeOf(left), language),
    });
    return true;
  }

  async function takeAway() {
    await copy.remove();
    await ended('removed');
  }

  bar.setAttribute('aria-label', panelText('running'));
  said.setAttribute('role', 'status');
  box.append(...parts);
  box.hidden = false;
  panelShow(parts, []);
  ended();
}

/** @param {CopyListed[]} rows */
function sizeOf(rows) {
  return rows.reduce((sum, [, , size]) => sum + size, 0);
}

/** Why files could not be kept: the worker's words, which are keys of the texts. */
const FAULTS = ['network', 'changed', 'altered', 'foreign', 'moved', 'gone', 'down', 'full', 'store', 'late'];

/** The key of what to say of an error of the worker. @param {string} error */
function faultOf(error) {
  if (!error) return undefined;
  // Of a worker before 2026.11.
  if (error.startsWith('Quota')) return 'full';
  if (error.startsWith('DataError')) return 'changed';
  return FAULTS.includes(error) ? error : 'network';
}
