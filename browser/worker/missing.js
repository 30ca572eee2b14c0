// @ts-check
// The page that stands for one that is not kept when there is no network (overrides/offline.html).

/**
 * In the language of the page that was wanted, or in another that is kept. The status is that of a service
 * that is away for now: nothing is known of the page itself. None when nothing is kept.
 * @param {string} address
 */
async function missingPage(address) {
  const { languages } = EDITION;
  const wanted = languages.filter((language) => address.startsWith(`${ROOT + language}/`));
  for (const language of [...wanted, ...languages]) {
    const page = await findAny(`${ROOT}offline.${language}.txt`);
    // It lies nowhere, so its links begin at the root; of the list only editions before 2026.12 left it to the worker.
    const body = page && (await page.text()).replace(/\{root\}/g, ROOT).replace('{kept}', '');
    if (body) return new Response(body, { status: 503, headers: { 'content-type': 'text/html;charset=utf-8' } });
  }
}
