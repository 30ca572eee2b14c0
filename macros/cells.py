"""A register's values as text of a table cell."""

import re

from handbook.dates import DayOfYear, PartialDate
from handbook.languages import LocalText
from handbook.model import Column, Row, Value
from macros import links, quotations
from macros.context import Context

SPECIAL = re.compile(r"([\\`*_\[\]<>{}])")


def cell(context: Context, row: Row, column: Column) -> str:
    """One value in the page's language, ready for a Markdown table."""
    value = row.values.get(column.name)
    if value is None:
        return context.text("table.empty")
    return _one_line(_text(context, column, value))


def sources(context: Context, row: Row) -> str:
    """Where the row stands: its own sources, else those of its quotations."""
    found = row.citations or context.content.quoted_citations(row)
    return _one_line(links.citations(context, found)) or context.text("table.empty")


def label(context: Context, row: Row) -> str:
    """What the row is called."""
    return _one_line(context.content.row_label(row)[context.language])


def _text(context: Context, column: Column, value: Value) -> str:
    if isinstance(value, LocalText):
        return value[context.language]
    if isinstance(value, tuple):
        return "; ".join(links.link(context, name) for name in value)
    if isinstance(value, bool):
        return context.text("table.flag_true" if value else "table.flag_false")
    if isinstance(value, PartialDate | DayOfYear):
        return date(context, value)
    if column.type == "quotation":
        return quotations.say(context, str(value))
    return SPECIAL.sub(r"\\\1", str(value))


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def date(context: Context, value: PartialDate | DayOfYear) -> str:
    """A date in the words of the page's language."""
    if isinstance(value, DayOfYear):
        return _filled(context, "day_of_year", value.month, day=value.day)
    if value.until:
        return _filled(context, "span", None, year=value.year, until=value.until)
    if value.quarter:
        quarter = context.texts.list(context.language, "dates.quarters")[value.quarter - 1]
        return _filled(context, "quarter", None, quarter=quarter, year=value.year)
    if value.day:
        return _filled(context, "day", value.month, day=value.day, year=value.year)
    key = "month" if value.month else "year"
    return _filled(context, key, value.month, year=value.year)


def _filled(context: Context, key: str, month: int | None, **values: object) -> str:
    names = context.texts.list(context.language, "dates.months")
    name = names[month - 1] if month else ""
    return context.text(f"dates.{key}", month=month, name=name, **values)
