// @ts-check
const { element } = handbook;
{
  const place = /** @type {HTMLElement | null} */ (document.querySelector('.practice'));
  if (place) handbook.asking(place, (bank) => practiceBegin(bank, place));
}
