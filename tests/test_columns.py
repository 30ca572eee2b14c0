"""The two columns of a page that ends a text, as poppler sees them in the handbook's own book."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from handbook.content.handbook import Content
from handbook.language.texts import load_texts
from handbook.paper import fonts
from handbook.paper.columns import widths
from handbook.paper.pdf import make_pdf
from handbook.paper.press import document_of, options_of
from tests.poppler import drawn
from tests.realbooks import job, put, real_books
from tests.test_paper import outline

# In points: the least height of a word of the text, more than that of notes and of the small print
# that closes an entry; where the running head ends, how high the foot of a page is; how much of a
# page is margin more on its inner side, and half of what is between the columns.
TEXT, HEAD, FOOT, INNER, GUTTER = 9.0, 50.0, 44.0, 17.0, 11.0
# What of no such item stays together: a heading and a paragraph below it, an answer of the key.
KEPT = 110.0
SOURCES = "Nguồn và ghi chú biên tập"
EDGES = ("xMin", "yMin", "xMax", "yMax")
# A question, a point to talk about.
ITEM = re.compile(r"(\S+ )?\d+\.")


@dataclass(frozen=True)
class Word:
    left: float
    top: float
    right: float
    bottom: float
    text: str


def words_of(pdf: Path, page: int) -> tuple[float, list[Word]]:
    """The middle between the columns of a page, and the words of its text."""
    command = ["pdftotext", "-bbox", "-f", str(page), "-l", str(page), str(pdf), "-"]
    read = subprocess.run(command, capture_output=True, check=True).stdout
    [sheet] = etree.fromstring(read, etree.XMLParser(recover=True)).iter("{*}page")
    width, height = float(sheet.get("width", "")), float(sheet.get("height", ""))
    middle = (width + (INNER if page % 2 else -INNER)) / 2
    return middle, [one for one in map(word_of, sheet.iter("{*}word")) if is_text(one, height)]


def word_of(box: etree._Element) -> Word:
    left, top, right, bottom = (float(box.get(edge, "")) for edge in EDGES)
    return Word(left, top, right, bottom, box.text or "")


def is_text(word: Word, height: float) -> bool:
    return word.bottom - word.top > TEXT and word.top > HEAD and word.bottom < height - FOOT


def depth(words: Iterable[Word]) -> float:
    return max((word.bottom for word in words), default=0)


def heights(words: list[Word]) -> Iterator[float]:
    """How high each item of a column is, from its number to the next one or to the end."""
    lines = [(top, list(line)) for top, line in groupby(words, lambda word: word.top)]
    begun = [top for top, line in lines if ITEM.match(" ".join(word.text for word in line))]
    for top, following in pairwise([*begun, depth(words)]):
        yield following - top


def unbalanced(pdf: Path, page: int) -> tuple[float, float] | None:
    """By how much the columns of a page differ, and by how much they may; None when it has none."""
    middle, words = words_of(pdf, page)
    if any(word.left < middle - GUTTER / 2 and word.right > middle + GUTTER / 2 for word in words):
        return None
    left = [word for word in words if word.right < middle]
    right = [word for word in words if word.left > middle]
    most = max((*heights(left), *heights(right)), default=0)
    return abs(depth(left) - depth(right)), most + KEPT


@pytest.fixture(scope="module")
def book(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    words = load_texts().group("vi", "paper")
    source = document_of(real_books(root)["vi"], words)
    folder = tmp_path_factory.mktemp("book")
    put(source.files, folder)
    options = options_of("a4", fonts.find(fonts.SYSTEM), words)
    return make_pdf(job("pdf", source.files, source.ready, options), folder)


def test_the_last_columns_of_a_text_are_about_as_deep(book: Path) -> None:
    with pikepdf.open(book) as document:
        starts, count = [page for _, page in outline(document)], len(document.pages)
    lasts = sorted({page - 1 for page in starts[1:]} | {count})
    found = {page: measured for page in lasts if (measured := unbalanced(book, page))}
    assert len(found) > len(lasts) / 2
    wrong = {page: said for page, said in found.items() if said[0] > said[1]}
    assert not wrong, wrong


def test_an_entry_is_a_sheet_of_two_sides(book: Path, content: Content) -> None:
    with pikepdf.open(book) as document:
        starts = [*outline(document), ("", len(document.pages) + 1)]
    entries = {content.page_label(content.defaults[name]) for name in content.handed_out}
    sides = [after - page for (title, page), (_, after) in pairwise(starts) if title in entries]
    assert len(sides) == len(entries)
    assert sum(count == 2 for count in sides) >= 0.85 * len(sides), sides


def test_what_closes_an_entry_stands_on_one_page(book: Path) -> None:
    """Its sources, and where it is on the site behind them."""
    online = load_texts().get("vi", "paper.online")
    closing = [page for page in drawn(book) if SOURCES in page.splitlines()]
    assert len(closing) > 50
    assert all(online in page.partition(SOURCES)[2] for page in closing)


def test_a_long_head_has_room_beside_wide_columns() -> None:
    """Of the columns of a table none is narrower than its longest word, though others are full."""
    text = "recommendations of organisations " * 6
    head = ("Self-transformation", "Abbreviation", "Responsibilities", "Handbook's words", "Where")
    rows = (head, *[(text, "–", text, "yes", text)] * 9)
    found = widths(rows)
    assert sum(found) == pytest.approx(1)
    # A bold letter of the table's print, of the width of the widest one.
    letter = 0.0103
    assert found[1] > letter * len("Abbreviation") and found[3] > letter * len("Handbook's")
