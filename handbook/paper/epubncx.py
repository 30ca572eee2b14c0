"""The contents of an EPUB as older readers of books look for them: an NCX, and landmarks."""

from collections.abc import Mapping, Sequence
from itertools import count

from lxml.html import HtmlElement
from lxml.html.builder import E

from handbook.paper.book import Book
from handbook.paper.epubtree import TYPE, written

NCX = "toc.ncx"
NAMESPACE = "http://www.daisy.org/z3986/2005/ncx/"


def landmarks(words: Mapping[str, str], places: Sequence[tuple[str, str, str]]) -> HtmlElement:
    """The places that a reader of books has buttons for, not shown in the text. ``places``: what
    each is in the vocabulary of EPUB, the key of its name, its file."""
    links = (E.li(E.a(words[key], {TYPE: kind, "href": file})) for kind, key, file in places)
    return E.nav(E.ol(*links), {TYPE: "landmarks", "hidden": ""})


def ncx(book: Book, identifier: str, entries: Sequence[HtmlElement]) -> bytes:
    """The contents in the form of EPUB 2; ``entries`` are those of the contents in EPUB 3."""
    numbers = count(1)
    points = [_point(entry, numbers) for entry in entries]
    has_parts = any(entry.find("ol") is not None for entry in entries)
    facts = {
        "dtb:uid": identifier,
        "dtb:depth": "2" if has_parts else "1",
        "dtb:totalPageCount": "0",
        "dtb:maxPageNumber": "0",
    }
    head = E.head(*(E.meta(name=name, content=value) for name, value in facts.items()))
    made = E.ncx(head, E.docTitle(E.text(book.title)), E.navMap(*points))
    for name, value in (("xmlns", NAMESPACE), ("version", "2005-1"), ("xml:lang", book.language)):
        made.set(name, value)
    return written(made)


def _point(entry: HtmlElement, numbers: "count[int]") -> HtmlElement:
    """An entry of the contents with those below it, numbered in the order of reading."""
    link, below = entry.find("a"), entry.find("ol")
    order = str(next(numbers))
    point = E.navPoint(
        E.navLabel(E.text(link.text_content())),
        E.content(src=link.get("href")),
        {"id": f"point-{order}", "playOrder": order},
    )
    point.extend(_point(one, numbers) for one in (below if below is not None else ()))
    return point
