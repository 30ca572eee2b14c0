"""Loading the registers, quotations and sources of ``docs/_registers/``."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content.fields import Fields
from handbook.content.model import (
    Citation,
    Column,
    Place,
    Position,
    Quotation,
    Register,
    Row,
    Source,
    Value,
)
from handbook.content.pages import NAME, yaml_files
from handbook.language.dates import DayOfYear, PartialDate, parse_date, parse_day
from handbook.language.languages import Languages, LocalText, same
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item

# The registers with a part of their own; the glossary's is in content/glossary.py.
QUOTATIONS, SOURCES, ERRATA = "quotations", "sources", "errata"
# Columns of the errata: a point that the sources leave open, and the words by which a question is
# known to ask about it.
UNSETTLED, ASKING = "open", "asking"
# The key of a register whose rows become cards.
CARDS = "cards"
# The key of a register whose rows are events of a calendar.
CALENDAR = "calendar"
DATE_TYPES = ("date", "day")
TYPES = ("text", "code", "number", *DATE_TYPES, "flag", "ref", "refs", "quotation")
LINES = re.compile(r"(\d+)-(\d+)\Z")


@dataclass(frozen=True)
class Registers:
    """All that ``docs/_registers/`` holds."""

    registers: Mapping[str, Register]
    quotations: Mapping[str, Quotation]
    sources: Mapping[str, Source]
    unread: frozenset[str]


def load_registers(folder: Path, docs: Path, languages: Languages, problems: Problems) -> Registers:
    """Every ``*.yml`` of the folder, sorted by name; ``unread`` names those that are broken."""
    registers: dict[str, Register] = {}
    quotations: dict[str, Quotation] = {}
    sources: dict[str, Source] = {}
    unread: set[str] = set()
    for name, file, item in yaml_files(folder, docs, problems):
        if item is None:
            unread.add(name)
            continue
        loader = RegisterLoader(name, file, languages, problems, quotations, sources)
        registers[name] = loader.load(item)
        if not _has_rows(item):
            unread.add(name)
    return Registers(registers, quotations, sources, frozenset(unread))


@dataclass
class RegisterLoader:
    """Reads one register; fills ``quotations`` and ``sources`` from the two files of that name."""

    name: str
    file: str
    languages: Languages
    problems: Problems
    quotations: dict[str, Quotation]
    sources: dict[str, Source]

    def load(self, item: Item) -> Register:
        fields = self._fields(item)
        columns: dict[str, Column] = {}
        title = fields.local("title") or same("")
        page = fields.string("page") or ""
        expected = fields.integer("expected", required=False)
        fields.each("columns", lambda name, value: self._column(columns, name, value))
        label = fields.string("label", required=self.name != QUOTATIONS) or ""
        if label and label not in columns:
            self.problems.add(self.file, fields.line_of("label"), "register-label", label=label)
        sourced = fields.string("sources", required=False) != "optional"
        excluded = tuple(text for text, _ in fields.strings("excluded_sources"))
        signpost = fields.flag("signpost")
        cards, calendar = self._cards(fields), self._calendar(fields)
        rows = self._rows(fields, columns, sourced)
        fields.finish()
        position = Position(self.file, item.line)
        if self.name == QUOTATIONS:
            columns["wording"] = Column("wording", "quotation", title, False, None)
            label = "wording"
        self._count(fields, expected)
        return Register(
            self.name, title, page, label, expected, columns, rows, position,
            _lines(fields), excluded, signpost, cards, calendar,
        )  # fmt: skip

    def _fields(self, item: Item) -> Fields:
        return Fields.of(item, self.file, self.problems, self.languages)

    def _count(self, fields: Fields, expected: int | None) -> None:
        rows = fields.items["rows"].value if "rows" in fields.items else None
        if expected is not None and isinstance(rows, list) and len(rows) != expected:
            line = fields.line_of("expected")
            self.problems.add(self.file, line, "register-count", expected=expected, found=len(rows))

    def _cards(self, fields: Fields) -> tuple[str, str] | None:
        """The columns of front and back, when the register is one to repeat."""
        item = fields.take(CARDS, required=False)
        if item is None:
            return None
        inner = fields.inner(item)
        front, back = inner.string("front"), inner.string("back")
        inner.finish()
        return (front, back) if front and back else None

    def _calendar(self, fields: Fields) -> tuple[str, ...]:
        """The columns of an event, when the rows are some."""
        item = fields.take(CALENDAR, required=False)
        if item is None:
            return ()
        inner = fields.inner(item)
        day, says = inner.string("day"), inner.strings("says", required=True)
        inner.finish()
        return (day, *(text for text, _ in says)) if day and says else ()

    def _column(self, columns: dict[str, Column], name: str, item: Item) -> None:
        fields = self._fields(item)
        kind = fields.string("type") or ""
        if kind and kind not in TYPES:
            line = fields.line_of("type")
            known = ", ".join(TYPES)
            self.problems.add(self.file, line, "column-type", type=kind, known=known)
        title = fields.local("title") or same("")
        optional = fields.flag("optional")
        to = fields.string("to", required=False)
        group = fields.string("group", required=False)
        line = fields.line_of("group" if group else "to")
        columns[name] = Column(name, kind, title, optional, to, line, group)
        fields.finish()

    def _rows(
        self, fields: Fields, columns: Mapping[str, Column], sourced: bool
    ) -> Mapping[str, Row]:
        rows: dict[str, Row] = {}
        item = fields.take("rows")
        if item is None:
            return rows
        if not isinstance(item.value, list):
            self.problems.add(self.file, item.line, "value-rows")
            return rows
        for part in item.value:
            row = self._row(self._fields(part), columns, sourced)
            if row is None:
                continue
            if row.id in rows:
                first = rows[row.id].position.line
                self.problems.add(
                    self.file, part.line, "id-duplicate", id=f"{self.name}/{row.id}", first=first
                )
            rows[row.id] = row
        return rows

    def _row(self, fields: Fields, columns: Mapping[str, Column], sourced: bool) -> Row | None:
        row_id = fields.string("id")
        if row_id is None:
            return None
        if not NAME.match(row_id):
            self.problems.add(self.file, fields.line_of("id"), "id-form", id=row_id)
        position = Position(self.file, fields.line)
        if self.name == QUOTATIONS:
            return self._quotation(fields, columns, row_id, position)
        if self.name == SOURCES:
            self._source(fields, row_id, position)
            sourced = False
        values = self._values(fields, columns)
        quoted = any(columns[name].type == "quotation" for name in values)
        citations = fields.citations("sources", required=sourced and not quoted)
        errata = () if ERRATA in columns else tuple(text for text, _ in fields.strings(ERRATA))
        fields.finish()
        return Row(row_id, self.name, values, citations, position, _lines(fields), errata)

    def _values(self, fields: Fields, columns: Mapping[str, Column]) -> Mapping[str, Value]:
        fields.asked.update(columns)
        values = {name: self._value(fields, column) for name, column in columns.items()}
        return {name: value for name, value in values.items() if value is not None}

    def _value(self, fields: Fields, column: Column) -> Value | None:
        required = not column.optional
        readers: Mapping[str, Callable[[], Value | None]] = {
            "text": lambda: fields.local(column.name, required),
            "code": lambda: fields.string(column.name, required),
            "quotation": lambda: fields.string(column.name, required),
            "number": lambda: fields.integer(column.name, required),
            "flag": lambda: fields.flag(column.name),
            "ref": lambda: self._references(fields, column, required),
            "refs": lambda: self._references(fields, column, required),
            "date": lambda: self._date(fields, column, required, parse_date),
            "day": lambda: self._date(fields, column, required, parse_day),
        }
        reader = readers.get(column.type)
        return reader() if reader else None

    def _references(self, fields: Fields, column: Column, required: bool) -> Value | None:
        texts = fields.strings(column.name, required)
        if not texts:
            return None
        prefix = f"{column.to}/" if column.to else ""
        return tuple(f"{prefix}{text}" for text, _ in texts)

    def _date(
        self,
        fields: Fields,
        column: Column,
        required: bool,
        parse: Callable[[str], PartialDate | DayOfYear | None],
    ) -> Value | None:
        text = fields.string(column.name, required)
        if text is None:
            return None
        date = parse(text)
        if date is None:
            line = fields.line_of(column.name)
            self.problems.add(self.file, line, "date-unknown", date=text)
        return date

    def _quotation(
        self, fields: Fields, columns: Mapping[str, Column], row_id: str, position: Position
    ) -> Row:
        texts = {language: fields.string(language) or "" for language in self.languages.all}
        source = fields.string("source") or ""
        place = fields.string("place", required=False)

        def at(key: str) -> Position:
            return Position(self.file, fields.line_of(key))

        quotation = Quotation(
            id=row_id,
            text=LocalText(texts),
            citation=Citation(source, place, at("source"), at("place")),
            as_printed=fields.string("as_printed", required=False),
            errata=tuple(text for text, _ in fields.strings("errata")),
            position=position,
            lines=_lines(fields),
        )
        values = dict(self._values(fields, columns))
        fields.finish()
        self.quotations.setdefault(row_id, quotation)
        values["wording"] = row_id
        citations = (quotation.citation,) if source else ()
        return Row(row_id, QUOTATIONS, values, citations, position, _lines(fields))

    def _source(self, fields: Fields, row_id: str, position: Position) -> None:
        places: dict[str, Place] = {}
        fields.each("places", lambda name, item: self._place(places, name, item))
        text = fields.string("text", required=False)
        title = fields.local("title") or same("")
        self.sources[row_id] = Source(row_id, title, text, places, position)

    def _place(self, places: dict[str, Place], name: str, item: Item) -> None:
        inner = self._fields(item)
        lines = inner.string("lines", required=False)
        span = _span(lines or "")
        if lines and not span:
            self.problems.add(self.file, inner.line_of("lines"), "place-lines", lines=lines)
        label = inner.own_text(name)
        inner.finish()
        places[name] = Place(name, label or same(""), span)


def _span(lines: str) -> tuple[int, int] | None:
    """``13-19`` as first and last line; None when it is no such range."""
    match = LINES.match(lines)
    span = (int(match[1]), int(match[2])) if match else (0, 0)
    return span if 1 <= span[0] <= span[1] else None


def _has_rows(item: Item) -> bool:
    """Whether all rows are there; one without an id has none to be found by."""
    rows = item.value.get("rows") if isinstance(item.value, Mapping) else None
    if rows is None or not isinstance(rows.value, list):
        return False
    ids = (row.value.get("id") for row in rows.value if isinstance(row.value, Mapping))
    return all(row_id is not None and row_id.value for row_id in ids)


def _lines(fields: Fields) -> Mapping[str, int]:
    return {key: fields.line_of(key) for key in fields.items}
