"""How much of what the handbook must carry is there, counted from the registers themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.handbook import Content
from handbook.content.model import Register, Row


@dataclass(frozen=True)
class Count:
    """A register or kind that says how much it must have, and how much of it is complete."""

    name: str
    title: str
    expected: int
    complete: int


def counts(content: Content) -> tuple[Count, ...]:
    """One count for every kind and register with ``expected``, in the order of their names."""
    return (*_kinds(content), *_registers(content))


def _kinds(content: Content) -> Iterator[Count]:
    for name, index in content.kinds.items():
        if index.kind and index.kind.expected is not None:
            complete = sum(1 for page in content.entries[name] if page.citations)
            yield Count(name, index.title, index.kind.expected, complete)


def _registers(content: Content) -> Iterator[Count]:
    for name, register in sorted(content.registers.items()):
        if register.expected is not None:
            complete = sum(_complete(content, register, row) for row in register.rows.values())
            yield Count(
                name, register.title[content.languages.default], register.expected, complete
            )


def _complete(content: Content, register: Register, row: Row) -> bool:
    """A row of a signpost only leads on, so that it rests on no source."""
    sourced = register.signpost or bool(places(content, row))
    return register.page in content.defaults and sourced


def places(content: Content, row: Row) -> tuple[str, ...]:
    """``source#place`` of every citation of a row, its own or its quotations'."""
    found = (*row.citations, *content.quoted_citations(row))
    return tuple(f"{item.source}#{item.place}" if item.place else item.source for item in found)


def listing(content: Content) -> Iterator[str]:
    """A line for each counted row: id, page with anchor, sources with places."""
    for _, register in sorted(content.registers.items()):
        if register.expected is None:
            continue
        for row in register.rows.values():
            where = ", ".join(places(content, row))
            yield f"{register.name}/{row.id}\t{register.page}/#{row.id}\t{where}"
