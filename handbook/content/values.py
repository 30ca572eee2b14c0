"""What the values of registers say, as plain text in a language; and texts with fields for them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handbook.content.handbook import Content
from handbook.content.model import Column, Register, Row, Value
from handbook.language.dates import DayOfYear, PartialDate
from handbook.language.languages import LocalText
from handbook.language.texts import Texts

FIELD = re.compile(r"\{([^{}]*)\}")
BRACE = re.compile(r"[{}]")
# Names what a row is called; what stands behind a "." is a column of the row that is referred to.
LABEL, STEP = "label", "."
# Columns that have no text of their own to say: an official wording is printed with its source.
UNSAID = ("flag", "quotation")


def said_date(texts: Texts, language: str, value: PartialDate | DayOfYear) -> str:
    """A date in the words of a language."""
    if isinstance(value, DayOfYear):
        return _filled(texts, language, "day_of_year", value.month, day=value.day)
    if value.until:
        return _filled(texts, language, "span", None, year=value.year, until=value.until)
    if value.quarter:
        quarter = texts.list(language, "dates.quarters")[value.quarter - 1]
        return _filled(texts, language, "quarter", None, quarter=quarter, year=value.year)
    if value.day:
        return _filled(texts, language, "day", value.month, day=value.day, year=value.year)
    key = "month" if value.month else "year"
    return _filled(texts, language, key, value.month, year=value.year)


def _filled(texts: Texts, language: str, key: str, month: int | None, **values: object) -> str:
    names = texts.list(language, "dates.months")
    name = names[month - 1] if month else ""
    return texts.get(language, f"dates.{key}", month=month, name=name, **values)


def fields_of(text: str) -> tuple[str, ...] | None:
    """The fields of a text; None when its braces do not match."""
    return None if BRACE.search(FIELD.sub("", text)) else tuple(FIELD.findall(text))


@dataclass(frozen=True)
class Values:
    """Says what rows hold."""

    content: Content
    texts: Texts

    def known(self, register: Register) -> tuple[str, ...]:
        """The names that a field may begin with, for rows of a register."""
        return (LABEL, *(name for name, one in register.columns.items() if one.type not in UNSAID))

    def has(self, register: Register, path: str) -> bool:
        """Whether a field can be filled from rows of a register."""
        name, step, rest = path.partition(STEP)
        if not step:
            return name in self.known(register)
        other = self._other(register.columns.get(name))
        return other is not None and self.has(other, rest)

    def _other(self, column: Column | None) -> Register | None:
        """The register that a column refers to, one row of it in each of its own."""
        is_step = column is not None and column.type == "ref" and column.to is not None
        return self.content.registers.get(str(column.to)) if column and is_step else None

    def field(self, row: Row, path: str, language: str) -> str:
        """What a row has to say for a field; nothing when its cell is empty."""
        name, step, rest = path.partition(STEP)
        columns = self.content.registers[row.register].columns
        if not step and name == LABEL and LABEL not in columns:
            return self.content.row_label(row)[language]
        value = row.values.get(name)
        if step and isinstance(value, tuple):
            other = self.content.row(value[0])
            return self.field(other, rest, language) if other else ""
        return "" if value is None else ", ".join(self.parts(value, language))

    def parts(self, value: Value, language: str) -> Iterator[str]:
        """What a value says: each of several references by itself."""
        if isinstance(value, tuple):
            targets = self.content.targets
            yield from (targets[one].title[language] for one in value if one in targets)
        elif isinstance(value, LocalText):
            yield value[language]
        elif isinstance(value, PartialDate | DayOfYear):
            yield said_date(self.texts, language, value)
        else:
            yield str(value)


def filled(text: str, value: Callable[[str], str]) -> str:
    """A text with its fields filled; where it goes on behind a field, no sentence ends there."""

    def said(field: re.Match[str]) -> str:
        goes_on = field.end() < len(text)
        return value(field[1]).removesuffix(".") if goes_on else value(field[1])

    return FIELD.sub(said, text)
