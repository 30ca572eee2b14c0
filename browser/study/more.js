// @ts-check
// What else this page wants: what makes its own parts work, what is noted on it, and how to note once words are selected.

/** What a page may be there for, and its script; they have one sheet. */
const STUDY_PLACES = [['.my-notes', 'notebook'], ['.reflection', 'reflection']];

/** @param {Element} article */
function studyMore(article) {
  const nothing = () => {}; // without them the page is still the page
  for (const [place, name] of STUDY_PLACES) if (article.querySelector(place)) handbook.bring(name, 'notebook').catch(nothing);
  const has = (/** @type {string} */ kind) => [...study.all(kind).keys()].some((id) => id.startsWith(`${study.page}#`));
  if (has('n')) handbook.bring('notes').catch(nothing);
  const prompt = article.querySelector('[data-prompt]');
  const asked = () => handbook.bring('prompts', 'notes').catch(nothing);
  if (prompt && has('t')) asked();
  else if (prompt) studyNear(prompt, asked);
  const text = /** @type {HTMLElement | null} */ (article.querySelector('.handbook-text'));
  const [label, end] = [article.querySelector('.eyebrow'), article.querySelector('.end')];
  if (label && end && text && text.lang === handbook.language) studyNear(end, () => handbook.load('near').catch(nothing));
  const selected = () => {
    const { anchorNode, isCollapsed } = /** @type {Selection} */ (getSelection());
    if (isCollapsed || !text || !text.contains(anchorNode)) return;
    handbook.bring('noting', 'notes').then(() => document.removeEventListener('selectionchange', selected), nothing);
  };
  document.addEventListener('selectionchange', selected);
  // It sees to the files, which may never come there.
  if (handbook.inside) handbook.bring('share', 'reading').catch(nothing);
}

/** What a reader looks at, or is about to press, stays where it is: calls once the place is below what is in sight. @param {Element} place @param {() => void} come */
function studyBelow(place, come) {
  const seen = new IntersectionObserver((entries) => {
    const { isIntersecting, boundingClientRect } = entries[entries.length - 1];
    if (isIntersecting || boundingClientRect.top < 0) return;
    seen.disconnect();
    come();
  });
  seen.observe(place);
}

/** Calls when a place is about to be seen. @param {Element} place @param {() => void} go */
function studyNear(place, go) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    seen.disconnect();
    go();
  }, { rootMargin: '100%' });
  seen.observe(place);
}
