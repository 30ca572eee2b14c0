// @ts-check
// The starter, on every page: the link in the header becomes a button that opens the search box, and keys open it.
// The box is loaded when it is first opened; the marks of a search only when the address asks for them.
(() => {
  /** @type {((opener: Element | null, typed: string) => void) | undefined} */
  let openBox;
  let loading = false;

  /** The entry of the history in which the box is open. */
  const isOpen = () => Boolean(history.state && history.state.handbookSearch !== undefined);

  /** @param {HTMLAnchorElement} link */
  function start(link) {
    const names = { type: 'button', class: link.className, 'aria-haspopup': 'dialog', 'aria-keyshortcuts': '/ s Control+K Meta+K' };
    const button = SITE.element('button', names, ...link.childNodes);
    link.replaceWith(button);

    /** @param {Element | null} opener */
    function open(opener) {
      if (openBox) openBox(opener, '');
      if (openBox || loading) return;
      loading = true;
      button.setAttribute('aria-busy', 'true');
      // Takes the keys, and on an iPhone the keyboard, until the box is there.
      const waiting = SITE.element('input', { class: 'search-waiting', 'aria-label': button.textContent || '' });
      document.body.append(waiting);
      waiting.focus({ preventScroll: true });
      const done = () => {
        loading = false;
        button.removeAttribute('aria-busy');
        waiting.remove();
      };
      // In a task of its own: making the box and showing it are each enough for a slow phone.
      const show = () =>
        setTimeout(() => {
          if (openBox) openBox(opener, waiting.value);
          done();
        });
      Promise.all([load('dialog'), load('search.css')]).then(
        () => {
          const letters = link.dataset.letters === undefined ? '' : link.href;
          openBox = /** @type {any} */ (window).handbookSearchBox(letters);
          show();
        },
        () => {
          done();
          location.assign(link.href);
        },
      );
    }

    /** Single keys can be switched off in the box, for those who speak to the machine. */
    function singleKeys() {
      return SITE.stored((storage) => storage.getItem(`${SITE.root}.search.keys`)) !== 'off';
    }

    SITE.search = open;
    button.addEventListener('click', () => open(button));
    document.addEventListener('keydown', (event) => {
      const at = /** @type {HTMLElement} */ (event.target);
      if (event.isComposing || event.altKey || event.defaultPrevented) return;
      if (at.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName)) return;
      const control = event.ctrlKey !== event.metaKey;
      const single = !event.ctrlKey && !event.metaKey && /^[/s]$/.test(event.key);
      if (!(control && !event.shiftKey && event.key === 'k') && !(single && singleKeys())) return;
      event.preventDefault();
      open(document.activeElement);
    });
    // Back to, or reload of, a page that was left from the open box: it comes with its words, or not at all.
    addEventListener('popstate', () => isOpen() && open(null));
    if (isOpen() && history.state.handbookSearch) open(null);
    else if (isOpen()) history.back();
  }

  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.search-open'));
  if (link && 'HTMLDialogElement' in window) start(link);
  if (!/[?&]h=/.test(location.search)) return;
  const nothing = () => {}; // without its marks the page is still the page
  Promise.all([load('landing'), load('search.css')]).catch(nothing);
})();
