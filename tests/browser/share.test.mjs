// @ts-check
// A passage goes to another program: by what the phone has, by copying, by hand; and a page to the printer.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {outside} from './inspect.mjs';
import {LESSON, PHONE, asset, holdsFocus, world} from './world.mjs';

const {visit, server} = await world();
const MAIL = 'bien-tap@phong-doc.example';
const WORDING = ['“kiểm soát quyền lực bằng việc có người làm, có người xem”', /^Kế hoạch 12-KH\/KP, mục 2/];

/** @typedef {import('./world.mjs').Page} Page */

/** @param {Page} page @param {string} name of the link or button */
async function press(page, name) {
  await page.getByRole('link', {name, exact: true}).or(page.getByRole('button', {name, exact: true})).click();
}

/** The sheet. @param {Page} page @param {string} name what it sends */
const sheet = (page, name) => page.getByRole('dialog', {name: `Gửi ${name}`});

/** What the text box holds, and what of it is chosen. @param {Page} page */
const shown = (page) => page.getByLabel('Chữ sẽ gửi').evaluate((/** @type {HTMLTextAreaElement} */ field) => ({
  text: field.value,
  chosen: field.value.slice(field.selectionStart, field.selectionEnd),
}));

/** A browser as it is inside another program: nothing to send with, nothing to copy with, nothing to print with. @param {Page} page */
async function bare(page) {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {value: undefined});
    document.execCommand = () => false;
    window.print = () => {};
  });
  await page.reload();
}

/** A phone that can send; what it was given is kept. @param {Page} page @param {string} [fails] the name of an error */
async function sending(page, fails = '') {
  await page.addInitScript((fails) => {
    navigator.share = (data) => {
      Object.assign(window, {sent: data});
      return fails ? Promise.reject(new DOMException('', fails)) : Promise.resolve();
    };
  }, fails);
  await page.reload();
}

/** @param {Page} page */
const sent = (page) => page.evaluate(() => /** @type {any} */ (window).sent);

/** @param {Page} page */
const copied = async (page) => {
  await page.getByRole('status').getByText('Đã chép.').waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
};

test('a part goes to another program in two presses', async (t) => {
  const page = await visit(t, `${LESSON}?h=x#y-chinh`, PHONE);
  await sending(page);
  await press(page, 'Gửi phần “Vận dụng”');
  await press(page, 'Gửi qua ứng dụng khác');
  await sheet(page, '“Vận dụng”').waitFor({state: 'detached'});
  const title = 'Vận dụng – Kiểm soát quyền lực';
  assert.deepEqual(await sent(page), {title, text: title, url: `${server.url}${LESSON}#van-dung`});
  assert.ok(page.url().endsWith('#y-chinh'), 'the reader stays');
});

test('an official wording goes with where it stands', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await sending(page);
  await press(page, 'Gửi câu trích này');
  await press(page, 'Gửi qua ứng dụng khác');
  await page.waitForFunction(() => 'sent' in window);
  const {text, url} = await sent(page);
  assert.equal(url, `${server.url}${LESSON}#trich-nhot-quyen-luc`);
  const [wording, source, ...more] = text.split('\n');
  assert.equal(wording, WORDING[0]);
  assert.match(source, /** @type {RegExp} */ (WORDING[1]));
  assert.deepEqual(more, []);
});

test('who turns back from sending is told nothing; what cannot be sent is copied', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await sending(page, 'AbortError');
  await press(page, 'Gửi trang này');
  await press(page, 'Gửi qua ứng dụng khác');
  await page.waitForFunction(() => 'sent' in window);
  assert.equal(await page.getByRole('status').innerText(), '');
  await sending(page, 'NotAllowedError');
  await press(page, 'Gửi trang này');
  await press(page, 'Gửi qua ứng dụng khác');
  assert.equal(await copied(page), `Kiểm soát quyền lực\n${server.url}${LESSON}`);
});

test('what is copied: the address, the name with it, the wording with its source', async (t) => {
  const page = await visit(t, `${LESSON}?h=x`, PHONE);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await press(page, 'Gửi phần “Vận dụng”');
  await press(page, 'Chép liên kết');
  const address = `${server.url}${LESSON}#van-dung`;
  assert.equal(await copied(page), address);
  await press(page, 'Đóng');
  await press(page, 'Gửi phần “Vận dụng”');
  await press(page, 'Chép tên và liên kết');
  assert.equal(await copied(page), `Vận dụng – Kiểm soát quyền lực\n${address}`);
  await press(page, 'Đóng');
  await press(page, 'Gửi câu trích này');
  await press(page, 'Chép câu trích và nguồn');
  const [wording, source, where] = (await copied(page)).split('\n');
  assert.equal(wording, WORDING[0]);
  assert.match(source, /** @type {RegExp} */ (WORDING[1]));
  assert.equal(where, `${server.url}${LESSON}#trich-nhot-quyen-luc`);
});

