// @ts-check
// A question as a page prints it: macros/questions.py, from what handbook/publish/bank.py took out of the page.

/**
 * @typedef {[id: string, hash: string, right: string, text: string, choices: string[], reasons: string[], hint?: string, source?: string]} BankSaid HTML
 * @typedef {Record<string, any>} BankWords the groups quiz, quiz_levels, quiz_tasks of handbook/language/texts
 */

/** @param {number} place */
function bankLetter(place) {
  return String.fromCharCode(65 + place);
}

/** @param {string[]} items @param {string} tag @param {string} name */
function bankList(items, tag, name) {
  return `<${tag} class="${name}">${items.map((item) => `<li>${item}</li>`).join('')}</${tag.slice(0, 2)}>`;
}

/** @param {BankSaid} said @param {BankQuestion} question @param {BankWords} words @param {number} number @param {string} id */
function bankHtml([, hash, right, text, choices, reasons, hint, source], { kind, level }, words, number, id) {
  const open = kind === 'tu-luan';
  const told = `${kind === 'chon-mot' ? '' : ` data-kind="${kind}"`}${open ? '' : ` data-right="${right}"`} data-hash="${hash}"`;
  const name = `<strong>${handbook.filled(words.number, { number })}<small data-paper="off" data-search="off"> · ${words.quiz_levels[level]}</small>.</strong>`;
  const task = words.quiz_tasks[kind] ? ` <em>${words.quiz_tasks[kind]}</em>` : '';
  const of = `<span data-paper="off"> ${handbook.filled(words.hint_of, { number })}</span>`;
  return [
    `<div class="quiz" id="${id}"${told} role="group" aria-labelledby="${id}-hoi">`,
    `<p class="quiz-question" id="${id}-hoi">${name} ${text}${task}</p>`,
    choices.length ? bankList(choices, 'ol type="A"', 'quiz-choices') : '',
    hint ? `<details class="quiz-hint"><summary>${words.hint}${of}</summary><p>${hint}</p></details>` : '',
    `<details class="quiz-answer"><summary>${handbook.filled(open ? words.guidance : words.answer, { number })}</summary>`,
    open ? reasons.map((line) => `<p>${line}</p>`).join('') : bankReasons(kind, right, choices, reasons, words),
    source ? `<p>${source}</p>` : '',
    '</details></div>',
  ].join('');
}

/** The key, then why each choice is right or wrong. @param {string} kind @param {string} right @param {string[]} choices @param {string[]} reasons @param {BankWords} words */
function bankReasons(kind, right, choices, reasons, words) {
  const gap = kind === 'dien-tu';
  const order = kind === 'sap-xep';
  const letters = right.split('').join(', ') + (kind === 'dung-sai' ? `. ${choices[right.charCodeAt(0) - 65]}` : '');
  const key = gap ? `${words.right_filling} ${right.split('|').join('; ')}` : handbook.filled(order ? words.right_order : words.right_choice, { letters });
  const lines = reasons.map((reason, place) => {
    const letter = bankLetter(place);
    const head = order ? handbook.filled(words.place, { number: right.indexOf(letter) + 1 }) : right.includes(letter) ? words.right : words.wrong;
    return gap ? reason : `<strong>${head}.</strong> ${reason}`;
  });
  return `<p class="quiz-right">${key}</p>${bankList(lines, gap ? 'ul' : 'ol type="A"', 'quiz-reasons')}`;
}
