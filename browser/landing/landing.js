// @ts-check
// On a page reached from the search (?h=words): marks the words, goes to the first, and a bar to go on or to clear.

/**
 * Text that is read as one: the text nodes of a block, and where each begins in it.
 * @typedef {{text: string, nodes: {node: Text, start: number}[]}} LandingBlock
 * @typedef {{block: LandingBlock, start: number, end: number}} LandingMatch
 */
(() => {
  const SILENT = 'script, style, nav, .filter, .end';
  const WORD = /[\p{L}\p{M}]+|\p{N}+/gu;
  const FOLLOWING_OR_INSIDE = 20; // of compareDocumentPosition

  /** @param {Element} article @returns {LandingBlock[]} */
  function blocksOf(article) {
    const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
    /** @type {LandingBlock[]} */
    const blocks = [];
    /** @type {Element | null} */
    let current = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      let parent = node.parentElement;
      if (!parent || parent.closest(SILENT)) continue;
      while (parent && getComputedStyle(parent).display.startsWith('inline')) parent = parent.parentElement;
      if (parent !== current) blocks.push({ text: '', nodes: [] });
      current = parent;
      const block = blocks[blocks.length - 1];
      block.nodes.push({ node: /** @type {Text} */ (node), start: block.text.length });
      block.text += node.nodeValue;
    }
    return blocks;
  }

  /**
   * Where phrases stand, in order.
   * @param {LandingBlock[]} blocks
   * @param {string[][]} phrases
   * @returns {LandingMatch[]}
   */
  function find(blocks, phrases) {
    /** @type {LandingMatch[]} */
    const found = [];
    for (const block of blocks) {
      const words = wordsOf(block.text);
      for (let at = 0; at < words.length; ) {
        const phrase = phrases.find((parts) => parts.every((part, number) => words[at + number] && words[at + number].word === part));
        if (phrase) found.push({ block, start: words[at].start, end: words[at + phrase.length - 1].end });
        at += phrase ? phrase.length : 1;
      }
    }
    return found;
  }

  /** @param {string} text */
  function wordsOf(text) {
    /** @type {{word: string, start: number, end: number}[]} */
    const words = [];
    text.replace(WORD, (word, start) => {
      words.push({ word: word.normalize().toLowerCase(), start, end: start + word.length });
      return word;
    });
    return words;
  }

  /** One match may need several marks, where it crosses a link. @param {LandingMatch} match @returns {HTMLElement[]} */
  function mark({ block, start, end }) {
    const marks = [];
    for (const piece of block.nodes) {
      const from = Math.max(start - piece.start, 0);
      const to = Math.min(end - piece.start, piece.node.length);
      if (from >= to) continue;
      const range = document.createRange();
      range.setStart(piece.node, from);
      range.setEnd(piece.node, to);
      const made = document.createElement('mark');
      made.className = 'landing-mark';
      range.surroundContents(made);
      marks.push(made);
    }
    return marks;
  }

  /** @param {HTMLElement[][]} marked the marks of each match @returns {number} the first at or behind the target of the address */
  function nearest(marked) {
    const target = document.getElementById(location.hash.slice(1));
    const found = marked.findIndex(([first]) => target && target.compareDocumentPosition(first) & FOLLOWING_OR_INSIDE);
    return Math.max(found, 0);
  }

  /** Whether the reader comes back, to where the browser puts him. */
  function isReturn() {
    const [visit] = performance.getEntriesByType('navigation');
    return visit && /** @type {PerformanceNavigationTiming} */ (visit).type !== 'navigate';
  }

  /** @param {HTMLElement[][]} marked the marks of each match @param {string} words */
  function start(marked, words) {
    let current = nearest(marked);
    const bar = document.createElement('div');
    const text = document.createElement('p');

    /** @param {number} number */
    function choose(number) {
      marked[current].forEach((made) => made.classList.remove('landing-current'));
      current = (number + marked.length) % marked.length;
      marked[current].forEach((made) => made.classList.add('landing-current'));
      for (let at = marked[current][0].parentElement; at; at = at.parentElement) {
        if (at instanceof HTMLDetailsElement) at.open = true;
      }
      const count = marked.length > 1 ? `${current + 1}/${marked.length}` : '1';
      text.textContent = `${handbookTexts.found}`.replace('{count}', count).replace('{words}', () => words);
    }

    /** At once, not by smooth scrolling: nothing moves for those who cannot bear it. @param {number} step */
    function go(step) {
      choose(current + step);
      marked[current][0].scrollIntoView({ block: 'center' });
    }

    function clear() {
      const at = /** @type {HTMLElement} */ (marked[current][0].parentElement);
      document.querySelectorAll('.landing-mark').forEach((made) => {
        const parent = /** @type {Node} */ (made.parentNode);
        made.replaceWith(...made.childNodes);
        parent.normalize();
      });
      bar.remove();
      document.removeEventListener('keydown', escape);
      const address = new URL(location.href);
      address.searchParams.delete('h');
      history.replaceState(history.state, '', address.href);
      at.tabIndex = -1; // so that the next Tab goes on from here
      at.focus({ preventScroll: true });
      at.removeAttribute('tabindex');
    }

    /** @param {KeyboardEvent} event */
    function escape(event) {
      if (event.key === 'Escape' && !event.isComposing && !document.querySelector('dialog[open]')) clear();
    }

    /** @param {string} name @param {string} face what is shown @param {() => void} press */
    function button(name, face, press) {
      const made = document.createElement('button');
      made.type = 'button';
      made.textContent = face;
      made.setAttribute('aria-label', name);
      made.onclick = press;
      bar.append(made);
    }

    bar.className = 'landing-bar';
    text.setAttribute('role', 'status');
    bar.append(text);
    if (marked.length > 1) {
      button(handbookTexts.previous, '\u2191', () => go(-1));
      button(handbookTexts.next, '\u2193', () => go(1));
    }
    button(handbookTexts.unmark, '\u2715', clear);
    /** @type {Element} */ (document.querySelector('.bars')).append(bar);
    document.addEventListener('keydown', escape);
    choose(current);
    if (!isReturn()) go(0);
  }

  const article = document.querySelector('article');
  const asked = new URL(location.href).searchParams.get('h') || '';
  /** @param {string} text */
  const phrase = (text) => wordsOf(text).map(({ word }) => word);
  const phrases = asked.split('|').map(phrase).filter((words) => words.length);
  if (!article || !phrases.length) return;
  const blocks = blocksOf(article);
  const whole = find(blocks, phrases);
  const matches = whole.length ? whole : find(blocks, phrase(asked).map((word) => [word]));
  // From the end, so that what stands before keeps its place.
  const marked = matches.reverse().map(mark).reverse();
  if (marked.length) start(marked, asked.replace(/\|/g, '”, “').slice(0, 80));
})();
