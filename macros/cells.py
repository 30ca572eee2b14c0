"""A register's values as text of a table cell."""

from collections.abc import Iterable

from handbook import marks
from handbook.content.handbook import Target
from handbook.content.literal import literal
from handbook.content.model import Column, Row, Value
from handbook.content.registers import SOURCES
from handbook.content.values import said_date
from handbook.language.dates import DayOfYear, PartialDate
from handbook.language.languages import LocalText, same
from macros import links, quotations
from macros.context import Context


def cell(context: Context, row: Row, column: Column) -> str:
    """One value in the page's language, ready for a Markdown table."""
    value = row.values.get(column.name)
    if value is None:
        return context.markdown("table.empty")
    text = _text(context, column, value)
    return f"[{text}]({_group(context, row, column.group)})" if column.group else text


def _group(context: Context, row: Row, group: str) -> str:
    """Where the group of a row stands in the table of another register."""
    name, _, by = group.partition("/")
    page, anchor = context.content.registers[name].page, group_id(name, by, row.id)
    return links.address(context, Target("", page, anchor, same("")))


def group_id(register: str, by: str, key: str) -> str:
    """The id of a group in the table of a register by one of its columns."""
    return f"{register}-{by}-{key}"


def sources(context: Context, row: Row) -> str:
    """Where the row stands: its own sources, else those of its quotations."""
    found = row.citations or context.content.quoted_citations(row)
    return links.citations(context, found) or context.markdown("table.empty")


def beside_sources(context: Context, row: Row, column: Column) -> str:
    """One value in a table with the row's sources; marked when it only names what they name, so
    that a card need not say it twice."""
    text, value = cell(context, row, column), row.values.get(column.name)
    if not isinstance(value, tuple) or not value:
        return text
    cited = row.citations or context.content.quoted_citations(row)
    named = _titles(context, (f"{SOURCES}/{one.source}" for one in cited))
    again = _titles(context, value) <= named
    return f"{text} {{: .{marks.SAID} }}" if again else text


def _titles(context: Context, names: Iterable[str]) -> set[str]:
    targets = context.content.targets
    return {targets[name].title[context.language] for name in names}


def label(context: Context, row: Row) -> str:
    """What the row is called, ready for a Markdown table."""
    return literal(context.content.row_label(row)[context.language])


def _text(context: Context, column: Column, value: Value) -> str:
    if isinstance(value, LocalText):
        return literal(value[context.language])
    if isinstance(value, tuple):
        return "; ".join(links.link(context, name) for name in value)
    if isinstance(value, bool):
        return context.markdown("table.flag_true" if value else "table.flag_false")
    if isinstance(value, PartialDate | DayOfYear):
        return literal(date(context, value))
    if column.type == "quotation":
        return quotations.say(context, str(value))
    return _code(context, str(value))


def _code(context: Context, value: str) -> str:
    """What is the same in every language, as a number or what a source printed; with letters of
    the handbook's own it is words of that."""
    return literal(value) if value.isascii() else links.original(context, value)


def date(context: Context, value: PartialDate | DayOfYear) -> str:
    """A date in the words of the page's language."""
    return said_date(context.texts, context.language, value)
