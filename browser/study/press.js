// @ts-check
// What only a press loads: no page holds the names of these files before it can be read.

function studyPresses() {
  Object.assign(handbook.files, FILES);
  handbook.bring = (name, style = name) => Promise.all([handbook.load(`${style}.css`), handbook.load(name)]);
  handbook.inside = /; wv|Zalo|FBA/.test(navigator.userAgent);
  handbook.qr = (text) => handbook.load('qr').then(() => /** @type {any} */ (window).handbookQr(text));
}
