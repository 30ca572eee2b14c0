// @ts-check
// What is loaded when a paper is begun, or has been.

const { element, study, filled } = handbook;

handbook.sitting = (exam) => {
  const { place, code } = exam;
  const record = study.get('e', code) || {};
  place.textContent = '';
  place.dataset.state = record.d ? 'after' : 'during';
  if (record.d) sittingAfter(exam, record);
  else sittingDuring(exam, record);
};

/** @param {string} name of a text @param {() => void} press @param {string} [kind] a class */
function sittingButton(name, press, kind = 'button') {
  return handbook.button(handbookTexts[name], press, { class: kind });
}
