"""Books as EPUB 3, a file for each article, which any reader of electronic books shows.

It is written here, not by pandoc: each article has its own name, its own highest heading and all
that its HTML says of languages, cells and paragraphs, which pandoc drops.
"""

import copy
import json
import os
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import typst
from lxml import etree
from lxml.html import HtmlElement
from lxml.html.builder import E

from handbook.images.png import repacked
from handbook.packed import Entry, zip_file
from handbook.paper.articles import Printed, answers_label, blocks
from handbook.paper.book import Article, Book
from handbook.paper.epubncx import NCX, landmarks, ncx
from handbook.paper.epubtree import ANSWERS, STYLE, TYPE, Pages, Targets, file_of, written
from handbook.paper.format import EPUB, WHOLE, Format
from handbook.paper.jobs import Job
from handbook.paper.lost import must_have
from handbook.paper.pictures import pictures_in
from handbook.types import TYPES

MADE = "made.epub"
TEMPLATES = Path(__file__).parent / "templates" / "epub"
# In the job: what goes into the book as it is, and what its cover is made of.
BOOK, INSIDE, COVER, FACTS = "book", "EPUB", "cover.typ", "cover.json"
MIMETYPE, CONTAINER, PACKAGE = "mimetype", "META-INF/container.xml", "package.opf"
TITLE, CONTENTS, PICTURE, COVER_PAGE = "title.xhtml", "contents.xhtml", "cover.png", "cover.xhtml"
# Points of the cover to an inch: 1200 by 1800 in all.
DENSITY = 144.0
# What only a book has.
OWN_TYPES = {".ncx": "application/x-dtbncx+xml", ".xhtml": "application/xhtml+xml"}
PROPERTIES = {CONTENTS: "nav", PICTURE: "cover-image"}
ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "alternativeText"),
    ("schema:accessibilityFeature", "ARIA"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityFeature", "unlocked"),
    ("schema:accessibilityHazard", "none"),
)

Files = dict[str, bytes]


