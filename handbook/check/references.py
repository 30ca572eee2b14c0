"""Checks that what is referred to is there: ids, quotations, sources, places, macros, links."""

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.check.arguments import (
    DATED,
    ENTRY_COLUMNS,
    ID,
    LINKED,
    PASSAGE,
    QUOTATION,
    REGISTER,
    SOURCES_COLUMN,
    TABLE,
    Catalog,
    declared,
    fits,
    form,
)
from handbook.check.doubt import Doubt
from handbook.check.links import check_links
from handbook.content.handbook import REGISTERS, Content
from handbook.content.issues import filler_key
from handbook.content.model import Call, Citation, Column, Page, Position, Register, Row
from handbook.content.registers import DATE_TYPES, QUOTATIONS, SOURCES
from handbook.language.folding import nearest, suggestion
from handbook.language.problems import Problems

# What parts sources that are no list: editors write it between them.
BETWEEN = re.compile(r"\s*[;,]\s*|\s+(?=\S+#)")


def check_references(content: Content, catalog: Catalog, problems: Problems) -> None:
    """Every reference of every page and register."""
    checker = ReferenceCheck(content, catalog, problems)
    for page in content.pages.values():
        checker.page(page)
    checker.registers()


@dataclass(frozen=True)
class ReferenceCheck:
    """Finds what is referred to and is not there; the nearest ids go into the message."""

    content: Content
    catalog: Catalog
    problems: Problems

    def page(self, page: Page) -> None:
        """Front matter, macro calls and links of a page."""
        file = f"docs/{page.path}"
        for name in page.quotations:
            self._known("quotation", name, Position(file, page.at("quotations")))
        if page.poster:
            self._known("quotation", page.poster, Position(file, page.at("poster")))
        for name in page.issue.fillers if page.issue else ():
            at = page.issue.lines[filler_key(name)] if page.issue else 1
            self._known("quotation", name, Position(file, at))
        for name in page.links:
            self._known("id", name, Position(file, page.at("links")))
        asked = (citation for question in page.questions for citation in question.citations)
        for citation in (*page.citations, *asked):
            self._citation(citation)
        for call in page.calls:
            self._call(call, Position(file, call.line))
        check_links(page, self.content, self.problems)

    def registers(self) -> None:
        """Pages, columns and rows of every register."""
        for register in self.content.registers.values():
            if register.page:
                self._known("page", register.page, register.at("page"))
            for column in register.columns.values():
                if column.to:
                    at = Position(register.position.file, column.line)
                    self._known("register", column.to, at)
                if column.group:
                    self._group(register, column)
            for row in register.rows.values():
                self._row(register, row)

    def _group(self, register: Register, column: Column) -> None:
        """What is shown in groups: another register by a column that refers to this one."""
        name, _, by = str(column.group).partition("/")
        other = self.content.registers.get(name)
        if other is None and self.content.is_unread(f"{REGISTERS}/{name}"):
            return
        if column.type != "text" or other is None or not _refers(other, by, register.name):
            at = Position(register.position.file, column.line)
            self.problems.add(at.file, at.line, "column-group", group=column.group)

    def _row(self, register: Register, row: Row) -> None:
        for citation in row.citations:
            self._citation(citation, is_quotation=row.register == QUOTATIONS)
        for name, value in row.values.items():
            column = register.columns[name]
            if column.type == "quotation":
                self._known("quotation", str(value), row.at(name))
            elif isinstance(value, tuple) and column.to in (None, *self.content.registers):
                for target in value:
                    self._known("id", target, row.at(name))

    def _citation(self, citation: Citation, is_quotation: bool = False) -> None:
        """Source and place; a quotation has a key for each."""
        source = self.content.sources.get(citation.source)
        position, place_position = citation.position, citation.place_position
        if source is None and self.content.is_unread(SOURCES):
            return
        if not is_quotation and (several := _several(citation)):
            self.problems.add(position.file, position.line, "source-list", wanted=several)
        elif source is None:
            self._unknown("source-unknown", citation.source, self.content.sources, position)
        elif citation.place is None and source.places:
            near = ", ".join(source.places)
            code = "quotation-place" if is_quotation else "place-missing"
            self.problems.add(position.file, position.line, code, id=citation.source, near=near)
        elif citation.place is not None and citation.place not in source.places:
            self._unknown(
                "place-unknown", citation.place, source.places, place_position,
                source=citation.source,
            )  # fmt: skip

    @cached_property
    def _names(self) -> Mapping[str, tuple[str, Mapping[str, object]]]:
        """What may be named -> the code of the mistake, and the names there are."""
        content = self.content
        dated = {
            name: register
            for name, register in content.registers.items()
            if any(column.type in DATE_TYPES for column in register.columns.values())
        }
        return {
            ID: ("id-unknown", content.targets),
            "page": ("id-unknown", content.defaults),
            QUOTATION: ("quotation-unknown", content.quotations),
            REGISTER: ("register-unknown", content.registers),
            DATED: ("register-undated", dated),
            TABLE: ("register-unknown", {**content.registers, **content.kinds}),
        }

    def _known(self, what: str, name: str, position: Position) -> None:
        content = self.content
        code, known = self._names[what]
        if name not in known and not content.is_unread(QUOTATIONS if what == QUOTATION else name):
            self._unknown(code, name, known, position)

    def _unknown(
        self, code: str, name: str, known: Iterable[str], position: Position, **values: object
    ) -> None:
        """Report an id that is not there; one of the templates was only left where it was."""
        register, _, row = name.partition("/")
        written = row if register in self.content.registers else name
        if written in self.content.samples:
            self.problems.add(position.file, position.line, "placeholder-left", id=written)
            return
        near = suggestion(name, known)
        self.problems.add(position.file, position.line, code, id=name, near=near, **values)

    def _call(self, call: Call, position: Position) -> None:
        signature = self.catalog.get(call.name)
        if signature is None:
            near = ", ".join(nearest(call.name, self.catalog)) or ", ".join(sorted(self.catalog))
            self.problems.add(
                position.file, position.line, "macro-unknown", name=call.name, near=near
            )
            return
        try:
            bound = signature.bind(*call.arguments, **call.keywords)
        except TypeError:
            self._wrong_arguments(call, position)
            return
        for parameter, value in bound.arguments.items():
            self._argument(call, signature.parameters[parameter], value, position)
        name = str(bound.arguments.get("name"))
        if name in self.content.registers:
            linked = any(declared(item)[1] == LINKED for item in signature.parameters.values())
            self._columns(self.content.registers[name], bound.arguments, linked, position)
        elif name in self.content.kinds:
            self._entries(call, bound.arguments, position)

    def _entries(self, call: Call, arguments: Mapping[str, object], position: Position) -> None:
        """A kind has no columns of its own: its table is neither chosen, grouped nor sorted."""
        self._known_columns(_named(arguments), ENTRY_COLUMNS, position)
        if any(arguments.get(name) for name in ("where", "by", "sort")):
            self._wrong_arguments(call, position)

    def _wrong_arguments(self, call: Call, position: Position) -> None:
        said = f"{call.name}{form(self.catalog[call.name])}"
        self.problems.add(
            position.file, position.line, "macro-arguments", name=call.name, form=said
        )

    def _known_columns(
        self, names: Iterable[object], known: tuple[str, ...], position: Position
    ) -> None:
        for name in names:
            if name not in known:
                near = ", ".join(known)
                self.problems.add(
                    position.file, position.line, "column-unknown", name=name, near=near
                )

    def _argument(
        self, call: Call, parameter: inspect.Parameter, value: object, position: Position
    ) -> None:
        expected, what = declared(parameter)
        if not fits(value, expected):
            self._wrong_arguments(call, position)
        elif what == PASSAGE:
            self._passage(str(value), position)
        elif what and isinstance(value, str):
            self._known(what, value, position)

    def _passage(self, name: str, position: Position) -> None:
        """A page, or behind a ``#`` one of its headings with all below it, or a question."""
        page_id, sign, anchor = name.partition("#")
        page = self.content.defaults.get(page_id)
        if page is None and page_id in self.content.targets:
            self.problems.add(position.file, position.line, "piece-unfit", id=page_id)
            return
        self._known("page", page_id, position)
        if page is None or not sign:
            return
        known = [heading.id for heading in page.headings if heading.id]
        known += [question.id for question in page.questions]
        if anchor not in known and not Doubt.of(self.content, self.problems).is_about(page_id):
            near = suggestion(anchor, known)
            self.problems.add(
                position.file, position.line, "passage-unknown", id=anchor, page=page_id, near=near
            )

    def _columns(
        self, register: Register, arguments: Mapping[str, object], linked: bool, position: Position
    ) -> None:
        """Columns that a call names, and the values by which it chooses rows. With ``linked``
        only columns of references will do."""
        where = arguments.get("where")
        single = [arguments[name] for name in ("by", "sort") if arguments.get(name)]
        chosen = where if isinstance(where, dict) else {}
        columns = tuple(register.columns)
        references = [name for name in columns if register.columns[name].type in ("ref", "refs")]
        shown = references if linked else [*columns, SOURCES_COLUMN]
        self._known_columns(_named(arguments), tuple(shown), position)
        self._known_columns((*chosen, *single), columns, position)
        for name, wanted in chosen.items():
            known = set(_written(register, name))
            is_missed = name in register.columns and _plain(wanted) not in known
            if is_missed and not self.content.is_unread(register.name):
                near = suggestion(_plain(wanted), known)
                self.problems.add(
                    position.file, position.line, "where-empty", name=name, value=wanted, near=near
                )


def _several(citation: Citation) -> str:
    """The list that was meant by one text that names several sources; empty for any other."""
    place = f"#{citation.place}" if citation.place else ""
    parts = [part for part in BETWEEN.split(f"{citation.source}{place}") if part]
    return ", ".join(parts) if len(parts) > 1 else ""


def _refers(register: Register, column: str, to: str) -> bool:
    return column in register.columns and register.columns[column].to == to


def _named(arguments: Mapping[str, object]) -> list[object]:
    """The columns that a call asks for."""
    columns = arguments.get("columns")
    return columns if isinstance(columns, list) else []


def _written(register: Register, column: str) -> Iterator[str]:
    """The values of a column, as a call may write them; references with and without register."""
    for row in register.rows.values():
        value = row.values.get(column, False)
        for part in value if isinstance(value, tuple) else (value,):
            yield _plain(part)
            yield _plain(part).partition("/")[2]


def _plain(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
