// @ts-check
// What is wrong with a page as it is shown: for people who do not see or hear it as others do, and at its edges.
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** The rules whose answer changes with the colours alone. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const SCHEMES = ['light', 'dark', 'sepia', 'contrast', 'forced'];
export const NARROW = {width: 360, height: 740};
/** The narrowest that pages must fit (WCAG 1.4.10). */
export const SMALLEST = {width: 320, height: 640};
export const WIDE = {width: 1280, height: 800};

/** @typedef {import('playwright-core').Page} Page */

/** @param {Page} page @returns {Promise<string[]>} a line for each element that breaks a rule */
export function broken(page) {
  return judged(page, {runOnly: {type: 'tag', values: TAGS}}, false);
}

/**
 * The same for the rules about colours, on two elements of each combination of colours and sizes: what axe
 * would say of the others is the same, and it takes long over each.
 * @param {Page} page
 */
export function pale(page) {
  return judged(page, {runOnly: {type: 'rule', values: COLOURS}}, true);
}

/**
 * @param {Page} page
 * @param {object} options of axe
 * @param {boolean} some whether not all elements are wanted
 * @returns {Promise<string[]>}
 */
async function judged(page, options, some) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(
    async ({options, some}) => {
      // Colours that are on their way to others are of neither.
      await Promise.all(document.getAnimations().map((each) => each.finished));
      // Questions far below have the room of most until a reader comes near; here all are as they are then.
      for (const quiz of document.querySelectorAll('.quiz')) /** @type {any} */ (quiz).style.contentVisibility = 'visible';
      const wanted = some ? {include: samples()} : document;
      const found = await /** @type {any} */ (window).axe.run(wanted, {...options, resultTypes: ['violations'], preload: false});
      return found.violations.flatMap((/** @type {any} */ {id, help, nodes}) =>
        nodes.map((/** @type {any} */ {target, any}) => `${id}: ${target.join(' ')} (${any[0]?.message || help})`),
      );

      /** The first and the last element of each look. */
      function samples() {
        /** @type {Map<Element, string>} */
        const grounds = new Map();
        /** @param {Element | null} one @returns {string} all that is painted below its text */
        const ground = (one) => {
          if (!one) return '';
          const known = grounds.get(one);
          if (known !== undefined) return known;
          const {backgroundColor, backgroundImage, opacity} = getComputedStyle(one);
          const own = [backgroundColor, backgroundImage, opacity].join();
          const above = ground(one.parentElement);
          const all = own === 'rgba(0, 0, 0, 0),none,1' ? above : `${above}/${own}`;
          grounds.set(one, all);
          return all;
        };
        /** @type {Map<string, Element[]>} */
        const looks = new Map();
        const fields = [...document.querySelectorAll('input, select, textarea')];
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const {data, parentElement} = /** @type {Text} */ (texts.currentNode);
          if (data.trim() && parentElement) fields.push(parentElement);
        }
        for (const one of fields) {
          if (!one.checkVisibility({visibilityProperty: true})) continue;
          const {color, fontSize, fontWeight, textDecorationLine} = getComputedStyle(one);
          const look = [one.localName, color, fontSize, fontWeight, textDecorationLine, ground(one)].join();
          const [first] = looks.get(look) || [one];
          looks.set(look, [first, one]);
        }
        return [...looks.values()].flat();
      }
    },
    {options, some},
  );
}

/**
 * A page in one window, in all schemes: all rules in the first, then those about colours, and the edges.
 * @param {Page} page
 * @param {{width: number, height: number}} size
 * @returns {Promise<string[]>}
 */
export async function faultsOf(page, size) {
  /** @type {string[]} */
  const found = [];
  /** @param {string} how @param {string[]} lines */
  const note = (how, lines) => found.push(...lines.map((line) => `${how}, ${line}`));
  for (const scheme of SCHEMES) {
    await show(page, scheme);
    note(`${scheme}, ${size.width} px`, await (scheme === SCHEMES[0] ? broken(page) : pale(page)));
  }
  for (const edge of size === NARROW ? [NARROW, SMALLEST] : [size]) {
    await page.setViewportSize(edge);
    note(`${edge.width} px`, await outside(page));
  }
  return found;
}

