// @ts-check
// An address that was published once still leads on: from a page that has moved to where it is now, with the anchor that was asked for; from an anchor with another name to that.
(() => {
  const article = /** @type {HTMLElement | null} */ (document.querySelector('[data-anchors]'));
  if (!article) return;
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

/** What was done here while the page had another address comes with it: browser/study/ calls this before all else. */
/** @type {any} */ (self).handbookMoved = () => {
  const { study, root } = handbook;
  const { was } = /** @type {HTMLElement} */ (document.querySelector('article')).dataset;
  for (const former of (was || '').split(' ').filter(Boolean)) {
    const page = study.pageOf(root + former);
    for (const kind of study.kinds()) {
      for (const [id, record] of study.all(kind)) {
        const rest = id === page ? '' : id.startsWith(`${page}#`) ? id.slice(page.length) : null;
        if (rest === null) continue;
        if (!study.get(kind, study.page + rest)) study.restore(kind, study.page + rest, record);
        study.remove(kind, id);
      }
    }
  }
};
