"""Books as Word documents, made by pandoc and dressed in the styles of templates/word."""

import copy
import os
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import typst
from lxml import etree
from lxml.html import HtmlElement

from handbook.images.png import repacked
from handbook.packed import Entry, zip_file
from handbook.paper import openxml, pandoc, wordissue
from handbook.paper.articles import Printed, answers_label
from handbook.paper.book import Book, Edition, Masthead
from handbook.paper.format import BOOK_PART, IN_COLUMNS, ISSUE, WHOLE, WORD, Format
from handbook.paper.jobs import Job
from handbook.paper.lost import must_have
from handbook.paper.pandoc import Node, Nodes, div, holding
from handbook.paper.pictures import DENSITY, DRAWN, PICTURES
from handbook.paper.reference import PARTS, REFERENCE, put_reference
from handbook.paper.rows import unsaid_texts
from handbook.paper.tags import ARTICLE, PART
from handbook.paper.typst import string
from handbook.paper.wordstyles import OPENING_HEADING
from handbook.paper.wordtree import (
    LOCALES,
    WordWriter,
    anchor,
    bookmark,
    heading,
    link,
    outside,
    raw,
    text,
)

MADE, BOOK, TIME = "made.docx", "book.json", "time.txt"
TEMPLATE = "word.openxml"
TEMPLATES = Path(__file__).parent / "templates"
ANSWERS = "answers"
TEXT, NOTES = "word/document.xml", "word/footnotes.xml"
W = f"{{{openxml.NAMESPACE}}}"


def word_files(
    book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Mapping[str, bytes]:
    """All files that ``make_docx`` needs. ``printed`` has the book's articles by id."""
    inside = _issue(book, book.head, printed, words) if book.head else _bound(book, printed, words)
    blocks = list(inside)
    about = {
        "title": book.title,
        "subject": book.subtitle,
        "lang": LOCALES.get(book.language, book.language),
    }
    if book.edition.author:
        about["author"] = book.edition.author
    files = package(blocks, about, book.edition)
    return wordissue.files(files) if book.head else files


def package(blocks: Nodes, about: Mapping[str, str], edition: Edition) -> Mapping[str, bytes]:
    """The files that ``make_docx`` needs for these blocks."""
    return {
        BOOK: pandoc.document(blocks, about),
        TIME: str(int(pandoc.instant(edition).timestamp())).encode(),
        **{name: (TEMPLATES / name).read_bytes() for name in (TEMPLATE, *PARTS)},
    }


def _bound(book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]) -> Iterator[Node]:
    yield from _front(book, printed, words)
    for part in book.parts:
        yield from _article(printed[part.opening.id], PART, words)
        for article in part.articles:
            yield from _article(printed[article.id], ARTICLE, words)
    yield from _answers(printed, words)