test('marks in a wording become single ones', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.locator('.quotation p').first().evaluate((block) => (block.textContent = 'nói “$&” cho rõ'));
  await press(page, 'Gửi câu trích này');
  assert.equal((await shown(page)).text.split('\n')[0], '“nói ‘$&’ cho rõ”');
});

test('inside another program nothing is dead: the text stands there, chosen, and how to get out', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await bare(page);
  await press(page, 'Gửi câu trích này');
  assert.equal(await page.getByRole('button', {name: 'Gửi qua ứng dụng khác'}).count(), 0);
  await sheet(page, 'câu trích này').getByText('Mở bằng trình duyệt').waitFor();
  await press(page, 'Chép câu trích và nguồn');
  await page.getByRole('status').getByText('Bấm giữ vào chữ đã chọn').waitFor();
  const {text, chosen} = await shown(page);
  assert.ok(text.startsWith(String(WORDING[0])));
  assert.equal(chosen, text);
  await press(page, 'Chép liên kết');
  assert.equal((await shown(page)).chosen, `${server.url}${LESSON}#trich-nhot-quyen-luc`);
});

test('a computer is not told of programs on phones', async (t) => {
  const page = await visit(t, LESSON);
  await press(page, 'Gửi trang này');
  await sheet(page, 'trang này').waitFor();
  assert.ok(!(await page.getByText('Mở bằng trình duyệt').count()));
});

test('the page is printed, and what is on paper has no row and no marks', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await page.addInitScript(() => {
    window.print = () => {
      dispatchEvent(new Event('beforeprint'));
      document.title = 'printed';
    };
  });
  await page.clock.install();
  await page.reload();
  await press(page, 'In trang này');
  await page.waitForFunction(() => document.title === 'printed');
  await page.clock.runFor(5000);
  assert.equal(await page.getByRole('dialog').count(), 0);
  await page.emulateMedia({media: 'print'});
  for (const mark of await page.locator('.share, .print').all()) assert.ok(!(await mark.isVisible()));
});

test('where nothing can be printed that is said, with the address to take to a browser', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await bare(page);
  await press(page, 'In trang này');
  await page.getByRole('status').getByText('ở đây không in được').waitFor();
  assert.equal((await shown(page)).text, `Kiểm soát quyền lực\n${server.url}${LESSON}`);
});

test('the papers for a meeting are sent and printed as every page is', async (t) => {
  const page = await visit(t, `${LESSON}buoi-hop/`, PHONE);
  await press(page, 'Gửi trang này');
  await sheet(page, 'trang này').waitFor();
  assert.match((await shown(page)).text, /^Buổi họp: .*\nhttp.*\/buoi-hop\/$/);
  await press(page, 'Đóng');
  await page.evaluate(() => (window.print = () => Object.assign(window, {printed: dispatchEvent(new Event('beforeprint'))})));
  await press(page, 'In trang này');
  await page.waitForFunction(() => 'printed' in window);
  await page.emulateMedia({media: 'print'});
  assert.ok(!(await page.locator('.act').isVisible()));
});

test('so it is for whatever is printed: a paper, with its address, and the record of what was read', async (t) => {
  const page = await visit(t, 'tu-hoc/thi-thu/?de=a_4_10', PHONE);
  await bare(page);
  await press(page, 'In đề');
  await page.getByRole('status').getByText('ở đây không in được').waitFor();
  assert.equal((await shown(page)).text, `Thi thử\n${server.url}tu-hoc/thi-thu/?de=a_4_10`);
  await page.goto(`${server.url}viec-hoc/`);
  await page.locator('.study-sum').waitFor();
  await page.evaluate(() => {
    for (const link of document.querySelectorAll('.study li > a')) handbook.study.put('p', handbook.study.pageOf(/** @type {HTMLAnchorElement} */ (link).pathname), {t: 1764000000});
  });
  await page.getByRole('button', {name: /^In tờ ghi nhận: /}).first().click();
  await page.getByRole('status').getByText('ở đây không in được').waitFor();
});

test('inside another program a file has its address besides, to take to a browser', async (t) => {
  const userAgent = 'Mozilla/5.0 (Linux; Android 9; Redmi 6A; wv) AppleWebKit/537.36 Chrome/79.0 Mobile Safari/537.36 Zalo android/12110575';
  const page = await visit(t, 'tai-ve/', {...PHONE, userAgent});
  const file = page.locator('a[download]').first();
  await page.evaluate(() => addEventListener('click', (event) => event.preventDefault())); // nothing comes
  const [name, address] = await file.evaluate((/** @type {HTMLAnchorElement} */ link) => [String(link.textContent).trim(), link.href]);
  await file.click();
  await sheet(page, `“${name}”`).getByText('Mở bằng trình duyệt').waitFor();
  assert.equal((await shown(page)).text, `${name} – Giữ trên máy\n${address}`);
});

test('in a browser a file is a file', async (t) => {
  const page = await visit(t, 'tai-ve/', PHONE);
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').first().click()]);
  await download.cancel();
  assert.equal(await page.getByRole('dialog').count(), 0);
});

