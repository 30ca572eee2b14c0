// @ts-check
// The text is read aloud (browser/aloud/) where there is a voice for it; where there is none, nothing is offered.

/** A voice of the device itself: others are sent the text. Phones write vi-VN as vi_VN, vie or vie-VNM. @param {string} language */
function studyVoice(language) {
  const wanted = RegExp(`^(${language}|${CODES[language]})(?![a-z])`, 'i');
  return speechSynthesis.getVoices().find(({ localService, lang }) => localService && wanted.test(lang));
}

function studyAloud() {
  const [text, row] = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('.handbook-text, .act'));
  if (!row || !('speechSynthesis' in window)) return;
  const failed = () => alert(handbook.texts.failed);
  const speak = () => handbook.bring('aloud', 'reading').then(() => handbook.aloud && handbook.aloud(), failed);
  const button = studyButton(handbookTexts.aloud, speak, { class: 'aloud' });
  handbook.voice = studyVoice;
  let isOffered = false;
  const look = () => {
    button.hidden = !studyVoice(text.lang);
    if (isOffered || button.hidden) return;
    isOffered = true;
    handbook.below(row, () => row.insertBefore(button, row.querySelector('.print')));
  };
  speechSynthesis.onvoiceschanged = look; // some devices find their voices late
  look();
}
