// @ts-check
// At links to pages, in the menu and in lists: which have been read, how far their questions are answered. A link to the
// page of a whole part says how many of its pages have been read.

/** @param {StudyRecord} record @returns {[state: string, text: string] | null} */
function studyTick({ t, s, n = 0, d = 0 }) {
  const { ticked, begun, checked } = handbookTexts;
  const said = n && d ? `, ${studyFilled(checked, { done: d, all: n })}` : '';
  if (t) return ['done', ticked + said];
  return (s && s.length) || d ? ['begun', begun + said] : null;
}

function studyTicks() {
  const links = [...document.querySelectorAll('.menu li > a, article li > a:first-child, .card strong > a, article td > a:first-child, article th > a:first-child')];

  function draw() {
    const records = study.all('p');
    for (const link of links) {
      const old = link.querySelector('.tick');
      if (old) old.remove();
      const { pathname, hash } = /** @type {HTMLAnchorElement} */ (link);
      if (hash || !pathname.startsWith(handbook.root)) continue;
      const id = study.pageOf(pathname);
      const inside = [...records].filter(([page, { t }]) => t && page.startsWith(`${id}/`)).length;
      const own = studyTick(records.get(id) || {});
      const many = id && inside ? ['done', studyFilled(handbookTexts.ticked_many, { count: inside })] : null;
      const tick = own || many;
      if (!tick) continue;
      const sign = element('span', { class: `tick ${tick[0]}`, role: 'img', lang, 'aria-label': tick[1] });
      link.append(sign);
      if (!own && inside) sign.dataset.count = String(inside);
    }
  }

  draw();
  study.watch('p', draw);
}
