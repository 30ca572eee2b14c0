// @ts-check
// The page that stands for one that is not kept when there is no network.

/**
 * It says what there is, in the language of the page that was wanted. The status is that of a service
 * that is away for now: nothing is known of the page itself. None when nothing is kept.
 * @param {string} address
 */
async function missingPage(address) {
  const [first, ...others] = EDITION.languages;
  const wanted = others.find((language) => address.startsWith(`${ROOT + language}/`)) || first;
  let page = '';
  /** @type {Map<string, string>} */
  const links = new Map();
  for (const name of [STORE, (await state()).old].filter(Boolean)) {
    const store = await caches.open(name);
    for (const { url } of await store.keys()) {
      const response = /** @type {Response} */ (await store.match(url));
      const [, language] = url.match(/offline\.(\w+)\.txt$/) || [];
      if (language && (!page || language === wanted)) page = await response.text();
      if (!url.endsWith('/')) continue;
      const [, lang, title] = (await response.text()).match(/lang="(\w+)[^]*?<title>([^<]+?)( –[^–<]+)?</) || [];
      if (title) links.set(url, `<li><a href="${url}" lang="${lang}">${title}</a>`);
    }
  }
  const body = page.replace(/\{root\}/g, ROOT).replace('{kept}', () => [...links.values()].join(''));
  return page && new Response(body, { status: 503, headers: { 'content-type': 'text/html;charset=utf-8' } });
}