test('a mistake is told in a letter that names the page, its edition and the part', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const letter = async () => new URL(String(await page.getByRole('link', {name: 'Báo chỗ sai'}).getAttribute('href')));
  const whole = await letter();
  assert.equal(whole.protocol + whole.pathname, `mailto:${MAIL}`);
  assert.equal(whole.searchParams.get('subject'), 'Báo chỗ sai: Kiểm soát quyền lực');
  assert.match(String(whole.searchParams.get('body')), /^Trang: bai-hoc\/kiem-soat-quyen-luc\.md\n/);
  await press(page, 'Gửi phần “Vận dụng”');
  await sheet(page, '“Vận dụng”').waitFor();
  const part = new URL(String(await page.locator('dialog .reading-button[href]').getAttribute('href')));
  assert.match(String(part.searchParams.get('body')), /^Trang: .*\n(.*\n)*Vận dụng – Kiểm soát quyền lực\nhttp.*#van-dung\n/);
});

test('with keys alone, and the focus comes back', async (t) => {
  const page = await visit(t, LESSON);
  const mark = page.getByRole('link', {name: 'Gửi phần “Ý chính”'});
  await mark.focus();
  await page.keyboard.press('Enter');
  await sheet(page, '“Ý chính”').waitFor();
  await page.keyboard.press('s');
  assert.equal(await page.locator('.search-box').count(), 0);
  await page.keyboard.press('Escape');
  await sheet(page, '“Ý chính”').waitFor({state: 'detached'});
  await holdsFocus(mark);
});

test('the title of the sheet keeps clear of what closes it', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await press(page, 'Gửi trang này');
  const box = sheet(page, 'trang này');
  const end = await box.getByRole('heading').evaluate((title) => title.getBoundingClientRect().right - parseFloat(getComputedStyle(title).paddingRight));
  const {x = 0} = await box.getByRole('button', {name: 'Đóng'}).boundingBox() || {};
  assert.ok(end <= x, `${end} ${x}`);
});

test('back closes the sheet, and closing leaves nothing to go back through', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  await press(page, 'Gửi trang này');
  await sheet(page, 'trang này').waitFor();
  await page.goBack();
  await sheet(page, 'trang này').waitFor({state: 'detached'});
  for (let time = 0; time < 2; time++) {
    await press(page, 'Gửi trang này');
    await press(page, 'Đóng');
    await page.waitForFunction(() => !history.state);
  }
  await page.goBack();
  await page.waitForURL('about:blank');
});

test('without scripts a mark is a link to where it stands, and no button is there that does nothing', async (t) => {
  const page = await visit(t, LESSON, {...PHONE, javaScriptEnabled: false});
  await press(page, 'Gửi câu trích này');
  await page.waitForURL(/#trich-nhot-quyen-luc$/);
  await press(page, 'Gửi phần “Vận dụng”');
  await page.waitForURL(/#van-dung$/);
  assert.ok(!(await page.getByRole('button', {name: 'In trang này'}).count()));
});

test('when the sheet cannot be loaded the link is a link', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  server.broken.add(asset('share.vi.js'));
  t.after(() => server.broken.clear());
  await press(page, 'Gửi phần “Vận dụng”');
  await page.waitForURL(/#van-dung$/);
  server.broken.clear();
  await press(page, 'Gửi phần “Vận dụng”');
  await sheet(page, '“Vận dụng”').waitFor();
});

test('a heading has its own name and height, and the mark beside it is large enough', async (t) => {
  const page = await visit(t, LESSON, PHONE);
  const heading = page.getByRole('heading', {name: 'Ý chính', exact: true});
  const mark = page.getByRole('link', {name: 'Gửi phần “Ý chính”'});
  const [text, box] = [await heading.boundingBox(), await mark.boundingBox()];
  assert.ok(text && box && box.width >= 44 && box.height >= 44);
  assert.ok(box.y < text.y + text.height && box.y + box.height > text.y + text.height / 2, 'on the line of the heading');
  const height = () => heading.evaluate((element) => element.getBoundingClientRect().height);
  const before = await height();
  await mark.evaluate((link) => link.remove());
  assert.equal(await height(), before);
});

for (const path of ['', 'en/']) {
  test(`in both languages the marks speak that of the text: ${path || 'vi'}`, async (t) => {
    const page = await visit(t, `${path}${LESSON}`, {viewport: {width: 320, height: 568}});
    await page.evaluate(() => (document.documentElement.dataset.size = '5'));
    assert.deepEqual(await outside(page), []);
    const language = await page.locator('.handbook-text').getAttribute('lang');
    const names = await page.locator('.share[aria-label]').evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')));
    const start = language === 'vi' ? /^Gửi / : /^Share /;
    assert.ok(names.length > 3 && names.every((name) => start.test(String(name))), String(names));
    await page.locator('.act .share').click();
    await page.getByRole('dialog', {name: path ? 'Share this page' : 'Gửi trang này'}).waitFor();
    assert.deepEqual(await outside(page), []);
  });
}
