// @ts-check
// Notes are made and changed: from a selection, from the sheet of a heading, from the list below the text.
const { element, study } = handbook;

handbook.note = {
  open(opener, id) {
    const record = study.get('n', id);
    if (record) notingForm(opener, id, record);
  },
  async begin(opener, heading) {
    if (!(await notingReady())) return;
    const place = heading ? document.getElementById(heading) : null;
    const wording = place && place.matches('.quotation') ? notingQuotation(place) : null;
    notingForm(opener, notingId(), wording || { ...notingPage(), e: '', c: heading, h: notingWords(place) });
  },
};
handbook.bring('notes').then(notingBar, () => {}); // without it the page is still the page