def _issue(
    book: Book, head: Masthead, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Iterator[Node]:
    """An issue: its head, no list of contents, its texts one behind the other."""
    first, *others, back = book.parts
    room = IN_COLUMNS if head.columns > 1 else WORD
    yield from wordissue.head(head, book.subtitle, words["notice"])
    yield from _body(printed[first.opening.id], PART, words, room)
    for part in (first, *others):
        if part is not first:
            yield from _article(printed[part.opening.id], PART, words, room)
        for article in part.articles:
            title, *body = _article(printed[article.id], ARTICLE, words, room)
            lead = [wordissue.paragraph("Issue Lead", article.summary)] if article.summary else []
            yield from (title, *lead, *body)
    yield from _answers(printed, words)
    yield from _article(printed[back.opening.id], PART, words, room)
    yield wordissue.end(head)


def word_texts(texts: Iterable[str], printed: Iterable[Printed]) -> tuple[str, ...]:
    """Those of the articles' texts that a document has."""
    trees = (tree for one in printed for tree in one.trees)
    out = Counter(text for tree in trees for text in unsaid_texts(tree))
    return tuple((Counter(texts) - out).elements())


def word_around(
    book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Iterator[str]:
    """What stands there besides the articles' own texts: front page, contents, the key's heads."""
    if book.head:
        yield from (book.head.name, book.subtitle, words["notice"])
        yield from (one.summary for part in book.parts for one in part.articles)
    else:
        yield from _around_book(book, printed, words)
    asked = [one.article.label for one in printed.values() if one.answers]
    if asked:
        yield from (words["answers"], *asked)
        yield from (f"{words['answers_at']} ({words['page']}" for _ in asked)


def _around_book(
    book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Iterator[str]:
    edition = words["edition"].replace("{edition}", book.edition.name)
    if book.bound:
        yield from (book.title, book.subtitle, book.notice, edition, book.edition.address)
    entries = [title for _, _, title in _entries(book, printed, words)]
    if len(entries) > 1 and book.bound:
        yield from (words["contents"], *entries)


def all_texts(
    texts: tuple[str, ...], book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> tuple[str, ...]:
    """All that must be in the document of a book with these texts."""
    return (*word_texts(texts, printed.values()), *word_around(book, printed, words))


def make_docx(job: Job, work: Path) -> Path:
    """Make the document. PaperError when pandoc has complaints or a text got lost. Option, where
    there are drawings: ``fonts``, the folders of the font files."""
    for drawing in sorted(work.glob(f"{PICTURES}/*.svg")):
        _draw(job, work, drawing)
    at, made = (work / TIME).read_text(encoding="ascii"), work / MADE
    put_reference(work, at)
    given = (f"--template={TEMPLATE}", f"--reference-doc={REFERENCE}", f"--output={MADE}")
    pandoc.run(work, at, "--from=json", "--syntax-highlighting=none", *given, BOOK)
    made.write_bytes(_repacked(made))
    must_have(job.texts, texts(made))
    must_have(job.notes, texts(made, NOTES))
    return made


def _draw(job: Job, work: Path, drawing: Path) -> None:
    """A drawing as a picture of dots, beside it: Word shows no others everywhere."""
    page = work / "drawing.typ"
    name = drawing.relative_to(work).as_posix()
    page.write_text(
        f"#set page(width: auto, height: auto, margin: 0pt)\n#image({string(name)})\n",
        encoding="utf-8",
    )
    typst.compile(
        page,
        output=drawing.with_suffix(DRAWN),
        root=work,
        font_paths=[Path(folder) for folder in job.options["fonts"].split(os.pathsep)],
        ignore_system_fonts=True,
        format="png",
        ppi=float(DENSITY),
    )
    drawn = drawing.with_suffix(DRAWN)
    drawn.write_bytes(repacked(drawn.read_bytes()))


def _repacked(document: Path) -> bytes:
    """Smaller than pandoc makes it, and packed as everything else is."""
    with zipfile.ZipFile(document) as packed:
        return zip_file(Entry(name, packed.read(name)) for name in packed.namelist())


def texts(path: Path, part: str = TEXT) -> Iterator[str]:
    """The text of each paragraph of a document, and of each line in it; of its notes when this is
    the part asked for."""
    with zipfile.ZipFile(path) as document:
        root = etree.fromstring(document.read(part))
    for paragraph in root.iter(f"{W}p"):
        lines = [""]
        for element in paragraph.iter(f"{W}t", f"{W}br"):
            if element.tag == f"{W}br":
                lines.append("")
            lines[-1] += element.text or ""
        yield from lines


def _front(book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]) -> Iterator[Node]:
    if not book.bound:
        return
    edition = words["edition"].replace("{edition}", book.edition.name)
    lines = {"Title": book.title, "Subtitle": book.subtitle, "Notice": book.notice, "Date": edition}
    for style, line in lines.items():
        if line:
            yield _styled(style, [text(line)])
    if book.edition.address:
        yield _styled("Notice", [outside(book.edition.address, [text(book.edition.address)])])
    entries = list(_entries(book, printed, words))
    if len(entries) > 1:
        yield raw(openxml.contents(words["contents"], entries))
    yield raw(openxml.section(footer=False))


def _styled(style: str, inside: Nodes) -> Node:
    return div(style, holding("Para", inside))


def _entries(
    book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Iterator[tuple[int, str, str]]:
    for part in book.parts:
        yield PART, bookmark(part.opening.id), part.opening.label
        for article in part.articles:
            yield ARTICLE, bookmark(article.id), article.label
    if any(one.answers for one in printed.values()):
        yield PART, bookmark(ANSWERS), words["answers"]


def _article(one: Printed, level: int, words: Mapping[str, str], room: str = WORD) -> list[Node]:
    title = heading(level, one.article.id, [text(one.article.label)])
    return [title, *_body(one, level, words, room)]


def _body(one: Printed, level: int, words: Mapping[str, str], room: str) -> list[Node]:
    return WordWriter(level + 1, words, room=room).blocks(one.body)


def _answers(printed: Mapping[str, Printed], words: Mapping[str, str]) -> Iterator[Node]:
    asked = [one for one in printed.values() if one.answers]
    if asked:
        yield heading(PART, ANSWERS, [text(words["answers"])])
    writer = WordWriter(ARTICLE + 1, words)
    for one in asked:
        title = link(one.article.id, [text(one.article.label)])
        yield _styled(OPENING_HEADING, [*anchor(answers_label(one.article.id)), title])
        for number, answer in one.key:
            yield from writer.block(_numbered(answer, number))


def _numbered(answer: HtmlElement, number: int) -> HtmlElement:
    """A copy of an answer that begins with the number of its question, if that has one."""
    copied = copy.deepcopy(answer)
    first = copied.find("p")
    start = copied if first is None else first
    if number:
        start.text = f"{number}. {start.text or ''}"
    return copied


FORMAT = Format(
    WORD,
    make_docx,
    (WHOLE, BOOK_PART, ISSUE),
    ending="docx",
    files=word_files,
    texts=all_texts,
)
