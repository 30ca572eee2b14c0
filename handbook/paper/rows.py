"""Tables that a document has row by row, a paragraph for each cell that says something."""

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from handbook import marks
from handbook.paper.tags import rows_of

# A table of more columns is printed row by row.
COLUMNS = 5

Rows = Sequence[Sequence[HtmlElement]]


def unsaid_texts(tree: HtmlElement) -> Iterator[str]:
    """What a tree says in cells that a document leaves out, because they say nothing."""
    for inner in tree.iter("table"):
        rows = rows_of(inner)
        if is_row_by_row(rows):
            yield from (" ".join(cell.text_content().split()) for cell in unsaid_cells(rows))


def is_row_by_row(rows: Rows) -> bool:
    """Whether a table is too wide for a sheet."""
    return len(rows[0]) > COLUMNS and len(rows) > 1


def unsaid_cells(rows: Rows) -> Iterator[HtmlElement]:
    """The empty cells of columns in which others are not."""
    for column in zip(*rows[1:], strict=True):
        if not all(map(is_empty, column)):
            yield from filter(is_empty, column)


def is_empty(cell: HtmlElement) -> bool:
    """Whether a cell says that there is nothing."""
    return marks.EMPTY in cell.get("class", "").split()
