"""The Word documents, read as what they are: XML in a ZIP."""

import re
import zipfile
from pathlib import Path
from tempfile import gettempdir
from typing import Any

import pytest
from lxml import etree

from handbook.language.texts import load_texts
from handbook.paper import pandoc, word
from handbook.paper.book import Book, Edition
from handbook.paper.errors import PaperError
from handbook.paper.jobs import Job
from handbook.paper.wordtree import bookmark
from tests.conftest import WRITTEN, all_texts
from tests.realbooks import EDITION, job, put, ready, real_books, small_book

Element = Any  # the types of lxml doubt of every result what it is
NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"
MILLIMETRE = 1440 / 25.4


def made(book: Book, folder: Path) -> Path:
    articles = ready(book)
    files = word.word_files(book, articles, all_texts().group(book.language, "paper"))
    put(files, folder)
    return word.make_docx(job("docx", files, articles), folder)


def part(document: Path, name: str) -> Element:
    """A part of a document as a tree."""
    with zipfile.ZipFile(document) as packed:
        return etree.fromstring(packed.read(name))


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(small_book(), tmp_path_factory.mktemp("word"))


@pytest.fixture(scope="module")
def text(small: Path) -> Element:
    return part(small, "word/document.xml")


def said(element: Element) -> str:
    return "".join(element.itertext(f"{W}t"))


def paragraph(text: Element, words: str) -> Element:
    (found,) = [one for one in text.iter(f"{W}p") if said(one) == words]
    return found


def value(element: Element, path: str) -> str:
    return str(element.xpath(f"string({path}/@w:val)", namespaces=NS))


def style_names(document: Path) -> dict[str, str]:
    styles = part(document, "word/styles.xml").findall("w:style", NS)
    return {one.get(f"{W}styleId", ""): value(one, "w:name") for one in styles}


@pytest.mark.parametrize(
    ("words", "style"),
    [
        ("A book", "Title"),
        ("About it", "Subtitle"),
        ("Hm.", "Notice"),
        ("Edition 2026.11", "Date"),
        ("It begins.", "Body Text"),
        ("Where", "Opening Heading"),
        ("Part/one", "heading 2"),
        ("A saying", "Quote"),
        ("Its source", "Quotation Source"),
        ("First một", "heading 3"),
        ("A point", "List Bullet"),
        ("An inner point", "List Bullet"),
        ("In a paragraph", "List Bullet"),
        ("What it is about", "Table Heading"),
        ("B", "Table Text"),
        ("k1: v1", "Row Heading"),
        ("k3: v3", "Row Text"),
        ("Its meaning", "Definition"),
        ("Mind", "Note Heading"),
        ("the gap", "Note Text"),
        ("A question?", "Quiz Question"),
        ("Never", "List Number"),
        ("Right: B", "Quiz Answer"),
        ("A term kind", "Index Entry"),
        ("Answers and reasons", "heading 1"),
    ],
)
def test_every_paragraph_has_a_style_of_its_kind(
    small: Path, text: Element, words: str, style: str
) -> None:
    names = style_names(small)
    found = [one for one in text.iter(f"{W}p") if said(one) == words]
    styles = [names[value(one, "w:pPr/w:pStyle")] for one in found]
    assert style in styles, styles


def test_a_cell_that_is_empty_is_left_out_of_a_table_printed_row_by_row(text: Element) -> None:
    found = [said(one) for one in text.iter(f"{W}p") if re.match("k[56]", said(one))]
    assert found == ["k5: v5", "k6: w6"]


def test_notes_are_footnotes(small: Path, text: Element) -> None:
    notes = part(small, "word/footnotes.xml").findall("w:footnote", NS)
    texts = {one.get(f"{W}id"): said(one).strip() for one in notes if not one.get(f"{W}type")}
    assert sorted(texts.values()) == ["https://example.org/x", "of long name"]
    signs = [sign.get(f"{W}id") for sign in text.iter(f"{W}footnoteReference")]
    assert sorted(map(str, signs)) == sorted(map(str, texts))
    (found,) = [one for one in text.iter(f"{W}p") if said(one).startswith("The OLN")]
    assert found.find(".//w:footnoteReference", NS) is not None


