"""A small issue of a bulletin, and how issues are made, for the tests of both."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.texts import Texts
from handbook.paper import bulletin, fonts, pdf
from handbook.paper.book import Article, Book, Edition
from handbook.paper.jobs import Job
from tests.articles import article, small_handbook
from tests.realbooks import EDITION, put

ISSUE = """---
title: Tờ tin phòng đọc, số 3
summary: Ba bài cho người mới đến.
issue:
  number: 3
  month: 1/2027
  masthead: Tờ tin phòng đọc
  publisher: Nhóm trực thư viện
---

Lời mở đầu của số này.

{{ piece("chuyen-de/tim-sach") }}

Lời nối sang bài sau.

{{ piece("chuyen-de/doc-cham#y-chinh") }}

## Mục sau {#muc-sau}

Lời của mục sau.

{{ piece("tra-cuu#trich-dan") }}

Lời khép lại.
"""
CARD = '<div class="piece" data-piece="{name}"><p><a href="./">Thẻ</a></p><p>Thẻ tóm tắt</p></div>'
OWN_HTML = f"""<p>Lời mở đầu của số này, theo <abbr class="first" title="giờ mở cửa">GMC</abbr>.</p>
{CARD.format(name="chuyen-de/tim-sach")}
<p>Lời nối sang bài sau.</p>
{CARD.format(name="chuyen-de/doc-cham#y-chinh")}
<h2 id="muc-sau">Mục sau</h2>
<p>Lời của mục sau.</p>
{CARD.format(name="tra-cuu#trich-dan")}
<p>Lời khép lại.</p>
<h2 id="nguon">Nguồn</h2><p>Trang này dựa vào:</p><ul><li>Nội quy của tờ tin</li></ul>"""
FIND_HTML = """<h2 id="y-chinh">Ý chính</h2>
<ul><li>Ghi mã xếp giá, xem <a href="../doc-cham/">Đọc chậm</a>.</li></ul>
<div class="quiz" id="cau-1"><p class="quiz-question" id="cau-1-hoi">Nên làm gì trước?</p>
<ol type="A" class="quiz-choices"><li>Xem lại mã</li><li>Hỏi mượn</li></ol>
<details class="quiz-answer"><summary>Xem đáp án</summary><p class="quiz-right">Đáp án: A</p>
<ol type="A"><li>Sai một chữ là sang dãy khác.</li><li>Chưa chắc.</li></ol></details></div>
<h2 id="lien-he">Liên hệ với</h2><ul><li>Bài thứ không cần in</li></ul>
<h2 id="nguon">Nguồn</h2><p>Trang này dựa vào:</p><ul><li>Nội quy, điều 2</li></ul>"""
SLOW_HTML = """<p>Đoạn không thuộc phần được lấy.</p>
<h2 id="y-chinh">Ý chính</h2><p>Đọc theo <abbr title="giờ mở cửa">GMC</abbr>, xem
<a href="../tim-sach/#y-chinh">bài tìm sách</a> và <a href="../../tra-cuu/">nơi tra cứu</a>.</p>
<h3 id="nho">Việc nhỏ</h3><p>Gấp sách rồi kể lại.</p>
<h2 id="het">Hết</h2><p>Đoạn sau phần được lấy.</p>"""
LOOK_HTML = """<h2 id="cac-buoi">Các buổi</h2><p>Đoạn bảng giờ.</p>
<h2 id="trich-dan">Trích dẫn</h2>
<table><thead><tr><th>Câu</th><th>Nguồn của câu</th><th>Ghi chú</th></tr></thead><tbody>
<tr><td>Giữ yên lặng</td><td>Nội quy, điều thứ nhất</td><td>Còn hiệu lực</td></tr>
<tr><td>Mượn ba cuốn</td><td>Nội quy, điều thứ hai</td><td>Đã đính chính</td></tr>
</tbody></table>"""


def small_issue(folder: Path, issue: str = ISSUE) -> Content:
    """The sound handbook with an issue."""
    return small_handbook(folder, {"to-tin.md": issue})


def articles_of(small: Content) -> dict[str, Article]:
    """The issue and what it takes from, as pages have them."""
    html = {
        "to-tin": OWN_HTML,
        "chuyen-de/tim-sach": FIND_HTML,
        "chuyen-de/doc-cham": SLOW_HTML,
        "tra-cuu": LOOK_HTML,
    }
    return {name: article(small, name, text) for name, text in html.items()}


def issue_of(content: Content) -> Page:
    """The page of the only issue."""
    [page] = [page for page in content.pages.values() if page.issue]
    return page


def job_of(
    page: Page,
    found: Mapping[str, Article],
    texts: Texts,
    size: str,
    edition: Edition = EDITION,
    *,
    fillers: Sequence[tuple[str, str]] = (),
) -> tuple[Book, Job]:
    """An issue and what makes its PDF in a size."""
    book, ready = bulletin.issue_book(page, found, edition, texts)
    words = texts.group(page.language, "paper")
    files = bulletin.issue_files(page, book, ready, words, fillers)
    where = os.pathsep.join({str(path.parent) for path in fonts.find(fonts.SYSTEM).values()})
    assert page.issue
    form = bulletin.format_of(page.issue, size)
    options = {"format": form, "fonts": where, "page": words["page"]}
    return book, Job("a.pdf", "pdf", files, options, bulletin.issue_texts(book, ready))


def make(job: Job, folder: Path) -> Path:
    """The PDF of a job; that all its texts are drawn is checked while it is made."""
    put(job.files, folder)
    return pdf.make_pdf(job, folder)
