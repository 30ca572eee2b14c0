"""Issues of a bulletin: the texts in the place of their cards, drawn whole, on the right pages."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest

from handbook.content.handbook import Content
from handbook.content.model import ISSUE_SIZES, IssueSpec, Page
from handbook.language.dates import PartialDate
from handbook.language.texts import Texts, load_texts
from handbook.marks import CONNECTIONS_ID
from handbook.paper import bulletin, fonts, pdf
from handbook.paper.booklet import make_booklet
from handbook.paper.jobs import Job
from handbook.paper.model import OF, Article, Book, Edition
from handbook.paper.notes import NOTES
from handbook.paper.qr import QUIET, picture_of, qr_svg
from tests.articles import article, read_articles, small_handbook, with_text
from tests.conftest import BuiltSite
from tests.poppler import drawn
from tests.realbooks import put
from tests.test_paper import elements

EDITION = Edition("2026.11", 2026, 11, "https://so-tay.example/")
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


@dataclass(frozen=True)
class Made:
    """An issue with its PDF."""

    book: Book
    texts: tuple[str, ...]
    pdf: Path

    @property
    def pages(self) -> list[str]:
        return [" ".join(text.split()) for text in drawn(self.pdf)]


@pytest.fixture(scope="module")
def texts() -> Texts:
    return load_texts()


@pytest.fixture
def small(tmp_path: Path) -> Content:
    return small_handbook(tmp_path, {"to-tin.md": ISSUE})


@pytest.fixture
def articles(small: Content) -> dict[str, Article]:
    html = {
        "to-tin": OWN_HTML,
        "chuyen-de/tim-sach": FIND_HTML,
        "chuyen-de/doc-cham": SLOW_HTML,
        "tra-cuu": LOOK_HTML,
    }
    return {name: article(small, name, text) for name, text in html.items()}


def issue_of(content: Content) -> Page:
    [page] = [page for page in content.pages.values() if page.issue]
    return page


def job_of(
    page: Page, found: Mapping[str, Article], texts: Texts, size: str, edition: Edition = EDITION
) -> tuple[Book, Job]:
    book, ready = bulletin.issue_book(page, found, edition, texts)
    words = texts.group(page.language, "paper")
    files = bulletin.issue_files(page, book, ready, words)
    where = os.pathsep.join({str(path.parent) for path in fonts.find(fonts.SYSTEM).values()})
    assert page.issue
    form = bulletin.format_of(page.issue, size)
    options = {"format": form, "fonts": where, "page": words["page"]}
    return book, Job("a.pdf", "pdf", files, options, bulletin.issue_texts(book, ready))


def make(job: Job, folder: Path) -> Path:
    """The PDF of a job; that all its texts are drawn is checked while it is made."""
    put(job.files, folder)
    return pdf.make_pdf(job, folder)


@pytest.fixture(scope="module", params=ISSUE_SIZES)
def real(
    request: pytest.FixtureRequest,
    reader_site: BuiltSite,
    reader: Content,
    texts: Texts,
    tmp_path_factory: pytest.TempPathFactory,
) -> Made:
    """An issue with whole pages and passages, as a site has them, in each size."""
    page = issue_of(reader)
    found = read_articles(reader_site, reader, page.language)
    book, job = job_of(page, found, texts, request.param)
    return Made(book, job.texts, make(job, tmp_path_factory.mktemp("issue") / "work"))


def test_key_of_the_page_says_what_the_issue_is(small: Content) -> None:
    assert issue_of(small).issue == IssueSpec(
        number=3,
        month=PartialDate(2027, 1),
        masthead="Tờ tin phòng đọc",
        publisher="Nhóm trực thư viện",
        columns=2,
        sizes=("a4", "a5"),
    )


def test_only_the_largest_paper_has_columns(small: Content) -> None:
    spec = issue_of(small).issue
    assert spec
    assert bulletin.format_of(spec, "a4") == bulletin.IN_COLUMNS
    assert bulletin.format_of(spec, "a5") == "a5"
    assert bulletin.format_of(replace(spec, columns=1), "a4") == "a4"


def test_pieces_are_articles_in_the_order_of_the_issue(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    book, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    assert book.title == "Tờ tin phòng đọc. Số 3, tháng 1/2027"
    assert [(part.opening.id, [one.id for one in part.articles]) for part in book.parts] == [
        ("to-tin", ["chuyen-de/tim-sach", "chuyen-de/doc-cham@y-chinh"]),
        ("to-tin@muc-sau", ["tra-cuu@trich-dan"]),
    ]
    assert [one.id for one in book.articles] == list(ready)
    assert ready["chuyen-de/doc-cham@y-chinh"].article.label == (
        "Chuyên đề 2. Đọc chậm, phần “Ý chính”"
    )


def test_texts_take_the_place_of_their_cards(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    book, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    found = "\n".join(bulletin.issue_texts(book, ready))
    in_order = (
        "Lời mở đầu",
        "Ghi mã xếp giá",
        "Nội quy, điều 2",
        "Lời nối",
        "Đọc theo GMC",
        "Việc nhỏ",
        "Lời của mục sau",
        "Giữ yên lặng",
        "Lời khép lại",
    )
    places = [found.index(text) for text in in_order]
    assert places == sorted(places)
    for text in ("Thẻ", "không thuộc phần", "sau phần được lấy", "bảng giờ", "không cần in"):
        assert text not in found, text
    assert CONNECTIONS_ID in articles["chuyen-de/tim-sach"].html


def test_links_lead_inside_only_to_what_is_there_as_a_whole(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    _, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    links = [link for one in ready.values() for link in one.body.iter("a")]
    assert [(link.text, link.get("data-to"), link.get("href")) for link in links] == [
        ("Đọc chậm", None, "https://so-tay.example/chuyen-de/doc-cham/"),
        ("bài tìm sách", "chuyen-de/tim-sach#y-chinh", "../tim-sach/#y-chinh"),
        ("nơi tra cứu", None, "https://so-tay.example/tra-cuu/"),
    ]


def test_abbreviations_are_explained_in_every_piece_that_has_them(
    small: Content, articles: dict[str, Article], texts: Texts
) -> None:
    _, ready = bulletin.issue_book(issue_of(small), articles, EDITION, texts)
    notes = {name: one.body.find_class(NOTES) for name, one in ready.items()}
    said = {name: found[0].text for name, found in notes.items() if found}
    note = "Chú thích: GMC: giờ mở cửa."
    assert said == {"to-tin": note, "chuyen-de/doc-cham@y-chinh": note}


def test_same_page_may_be_there_whole_and_in_part(
    tmp_path: Path, articles: dict[str, Article], texts: Texts
) -> None:
    twice = ISSUE.replace("tra-cuu#trich-dan", "chuyen-de/tim-sach#y-chinh")
    content = small_handbook(tmp_path / "other", {"to-tin.md": twice})
    html = OWN_HTML.replace("tra-cuu#trich-dan", "chuyen-de/tim-sach#y-chinh")
    found = {**articles, "to-tin": article(content, "to-tin", html)}
    _, job = job_of(issue_of(content), found, texts, "a5")
    text = " ".join(drawn(make(job, tmp_path / "work")))
    assert text.count("Ghi mã xếp giá") == 2


@pytest.mark.parametrize("size", ISSUE_SIZES)
def test_no_word_crosses_the_edge_of_its_column(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path, size: str
) -> None:
    long = "<p>" + "Một đoạn văn đủ dài để sang cột bên cạnh và sang cả trang sau. " * 60 + "</p>"
    found = {**articles, "tra-cuu": with_text(articles["tra-cuu"], long)}
    _, job = job_of(issue_of(small), found, texts, size)
    words = list(boxes(make(job, tmp_path / "work")))
    assert len(words) > 900
    for page, width, left, right, word in words:
        assert left > 30 and right < width - 30, (page, word)
        # The head of the first page goes across both columns.
        if size == "a4" and page > 1:
            assert right < width / 2 or left > width / 2, (page, word)


def boxes(made: Path) -> Iterator[tuple[int, float, float, float, str]]:
    """Page, its width, left and right edge of every word below the running heads."""
    command = ["pdftotext", "-bbox", str(made), "-"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for number, page in enumerate(out.split("<page ")[1:], start=1):
        width = re.match(r'width="([\d.]+)"', page)
        assert width
        found = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)".*?>(.*?)<', page)
        for left, top, right, word in found:
            if float(top) > 50:
                yield number, float(width[1]), float(left), float(right), word


def test_wide_tables_are_cards_in_columns(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path
) -> None:
    pages = {}
    for size in ISSUE_SIZES:
        _, job = job_of(issue_of(small), articles, texts, size)
        pages[size] = " ".join(" ".join(drawn(make(job, tmp_path / size))).split())
    assert pages["a4"].count("Ghi chú: ") == 2
    assert pages["a5"].count("Ghi chú: ") == 0


def test_two_settings_are_the_same_to_the_byte(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path
) -> None:
    made = []
    for name in ("one", "two"):
        _, job = job_of(issue_of(small), articles, texts, "a4")
        made.append(make(job, tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_without_an_address_there_are_no_codes(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path
) -> None:
    unknown = replace(EDITION, address="")
    _, job = job_of(issue_of(small), articles, texts, "a4", unknown)
    assert not [name for name in job.files if name.endswith(".svg")]
    made = make(job, tmp_path / "work")
    assert not list(addresses(made))
    assert texts.get("vi", "paper.online") not in " ".join(drawn(made))


def addresses(made: Path) -> Iterator[str]:
    """Every address that a link of the document leads to."""
    with pikepdf.open(made) as document:
        for page in document.pages:
            for link in page.get("/Annots", []):
                if "/URI" in link.get("/A", {}):
                    yield str(link.A.URI)


def test_every_piece_has_its_code_and_its_address(real: Made) -> None:
    pieces = [one for part in real.book.parts for one in part.articles]
    assert {OF in one.id for one in pieces} == {True, False}
    found = list(addresses(real.pdf))
    printed = re.sub(r"\s", "", "".join(real.pages))
    for one in pieces:
        anchor = one.id.partition(OF)[2]
        address = f"{EDITION.address}{one.url}{'#' if anchor else ''}{anchor}"
        # The code itself, and the words below it.
        assert found.count(address) >= 2, address
        assert address in printed, address
        assert (real.pdf.parent / picture_of(one.id)).read_bytes() == qr_svg(address)


def test_contents_name_the_page_of_every_piece(real: Made, texts: Texts) -> None:
    titles = [one.title for part in real.book.parts for one in part.articles]
    titles += [part.opening.title for part in real.book.parts[1:]]
    titles.append(texts.get("vi", "paper.answers"))
    # Dots, and the sign that keeps the number on their line.
    opening = re.sub(r"[ .\u2060]{4,}", " … ", real.pages[0])
    for title in titles:
        listed = re.search(rf"{re.escape(title)} … (\d+)", opening)
        assert listed, title
        assert real.pages[int(listed[1]) - 1].count(title) >= (2 if listed[1] == "1" else 1), title


def test_first_page_says_which_issue_it_is(real: Made, texts: Texts) -> None:
    assert real.pages[0].startswith(real.book.title.replace(". ", " ", 1))
    assert texts.get("vi", "paper.notice") in real.pages[0]
    for page in real.pages[1:-1]:
        assert real.book.title in page


def test_publisher_is_named_where_there_is_one(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path
) -> None:
    book, job = job_of(issue_of(small), articles, texts, "a5")
    first = " ".join(drawn(make(job, tmp_path / "work"))[0].split())
    assert first.count("Nhóm trực thư viện") == 1
    assert book.notice.startswith("Nhóm trực thư viện. ")


def test_questions_have_their_key_at_the_end(real: Made, texts: Texts) -> None:
    asked = "Gặp chuyện lời hứa, việc nào nên làm trước?"
    reason = "Nói sớm thì lời hứa còn nhỏ."
    [question] = [number for number, page in enumerate(real.pages) if asked in page]
    [answer] = [number for number, page in enumerate(real.pages) if reason in page]
    assert answer > question
    word = texts.get("vi", "paper.answers_at")
    places = re.findall(
        rf"{word} \({re.escape(texts.get('vi', 'paper.page'))} (\d+)\)", "".join(real.pages)
    )
    assert places and int(places[0]) == answer + 1


def test_structure_is_what_screen_readers_need(real: Made) -> None:
    with pikepdf.open(real.pdf) as document:
        root = document.Root
        assert root.MarkInfo.Marked and root.Lang == "vi"
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == real.book.title
        level, pictures = 0, 0
        for element in elements(root.StructTreeRoot):
            name = str(element.S)
            if re.fullmatch(r"/H\d", name):
                assert int(name[2]) <= level + 1, name
                level = int(name[2])
            if name == "/Figure":
                assert EDITION.address in str(element.Alt)
                pictures += 1
        assert pictures == sum(len(part.articles) for part in real.book.parts)


def test_cards_of_the_site_lead_to_every_piece(reader_site: BuiltSite, reader: Content) -> None:
    page = issue_of(reader)
    document = reader_site.pages[f"{page.id}/index.html"]
    named = [
        tag.attributes["data-piece"] for tag in document.tags if "data-piece" in tag.attributes
    ]
    assert named == [call.arguments[0] for call in page.calls if call.name == "piece"]
    links = {tag.attributes.get("href") for tag in document.all("a")}
    for name in named:
        page_id, sign, anchor = name.partition("#")
        assert f"../../{page_id}/{sign}{anchor}" in links, name


def test_booklet_of_an_issue_opens_with_its_first_page(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path
) -> None:
    book, job = job_of(issue_of(small), articles, texts, "a5")
    put(job.files, tmp_path)
    sheets = make_booklet(job, tmp_path)
    with pikepdf.open(sheets) as document:
        middle = float(document.pages[0].mediabox[2]) / 2
        assert len(document.pages) % 2 == 0
    first = [left for page, _, left, _, word in boxes(sheets) if page == 1 and word == "Tờ"]
    assert first and min(first) > middle
    assert " ".join(drawn(sheets)[0].split()).count(book.subtitle) == 1


def test_code_is_always_the_same_and_has_its_margin() -> None:
    one, other = (qr_svg(f"https://so-tay.example/{name}/") for name in ("a", "b"))
    assert one == qr_svg("https://so-tay.example/a/") != other
    size = re.search(rb'width="(\d+)" height="(\d+)"', one)
    assert size and size[1] == size[2]
    # Version 2 at level M: 25 modules a side, and the margin on both.
    assert int(size[1]) == 25 + 2 * QUIET
    assert b'fill="white"' in one or b'fill="#fff"' in one
