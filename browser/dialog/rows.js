// @ts-check
// The rows of an answer, as the list of a combobox: links that keep the focus in the field.

/** @typedef {{ctrlKey?: boolean, metaKey?: boolean, shiftKey?: boolean}} Keys */

/** How many pages are shown before "more"; how many at once, so that a slow phone is never held up. */
const BOX_PAGES = 20;
const BOX_FIRST = 5;
const BOX_STEP = 3;

/**
 * @param {string} base
 * @param {HTMLElement} field which says what row is selected
 * @param {HTMLElement} frame in which the rows scroll
 */
function boxRows(base, field, frame) {
  const element = handbook.element('div', { id: 'search-rows', role: 'listbox', 'aria-label': boxText('results') });
  /** @type {HTMLElement[]} */
  let rows = [];
  /** @type {HTMLElement | null} */
  let selected = null;
  /** @type {BoxGroup[]} */
  let groups = [];
  /** @type {Set<string>} addresses of pages all of whose sections are shown; "" for all pages */
  let opened = new Set();
  /** How many pages are made, and the timer for the next ones. */
  let made = 0;
  let timer = 0;

  // The focus stays in the field; links are links all the same.
  element.onmousedown = (event) => event.button || event.preventDefault();

  /** What came while a finger was on a row, which must not go from under it. @type {[BoxGroup[], boolean] | null} */
  let later = null;
  let isPressed = false;
  element.addEventListener('pointerdown', ({ button }) => button || (isPressed = true));
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => setTimeout(release));

  /** Behind the press that ends with the finger. */
  function release() {
    isPressed = false;
    if (later) show(...later);
  }

  /** @param {BoxGroup[]} found @param {boolean} fresh whether they answer another question than the rows before */
  function show(found, fresh) {
    if (isPressed) {
      later = [found, fresh || Boolean(later && later[1])];
      return;
    }
    later = null;
    groups = found;
    if (fresh) {
      opened = new Set();
      select(null);
      // Asked before anything changes, when it costs no layout.
      const scrolled = frame.scrollTop > 0;
      build(BOX_FIRST);
      if (scrolled) frame.scrollTop = 0;
    } else keepInPlace();
    field.setAttribute('aria-expanded', String(rows.length > 0));
  }

  /** @param {number} first how many pages at once */
  function build(first) {
    clearTimeout(timer);
    rows = [];
    made = 0;
    element.textContent = '';
    extend(first);
  }

  /** @param {number} count */
  function extend(count) {
    const limit = opened.has('') ? groups.length : Math.min(BOX_PAGES, groups.length);
    element.append(...groups.slice(made, Math.min(made + count, limit)).map(page));
    made = Math.min(made + count, limit);
    if (made < limit) timer = setTimeout(() => extend(BOX_STEP));
    else if (limit < groups.length) element.append(more('', boxText('pages_more', { count: groups.length - limit })));
  }

  /** Builds anew; the selected row, or what the reader has scrolled to, stays where it is. */
  function keepInPlace() {
    const held = selected || (frame.scrollTop ? rows.find((row) => topOf(row) > topOf(frame)) : null);
    const before = held && topOf(held);
    const wasSelected = selected;
    build(held ? groups.length : BOX_FIRST);
    const again = (held && rows.find((row) => row.dataset.row === held.dataset.row)) || null;
    select(wasSelected && again);
    if (again) frame.scrollTop += topOf(again) - Number(before);
  }

  /** @param {Element} at */
  function topOf(at) {
    return at.getBoundingClientRect().top;
  }

  /** @param {BoxGroup} group */
  function page(group) {
    const [first, ...others] = group.sections;
    const said = { lang: group.language, role: 'group', 'aria-label': boxPlain(group.title), class: 'search-page' };
    const box = handbook.element('div', said, pageRow(group, first));
    if (opened.has(group.url)) box.append(...others.map((section) => sectionRow(group, section)));
    else if (others.length) box.append(more(group.url, boxCount('places', others.length)));
    return box;
  }

  /** A page with the best section in it. @param {BoxGroup} group @param {BoxSection | undefined} section */
  function pageRow(group, section) {
    const { label, title, kind } = group;
    const where = [label ? '' : kind, ...group.path.filter((name) => name !== kind)].filter(Boolean);
    const row = section ? sectionRow(group, section) : link(group.url, '');
    // The page may be in another language than all that is said of it.
    row.lang = handbook.language;
    const name = handbook.element('bdi', { lang: group.language }, ...boxSpoken(title));
    row.prepend(part('search-title', label && `${label}. `, name), part('search-path', where.join(' › ')));
    return row;
  }

  /** @param {BoxGroup} group @param {BoxSection} section */
  function sectionRow(group, section) {
    const name = [section.kind, section.title].filter((text) => text && text !== group.title);
    const text = section.excerpt.map(([words, marked]) => (marked ? handbook.element('mark', {}, ...boxSpoken(words)) : words));
    const row = link(section.url, section.words);
    row.append(part('search-name-of', name.join(': ')), part('search-text', ...text));
    return row;
  }

  /** @param {string} name @param {(Node | string)[]} content */
  function part(name, ...content) {
    const parts = content.map((one) => (typeof one === 'string' ? boxSpoken(one) : [one]));
    return handbook.element('span', { class: name }, ...parts.flat());
  }

  /** @param {string} url below the root @param {string} words to mark there */
  function link(url, words) {
    const [path, anchor] = url.split('#');
    const file = location.protocol === 'file:' && /(^|\/)$/.test(path) ? 'index.html' : '';
    const query = words && `?h=${encodeURIComponent(words)}`;
    const href = base + path + file + query + (anchor ? `#${anchor}` : '');
    return row(handbook.element('a', { href, class: 'search-row' }), url);
  }

  /** @param {string} opens what of `opened` @param {string} text */
  function more(opens, text) {
    const made = row(handbook.element('div', { class: 'search-row search-more' }, text), `+${opens}`);
    made.onclick = () => {
      const number = rows.indexOf(made);
      opened.add(opens);
      keepInPlace();
      select(rows[number]);
    };
    return made;
  }

  /**
   * @template {HTMLElement} Row
   * @param {Row} made
   * @param {string} name by which it is found again
   */
  function row(made, name) {
    made.id = `search-row-${rows.push(made)}`;
    made.dataset.row = name;
    made.tabIndex = -1;
    made.setAttribute('role', 'option');
    made.setAttribute('aria-selected', 'false');
    return made;
  }

  /** @param {HTMLElement | null} made */
  function select(made) {
    if (selected) selected.setAttribute('aria-selected', 'false');
    selected = made;
    if (made) made.setAttribute('aria-selected', 'true');
    field.setAttribute('aria-activedescendant', made ? made.id : '');
  }

  /** To the next or previous row, from the last to the first. @param {number} step 1 or -1 */
  function move(step) {
    const from = selected ? rows.indexOf(selected) : step > 0 ? -1 : 0;
    const to = rows[(from + step + rows.length) % rows.length];
    select(to);
    to.scrollIntoView({ block: 'nearest' });
  }

  /** Opens the selected row, else the first, as a click with these keys held. @param {Keys} keys */
  function press({ ctrlKey, metaKey, shiftKey }) {
    const made = selected || rows[0];
    if (made) made.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
  }

  return { element, show, move, press, any: () => rows.length > 0 };
}
