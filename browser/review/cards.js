// @ts-check
// All cards there are: those that the build made (handbook/publish/cards.py), which come as scripts because a page from a
// folder can fetch nothing else; and the questions that were answered wrong, which stand on their pages.

/** @typedef {[name: string, title: string, home: string, cards: [name: string, hash: string, front: string, back: string | string[], language?: string][]]} ReviewGroup */
/** @typedef {{groups: ReviewGroup[], more: number, folder: string}} ReviewFile more: how many files follow the first */

/** @param {string} path below the root of the site @returns {Promise<ReviewFile>} */
function reviewFile(path) {
  return new Promise((done, failed) => {
    let taken = false;
    /** @param {ReviewGroup[]} groups */
    const take = (groups, more = 0, folder = '') => {
      taken = true;
      done({ groups, more, folder });
    };
    Object.assign(window, { handbookCards: take });
    const begin = (again = '') => {
      const script = element('script', { src: handbook.base + path + again });
      // What came may be something else, as a login page, which the browser may keep.
      script.onload = () => {
        if (taken) return;
        if (again) failed(new Error(path));
        else begin(`?${Date.now()}`);
      };
      script.onerror = () => failed(new Error(path));
      document.head.append(script);
    };
    begin();
  });
}

/** @returns {Promise<ReviewCard[]>} */
async function reviewCards() {
  const name = `study/${handbook.language}-cards`;
  const { groups, more, folder } = await reviewFile(`${name}.js`);
  for (let number = 1; number <= more; number++) groups.push(...(await reviewFile(`${name}-${number}.js`)).groups);
  const cards = [];
  for (const [register, title, home, own] of groups) {
    for (const [row, hash, front, back, language = ''] of own) {
      const id = `${register}/${row}`;
      const path = home ? `${home}${reviewIndex()}#${row}` : `${id}/${reviewIndex()}`;
      const page = home ? '' : id;
      cards.push({ id, hash, page, title, front, back: Array.isArray(back) ? back : [back], language, address: handbook.base + folder + path });
    }
  }
  return cards;
}

/** A folder has no server to find a page's file. */
function reviewIndex() {
  return location.protocol === 'file:' ? 'index.html' : '';
}

/** Questions that were answered wrong and not yet right since, the oldest first; and those that are repeated already. @param {ReviewRecords} records @returns {ReviewCard[]} */
function reviewQuestions(records) {
  const all = handbook.study.all('q');
  const wrong = [...all].filter(([, { ok }]) => ok === false).sort(([, one], [, other]) => (one.u || 0) - (other.u || 0));
  const begun = [...records.keys()].filter((id) => id.includes('#') && all.has(id));
  return [...new Set([...wrong.map(([id]) => id), ...begun])].map((id) => {
    const [page, question] = id.split('#');
    const { pathname } = location;
    // This page's own address ends in its id, below the folder of the language.
    const folder = pathname.slice(0, pathname.indexOf(handbook.study.page, handbook.root.length));
    const address = `${location.origin === 'null' ? 'file://' : location.origin}${folder}${page ? `${page}/` : ''}${reviewIndex()}#${question}`;
    return { id, hash: '', page, title: handbookTexts.question, front: '', back: [], language: '', address };
  });
}

/** A question as its page has it; null where that cannot be had, undefined when it is no more. @param {ReviewCard} card */
async function reviewQuestion(card) {
  try {
    return await (location.protocol === 'file:' ? reviewDrawn(card) : reviewFetched(card));
  } catch (error) {
    return null; // without a network its page is linked to
  }
}

/** @param {ReviewCard} card */
async function reviewFetched({ id, address }) {
  const response = await fetch(address);
  if (!response.ok) return null;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  // A login page is not the page.
  if (!page.querySelector('article')) return null;
  const question = /** @type {HTMLElement | null} */ (page.getElementById(id.split('#')[1]));
  if (!question) return undefined;
  // What it is written in is said around it.
  question.lang = /** @type {HTMLElement} */ (question.closest('[lang]')).lang;
  for (const link of question.querySelectorAll('a')) link.href = new URL(String(link.getAttribute('href')), address).href;
  return document.adoptNode(question);
}

/** From the bank: a page opened from a folder can fetch no other page. @param {ReviewCard} card */
async function reviewDrawn({ id }) {
  await handbook.load('bank');
  const bank = await handbook.bank();
  const all = bank.parts.flatMap(({ questions }) => questions);
  const question = all.find(({ key }) => key === id);
  if (!question) return undefined;
  await bank.fetch([question]);
  if (!bank.has(question)) return null;
  return bank.draw(question, all.filter(({ page }) => page === question.page).indexOf(question) + 1, question.id);
}
