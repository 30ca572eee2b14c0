// @ts-check
// Buttons that leave only one kind of result, one pressed at a time.

/** @param {() => void} changed */
function boxKinds(changed) {
  const element = handbook.element('div', { role: 'group', 'aria-label': boxText('kinds'), class: 'search-kinds' });
  /** @type {BoxKind | null} */
  let chosen = null;

  /** @param {BoxKind[]} kinds of the answer */
  function show(kinds) {
    const gone = chosen && !kinds.some(isChosen) ? [Object.assign({}, chosen, { count: 0 })] : [];
    const focused = element.querySelector(':focus');
    const buttons = kinds.length + gone.length > 1 || chosen ? [null, ...gone, ...kinds].map(button) : [];
    boxFill(element, buttons);
    const again = focused && buttons.find((made) => made.value === focused.getAttribute('value'));
    if (again) again.focus();
  }

  /** @param {BoxKind | null} kind */
  function isChosen(kind) {
    return (kind && kind.id) === (chosen && chosen.id);
  }

  /** @param {BoxKind | null} kind null for all */
  function button(kind) {
    const name = kind ? `${kind.name} (${kind.count})` : boxText('every_kind');
    const attributes = { value: kind ? kind.id : '', class: 'search-kind', 'aria-pressed': String(isChosen(kind)) };
    return boxButton(attributes, () => choose(kind), handbook.element('span', {}, ...boxSpoken(name)));
  }

  /** @param {BoxKind | null} kind */
  function choose(kind) {
    chosen = kind;
    changed();
  }

  function clear() {
    chosen = null;
    show([]);
  }

  return { element, show, choose, clear, chosen: () => chosen };
}
