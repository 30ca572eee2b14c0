// @ts-check
// What a reader does with the pages (browser/study/) is loaded once this one can be read; it loads what else is wanted.
(() => {
  /** @type {Promise<Study> | undefined} */
  let loading;
  SITE.studying = () => {
    loading = loading || Promise.all([load('study.css'), load('study')]).then(() => SITE.study);
    loading.catch(() => (loading = undefined));
    return loading;
  };
  const begin = () => SITE.studying().catch(() => {}); // without it the page is still the page
  addEventListener('load', () => setTimeout(begin));
})();