def epub_files(
    book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Mapping[str, bytes]:
    """All files that ``make_epub`` needs. ``printed`` has the book's articles by id."""
    pages = Pages(book.language, words, Targets.of(printed))
    articles = _articles(book, printed, pages)
    entries = list(_entries(book, ANSWERS in articles, words))
    files: Files = {
        COVER_PAGE: _cover_page(book, pages),
        TITLE: _title_page(book, pages),
        CONTENTS: _contents(pages, entries, file_of(book.articles[0].id)),
        **articles,
    }
    order = list(files)
    files[STYLE] = (TEMPLATES / STYLE).read_bytes()
    files[NCX] = ncx(book, identifier(book), entries)
    pictures = sorted(pictures_in(tree for one in printed.values() for tree in one.trees))
    files[PACKAGE] = _package(book, words, order, pictures)
    inside = {f"{BOOK}/{INSIDE}/{name}": body for name, body in files.items()}
    facts = {"title": book.title, "subtitle": book.subtitle, "edition": _edition(book, words)}
    return {
        COVER: (TEMPLATES / COVER).read_bytes(),
        FACTS: json.dumps(facts, ensure_ascii=False).encode(),
        f"{BOOK}/{MIMETYPE}": b"application/epub+zip",
        f"{BOOK}/{CONTAINER}": (TEMPLATES / "container.xml").read_bytes(),
        **inside,
    }


def epub_around(
    book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Iterator[str]:
    """What stands there besides the articles' own texts: title page, contents, the key's heads."""
    yield from (book.title, book.subtitle, book.notice, _edition(book, words), words["contents"])
    yield from (book.edition.address, *(article.label for article in book.articles))
    asked = [one.article.label for one in printed.values() if one.answers]
    if asked:
        yield from (words["answers"], words["answers"], *asked)
        yield from (words["answers_at"] for _ in asked)


def make_epub(job: Job, work: Path) -> Path:
    """Draw the cover and pack the book. PaperError when a text got lost. Option: ``fonts``, the
    folders of the font files."""
    folder, made = work / BOOK, work / MADE
    typst.compile(
        work / COVER,
        output=folder / INSIDE / PICTURE,
        root=work,
        font_paths=[Path(found) for found in job.options["fonts"].split(os.pathsep)],
        ignore_system_fonts=True,
        format="png",
        ppi=DENSITY,
    )
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    # First and as it is, so that the beginning of the file says what it is.
    files.sort(key=lambda path: path.name != MIMETYPE)
    made.write_bytes(zip_file(_packed(folder, path) for path in files))
    must_have(job.texts, texts(made))
    must_have(job.notes, texts(made, notes=True))
    return made


def _packed(folder: Path, path: Path) -> Entry:
    name, body = path.relative_to(folder).as_posix(), path.read_bytes()
    return Entry(name, repacked(body) if path.name == PICTURE else body, name != MIMETYPE)


def texts(path: Path, notes: bool = False) -> Iterator[str]:
    """The blocks of text of a book; with ``notes`` those of its notes instead."""
    with zipfile.ZipFile(path) as book:
        pages = [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    for page in pages:
        root = etree.fromstring(page)
        for element in root.iter(etree.Element):
            element.tag = etree.QName(element).localname
        asides = root.findall(".//aside")
        for tree in asides if notes else [root.find("body")]:
            yield from blocks(tree)


def identifier(book: Book) -> str:
    """What a book is known by: the same at every build of an edition, whatever has changed."""
    name = "/".join((book.language, book.edition.name, *(part.opening.id for part in book.parts)))
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _edition(book: Book, words: Mapping[str, str]) -> str:
    return words["edition"].replace("{edition}", book.edition.name)


def _articles(book: Book, printed: Mapping[str, Printed], pages: Pages) -> Files:
    files = {}
    for article in book.articles:
        name = file_of(article.id)
        inside = pages.ready([printed[article.id].body], name)
        files[name] = pages.page(name, article.label, [E.h1(article.label), *inside])
    asked = [one for one in printed.values() if one.answers]
    if asked:
        title = pages.words["answers"]
        sections = pages.ready([_answers_to(one) for one in asked], ANSWERS)
        files[ANSWERS] = pages.page(ANSWERS, title, [E.h1(title), *sections], "answers")
    return files


def _answers_to(one: Printed) -> HtmlElement:
    """The answers of an article, each with the number of its question."""
    link = E.a(one.article.label, {"data-to": one.article.id})
    heading = E.h2(link, id=answers_label(one.article.id))
    return E.section(heading, E.ol(*(E.li(copy.deepcopy(answer)) for answer in one.answers)))


def _cover_page(book: Book, pages: Pages) -> bytes:
    picture = E.img(src=PICTURE, alt=f"{book.title}. {_edition(book, pages.words)}")
    return pages.page(COVER_PAGE, book.title, [E.div(picture, {"class": "cover"})], "cover")


def _title_page(book: Book, pages: Pages) -> bytes:
    lines = [book.subtitle, _edition(book, pages.words), book.notice]
    inside = [E.h1(book.title), *(E.p(line) for line in lines if line)]
    if book.edition.address:
        inside.append(E.p(E.a(book.edition.address, href=book.edition.address)))
    return pages.page(TITLE, book.title, inside, "titlepage")


def _contents(pages: Pages, entries: Sequence[HtmlElement], first: str) -> bytes:
    title = pages.words["contents"]
    places = (
        ("cover", "cover", COVER_PAGE),
        ("toc", "contents", CONTENTS),
        ("bodymatter", "beginning", first),
    )
    toc = E.nav(E.h1(title), E.ol(*entries), {TYPE: "toc", "role": "doc-toc"})
    return pages.page(CONTENTS, title, [toc, landmarks(pages.words, places)])


def _entries(book: Book, answers: bool, words: Mapping[str, str]) -> Iterator[HtmlElement]:
    for part in book.parts:
        entry = _entry(part.opening)
        if part.articles:
            entry.append(E.ol(*map(_entry, part.articles)))
        yield entry
    if answers:
        yield E.li(E.a(words["answers"], href=ANSWERS))


def _entry(article: Article) -> HtmlElement:
    return E.li(E.a(article.label, href=file_of(article.id)))


def _package(
    book: Book, words: Mapping[str, str], order: Sequence[str], pictures: Sequence[str]
) -> bytes:
    """What the book is and which files it has; ``order`` is that of reading."""
    names = [*order, STYLE, PICTURE, NCX, *pictures]
    items = [_item(number, name) for number, name in enumerate(names)]
    spine = [E.itemref(idref=f"file-{number}") for number in range(len(order))]
    about = E.metadata(*_metadata(book, words, bool(pictures)))
    about.set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
    package = E.package(about, E.manifest(*items), E.spine(*spine, toc=f"file-{names.index(NCX)}"))
    package.set("xmlns", "http://www.idpf.org/2007/opf")
    for name, value in (("version", "3.0"), ("unique-identifier", "book")):
        package.set(name, value)
    package.set("xml:lang", book.language)
    return written(package)


def _item(number: int, name: str) -> HtmlElement:
    ending = Path(name).suffix
    media = OWN_TYPES.get(ending) or TYPES[ending].media
    item = E.item({"id": f"file-{number}", "href": name, "media-type": media})
    if name in PROPERTIES:
        item.set("properties", PROPERTIES[name])
    return item


def _metadata(book: Book, words: Mapping[str, str], pictured: bool) -> Iterator[HtmlElement]:
    month = f"{book.edition.year}-{book.edition.month:02}"
    yield E("dc:identifier", identifier(book), id="book")
    yield E("dc:title", book.title)
    yield E("dc:language", book.language)
    yield E("dc:description", book.subtitle)
    yield E("dc:date", month)
    if book.edition.author:
        yield E("dc:creator", book.edition.author)
    if book.edition.publisher:
        yield E("dc:publisher", book.edition.publisher)
    said = words["accessibility_pictures" if pictured else "accessibility"]
    more = [("schema:accessMode", "visual")] if pictured else []
    summary = ("schema:accessibilitySummary", said)
    modified = ("dcterms:modified", f"{month}-01T00:00:00Z")
    for name, value in (modified, *ACCESSIBILITY, *more, summary):
        yield E.meta(value, property=name)


FORMAT = Format(
    EPUB,
    make_epub,
    (WHOLE,),
    ending="epub",
    files=epub_files,
    texts=lambda texts, *book: (*texts, *epub_around(*book)),
    pictures=f"{BOOK}/{INSIDE}/",
)
