// @ts-check
// An address that was published once still leads on: from a page that has moved to where it is now, with the anchor that was asked for; from an anchor with another name to that.
(() => {
  const article = /** @type {HTMLElement} */ (document.querySelector('[data-anchors]'));
  /** @type {[old: string, address: string][]} */
  const anchors = JSON.parse(String(article.dataset.anchors));
  const goal = article.dataset.goal;
  const found = anchors.find(([old]) => `#${old}` === location.hash);
  if (!found && goal === undefined) return;
  const next = new URL(found ? found[1] : String(goal), location.href);
  if (goal !== undefined) {
    next.search = location.search; // the words that a search has found there
    if (!next.hash) next.hash = location.hash;
  }
  // In a folder there is no server to find the page's file.
  if (next.protocol === 'file:' && next.pathname.endsWith('/')) next.pathname += 'index.html';
  location.replace(next.href);
})();