def test_links_lead_to_bookmarks_that_word_accepts(text: Element) -> None:
    names = [str(one.get(f"{W}name")) for one in text.iter(f"{W}bookmarkStart")]
    assert len(names) == len(set(names))
    assert all(re.fullmatch(r"[A-Za-z]\w{,39}", name, re.ASCII) for name in names)
    links = {str(one.get(f"{W}anchor")) for one in text.iter(f"{W}hyperlink")} - {"None"}
    pages = set(re.findall(r"PAGEREF (\w+)", "".join(text.itertext(f"{W}instrText"))))
    assert pages and links | pages <= set(names)
    (row,) = [one for one in text.iter(f"{W}hyperlink") if said(one) == "the row"]
    assert row.get(f"{W}anchor") == bookmark("part/one#row-b")
    inside = [one.get(f"{W}name") for one in paragraph(text, "B").iter(f"{W}bookmarkStart")]
    assert inside == [bookmark("part/one#row-b")]


def test_bookmarks_of_long_and_similar_labels_differ() -> None:
    labels = ["a" * 60, "a" * 61, "a/b", "a#b", "a-b", "1/x"]
    assert len({bookmark(label) for label in labels}) == len(labels)


def test_choices_have_letters(small: Path, text: Element) -> None:
    number = value(paragraph(text, "Never"), "w:pPr/w:numPr/w:numId")
    numbering = part(small, "word/numbering.xml")
    (used,) = numbering.xpath("w:num[@w:numId=$number]", namespaces=NS, number=number)
    (kind,) = numbering.xpath(
        "w:abstractNum[@w:abstractNumId=$number]",
        namespaces=NS,
        number=value(used, "w:abstractNumId"),
    )
    assert value(kind, "w:lvl[1]/w:numFmt") == "upperLetter"
    assert value(kind, "w:lvl[1]/w:lvlText") == "%1."


def test_tables_have_a_head_that_is_repeated_and_columns_by_their_texts(text: Element) -> None:
    (table,) = text.iter(f"{W}tbl")
    heads = [row.find("w:trPr/w:tblHeader", NS) is not None for row in table.iter(f"{W}tr")]
    assert heads == [True, False, False]
    narrow, wide = [int(str(one.get(f"{W}w"))) for one in table.iter(f"{W}gridCol")]
    assert wide > 2 * narrow > 0
    assert value(table, "w:tblPr/w:tblStyle") == "Table"


def test_paper_is_that_of_official_documents(small: Path, text: Element) -> None:
    """Decree 30/2020: A4, 20-25 mm above and below, 30-35 left, 15-20 right, 13 or 14 points."""
    for size in text.iter(f"{W}pgSz"):
        assert (size.get(f"{W}w"), size.get(f"{W}h")) == ("11906", "16838")
    sides = {"top": (20, 25), "bottom": (20, 25), "left": (30, 35), "right": (15, 20)}
    edges = list(text.iter(f"{W}pgMar"))
    assert len(edges) == 4
    for edge in edges:
        for side, (least, most) in sides.items():
            assert least <= round(int(str(edge.get(f"{W}{side}"))) / MILLIMETRE, 1) <= most
    defaults = part(small, "word/styles.xml").find("w:docDefaults//w:rPr", NS)
    assert defaults is not None
    assert defaults.xpath("string(w:rFonts/@w:ascii)", namespaces=NS) == "Times New Roman"
    assert value(defaults, "w:sz") in ("26", "28")


def test_pages_have_numbers_but_for_the_cover(small: Path, text: Element) -> None:
    footers = [len(one.findall("w:footerReference", NS)) for one in text.iter(f"{W}sectPr")]
    assert footers == [0, 1, 1, 1]
    assert "PAGE" in "".join(part(small, "word/footer1.xml").itertext())


def test_index_is_in_two_columns(text: Element) -> None:
    assert "2" in text.xpath("//w:sectPr/w:cols/@w:num", namespaces=NS)


