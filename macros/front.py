"""What a first page offers: where to begin, the search, cards that lead on, what is due now."""

from collections.abc import Iterator, Sequence

from handbook import marks
from handbook.content.literal import literal, typed
from handbook.content.model import Column, Page, Register, Row
from handbook.language.dates import DayOfYear, PartialDate
from handbook.publish.screen import GLASS
from macros import cells, links, tables
from macros.context import Context
from macros.view import reading_minutes

REFERENCES = ("ref", "refs")
# Columns whose values say by themselves what they are.
SPEAKING = ("text", "quotation", *REFERENCES)


def start(context: Context, name: str, text: str | None = None) -> str:
    """The one thing to press: a page with its number, title and how long it takes. For who has
    been here before browser/resume/ lets it lead to where they stopped."""
    target = context.content.targets[name]
    page = context.content.page(target.page, context.language)
    number = context.content.number_label(page, context.language)
    label = text or context.text("front.start", label=number or page.title)
    about = [links.marked(context, page, page.title)] if text or number else []
    about.append(context.markdown("front.minutes", count=reading_minutes(page)))
    said = f"**{literal(label)}** <small>{' · '.join(about)}</small>"
    return f"\n[{said}]({links.address(context, target)}){{: .{marks.START} }}\n{{: .front-act }}\n"


def search(context: Context) -> str:
    """What looks like the field of the search box, and opens it (browser/front/); without scripts
    it leads to the list by letters, as the link in the header does."""
    letters = context.content.page_with("alphabet") or context.page.id
    address = links.address(context, context.content.targets[letters])
    said = f"{GLASS} {context.markdown('search.open')}"
    kept = f"{marks.SEARCH}={marks.OFF} {marks.PAPER}={marks.OFF}"
    return f"\n[{said}]({address}){{: .{marks.SEARCH_HERE} }}\n{{: .front-act {kept} }}\n"


def cards(context: Context, name: str, columns: Sequence[str] | None = None) -> str:
    """A card for each entry of a kind, or for each row of a register: its texts, and below them
    what it refers to, a line each."""
    register = context.content.registers.get(name)
    if register:
        made = [_row(context, register, row, columns) for row in register.rows.values()]
    else:
        entries = context.content.entries[name]
        found = (context.content.page(one.id, context.language) for one in entries)
        made = [_entry(context, page, columns) for page in found]
    if not made:
        return f"\n{context.markdown('table.none')}\n"
    return '\n<div class="cards" markdown="1">\n' + "\n".join(made) + "\n</div>\n"


def _entry(context: Context, page: Page, columns: Sequence[str] | None) -> str:
    title, *said = tables.entry_cells(context, page, columns or ["summary"], "\n")
    return _card("", f"**{title}**", said, [])


def _row(context: Context, register: Register, row: Row, columns: Sequence[str] | None) -> str:
    chosen = [one for one in tables.shown_columns(register, columns) if one.name in row.values]
    said = [_said(context, row, one) for one in chosen if one.type not in REFERENCES]
    names = (name for one in chosen if one.type in REFERENCES for name in _names(row, one))
    lines = [f"- {links.link(context, name)}" for name in names]
    own = f' id="{row.id}"' if tables.takes_anchor(context, row) else ""
    return _card(own, f"**{cells.label(context, row)}**", said, lines)


def _said(context: Context, row: Row, column: Column) -> str:
    """A value; one that is no sentence by itself has the column's title in front."""
    value = cells.cell(context, row, column)
    if column.type in SPEAKING:
        return value
    return f"{literal(column.title[context.language])}: {value}"


def _names(row: Row, column: Column) -> Iterator[str]:
    value = row.values[column.name]
    yield from (value if isinstance(value, tuple) else ())


def _card(own: str, title: str, said: Sequence[str], lines: Sequence[str]) -> str:
    parts = "\n\n".join((title, *said, *(["\n".join(lines)] if lines else [])))
    return f'\n<div class="card"{own} markdown="1">\n\n{parts}\n\n</div>\n'


def now(context: Context, name: str) -> str:
    """The rows of a register, each from its day on: browser/front/ shows the one in force by the
    clock of the reader's machine. A page that nobody edits is the same on every day."""
    register = context.content.registers[name]
    dated = tables.dated_column(register)
    rows = (row for row in register.rows.values() if dated.name in row.values)
    lines = "\n".join(_from(context, register, row, dated) for row in rows)
    kept = f'{marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}"'
    return f'\n<div class="{marks.NOW}" {kept} markdown="1">\n{lines}\n</div>\n'


def _from(context: Context, register: Register, row: Row, dated: Column) -> str:
    others = [one for one in tables.shown_columns(register, None) if one is not dated]
    said = [_said(context, row, one) for one in others if one.name in row.values]
    text = tables.sentences(said)
    first = f'<p {marks.FROM}="{_day(row, dated)}" hidden markdown="span">'
    name, end = cells.label(context, row), "" if typed(text).endswith(("?", "!", "…")) else "."
    return f"{first}**{name}:** {text}{end}</p>" if text else f"{first}**{name}**</p>"


def _day(row: Row, dated: Column) -> str:
    """Year, month and day, or only the latter two of a day that returns."""
    value = row.values[dated.name]
    if isinstance(value, PartialDate):
        return "{:04}-{:02}-{:02}".format(*value.order)
    return f"{value.month:02}-{value.day:02}" if isinstance(value, DayOfYear) else ""
