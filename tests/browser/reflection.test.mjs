// @ts-check
// The reflection paper: headings that can be replaced, notes and official wordings put in with where they stand; on paper, as
// words, for Word, as Markdown.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {test} from 'node:test';
import {PHONE, world} from './world.mjs';

const {visit} = await world();
const NOTES = 'tu-hoc/ghi-chep/';
const ASKED = 'Câu 1. Đồng chí tâm đắc điều gì & vì sao <3?';
const SOURCE = 'Kế hoạch 12-KH/KP, mục 2';
const RECORDS = {
  'n.bai-hoc/kiem-soat-quyen-luc#a1': {e: 'kiểm soát “quyền lực”', b: '', f: '', o: 3, c: 'y-chinh', s: `${SOURCE}.`, x: 'Điều tôi nhớ', l: 'vi', p: 'Kiểm soát quyền lực', u: 100},
  't.bai-hoc/kiem-soat-quyen-luc#tu-soi-tu-sua/967954': {a: 'Chuyện kho sách', q: 'Chuyện nào tôi còn né?', l: 'vi', p: 'Kiểm soát quyền lực', u: 102},
};
const folder = mkdtempSync(join(tmpdir(), 'reflection-'));
const OFFICE = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find(existsSync);

/** @typedef {import('./world.mjs').Page} Page */

/** A paper with a heading of those who convene, an official wording, own words. @param {Page} page */
async function write(page) {
  await page.locator('.reflection-form').waitFor();
  await page.evaluate((all) => Object.entries(all).forEach(([name, record]) => window.handbook.study.restore(name[0], name.slice(2), record)), RECORDS);
  await page.getByLabel('Tên phần 2').fill(ASKED);
  const part = page.getByRole('group', {name: 'Phần 2'});
  await part.locator('summary').click();
  await part.getByRole('button', {name: /^Chèn: “kiểm soát/}).click();
  await part.getByRole('button', {name: /^Chèn: Chuyện/}).click();
  await page.getByLabel('Kết luận', {exact: true}).fill('1. Tôi sẽ làm.\n\n- Ngay *tháng* này.');
}
const PUT = `“kiểm soát ‘quyền lực’” (${SOURCE}).\nĐiều tôi nhớ\nChuyện kho sách`;

/** @param {Page} page @param {string} name of the button */
async function saved(page, name) {
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', {name}).click()]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

test('headings are replaced, notes put in with their source, and all is there the next time', async (t) => {
  const page = await visit(t, NOTES, PHONE);
  await write(page);
  await page.reload();
  await page.getByLabel(ASKED, {exact: true}).waitFor();
  assert.equal(await page.getByLabel(ASKED, {exact: true}).inputValue(), PUT);
  await page.getByRole('button', {name: 'Thêm một phần'}).tap();
  await page.keyboard.type('Câu 5');
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', {name: 'Bỏ phần này: Mở đầu'}).tap();
  assert.deepEqual(await page.locator('.reflection input[type=text]').evaluateAll((all) => all.map((one) => /** @type {HTMLInputElement} */ (one).value)), [ASKED, 'Liên hệ bản thân', 'Kết luận', 'Câu 5']);
  assert.doesNotMatch(JSON.stringify(await page.evaluate(() => window.handbook.study.get('r', 'bai'))), /tên|đơn vị/i);
  await page.getByRole('button', {name: 'Viết lại từ đầu'}).tap();
  assert.equal(await page.getByLabel('Tên phần 1').inputValue(), 'Mở đầu');
});

test('two tabs: neither writes over what was written in the other, and the focus stays', async (t) => {
  const page = await visit(t, NOTES);
  await page.getByLabel('Mở đầu', {exact: true}).fill('Một');
  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel('Mở đầu', {exact: true}).fill('Một hai');
  await other.getByLabel('Kết luận', {exact: true}).fill('Hết');
  await page.waitForFunction(() => [.../** @type {NodeListOf<HTMLTextAreaElement>} */ (document.querySelectorAll('.reflection-form textarea'))].some(({value}) => value === 'Hết'));
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Mở đầu');
  await page.keyboard.press('End');
  await page.keyboard.type(' ba');
  const texts = await page.evaluate(() => /** @type {any} */ (window.handbook.study.get('r', 'bai')).s.map((/** @type {string[]} */ [, text]) => text));
  assert.deepEqual([texts[0].split(' ').sort(), texts[3]], [['Một', 'ba', 'hai'], 'Hết']);
});

for (const [name, spoil] of /** @type {[string, () => void][]} */ ([
  ['forbidden', () => Object.defineProperty(window, 'localStorage', {get: () => { throw new DOMException('', 'SecurityError'); }})],
  ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }; }],
])) {
  test(`storage that is ${name}: the paper is there as long as the page is open, and the reader is told once`, async (t) => {
    const page = await visit(t, NOTES);
    await page.addInitScript(spoil);
    await page.reload();
    await write(page);
    assert.equal(await page.getByText('Trình duyệt không lưu được').count(), 1);
    assert.match(readFileSync(await saved(page, 'Markdown'), 'utf8'), /Chuyện kho sách/);
  });
}

