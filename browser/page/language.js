// @ts-check
// The link to the other language leads to what is being read: ids are the same in all languages.
for (const link of document.querySelectorAll('.top-language')) {
  // At the press, however it opens the page.
  for (const name of ['pointerdown', 'click']) {
    link.addEventListener(name, () => {
      let id = '';
      for (const one of document.querySelectorAll('article [id]')) {
        const { top, height } = one.getBoundingClientRect();
        // The last thing above the upper third, or what the address names while it can be seen; what is folded up has no height.
        const named = one.matches(':target');
        if (height && top < (named ? innerHeight : scrollY > 99 ? innerHeight / 3 : 0)) id = one.id;
        if (named && top > 0) break;
      }
      /** @type {HTMLAnchorElement} */ (link).hash = id;
    });
  }
}
