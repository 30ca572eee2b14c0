// @ts-check
// What can be done with the page: print it, copy its address.

/** @param {(text: string) => void} say @param {(address: string) => void} showAddress for the reader to copy himself */
function readingCopy(say, showAddress) {
  const address = location.href.replace(/[?#].*/, '');
  const copied = () => say(handbookTexts.copied);
  const refused = () => {
    showAddress(address);
    // The older way, for a page that is not served over https.
    if (document.execCommand('copy')) copied();
    else say(handbookTexts.copy_yourself);
  };
  if (navigator.clipboard) navigator.clipboard.writeText(address).then(copied, refused);
  else refused();
}

/** Forgets every stop that browser/resume keeps. @param {string} key of this panel, beside theirs */
function readingForget(key) {
  handbook.stored((storage) => storage.removeItem(key.replace(/reading$/, 'places')));
}
