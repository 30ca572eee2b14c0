// @ts-check
// A sheet for the reader's own file: what was read of a part, and when. It says itself that it is no certificate, and the
// name is written by hand: none is kept. The page prints it, or says that it cannot (browser/page/share.js).

/** @param {Part} part @param {HTMLElement} opener */
function overviewRecord(part, opener) {
  const { study } = handbook;
  // The country too: English alone would put the month first.
  const { content } = /** @type {HTMLMetaElement} */ (document.querySelector('meta[property="og:locale"]'));
  const locale = content.replace('_', '-');
  const lines = part.entries.map((entry) => {
    const { id, questions } = entry;
    const { t = 0, d = 0 } = study.get('p', id) || {};
    const date = new Date(Math.max(0, Math.min(t * 1000, Date.now()))).toLocaleDateString(locale);
    return element('li', {}, ...overviewTitled('record_page', entry, { date }), questions ? overviewText('record_questions', { done: d, questions }) : '');
  });
  const close = handbook.button(overviewText('close'), leave);
  const title = element('h2', { tabindex: '-1' }, `${overviewText('record_title')}: `, element('span', { lang: part.lang }, part.title));
  const sheet = element(
    'section',
    { class: 'study-record' },
    title,
    element('p', {}, overviewText('record_who')),
    element('ul', {}, ...lines),
    element('p', {}, overviewText('record_note')),
    close,
  );
  const root = document.documentElement;
  const before = document.querySelector('.study-record');
  if (before) before.remove();
  function leave() {
    sheet.remove();
    root.classList.remove('study-printing');
    opener.focus();
  }
  /** @type {Element} */ (document.querySelector('article')).append(sheet);
  root.classList.add('study-printing');
  title.focus();
}
