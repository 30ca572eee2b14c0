// @ts-check
// All questions of the handbook: first which there are, then of what each says as much as is asked for.

const { element } = handbook;
/** @type {Promise<Bank> | undefined} */
let bankReady;

handbook.bank = () => {
  bankReady = bankReady || bankFile(handbook.language).then(() => bankOf(bankKnown.get(handbook.language)));
  bankReady.catch(() => (bankReady = undefined));
  return bankReady;
};

handbook.named = (text, named, values = {}) => {
  const [before, after] = handbook.filled(text, { ...values, name: '\u0002' }).split('\u0002');
  const names = named.map(({ name, language = handbook.language }) => element('span', { lang: language }, name));
  return [before, ...names.flatMap((name, at) => (at ? [', ', name] : [name])), after];
};

/** What cannot be had can be asked for again. */
handbook.asking = async (place, begin) => {
  // What the address asks for is the same in the other language, but for the words of a search.
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('.top-language'));
  for (const link of links) link.search = location.search.replace(/[?&]h=.*/, '');
  /** @type {Bank} */
  let bank;
  try {
    [bank] = await Promise.all([handbook.bank(), handbook.studying()]);
  } catch (error) {
    const again = element('button', { type: 'button', class: 'button' }, handbookTexts.try_again);
    const bar = element('p', { role: 'alert', lang: handbook.language }, handbookTexts.failed, ' ', again);
    again.onclick = () => {
      bar.remove();
      handbook.asking(place, begin);
    };
    place.append(bar);
    return;
  }
  place.lang = handbook.language;
  begin(bank);
};

/** @param {any} first the file study/<language>.js @returns {Bank} */
function bankOf({ kinds, levels, folder, words, parts }) {
  const own = words[handbook.language] || words[Object.keys(words)[0]];

  /** @param {BankQuestion} question @returns {BankSaid | undefined} */
  function said({ id, page }) {
    const pages = bankKnown.get(page.file) || {};
    return (pages[page.name] || []).find((/** @type {BankSaid} */ [name]) => name === id);
  }

  return {
    parts: parts.map((/** @type {any} */ told) => bankPart(told, kinds, levels)),
    levels: levels.map((/** @type {string} */ id) => ({ id, name: own.quiz_levels[id] })),
    async fetch(questions) {
      await Promise.all([...new Set(questions.map(({ page }) => page.file))].map(bankFile));
    },
    has: (question) => Boolean(said(question)),
    hash: (question) => /** @type {BankSaid} */ (said(question))[1],
    right: (question) => /** @type {BankSaid} */ (said(question))[2],
    draw(question, number, id) {
      const { language } = question.page;
      const holder = element('template', {});
      holder.innerHTML = bankHtml(/** @type {BankSaid} */ (said(question)), question, words[language], number, id);
      const quiz = /** @type {HTMLElement} */ (holder.content.firstElementChild);
      if (id !== question.id) quiz.dataset.id = question.id;
      if (language !== handbook.language) quiz.lang = language;
      for (const link of quiz.querySelectorAll('a')) link.href = bankAddress(String(link.getAttribute('href')));
      return quiz;
    },
    from({ id, page }) {
      const link = element('a', { href: bankAddress(`${folder}${page.name}/#${id}`) }, page.title);
      if (page.language !== handbook.language) link.lang = page.language;
      return element('p', { class: 'quiz-from' }, `${handbookTexts.from} `, link);
    },
  };
}

/** @param {any} told @param {string[]} kinds @param {string[]} levels @returns {BankPart} */
function bankPart([id, title, files, pages, language = handbook.language], kinds, levels) {
  /** @type {BankPart} */
  const part = { id, title, language, questions: [] };
  pages.forEach((/** @type {any} */ [name, pageTitle, asked, spoken = handbook.language], /** @type {number} */ at) => {
    const number = files > 1 ? `.${Math.floor((at * files) / pages.length)}` : '';
    const page = { name, title: pageTitle, part, language: spoken, file: `${handbook.language}-${id}${number}` };
    for (const [own, kind, level] of asked) part.questions.push({ key: `${name}#${own}`, id: own, page, kind: kinds[kind], level: levels[level] });
  });
  return part;
}

/** An address of the site, from its root; in a folder there is no server to find the file of a page. @param {string} path */
function bankAddress(path) {
  const inside = location.protocol === 'file:' ? path.replace(/\/(?=#|$)/, '/index.html') : path;
  return /^[a-z]+:/.test(path) ? path : handbook.base + inside;
}
