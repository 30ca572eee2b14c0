"""Small changes to the page's tree after Markdown has been read."""

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from handbook import marks
from handbook.content.literal import shown, typed, with_fillings
from handbook.paper.tags import ALIGN

# A table of more columns has room on large screens only, and of yet more in smaller letters.
SIZES = {marks.WIDE: 3, marks.WIDEST: 6}
# A field of a card that leaves room for another on its line: so many letters with its name.
SHORT = 22
# A card of a name and one more field needs no name for that.
PLAIN = 2
# How a column of Markdown stands; what stands left says nothing.
ALIGNED = re.compile(r"text-align: (center|right);")
# Where an abbreviation may say its full form, and where in these it would break what is read.
RUNNING, NOT_RUNNING = ("p", "li"), ("a", "blockquote", "code", "summary")
NUMBER_BEFORE, NUMBER_BEHIND = re.compile(r"[\w/-]\Z"), re.compile(r"[/-]?\w")


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
            labels = titles[1:] if len(titles) > PLAIN else [""]
            for row in table.iter("tr"):
                for cell in row:
                    _settle_alignment(cell)
                for title, cell in zip(labels, row.findall("td")[1:], strict=False):
                    self._label(cell, title)
                _name(row)
            sizes = [name for name, least in SIZES.items() if len(titles) > least]
            table.set("class", " ".join(("stacked", *sizes)))

    def _label(self, cell: Element, title: str) -> None:
        text = typed("".join(cell.itertext()).strip())
        if text in self.empty:
            cell.set("class", marks.EMPTY)
            return
        if not title:
            return
        cell.set(marks.COLUMN, title)
        if not cell.get("class") and len(title) + len(text) <= SHORT:
            cell.set("class", marks.SHORT)


def _name(row: Element) -> None:
    """The first cell is the name of the row, if it says something, and the row has the anchor."""
    first = row.find("td")
    if first is None:
        return
    if len(first) or (first.text or "").strip():
        first.tag = "th"
        first.set("scope", "row")
    name = first.attrib.pop("id", "")
    if name:
        row.set("id", name)


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
    """The first use of each, which paper explains; and, for phones, where nothing hovers, the first
    in running text of the page's own, which says the full form."""

    def run(self, root: Element) -> None:
        for abbr in _first_of_each(root.iter("abbr")):
            abbr.set("class", marks.FIRST)
        for abbr in _first_of_each(_in_running_text(root, False)):
            abbr.set("class", f"{abbr.get('class', '')} {marks.OPENED}".strip())


def _first_of_each(abbreviations: Iterable[Element]) -> list[Element]:
    found: dict[str, Element] = {}
    for abbr in abbreviations:
        found.setdefault(typed(abbr.text or ""), abbr)
    return list(found.values())


def _in_running_text(element: Element, inside: bool) -> Iterator[Element]:
    """The abbreviations in paragraphs and lists (``inside`` one of them), but for those that are
    part of a number, of a link, or of words that are not the page's own."""
    if next(element.iter("abbr"), None) is None:
        return
    before = typed(element.text or "")
    for child in element:
        behind = typed(child.tail or "")
        if child.tag == "abbr" and inside and not _is_part(before, behind):
            yield child
        if child.tag not in NOT_RUNNING:
            yield from _in_running_text(child, inside or child.tag in RUNNING)
        before += typed("".join(child.itertext())) + behind


def _is_part(before: str, behind: str) -> bool:
    """Whether what stands between these texts is part of a number (147-KH/TU) or of a quotation."""
    quoted = before.count("“") > before.count("”")
    return quoted or bool(NUMBER_BEFORE.search(before) or NUMBER_BEHIND.match(behind))


class LiteralTexts(Postprocessor):
    """Puts the signs of the content's texts back; before that, says in keys what fills gaps."""

    def run(self, text: str) -> str:
        return shown(with_fillings(text))
