"""How much of what the handbook must carry is there, counted from the registers themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from handbook import languages
from handbook.content import Content
from handbook.model import Register, Row


@dataclass(frozen=True)
class Count:
    """A register that says how many rows it must have, and those that are complete."""

    register: str
    title: str
    expected: int
    complete: int


def counts(content: Content) -> tuple[Count, ...]:
    """One count for every register with ``expected``, in the order of their names."""
    return tuple(
        Count(
            register.name,
            register.title[languages.DEFAULT],
            register.expected,
            sum(1 for row in register.rows.values() if _complete(content, register, row)),
        )
        for _, register in sorted(content.registers.items())
        if register.expected is not None
    )


def _complete(content: Content, register: Register, row: Row) -> bool:
    return register.page in content.defaults and bool(places(content, row))


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
