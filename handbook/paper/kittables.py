"""Tables of the papers for a meeting: to be read, and to be filled in."""

from collections.abc import Iterable, Sequence
from html import escape

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.paper import passages

# The class of a table to be filled in by hand: on a screen nobody can.
FORM = "form"
# That of tables as macros/extension.py has them.
STACKED = "stacked"
# So wide is an empty column, in letters.
WIDE = " " * 60


def empty(lines: int) -> str:
    """What is in a cell to be filled in by hand, for which a line of print is too low. The spaces
    are shown nowhere: by them paper gives the column its width."""
    return WIDE + "<br>" * (lines + 1)


def form(head: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    """A table to be filled in; the cells are HTML."""
    names = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table class="{FORM}"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table to be read, as the site has tables: on a phone each row is a card."""
    names = "".join(f"<th>{escape(name)}</th>" for name in head)
    lines = "".join(_row(head, row) for row in rows)
    return f'<table class="{STACKED}"><thead><tr>{names}</tr></thead><tbody>{lines}</tbody></table>'


def _row(head: Sequence[str], row: Sequence[str]) -> str:
    first, *others = row
    cells = "".join(
        f'<td class="{marks.SHORT if cell else marks.EMPTY}" {marks.COLUMN}="{escape(name)}">'
        f"{escape(cell)}</td>"
        for name, cell in zip(head[1:], others, strict=True)
    )
    return f'<tr><th scope="row">{escape(first)}</th>{cells}</tr>'


def on_screen(written: str) -> str:
    """HTML for the screen: its headings one level lower, of forms what they ask for."""
    body = passages.parsed(written)
    for one in body.find_class(FORM):
        asked = [row[0].text_content().strip() for row in one.iterfind("tbody/tr")]
        names = list(filter(None, asked)) or [head.text_content() for head in one.iter("th")]
        one[:] = [_item(name) for name in names]
        one.tag = "ul"
        del one.attrib["class"]
    for element in body.iter("h2", "h3"):
        element.tag = f"h{passages.level(element) + 1}"
    return "".join(html.tostring(element, encoding="unicode") for element in body)


def _item(text: str) -> HtmlElement:
    item = html.Element("li")
    item.text = text
    return item