/** A scheme of the system ("light", "dark", "forced") or one chosen by the reader. @param {Page} page @param {string} scheme */
export async function show(page, scheme) {
  const ofSystem = ['light', 'dark', 'forced'].includes(scheme);
  const forcedColors = scheme === 'forced' ? 'active' : 'none';
  await page.emulateMedia({colorScheme: scheme === 'dark' ? 'dark' : 'light', forcedColors, reducedMotion: 'reduce'});
  await page.evaluate((chosen) => {
    if (chosen) document.documentElement.dataset.scheme = chosen;
    else delete document.documentElement.dataset.scheme;
  }, ofSystem ? '' : scheme);
}

/**
 * What goes beyond the window, and text that its own box cuts off.
 * @param {Page} page
 * @returns {Promise<string[]>}
 */
export function outside(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const name = (/** @type {Element} */ one) =>
      `<${one.localName}${one.className ? ` class="${one.className}"` : ''}> “${(one.textContent || '').trim().slice(0, 40)}”`;
    const style = (/** @type {Element} */ one) => getComputedStyle(one);
    const scrolls = (/** @type {Element | null} */ one) => {
      for (let up = one; up && up !== document.body; up = up.parentElement) {
        if (/auto|scroll/.test(style(up).overflowX)) return true;
      }
      return false;
    };
    /** Meant for readers who listen, or waiting outside until it is needed. */
    const hidden = (/** @type {Element} */ one) => {
      if (!one.checkVisibility({visibilityProperty: true, opacityProperty: true})) return true;
      for (let up = /** @type {Element | null} */ (one); up; up = up.parentElement) {
        const {width, height, bottom} = up.getBoundingClientRect();
        const clipped = up === one || /hidden|clip/.test(style(up).overflowX);
        if (clipped && (width <= 1 || height <= 1 || bottom + scrollY <= 0)) return true;
      }
      return false;
    };
    /** @type {string[]} */
    const found = [];
    const page = document.documentElement.scrollWidth;
    if (page > wide) found.push(`the page is ${page} px wide in a window of ${wide}`);
    for (const one of document.body.querySelectorAll('*')) {
      if (hidden(one) || one.closest('svg') || scrolls(one.parentElement)) continue;
      const {left, right} = one.getBoundingClientRect();
      if (right > wide + 1 || left < -1) found.push(`${name(one)} reaches from ${left.toFixed()} to ${right.toFixed()} px`);
      const {overflowX, overflowY} = style(one);
      const cuts = overflowX !== 'visible' && one.scrollWidth > one.clientWidth + 1;
      const cutsBelow = overflowY !== 'visible' && one.scrollHeight > one.clientHeight + 1;
      const cut = (cuts && /hidden|clip/.test(overflowX)) || (cutsBelow && /hidden|clip/.test(overflowY));
      if (cut && (one.textContent || '').trim()) found.push(`${name(one)} is cut off`);
    }
    return found;
  });
}

/** What a table with too little room does: it leaves its column, or breaks words. @param {Page} page @returns {Promise<string[]>} */
export function squeezed(page) {
  return page.evaluate(() => {
    for (const group of document.querySelectorAll('details')) group.open = true;
    const texts = (/** @type {Element} */ table) => {
      const found = [];
      const walker = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) found.push(/** @type {Text} */ (walker.currentNode));
      return found;
    };
    /** @param {Text} text @param {RegExpMatchArray} word */
    const isBroken = (text, {0: word, index = 0}) => {
      const range = document.createRange();
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const lines = [...range.getClientRects()].filter(({width}) => width).map(({top}) => Math.round(top));
      return new Set(lines).size > 1;
    };
    /** @type {string[]} */
    const found = [];
    for (const table of document.querySelectorAll('.stacked')) {
      const over = table.getBoundingClientRect().right - /** @type {Element} */ (table.parentElement).getBoundingClientRect().right;
      if (over > 1) found.push(`a table is ${over.toFixed()} px wider than its column`);
      for (const text of texts(table)) {
        const words = [...text.data.matchAll(/[\p{L}\p{N}]{2,}/gu)];
        found.push(...words.filter((word) => isBroken(text, word)).map(([word]) => `“${word}” is broken in a table`));
      }
    }
    return found;
  });
}
