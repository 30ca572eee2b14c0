"""Small changes to the page's tree after Markdown has been read."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from handbook import marks
from handbook.content.literal import shown, typed
from handbook.paper.tags import ALIGN

# More columns than this are cards on every screen.
WIDE = 3
# How a column of Markdown stands; what stands left says nothing.
ALIGNED = re.compile(r"text-align: (center|right);")


class HandbookExtension(Extension):
    """Labels for stacked tables; the full form behind the first use of an abbreviation; texts of
    the content with all their signs.

    ``empty`` are the texts of a cell that has nothing to say.
    """

    def __init__(self, empty: frozenset[str]) -> None:
        super().__init__()
        self.empty = empty

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        # Below every other tree processor: cells, links and abbreviations exist by then.
        md.treeprocessors.register(StackedTables(md, self.empty), "handbook-tables", -10)
        md.treeprocessors.register(FirstAbbreviations(md), "handbook-abbr", -20)
        # Behind every other step: from here on, a sign may mean something.
        md.postprocessors.register(LiteralTexts(md), "handbook-literal", -100)


class StackedTables(Treeprocessor):
    """Every cell carries its column's name, so that narrow screens can show rows as cards."""

    def __init__(self, md: Markdown, empty: frozenset[str]) -> None:
        super().__init__(md)
        self.empty = empty

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            titles = ["".join(_texts(cell)).strip() for cell in table.iter("th")]
            for row in table.iter("tr"):
                for cell in row:
                    _settle_alignment(cell)
                for title, cell in zip(titles, row.findall("td"), strict=False):
                    cell.set(marks.COLUMN, title)
                    if typed("".join(cell.itertext()).strip()) in self.empty:
                        cell.set("class", marks.EMPTY)
            table.set("class", "stacked wide" if len(titles) > WIDE else "stacked")


def _settle_alignment(cell: Element) -> None:
    """Say how the cell stands without a style: the policy of the pages lets none in."""
    found = ALIGNED.search(cell.attrib.pop("style", ""))
    if found:
        cell.set(ALIGN, found[1])


def _texts(element: Element) -> Iterator[str]:
    """The texts of an element without the numbers of footnotes, which are no part of a name."""
    if element.get("class") == "footnote-ref":
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


class FirstAbbreviations(Treeprocessor):
    """A page is read on a phone, where nothing hovers: the first use says the full form."""

    def run(self, root: Element) -> None:
        seen: set[str] = set()
        for abbr in root.iter("abbr"):
            name = typed(abbr.text or "")
            if name not in seen:
                abbr.set("class", marks.FIRST)
                seen.add(name)


class LiteralTexts(Postprocessor):
    """Puts the signs of the content's texts back."""

    def run(self, text: str) -> str:
        return shown(text)
