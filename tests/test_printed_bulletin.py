"""Issues of a bulletin on paper: drawn whole, on the right pages, with a code for every piece."""

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pikepdf
import pytest

from handbook.content.handbook import Content
from handbook.content.model import ISSUE_SIZES
from handbook.language.texts import Texts
from handbook.paper.book import OF, Article, Book
from handbook.paper.booklet import make_booklet
from handbook.paper.qr import QUIET, picture_of, qr_svg
from tests.articles import article, read_articles, with_text
from tests.conftest import BuiltSite
from tests.issues import (
    ISSUE,
    OWN_HTML,
    articles_of,
    issue_of,
    job_of,
    make,
    small_issue,
)
from tests.poppler import drawn
from tests.realbooks import EDITION, put
from tests.test_paper import elements


@dataclass(frozen=True)
class Made:
    """An issue with its PDF."""

    book: Book
    texts: tuple[str, ...]
    pdf: Path

    @property
    def pages(self) -> list[str]:
        return [" ".join(text.split()) for text in drawn(self.pdf)]


@pytest.fixture
def small(tmp_path: Path) -> Content:
    return small_issue(tmp_path)


@pytest.fixture
def articles(small: Content) -> dict[str, Article]:
    return articles_of(small)


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


def test_sheets_are_filled_to_the_last_side(real: Made, texts: Texts) -> None:
    """Four pages make a sheet; what is left of the last has lines to write on."""
    with pikepdf.open(real.pdf) as document:
        assert len(document.pages) % 4 == 0
    assert texts.get("vi", "paper.issue_writing") in [page for page in real.pages if page][-1]


@pytest.mark.parametrize("size", ISSUE_SIZES)
def test_pages_that_are_left_have_the_fillers_the_last_one_last(
    articles: dict[str, Article], small: Content, texts: Texts, size: str, tmp_path: Path
) -> None:
    """Of more than there is room for the last ones; lines to write on where there are fewer."""
    page, shown = issue_of(small), {}
    fillers = [(f"Câu trích thứ {at}.", f"Nguồn {at}") for at in range(9)]
    for count in (0, 1, 9):
        _, job = job_of(page, articles, texts, size, fillers=fillers[:count])
        made = make(job, tmp_path / str(count))
        shown[count] = [" ".join(text.split()) for text in drawn(made)[:-1]]
    assert len({len(pages) for pages in shown.values()}) == 1
    assert not any("Câu trích" in text for text in shown[0])
    writing = texts.get("vi", "paper.issue_writing")
    assert shown[0][-1].count(writing) == shown[1][-1].count(writing) + 1
    assert "Câu trích thứ 0." in shown[1][-1] and "Nguồn 0" in shown[1][-1]
    found = [int(at) for at in re.findall(r"Câu trích thứ (\d)", " ".join(shown[9]))]
    assert found == list(range(9))[-len(found) :] != []


def test_same_page_may_be_there_whole_and_in_part(
    tmp_path: Path, articles: dict[str, Article], texts: Texts
) -> None:
    twice = ISSUE.replace("tra-cuu#trich-dan", "chuyen-de/tim-sach#y-chinh")
    content = small_issue(tmp_path / "other", twice)
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


def test_a_bar_stays_with_its_first_piece(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path
) -> None:
    """Wherever on a page they come: the bar, the issue's own words, the head of the piece."""
    whole, line = articles["chuyen-de/tim-sach"], "<p>Một dòng.</p>"
    for count in range(0, 32, 2):
        longer = replace(whole, html=line * count + whole.html)
        found = {**articles, "chuyen-de/tim-sach": longer}
        _, job = job_of(issue_of(small), found, texts, "a5")
        pages = drawn(make(job, tmp_path / str(count)))
        own = [at for at, page in enumerate(pages) if "Lời của mục sau." in page]
        head = [at for at, page in enumerate(pages) if "phần “Trích dẫn”" in page]
        assert own[0] == head[-1], count


def test_no_page_is_said_of_a_key_on_the_same_page(
    small: Content, articles: dict[str, Article], texts: Texts, tmp_path: Path
) -> None:
    _, job = job_of(issue_of(small), articles, texts, "a4")
    word = texts.get("vi", "paper.answers_at")
    pages = [" ".join(page.split()) for page in drawn(make(job, tmp_path / "work"))]
    [asked] = [page for page in pages if "Nên làm gì trước?" in page]
    assert f"{word}." in asked and f"{word} (" not in asked


def test_questions_have_their_key_at_the_end(real: Made, texts: Texts) -> None:
    asked = "Gặp chuyện lời hứa, việc nào nên làm trước?"
    reason = "Nói sớm thì lời hứa còn nhỏ."
    # The key says again what was asked.
    [question, again] = [number for number, page in enumerate(real.pages) if asked in page]
    [answer] = [number for number, page in enumerate(real.pages) if reason in page]
    assert answer == again > question
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
        # Of every piece, and of every place that they refer to.
        pieces = sum(len(part.articles) for part in real.book.parts)
        codes = [text for text in real.texts if re.match(r"\d+\. .*https:", text)]
        assert pictures == pieces + len(codes) > pieces


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
