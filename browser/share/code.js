// @ts-check
// The address as a code on the screen, which others take with the cameras of their phones.

/** In place of what the sheet offered. @param {HTMLElement} sheet @param {Passage} passage @param {(text: string) => void} say */
function shareCode(sheet, { title, address }, say) {
  if (!handbook.qr) return;
  handbook.qr(address).then(
    (code) => {
      code.setAttribute('aria-label', handbookTexts.qr_name);
      const figure = handbook.element('figure', { class: 'share-code', tabindex: '-1' });
      figure.append(code, handbook.element('p', {}, address));
      const [heading, close, ...offered] = sheet.children;
      heading.textContent = title;
      for (const one of offered) one.remove();
      sheet.classList.add('share-wide');
      sheet.append(figure);
      figure.focus();
    },
    () => say(handbookTexts.qr_failed),
  );
}