def test_contents_are_a_field_that_word_brings_up_to_date(small: Path, text: Element) -> None:
    assert value(part(small, "word/settings.xml"), "w:updateFields") == "true"
    contents = text.find("w:body/w:sdt", NS)
    assert contents is not None
    assert 'TOC \\o "1-2"' in "".join(contents.itertext(f"{W}instrText"))
    entries = [said(one) for one in contents.iter(f"{W}hyperlink")]
    assert entries == ["The part", "Part/one", "Answers and reasons"]
    marks = [one.get(f"{W}fldCharType") for one in contents.iter(f"{W}fldChar")]
    assert marks == ["begin", "separate", "end"]


@pytest.mark.parametrize(("language", "locale"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_document_says_what_it_is(language: str, locale: str, tmp_path: Path) -> None:
    document = made(small_book(language), tmp_path)
    core = {etree.QName(one).localname: one.text for one in part(document, "docProps/core.xml")}
    assert (core["title"], core["subject"]) == ("A book", "About it")
    assert core["language"] == locale
    assert core["created"] == core["modified"] == "2026-11-01T00:00:00Z"
    assert value(part(document, "word/styles.xml"), "w:docDefaults//w:lang") == locale


def test_words_of_another_language_are_marked(text: Element) -> None:
    for words in ("một", "v3"):
        (run,) = [one for one in text.iter(f"{W}r") if said(one).strip() == words]
        assert value(run, "w:rPr/w:lang") == "vi-VN"
    assert "k3:" in [said(one) for one in text.iter(f"{W}r") if not value(one, "w:rPr/w:lang")]


def test_same_bytes_wherever_and_whenever_it_is_made(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    again = made(small_book(), tmp_path)
    assert again.read_bytes() == small.read_bytes()
    with zipfile.ZipFile(small) as packed:
        for name in packed.namelist():
            assert gettempdir().encode() not in packed.read(name), name
    later = made(small_book(edition=Edition("2027.1", 2027, 1)), tmp_path)
    assert later.read_bytes() != small.read_bytes()


def test_a_lost_text_or_note_stops_the_build(tmp_path: Path) -> None:
    book = small_book()
    files = word.word_files(book, ready(book), load_texts().group("en", "paper"))
    put(files, tmp_path)
    lost = ("No such thing",)
    for lossy in (Job("a", "docx", files, texts=lost), Job("a", "docx", files, notes=lost)):
        with pytest.raises(PaperError, match="No such"):
            word.make_docx(lossy, tmp_path)


def test_trees_are_left_as_they_were() -> None:
    book = small_book()
    articles = ready(book)
    before = [etree.tostring(one.body) for one in articles.values()]
    word.word_files(book, articles, load_texts().group("en", "paper"))
    assert [etree.tostring(one.body) for one in articles.values()] == before


def test_words_of_pandoc_are_passed_on(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_bytes(pandoc.document([{"t": "Nonsense"}], {}))
    with pytest.raises(PaperError, match="JSON"):
        pandoc.run(tmp_path, "0", "--from=json", "--output=x.docx", "x.json")


def test_time_is_that_of_the_edition() -> None:
    assert pandoc.instant(EDITION).isoformat() == "2026-11-01T00:00:00+00:00"


@pytest.mark.parametrize("language", WRITTEN)
def test_whole_book_is_in_the_document(language: str, root: Path, tmp_path: Path) -> None:
    """Block by block; and every style that is used is one of the template's."""
    book = real_books(root)[language]
    articles = ready(book)
    document = made(book, tmp_path)
    found = "\n".join(" ".join(line.split()) for line in word.texts(document))
    wanted = job("docx", {}, articles).texts
    assert len(wanted) > len(book.articles)
    assert [text for text in wanted if text not in found] == []
    root_element = part(document, "word/document.xml")
    used = {str(one.get(f"{W}val")) for one in root_element.iter(f"{W}pStyle")}
    assert used <= set(style_names(document))
    notes = part(document, "word/footnotes.xml").findall("w:footnote", NS)
    signs = list(root_element.iter(f"{W}footnoteReference"))
    assert len(signs) == len(job("docx", {}, articles).notes) == len(notes) - 2