test('it is copied whole', async (t) => {
  const page = await visit(t, NOTES);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await write(page);
  await page.getByRole('button', {name: 'Chép cả bài'}).click();
  await page.locator('.reflection').getByText('Đã chép.').waitFor();
  const words = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(words.startsWith('Bài thu hoạch\n\nMở đầu\n\n'));
  assert.ok(words.includes(`${ASKED}\n\n${PUT}\n\nLiên hệ bản thân`));
});

test('as Markdown, in which no sign of the reader means anything', async (t) => {
  const page = await visit(t, NOTES);
  await write(page);
  const words = readFileSync(await saved(page, 'Tải tệp Markdown'), 'utf8');
  assert.ok(words.includes(`## Câu 1. Đồng chí tâm đắc điều gì & vì sao \\<3?\n\n“kiểm soát ‘quyền lực’” (${SOURCE}).\n\nĐiều tôi nhớ`));
  assert.ok(words.endsWith('## Kết luận\n\n1\\. Tôi sẽ làm.\n\n\\- Ngay \\*tháng\\* này.\n'));
});

test('as Markdown: what would be a rule, code, an empty item or an entity stays what was written; no empty heading', async (t) => {
  const page = await visit(t, NOTES);
  await page.locator('.reflection-form').waitFor();
  await page.getByLabel('Tên phần 1').fill('  ');
  await page.getByLabel('Tên phần 3').fill('--');
  await page.getByLabel('Nội dung tâm đắc', {exact: true}).fill('---\n    thụt vào & &lt;b&gt; &#169; R&D\n\tcũng thế\n-\n2.\n 3) ba\n--- gạch\n-5 độ');
  const words = readFileSync(await saved(page, 'Tải tệp Markdown'), 'utf8');
  assert.ok(words.startsWith('# Bài thu hoạch\n\n## '), words);
  assert.ok(words.includes('\n\n\\---\n\nthụt vào & &amp;lt;b&amp;gt; &\\#169; R&D\n\ncũng thế\n\n\\-\n\n2\\.\n\n3\\) ba\n\n--- gạch\n\n-5 độ\n\n## \\--\n\n'), words);
});

test('for Word: no empty heading, and a line is a paragraph', async (t) => {
  const page = await visit(t, NOTES);
  await page.locator('.reflection-form').waitFor();
  await page.getByLabel('Tên phần 1').fill('  ');
  const document = readFileSync(await saved(page, 'Tải tệp Word'), 'utf8');
  const said = [...document.matchAll(/<w:t [^>]*>([^<]*)</g)].map(([, text]) => text);
  assert.equal(said.length, 4);
  assert.deepEqual(said.filter((text) => !text.trim()), []);
});

test('for Word: a document that LibreOffice reads whole', {skip: !OFFICE && 'LibreOffice is not here'}, async (t) => {
  const page = await visit(t, NOTES);
  await write(page);
  const path = await saved(page, 'Tải tệp Word');
  execFileSync(String(OFFICE), [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'txt:Text (encoded):UTF8', '--outdir', folder, path]);
  const words = readFileSync(path.replace(/docx$/, 'txt'), 'utf8').replace(/^\ufeff/, '').trim().split(/\r?\n/);
  assert.deepEqual(words, ['Bài thu hoạch', 'Mở đầu', ASKED, ...PUT.split('\n'), 'Liên hệ bản thân', 'Kết luận', '1. Tôi sẽ làm.', '- Ngay *tháng* này.']);
});

test('on paper: the paper alone, as words', async (t) => {
  const page = await visit(t, NOTES);
  await page.addInitScript(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
    };
  });
  await page.reload();
  await write(page);
  await page.getByRole('button', {name: 'In bài'}).click();
  await page.emulateMedia({media: 'print'});
  const words = await page.locator('body').innerText();
  assert.ok(words.includes(ASKED) && words.includes('Chuyện kho sách'));
  assert.doesNotMatch(words, /Điều đã ghi|Tải tệp|Chèn/);
  await page.evaluate(() => dispatchEvent(new Event('afterprint')));
  assert.match(await page.locator('body').innerText(), /Điều đã ghi/);
});
