// @ts-check
// A device that speaks, as a test has it: headless browsers have no voices. What is said is kept in window.said.

/** @typedef {{lang: string, localService?: boolean}} Voice */

/**
 * Makes every page of a context see such a device.
 * @param {import('playwright-core').Page} page
 * @param {Voice[]} voices
 * @param {{late?: number, takes?: number, mute?: boolean}} options after how long voices are there, how long each piece takes,
 *   in milliseconds; whether what is to be said is swallowed
 */
export async function speaking(page, voices, {late = 0, takes = 0, mute = false} = {}) {
  await page.addInitScript(
    ({voices, late, takes, mute}) => {
      const found = voices.map((voice) => ({localService: true, name: voice.lang, ...voice}));
      /** @type {any[]} */
      const said = [];
      /** @type {any} */
      let now = null;
      let known = !late;
      const speech = {
        onvoiceschanged: () => {},
        getVoices: () => (known ? found : []),
        get speaking() {
          return Boolean(now);
        },
        pending: false,
        late: 0,
        speak(/** @type {any} */ one) {
          said.push({text: one.text, lang: one.lang, voice: one.voice.lang, rate: one.rate, local: one.voice.localService});
          if (mute) return;
          now = one;
          if (takes) setTimeout(() => speech.finish(one), takes);
        },
        // Late, as devices do it: after what was asked for next has begun.
        cancel() {
          const before = now;
          now = null;
          if (before) setTimeout(() => before.onerror && before.onerror({error: 'canceled'}));
          if (before) setTimeout(() => before.onend && before.onend({}), 5);
          if (before) setTimeout(() => (speech.late += 1), 10);
          sessionStorage.setItem('silenced', String(Boolean(before)));
        },
        finish(one = now) {
          if (one !== now) return;
          now = null;
          if (one && one.onend) one.onend({});
        },
      };
      Object.defineProperty(window, 'speechSynthesis', {value: speech});
      Object.defineProperty(window, 'SpeechSynthesisUtterance', {
        value: class {
          constructor(/** @type {string} */ text) {
            Object.assign(this, {text});
          }
        },
      });
      Object.assign(window, {said});
      if (late) {
        setTimeout(() => {
          known = true;
          speech.onvoiceschanged();
        }, late);
      }
    },
    {voices, late, takes, mute},
  );
  await page.reload();
}

/** Everything that was said so far. @param {import('playwright-core').Page} page @returns {Promise<{text: string, lang: string, voice: string, rate: number, local: boolean}[]>} */
export function said(page) {
  return page.evaluate(() => /** @type {any} */ (window).said);
}

/** Waits until so many pieces were begun; the last of them. @param {import('playwright-core').Page} page @param {number} count */
export async function begun(page, count) {
  await page.waitForFunction((count) => /** @type {any} */ (window).said.length >= count, count);
  return (await said(page))[count - 1];
}

/** The piece that is being said comes to its end. @param {import('playwright-core').Page} page */
export function finish(page) {
  return page.evaluate(() => /** @type {any} */ (window).speechSynthesis.finish());
}

/** Waits until what was broken off has said so, late. @param {import('playwright-core').Page} page @param {number} count of what was broken off */
export function heardLate(page, count) {
  return page.waitForFunction((count) => /** @type {any} */ (window).speechSynthesis.late >= count, count);
}
