// @ts-check
// The search box: opening and closing, what is typed, keys. Its parts are the other files of this folder.

/** How long the number of results must stand before a screen reader says it, in milliseconds. */
const BOX_QUIET = 700;

/** The code of a key that an input method took: Safari sends the Enter that ends a word so, and no longer calls it composing. */
const BOX_COMPOSING = 229;

/** How long nothing is typed before the words are written into the history, in milliseconds: browsers refuse what comes too often. */
const BOX_WRITTEN = 300;

/**
 * @param {string} letters address of the page of all entries by letter; may be empty
 */
/** @type {any} */ (self).handbookSearchBox = function handbookSearchBox(
  /** @type {string} */ letters,
) {
  const { base, root, language, files } = handbook;
  const store = `${root}.search`;
  const field = boxField();
  const body = handbook.element('div', { class: 'search-body' });
  const meta = handbook.element('p', { class: 'search-meta' });
  const spoken = handbook.element('p', { role: 'status', class: 'search-spoken' });
  const clear = boxIcon('search-cross', boxText('clear'), () => type(''));
  const rows = boxRows(base, field, body);
  const kinds = boxKinds(ask);
  const recent = boxRecent(`${store}.recent.1`, language);
  const help = boxHelp(recent, letters, `${store}.keys`, type);
  const answers = boxAnswers(base + files.engine, language, answered, () => say([boxText('loading')]), failed);
  const dialog = makeDialog();
  /** @type {Element | null} */
  let opener = null;
  /** Whether the way back in the history is under way. */
  let leaving = false;
  /** Whether the browser lets searches be kept. */
  let remembered = handbook.stored((storage) => storage.length) !== null;
  /** The query that is not to be corrected. */
  let exact = '';
  /** The query for which the texts are searched too, although something has that very name. */
  let inText = '';
  /** Whether the reader is typing, so that more is likely to come. */
  let typing = false;
  /** Whether Enter was pressed before there was anything to open. */
  let entered = false;
  let frame = 0;
  let timer = 0;
  let writing = 0;
  /** Numbers of the question that was asked, and of the one whose rows are shown. */
  let asked = 0;
  let shown = 0;

  addEventListener('popstate', () => {
    leaving = false;
    if (boxEntry() === undefined) dialog.close();
  });
  // A page that was laid aside as it was comes back without an empty box.
  addEventListener('pageshow', ({ persisted }) => persisted && !field.value && dialog.close());

  function makeDialog() {
    const close = boxIcon('search-back', boxText('close'), () => dialog.close());
    const bar = handbook.element('div', { class: 'search-bar' }, close, field, clear);
    const inner = handbook.element('div', { class: 'search-inner', role: 'search' }, bar, kinds.element, body, spoken);
    const dialog = handbook.element('dialog', { class: 'search-box', 'aria-label': boxText('open') }, inner);
    body.append(meta, rows.element, help.element);
    // A finger that scrolls the results wants to see them: the keyboard goes.
    body.addEventListener('touchmove', () => field.blur(), { passive: true });
    field.oninput = (event) => typed(/^insert(Text|CompositionText)$|^delete/.test(/** @type {InputEvent} */ (event).inputType));
    rows.element.onclick = rows.element.onauxclick = chosen;
    dialog.onkeydown = key;
    dialog.onclose = closed;
    dialog.onmousedown = (event) => event.target === dialog && dialog.close();
    document.body.append(dialog);
    return dialog;
  }

  /**
   * Opens the box in an entry of the history of its own, so that the way back closes it.
   * @param {Element | null} from gets the focus back
   * @param {string} keyed what was typed meanwhile
   */
  function open(from, keyed) {
    if (dialog.open || leaving) return;
    const before = boxEntry();
    if (before === undefined) history.pushState({ handbookSearch: '' }, '');
    opener = from;
    // First, so that a phone need not style the page again that is behind the box.
    document.documentElement.classList.add('search-opened');
    dialog.showModal();
    type(keyed || before || field.value);
    if (!keyed) field.select();
    if (boxIsFast() && !asked) asked = answers.ask('', null);
  }

  /** By whatever: the entry of the history goes too. Browsers tell of it later, when it may be open again. */
  function closed() {
    if (dialog.open) return;
    document.documentElement.classList.remove('search-opened');
    leaving = boxEntry() !== undefined;
    if (leaving) history.back();
    if (opener instanceof HTMLElement) opener.focus({ preventScroll: true });
  }

  /** As if the reader had typed it. @param {string} query */
  function type(query) {
    field.value = query;
    field.focus();
    typed(false);
  }

  /** @param {boolean} byKeys more of which are likely to come */
  function typed(byKeys) {
    entered = false;
    typing = byKeys;
    clear.hidden = !field.value;
    frame = frame || requestAnimationFrame(ask);
    clearTimeout(writing);
    writing = setTimeout(write, BOX_WRITTEN);
  }

  /** For whoever comes back to this entry of the history, or loads it again. */
  function write() {
    if (dialog.open && boxEntry() !== undefined) history.replaceState({ handbookSearch: field.value }, '');
  }

  function ask() {
    frame = 0;
    if (field.value.trim()) {
      const kind = kinds.chosen();
      const { value } = field;
      asked = answers.ask(value, kind && kind.id, { exact: value === exact, text: value === inText, typing });
      typing = false;
      return;
    }
    answers.forget();
    kinds.clear();
    rows.show([], true);
    say([]);
    help.start(remembered);
  }

  /** @param {BoxAnswer} answer */
  function answered(answer) {
    const { groups, done } = answer;
    help.hide();
    kinds.show(answer.kinds);
    rows.show(groups, answer.id !== shown);
    shown = answer.id;
    if (groups.length) say(summary(answer));
    else nothing(answer);
    if (groups.length && answer.corrected) meta.append(boxButton({ class: 'search-command' }, refuse, boxText('uncorrected')));
    if (answer.more) meta.append(boxButton({ class: 'search-command' }, searchText, boxText('text_too')));
    if (entered && (done || groups.length)) enter({});
  }

  /** Searches once more for the very letters that were typed. */
  function refuse() {
    exact = field.value;
    ask();
  }

  /** Searches on for what has only been looked up by its name. */
  function searchText() {
    inText = field.value;
    ask();
    field.focus();
  }

  /** @param {BoxAnswer} answer */
  function summary({ total, groups, done, direct, corrected, unknown, more }) {
    const [first] = groups;
    const note = !done ? boxText('refining') : groups.length < total ? boxText('first', { count: groups.length }) : '';
    const lines = [boxCount('pages', total) + (note && ` – ${note}`)];
    if (direct && boxHasKeys()) lines.push(boxText('direct', { key: 'Enter', name: first.label || boxPlain(first.title) }));
    if (corrected) lines.unshift(boxText('corrected', { typed: field.value.trim(), used: corrected }));
    if (more === 'named') lines.push(boxText('named'));
    if (unknown.length) lines.unshift(boxText('unknown', { words: unknown.map((word) => `“${word}”`).join(', ') }));
    return lines;
  }

  /** @param {BoxAnswer} answer without rows */
  function nothing(answer) {
    const kind = kinds.chosen();
    const other = kind && answer.kinds.length;
    const said = other ? boxText('nothing_of_kind', { kind: boxPlain(kind.name) }) : boxText('nothing', { typed: field.value.trim() });
    say(answer.done ? [] : [boxText('loading')]);
    if (!answer.done) return;
    if (other) help.offer(said, 'every_kind', () => kinds.choose(null));
    else help.nothing(said, answer.nearest);
    announce(said);
  }

  /** @param {string} [error] where something was searched rows may be there */
  function failed(error) {
    const isNone = asked !== shown;
    if (isNone) rows.show([], true);
    say([]);
    const searched = error === 'parts' ? 'names_only' : error === 'kept' ? 'kept_only' : '';
    const found = searched && isNone ? `${boxText('nothing', { typed: field.value.trim() })} ` : '';
    const said = searched ? found + boxText(searched) : boxText('failed');
    help.offer(said, 'retry', ask);
    announce(said);
  }

  /** Shows lines above the rows. @param {string[]} lines */
  function say(lines) {
    boxFill(meta, lines.map((line) => handbook.element('span', {}, line)));
    announce(boxSentences(lines));
  }

  /** Tells a screen reader once it has stood for a while. @param {string} text */
  function announce(text) {
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = text), BOX_QUIET);
  }

  /** @param {KeyboardEvent} event */
  function key(event) {
    // Keys that mean something to the page must not reach it.
    event.stopPropagation();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (event.isComposing || event.keyCode === BOX_COMPOSING || event.altKey) return;
    if (step && rows.any()) {
      event.preventDefault();
      field.focus();
      rows.move(step);
    } else if (event.key === 'Enter' && event.target === field) {
      event.preventDefault();
      remember();
      enter(event);
    }
  }

  /** Opens a row; when none has come yet, the first that comes. @param {Keys} keys */
  function enter(keys) {
    entered = frame !== 0 || asked !== shown;
    typing = false;
    if (entered) answers.settle();
    else rows.press(keys);
  }

  function remember() {
    if (field.value.trim()) remembered = recent.add(field.value);
  }

  /** A row was clicked, whichever way. @param {MouseEvent} event */
  function chosen(event) {
    const row = /** @type {Element} */ (event.target).closest('a');
    if (!row || event.button > 1) return;
    remember();
    write();
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || row.href !== location.href) return;
    event.preventDefault(); // the reader is there already
    dialog.close();
  }

  return open;
};

function boxField() {
  const name = boxText('open');
  return handbook.element('input', {
    class: 'search-field',
    'aria-autocomplete': 'list',
    'aria-controls': 'search-rows',
    'aria-label': name,
    autocapitalize: 'off',
    autocomplete: 'off',
    autocorrect: 'off',
    enterkeyhint: 'go',
    maxlength: '200',
    placeholder: name,
    role: 'combobox',
    spellcheck: 'false',
  });
}

/** What was looked for in this entry of the history; undefined when it is not one of the open box. */
function boxEntry() {
  return (history.state || {}).handbookSearch;
}

/** Whether the index may be fetched before anything is typed. */
function boxIsFast() {
  const { effectiveType, saveData } = /** @type {any} */ (navigator).connection || {};
  return effectiveType === '4g' && !saveData;
}

/** Whether there is a keyboard to speak of. */
function boxHasKeys() {
  return matchMedia('(hover: hover) and (pointer: fine)').matches;
}
