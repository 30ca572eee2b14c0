// @ts-check
// What stands in the box when there are no rows: the last searches, what to try, that loading failed.

/**
 * @param {ReturnType<typeof boxRecent>} recent
 * @param {string} letters address of the page of all entries by letter; may be empty
 * @param {string} keys where the browser stores that single keys do not open the box
 * @param {(query: string) => void} search
 */
function boxHelp(recent, letters, keys, search) {
  const element = handbook.element('div', { class: 'search-help' });

  /** @param {string} text */
  const line = (text) => handbook.element('p', {}, text);
  /** @param {string} name of its text */
  const head = (name) => handbook.element('h2', {}, boxText(name));
  /** @param {string} name of its text @param {() => void} press */
  const command = (name, press) => boxButton({ class: 'search-command' }, press, boxText(name));

  /**
   * @param {(Node | string)[]} lines
   * @param {boolean} lettered whether the way to the page by letter follows
   */
  function show(lines, lettered) {
    const link = handbook.element('a', { href: letters, class: 'search-command' }, boxText('letters'));
    boxFill(element, lettered && letters ? [...lines, link] : lines);
  }

  /** Before anything is typed. @param {boolean} remembered whether the browser lets searches be kept */
  function start(remembered) {
    const queries = recent.list();
    const last = [head('recent'), list(queries, forget), command('recent_clear', () => forget(''))];
    const lines = queries.length ? [handbook.element('section', {}, ...last)] : [line(boxText('hint'))];
    if (!remembered) lines.push(line(boxText('recent_off')));
    if (boxHasKeys()) lines.push(singleKeys());
    show(lines, true);
  }

  /** @param {string} query "" for all */
  function forget(query) {
    if (query) recent.remove(query);
    else recent.clear();
    start(true);
  }

  /** Searches to tap. @param {string[]} queries @param {(query: string) => void} [remove] */
  function list(queries, remove) {
    const lines = queries.map((query) => {
      const made = handbook.element('li', {}, boxButton({ class: 'search-query' }, () => search(query), query));
      if (remove) made.append(boxIcon('search-cross', boxText('recent_remove', { query }), () => remove(query)));
      return made;
    });
    return handbook.element('ul', { class: 'search-queries' }, ...lines);
  }

  /** Keys of one letter must be possible to switch off: speech input types them by mistake. */
  function singleKeys() {
    const tick = handbook.element('input', { type: 'checkbox' });
    tick.checked = handbook.stored((store) => store.getItem(keys)) !== 'off';
    tick.onchange = () => handbook.stored((store) => store.setItem(keys, tick.checked ? 'on' : 'off'));
    return handbook.element('label', { class: 'search-keys' }, tick, boxText('keys'));
  }

  /** @param {string} said @param {string[]} nearest */
  function nothing(said, nearest) {
    const advice = ['fewer', 'unmarked', 'short'].map((name) => handbook.element('li', {}, boxText(`advice_${name}`)));
    const near = nearest.length ? [head('nearest'), list(nearest)] : [];
    show([line(said), ...near, head('advice'), handbook.element('ul', {}, ...advice)], true);
  }

  /** @param {string} said @param {string} name of the button's text @param {() => void} press */
  function offer(said, name, press) {
    show([line(said), command(name, press)], false);
  }

  return { element, start, nothing, offer, hide: () => show([], false) };
}
