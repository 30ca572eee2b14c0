"""Checks that what is referred to is there: ids, quotations, sources, places, macros, links."""

import inspect
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args, get_origin

from handbook import languages
from handbook.content import Content, references
from handbook.folding import nearest
from handbook.model import Call, Citation, Page, Position
from handbook.problems import Problems

Catalog = Mapping[str, inspect.Signature]

# What an argument of a macro must name. A macro declares it as ``Annotated[str, ID]``.
ID, QUOTATION, TABLE, REGISTER = "id", "quotation", "table", "register"


def check_references(content: Content, catalog: Catalog, problems: Problems) -> None:
    """Every reference of every page and register."""
    checker = ReferenceCheck(content, catalog, problems)
    for page in content.pages.values():
        checker.page(page)
    checker.registers()


@dataclass(frozen=True)
class ReferenceCheck:
    content: Content
    catalog: Catalog
    problems: Problems

    def page(self, page: Page) -> None:
        file = f"docs/{page.path}"
        for name in page.quotations:
            self._known("quotation", name, Position(file, page.at("quotations")))
        for name in page.links:
            self._known("id", name, Position(file, page.at("links")))
        for citation in page.citations:
            self.citation(citation)
        for call in page.calls:
            self._call(call, Position(file, call.line))
        self._markdown_links(page)

    def registers(self) -> None:
        for register in self.content.registers.values():
            if register.page not in self.content.defaults:
                near = self._near(register.page, self.content.defaults)
                self.problems.add(
                    register.position.file, 1, "id-unknown", id=register.page, near=near
                )
            self._targets(register.name)
            for row in register.rows.values():
                for citation in row.citations:
                    self.citation(citation)
                for name in references(register, row):
                    self._known("id", name, row.position)
                for column, value in row.values.items():
                    if register.columns[column].type == "quotation":
                        self._known("quotation", str(value), row.position)

    def _targets(self, name: str) -> None:
        register = self.content.registers[name]
        for column in register.columns.values():
            if column.to and column.to not in self.content.registers:
                near = self._near(column.to, self.content.registers)
                self.problems.add(
                    register.position.file, 1, "register-unknown", id=column.to, near=near
                )

    def citation(self, citation: Citation) -> None:
        source = self.content.sources.get(citation.source)
        position = citation.position
        if source is None:
            near = self._near(citation.source, self.content.sources)
            self.problems.add(
                position.file, position.line, "source-unknown", id=citation.source, near=near
            )
        elif citation.place is None and source.places:
            near = ", ".join(source.places)
            self.problems.add(
                position.file, position.line, "place-missing", id=citation.source, near=near
            )
        elif citation.place is not None and citation.place not in source.places:
            near = self._near(citation.place, source.places)
            self.problems.add(
                position.file, position.line, "place-unknown", id=citation.place,
                source=citation.source, near=near,
            )  # fmt: skip

    def _known(self, what: str, name: str, position: Position) -> None:
        known: Mapping[str, object] = {
            "id": self.content.targets,
            "quotation": self.content.quotations,
            "register": self.content.registers,
            "table": {**self.content.registers, **self.content.kinds},
        }[what]
        if name not in known:
            code = "register-unknown" if what == "table" else f"{what}-unknown"
            near = self._near(name, known)
            self.problems.add(position.file, position.line, code, id=name, near=near)

    def _near(self, name: str, known: Mapping[str, object]) -> str:
        return ", ".join(nearest(name, known)) or "–"

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
            form = f"{call.name}{_form(signature)}"
            self.problems.add(
                position.file, position.line, "macro-arguments", name=call.name, form=form
            )
            return
        for name, value in bound.arguments.items():
            self._argument(call, signature.parameters[name], value, position)

    def _argument(
        self, call: Call, parameter: inspect.Parameter, value: object, position: Position
    ) -> None:
        expected, what = _annotation(parameter)
        if not _fits(value, expected):
            form = f"{call.name}{_form(self.catalog[call.name])}"
            self.problems.add(
                position.file, position.line, "macro-arguments", name=call.name, form=form
            )
        elif what and isinstance(value, str):
            self._known(what, value, position)
        elif parameter.name in ("columns", "where", "by"):
            self._columns(call, value, position)

    def _columns(self, call: Call, value: object, position: Position) -> None:
        register = self.content.registers.get(str(call.arguments[0]) if call.arguments else "")
        if register is None:
            return
        names = [value] if isinstance(value, str) else list(value or [])  # type: ignore[call-overload]
        for name in names:
            if name not in register.columns and name != "sources":
                near = ", ".join(register.columns)
                self.problems.add(
                    position.file, position.line, "column-unknown", name=name, near=near
                )

    def _markdown_links(self, page: Page) -> None:
        for link in page.markdown_links:
            position = Position(f"docs/{page.path}", link.line)
            if link.image and not link.text.strip():
                self.problems.add(position.file, position.line, "image-alt", target=link.target)
            if not link.image and not _external(link.target):
                self._internal(page, link.target, position)

    def _internal(self, page: Page, target: str, position: Position) -> None:
        path, _, anchor = target.partition("#")
        if path and not path.endswith(".md"):
            return
        folder = posixpath.dirname(page.path)
        goal = posixpath.normpath(posixpath.join(folder, path)) if path else page.path
        goal_id = goal.removesuffix(".md").removesuffix(f".{page.language}")
        if goal_id not in self.content.defaults:
            near = self._near(goal_id, self.content.defaults)
            self.problems.add(position.file, position.line, "link-page", target=target, near=near)
        elif anchor and anchor not in anchors(self.content, goal_id):
            near = self._near(anchor, dict.fromkeys(anchors(self.content, goal_id)))
            self.problems.add(position.file, position.line, "link-anchor", target=target, near=near)


def anchors(content: Content, page_id: str) -> set[str]:
    """The ids that a page offers: its headings and the rows it carries."""
    page = content.page(page_id, languages.DEFAULT)
    found = {heading.id for heading in page.headings if heading.id}
    for register in content.registers.values():
        if register.page == page_id:
            found |= set(register.rows)
    return found


def _external(target: str) -> bool:
    return "://" in target or target.startswith(("mailto:", "tel:"))


def _annotation(parameter: inspect.Parameter) -> tuple[object, str | None]:
    annotation = parameter.annotation
    metadata = getattr(annotation, "__metadata__", ())
    if metadata:
        return get_args(annotation)[0], str(metadata[0])
    return annotation, None


def _fits(value: object, expected: object) -> bool:
    arguments = get_args(expected)
    origin = get_origin(expected)
    if origin is None and isinstance(expected, type):
        return isinstance(value, expected)
    if origin in (list, dict):
        return isinstance(value, origin)
    return any(value is None if part is type(None) else _fits(value, part) for part in arguments)


def _form(signature: inspect.Signature) -> str:
    parts = [
        name if parameter.default is inspect.Parameter.empty else f"{name}=…"
        for name, parameter in signature.parameters.items()
    ]
    return f"({', '.join(parts)})"
