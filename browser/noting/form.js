// @ts-check
// A note is written in a sheet over the page, and kept with each letter: a phone may go elsewhere at any moment.

/** @param {string} text @param {() => void} press */
const notingButton = (text, press) => handbook.button(text, press, { class: 'reading-button' });

/** Fetches what the sheet needs; where that cannot be had, the reader hears of it. */
async function notingReady() {
  try {
    await Promise.all([handbook.bring('notes'), handbook.bring('share', 'reading')]);
    return true;
  } catch (error) {
    study.say(handbook.texts.failed);
    return false;
  }
}

/** @param {HTMLElement} opener @param {string} id @param {StudyRecord} record as it is, or as it is to be */
async function notingForm(opener, id, record) {
  // A second press, while the first was waiting, opens no second sheet.
  if (!(await notingReady()) || document.querySelector('dialog[open]')) return;
  const isNew = !study.get('n', id);
  const field = element('textarea', { class: 'reading-address noting-words', rows: '5', 'aria-label': handbookTexts.words });
  field.value = record.x || '';
  const save = () => study.put('n', id, { ...record, ...study.get('n', id), x: field.value });
  field.oninput = save;
  // It may be written in another tab.
  study.watch('n', () => {
    const { x = field.value } = study.get('n', id) || {};
    if (field.value !== x) field.value = x;
  });
  const row = element('div', { class: 'reading-row reading-actions' });
  row.append(
    notingButton(handbookTexts.save, () => {
      if (isNew) save(); // else each letter was kept
      close();
      notingRemind();
    }),
  );
  if (!isNew) {
    row.append(
      notingButton(handbookTexts.remove, () => {
        // The sheet gives the focus back, and the way back in the history has to be gone, before there is an undo to look at.
        addEventListener('popstate', () => setTimeout(() => handbook.notes.remove(id)), { once: true });
        close();
      }),
    );
  }
  const about = element('p', { class: 'noting-about' }, record.e ? `“${record.v || record.e}”` : record.h || record.p || '');
  const close = handbook.sheet(opener, handbookTexts[record.e ? 'note_passage' : 'note_part'], [about, field, row]);
  field.focus();
}

/** How many notes and answers there are before the reader is reminded, and after how many seconds again. */
const [NOTING_MANY, NOTING_MONTH, NOTING_WEEK] = [20, 30 * 86400, 7 * 86400];

/** A browser may forget: who has much, and has not saved it for long, hears of it, once a week at most. */
function notingRemind() {
  const now = Date.now() / 1000;
  const { t = 0, r = 0 } = study.get('x', 'tep') || {};
  const count = study.all('n').size + study.all('t').size;
  if (count < NOTING_MANY || now - t < NOTING_MONTH || now - r < NOTING_WEEK) return;
  study.put('x', 'tep', { t, r: Math.round(now) });
  study.say(handbook.filled(handbookTexts.remind, { count }));
}
