// @ts-check
// Out of the page: by what the system offers, by copying, by hand.

/**
 * Copies a text; where that is refused it stands in the field, chosen, for the reader to copy.
 * @param {string} text @param {HTMLTextAreaElement} field @param {(text: string) => void} say
 */
function shareCopy(text, field, say) {
  const copied = () => say(handbookTexts.copied);
  const refused = () => {
    field.value = text;
    field.focus();
    field.setSelectionRange(0, text.length); // an iPhone does not select what cannot be written to
    // The older way, for a page that is not served over https.
    if (document.execCommand('copy')) copied();
    else say(handbookTexts.copy_yourself);
  };
  if (navigator.clipboard) navigator.clipboard.writeText(text).then(copied, refused);
  else refused();
}

/** Whether the page seems to be open inside another program: one that says so, or a phone that has nothing to send with. */
function shareInside() {
  const phone = matchMedia('(hover: none)').matches && !('share' in navigator);
  return phone || handbook.inside;
}

/** The address of a letter about a passage. @param {string} letter that of one about the page @param {string} whole */
function shareReport(letter, whole) {
  return /^mailto:/.test(letter) ? letter + encodeURIComponent(`${whole}\n\n`) : letter;
}

/** How long a browser may take to begin to print, in milliseconds. */
const SHARE_PRINTS = 1000;

/** Prints; says how else when the browser cannot. @param {() => void} cannot */
function sharePrint(cannot) {
  const timer = setTimeout(cannot, SHARE_PRINTS);
  addEventListener('beforeprint', () => clearTimeout(timer), { once: true });
  if ('print' in window) print();
}
