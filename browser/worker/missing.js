// @ts-check
// The page that stands for one that is not kept when there is no network.

/**
 * It says what there is, in the language of the page that was wanted. The status is that of a service
 * that is away for now: nothing is known of the page itself. None when nothing is kept.
 * @param {string} address
 */
async function missingPage(address) {
  const store = await caches.open(STORE);
  const [first, ...others] = EDITION.languages;
  const wanted = others.find((language) => address.startsWith(`${ROOT + language}/`)) || first;
  let page = '';
  let links = '';
  for (const { url } of await store.keys()) {
    const response = /** @type {Response} */ (await store.match(url));
    const [, language] = url.match(/offline\.(\w+)\.txt$/) || [];
    if (language && (!page || language === wanted)) page = await response.text();
    if (!url.endsWith('/')) continue;
    const [, name, title] = (await response.text()).match(/lang="(\w+)[^]*?<title>([^<]+?)( –[^–<]+)?</) || [];
    if (title) links += `<li><a href="${url}" lang="${name}">${title}</a>`;
  }
  const body = page.replace(/\{root\}/g, ROOT).replace('{kept}', () => links);
  return page && new Response(body, { status: 503, headers: { 'content-type': 'text/html;charset=utf-8' } });
}
