// @ts-check
// Reads piece by piece. It never pauses, because on many phones that is to end: who stops goes on with the same piece.

/** How long a voice may take to begin, and to end before another piece, in milliseconds. */
const ALOUD_BEGINS = 2000;
const ALOUD_ENDS = 100;

/**
 * @param {Element} bar what lies over the page @param {HTMLSelectElement} speed
 * @param {(isReading: boolean, said: string) => void} tell
 */
function aloudReader(bar, speed, tell) {
  const speech = speechSynthesis;
  const text = /** @type {Element} */ (document.querySelector('.handbook-text'));
  let [at, words] = [0, ''];
  /** What is said now: what comes late of another is not heard. Some browsers forget one that nobody holds. @type {SpeechSynthesisUtterance | undefined} */
  let current;

  function stop(said = '') {
    current = undefined;
    speech.cancel();
    tell(false, said);
  }

  /** @param {number} by how many pieces further @param {boolean} [goesOn] by itself, not at a press */
  function read(by, goesOn) {
    // Who has scrolled away is not fetched back.
    const follows = !goesOn || !aloudOff(bar);
    aloudMark();
    // Only what a voice of the device can read.
    const pieces = aloudPieces(text).filter(({ lang }) => handbook.voice(lang));
    // Something may have been unfolded meanwhile.
    if (words && (pieces[at] || {}).words !== words) at = pieces.findIndex((one) => one.words === words);
    at = Math.max(at + by, 0);
    const piece = pieces[at];
    if (!piece) {
      [at, words] = [0, ''];
      return stop(handbookTexts.done);
    }
    words = piece.words;
    aloudMark(piece);
    if (follows) scrollBy(0, aloudOff(bar));
    tell(true, '');
    say(/** @type {SpeechSynthesisVoice} */ (handbook.voice(piece.lang)));
  }

  /** @param {SpeechSynthesisVoice} voice */
  function say(voice) {
    const isNow = () => mine === current;
    const refused = () => isNow() && stop(handbookTexts.failed);
    const mine = Object.assign(new SpeechSynthesisUtterance(aloudSaid(words)), {
      voice,
      lang: voice.lang,
      rate: Number(speed.value),
      onend: () => isNow() && read(1, true),
      onerror: refused,
    });
    const begin = () => {
      if (!isNow()) return;
      speech.speak(mine);
      setTimeout(() => speech.speaking || speech.pending || refused(), ALOUD_BEGINS);
    };
    current = mine;
    // Some phones swallow what is said in the moment of stopping; an iPhone speaks first only within the press.
    const isBusy = speech.speaking || speech.pending;
    speech.cancel();
    if (isBusy) setTimeout(begin, ALOUD_ENDS);
    else begin();
  }

  return { read, stop };
}
