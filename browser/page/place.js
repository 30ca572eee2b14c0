// @ts-check
// Back to where the reader was: the script for it is loaded when there is something to remember or to go back to.
(() => {
  const nothing = () => {}; // without it the page is still the page
  const load = () => loadScript('place').catch(nothing);
  try {
    if (localStorage.getItem(`${new URL(SITE.base).pathname}.places`)) load();
  } catch (error) {
    return; // storage is forbidden
  }
  onScroll(() => scrollY > innerHeight && load());
})();
