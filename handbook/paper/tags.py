"""What an article's HTML may consist of on paper, and who writes which of it.

The writers for Typst and for Word differ in what they write, not in what they meet.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Generic, TypeVar

from lxml import etree
from lxml.html import HtmlElement

from handbook.paper.errors import PaperError

# What HTML shows as one space.
SPACE = re.compile(r"\s+")
# Says of a cell how its text stands when not at the left: ``right`` or ``center``.
ALIGN = "data-align"
# Levels of the book: a part, an article in it; below them the headings of their texts.
PART, ARTICLE = 1, 2
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
# Parts of a line of text; one without a form of its own on paper is printed as its text.
PHRASES = frozenset(
    ("a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small")
) | {"span", "strong", "sub", "sup", "u"}
# What stands in a line.
INLINE = PHRASES | {"br"}
BOXES, LISTS = ("div", "section", "aside", "figure", "figcaption"), ("ul", "ol")
TABLE = ("caption", "colgroup", "col", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
BLOCKS = frozenset(
    (*HEADINGS, *BOXES, *LISTS, *TABLE, "blockquote", "dd", "dl", "dt", "hr", "li", "p", "pre")
)

Written = TypeVar("Written")


def check_printable(file: str, tree: HtmlElement) -> None:
    """PaperError when something in a tree made from a file has no form on paper."""
    for element in tree.iter(etree.Element):
        if element.tag not in INLINE and element.tag not in BLOCKS:
            raise PaperError("unprintable", {"file": file, "tag": element.tag})
    for table in tree.iter("table"):
        lengths = {len(row) for row in rows_of(table)}
        if len(lengths) != 1 or 0 in lengths:
            raise PaperError("uneven", {"file": file})


def rows_of(table: HtmlElement) -> Sequence[Sequence[HtmlElement]]:
    """The cells of a table by rows, without those of tables in it."""
    rows = table.xpath("tr | thead/tr | tbody/tr | tfoot/tr")
    return [list(row.iterchildren("td", "th")) for row in rows]


class TreeWriter(ABC, Generic[Written]):
    """Writes the blocks of trees, each with the method for what it is."""

    def block(self, element: HtmlElement) -> Written:
        """An element that stands for itself."""
        writers = {
            "p": self.paragraph,
            "pre": self.code,
            "hr": self.rule,
            "blockquote": self.quote,
            "dl": self.definitions,
            "table": self.table,
            **dict.fromkeys(LISTS, self.listing),
            **dict.fromkeys(HEADINGS, self.heading),
        }
        return writers.get(element.tag, self.box)(element)

    @abstractmethod
    def paragraph(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def code(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def rule(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def quote(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def definitions(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def table(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def listing(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def heading(self, element: HtmlElement) -> Written: ...

    @abstractmethod
    def box(self, element: HtmlElement) -> Written: ...
