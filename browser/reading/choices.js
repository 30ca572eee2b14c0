// @ts-check
// What can be chosen. The usual of each kind is "": then nothing is set, and the system or the style sheet decides.

const READING_SCHEMES = ['', 'light', 'dark', 'sepia', 'contrast'];
const READING_LINES = ['0', '', '2'];
/** In percent, as overrides/assets/stylesheets/reader.css has them. */
const READING_SIZES = [90, 100, 115, 130, 145, 160];
const READING_USUAL_SIZE = 1;

/**
 * Names of which one is chosen.
 * @param {ReadingSettings} settings
 * @param {'scheme' | 'lines'} name
 * @param {string[]} values
 */
function readingNames(settings, name, values) {
  const fields = values.map((value) => {
    const field = handbook.element('input', { type: 'radio', name: `reading-${name}`, value });
    field.onchange = () => settings.choose(name, value);
    return field;
  });
  const labels = fields.map((field) => {
    const text = handbookTexts[`${name}_${field.value || 'usual'}`];
    return handbook.element('label', { class: 'reading-choice' }, field, handbook.element('span', {}, text));
  });
  const show = () => fields.forEach((field) => (field.checked = field.value === settings.chosen(name)));
  return { element: readingGroup(handbookTexts[name], ...labels), show };
}

/** Smaller and larger, and how large it is. @param {ReadingSettings} settings */
function readingSize(settings) {
  const size = () => Number(settings.chosen('size') || READING_USUAL_SIZE);
  const shown = handbook.element('output', {});
  const smaller = readingButton(handbookTexts.smaller, () => step(-1));
  const larger = readingButton(handbookTexts.larger, () => step(1));

  /** @param {number} by */
  function step(by) {
    const wanted = size() + by;
    if (!READING_SIZES[wanted]) return;
    settings.choose('size', wanted === READING_USUAL_SIZE ? '' : String(wanted));
    show();
  }

  function show() {
    shown.textContent = `${READING_SIZES[size()]}%`;
    // Not disabled: the focus stays on the button.
    smaller.setAttribute('aria-disabled', String(!READING_SIZES[size() - 1]));
    larger.setAttribute('aria-disabled', String(!READING_SIZES[size() + 1]));
  }

  return { element: readingGroup(handbookTexts.size, smaller, shown, larger), show };
}
