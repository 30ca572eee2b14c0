// @ts-check
// Shows the pages of a package one at a time, and keeps how far the learner is.

class Player {
  constructor() {
    this.platform = platform();
    /** @type {HTMLElement[]} */
    this.pages = [...document.querySelectorAll('section')];
    /** @type {HTMLFormElement[]} */
    this.forms = [...document.querySelectorAll('form')];
    /** Answers by the ids of their questions. @type {Map<string, string>} */
    this.answers = new Map();
    /** Pages that have been shown. @type {Set<string>} */
    this.seen = new Set();
    this.now = '';
    this.select = document.createElement('select');
    this.state = document.createElement('p');
    /** @type {HTMLButtonElement[]} */
    this.steps = [-1, 1].map((step) => this.button(step));
  }

  start() {
    this.restore(this.platform.read());
    this.draw();
    for (const form of this.forms) {
      form.addEventListener('submit', (event) => {
        event.preventDefault();
        this.press(form);
      });
    }
    addEventListener('hashchange', () => this.show(location.hash.slice(3), true));
    // The address may name a place within a page, which says nothing of the page.
    const first = [location.hash.slice(3), this.now].find((name) => this.pages.some((page) => page.dataset.page === name));
    this.show(first || this.pages[0].dataset.page || '', false);
  }

  draw() {
    const bar = document.createElement('nav');
    bar.setAttribute('aria-label', handbookTexts.pages);
    this.select.setAttribute('aria-label', handbookTexts.pages);
    for (const page of this.pages) this.select.add(new Option(this.title(page), page.dataset.page));
    this.select.addEventListener('change', () => this.show(this.select.value, false));
    bar.append(this.steps[0], this.select, this.steps[1]);
    this.state.className = 'state';
    this.state.setAttribute('role', 'status');
    document.body.prepend(bar, this.state);
  }

  /** @param {number} step */
  button(step) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = step < 0 ? handbookTexts.previous : handbookTexts.next;
    button.addEventListener('click', () => {
      const next = this.pages[this.place() + step];
      if (next) this.show(next.dataset.page || '', true);
    });
    return button;
  }

  /** @param {HTMLElement} page */
  title(page) {
    return /** @type {HTMLElement} */ (page.querySelector('h1')).textContent || '';
  }

  place() {
    return this.pages.findIndex((page) => page.dataset.page === this.now);
  }

  /** @param {string} name @param {boolean} isMoved whether the focus goes to the page */
  show(name, isMoved) {
    if (!this.pages.some((page) => page.dataset.page === name)) return;
    this.now = name;
    this.seen.add(name);
    for (const page of this.pages) page.hidden = page.dataset.page !== name;
    const at = this.place();
    this.select.selectedIndex = at;
    this.steps[0].disabled = at === 0;
    this.steps[1].disabled = at === this.pages.length - 1;
    if (isMoved) {
      scrollTo(0, 0);
      /** @type {HTMLElement} */ (this.pages[at].querySelector('h1')).focus();
    }
    this.tell();
  }

  /** Looks at an answer, or takes it away again. @param {HTMLFormElement} form */
  press(form) {
    const id = form.dataset.id || '', verdict = /** @type {HTMLElement} */ (form.querySelector('.verdict'));
    if (this.answers.has(id)) {
      this.answers.delete(id);
      settle(form, '');
      form.reset();
      const first = fields(form)[0] || form.querySelector('button');
      first.focus();
    } else if (!isAnswered(form)) {
      verdict.textContent = form.dataset.kind === ORDER ? handbookTexts.all_places : handbookTexts.nothing;
      return;
    } else {
      this.answers.set(id, answerOf(form));
      settle(form, answerOf(form));
      verdict.focus();
    }
    this.tell();
  }

  /** @param {HTMLFormElement} form */
  answer(form) {
    return this.answers.get(form.dataset.id || '') || '';
  }

  tell() {
    const scored = this.forms.filter(isScored);
    const right = scored.filter((form) => isRight(form, this.answer(form))).length;
    const done = this.forms.filter((form) => this.answer(form)).length;
    const isComplete = this.seen.size === this.pages.length && done === this.forms.length;
    const lines = [
      handbookTexts.far.replace('{seen}', String(this.seen.size)).replace('{pages}', String(this.pages.length)),
      handbookTexts.answered.replace('{done}', String(done)).replace('{questions}', String(this.forms.length)),
    ];
    if (!this.platform.isThere) lines.push(handbookTexts.alone);
    this.state.textContent = lines.join(' ');
    this.platform.tell(this.kept(), this.now, scored.length ? right / scored.length : 1, isComplete);
  }

  /** What it takes to go on later: short, because a platform of SCORM 1.2 keeps 4096 signs. */
  kept() {
    const answers = [...this.answers].map(([id, answer]) => `${id}${answer}`);
    return ['1', this.now, [...this.seen].join(','), answers.join(',')].join(';');
  }

  /** @param {string} text */
  restore(text) {
    const [version, now, seen, answers] = text.split(';');
    if (version !== '1') return;
    this.now = now || '';
    for (const name of (seen || '').split(',')) if (this.pages.some((page) => page.dataset.page === name)) this.seen.add(name);
    const known = new Map((answers || '').split(',').map((one) => [one.slice(0, 6), one.slice(6)]));
    for (const form of this.forms) {
      const answer = known.get(form.dataset.id || '');
      if (!answer) continue;
      this.answers.set(form.dataset.id || '', answer);
      fill(form, answer);
      settle(form, answer);
    }
  }
}

addEventListener('DOMContentLoaded', () => new Player().start());
