// @ts-check
// Questions to the engine and its answers: in a worker, or on the page where no worker can start (file://).

/**
 * @typedef {[text: string, marked: 0 | 1][]} BoxExcerpt
 * @typedef {{url: string, title: string, kind: string, excerpt: BoxExcerpt, words: string}} BoxSection
 * @typedef {object} BoxGroup a page
 * @property {string} url below the root of the site
 * @property {string} title
 * @property {string} language of the title
 * @property {string} kind
 * @property {string} label
 * @property {string[]} path
 * @property {BoxSection[]} sections
 * @typedef {{id: string, name: string, count: number}} BoxKind
 * @typedef {object} BoxAnswer
 * @property {number} id
 * @property {boolean} done
 * @property {number} total
 * @property {BoxGroup[]} groups
 * @property {BoxKind[]} kinds
 * @property {string | null} corrected
 * @property {string[]} unknown words that stand nowhere and were left out
 * @property {string[]} nearest
 * @property {string | null} direct
 * @property {'' | 'named' | 'some'} more why texts were not searched: something has that very name or number, or the best were enough
 * @property {string} [error] `parts`: only the texts of the pages could not be had; `kept`: some of them are on the device
 *
 * @typedef {{id: number, language: string, q: string, kind: string | null, exact?: boolean, text?: boolean, typing?: boolean}} BoxQuestion
 */

/** How long no answer may pass without a word, in milliseconds. */
const BOX_PATIENCE = 400;

/**
 * How long nothing is typed before texts are fetched, in milliseconds: what begins a longer word is not worth it. Longer for
 * a slow hand, by the time between its last two keys.
 */
const BOX_PAUSE = 350;
const BOX_SLOW = 1200;

/** @param {string} q @param {number} gap since it was last asked; a long one tells nothing of the hand, and one letter is no word yet */
function boxPause(q, gap) {
  if (gap < BOX_SLOW) return Math.max(BOX_PAUSE, gap * 1.5);
  return q.length > 1 ? BOX_PAUSE : BOX_SLOW;
}

/**
 * @param {string} address of the engine
 * @param {string} language
 * @param {(answer: BoxAnswer) => void} answered
 * @param {() => void} late
 * @param {(error?: string) => void} failed with the error of an answer
 */
function boxAnswers(address, language, answered, late, failed) {
  /** @type {BoxQuestion} the newest */
  let question = { id: 0, language, q: '', kind: null };
  /** @type {((question: BoxQuestion) => void) | null} */
  let send = null;
  let timer = 0;
  let pause = 0;
  /** When it was last asked. */
  let before = 0;
  /** The question that has been asked a second time. */
  let repeated = 0;

  /**
   * Asks, instead of what was asked before; "" only fetches the index.
   * @param {string} q @param {string | null} kind
   * @param {{exact?: boolean, text?: boolean, typing?: boolean}} [how] as the engine has it in its Query
   */
  function ask(q, kind, how = {}) {
    question = { id: question.id + 1, language, q, kind, ...how };
    clearTimeout(timer);
    clearTimeout(pause);
    const gap = Date.now() - before;
    before += gap;
    if (how.typing) pause = setTimeout(settle, boxPause(q, gap));
    if (q) timer = setTimeout(late, BOX_PATIENCE);
    if (send) send(question);
    else start();
    return question.id;
  }

  /** Nothing more will be typed: whatever the question needs is fetched. */
  function settle() {
    clearTimeout(pause);
    if (!question.typing) return;
    question = { ...question, typing: false };
    if (send) send(question);
    else start();
  }

  /** Nobody waits for an answer any more. */
  function forget() {
    question = { ...question, id: question.id + 1, q: '', typing: false };
    clearTimeout(timer);
    clearTimeout(pause);
  }

  function start() {
    if (location.protocol === 'file:') return startHere(); // no worker there, and the attempt is an error to Firefox
    try {
      startWorker();
    } catch (error) {
      startHere(); // browsers may forbid a worker elsewhere too
    }
  }

  function startWorker() {
    const worker = new Worker(address);
    let heard = false;
    worker.onmessage = ({ data }) => {
      heard = true;
      receive(data);
    };
    worker.onerror = () => {
      worker.terminate();
      if (heard) fail();
      else startHere(); // some browsers forbid it only now
    };
    send = (asked) => worker.postMessage(asked);
    send(question);
  }

  function startHere() {
    const script = handbook.element('script', { src: address });
    send = () => {}; // the newest question is sent when the script is there
    script.onload = () => {
      const search = /** @type {any} */ (window).handbookSearch;
      if (!search) return fail(); // a login page, or a part of the file
      send = (asked) => search(asked, receive);
      send(question);
    };
    script.onerror = () => {
      script.remove();
      fail();
    };
    document.head.append(script);
  }

  /** The next question starts anew. */
  function fail() {
    send = null;
    clearTimeout(timer);
    if (question.q) failed();
  }

  /** @param {BoxAnswer} answer */
  function receive(answer) {
    if (answer.id !== question.id || !question.q) return;
    // An edition may have come while the page was open: its index is there at the second try, and the reader need not know.
    if (answer.error && send && repeated !== question.id) {
      repeated = question.id;
      return send(question);
    }
    clearTimeout(timer);
    if (answer.done) clearTimeout(pause);
    if (answer.error) failed(answer.error);
    else answered(answer);
  }

  return { ask, settle, forget };
}
