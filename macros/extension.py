"""Small changes to the page's tree after Markdown has been read."""

from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

WIDE = 3
EMPTY = "–"


class HandbookExtension(Extension):
    """Labels for stacked tables; the full form behind the first use of an abbreviation."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the library's name)
        # Below every other tree processor: cells, links and abbreviations exist by then.
        md.treeprocessors.register(StackedTables(md), "handbook-tables", -10)
        md.treeprocessors.register(FirstAbbreviations(md), "handbook-abbr", -20)


class StackedTables(Treeprocessor):
    """Every cell carries its column's name, so that narrow screens can show rows as cards."""

    def run(self, root: Element) -> None:
        for table in root.iter("table"):
            titles = ["".join(cell.itertext()).strip() for cell in table.iter("th")]
            for row in table.iter("tr"):
                for title, cell in zip(titles, row.findall("td"), strict=False):
                    cell.set("data-label", title)
                    if "".join(cell.itertext()).strip() == EMPTY:
                        cell.set("class", "empty")
            table.set("class", "stacked wide" if len(titles) > WIDE else "stacked")


class FirstAbbreviations(Treeprocessor):
    """A page is read on a phone, where nothing hovers: the first use says the full form."""

    def run(self, root: Element) -> None:
        seen: set[str] = set()
        for abbr in root.iter("abbr"):
            name = abbr.text or ""
            if name not in seen:
                abbr.set("class", "first")
                seen.add(name)
