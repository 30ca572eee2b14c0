// @ts-check
// Back to where the reader was: the script for it is loaded when there is something to remember or to go back to.
(() => {
  const nothing = () => {}; // without it the page is still the page
  const begin = () => load('resume').catch(nothing);
  const kept = SITE.stored((storage) => storage.getItem(`${SITE.root}.places`) || '');
  if (kept === null) return; // storage is forbidden
  if (kept) begin();
  onScroll(() => scrollY > innerHeight && begin());
})();
