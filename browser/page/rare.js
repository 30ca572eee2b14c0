// @ts-check
// What few pages have a script for: anchors that have moved, the list of editions.
for (const [name, sign] of [['moved', '[data-anchors]'], ['editions', '.editions']]) {
  if (document.querySelector(sign)) loadScript(name).catch(() => {}); // without it the page is still the page
}
