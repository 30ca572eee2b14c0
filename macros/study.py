"""Where a reader sees all that there is to study, and what is done of it: the lists are there for
everyone, browser/overview/ says in them how far this reader is."""

from collections.abc import Iterator

from handbook import marks
from handbook.content.model import Column, Page, Register, Row
from macros import cells, links
from macros.context import Context
from macros.front import REFERENCES
from macros.view import reading_minutes


def progress(context: Context) -> str:
    """All entries of the handbook by their kinds, with minutes and questions."""
    content = context.content
    kinds = sorted(content.kinds, key=lambda kind: content.defaults[content.kinds[kind].id].order)
    parts = "\n".join(_part(context, kind) for kind in kinds if content.entries.get(kind))
    return f"""
<div class="{marks.STUDY}" {marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}" markdown="1">

{parts}
</div>
"""


def _part(context: Context, kind: str) -> str:
    index = context.content.kinds[kind].id
    lines = "\n".join(_line(context, page) for page in _entries(context, kind))
    return f"### {links.link(context, index)} {{#hoc-{kind}}}\n\n{lines}\n"


def _entries(context: Context, kind: str) -> list[Page]:
    found = context.content.entries.get(kind, ())
    return [context.content.page(one.id, context.language) for one in found]


def _line(context: Context, page: Page) -> str:
    """An entry; one that is there for its questions is not read, and has no minutes."""
    minutes = 0 if context.content.is_bank(page) else reading_minutes(page)
    count = len(page.questions)
    said = [context.markdown("entry.minutes", count=minutes)] if minutes else []
    said += [context.markdown("progress.questions", count=count)] if count else []
    begins = " data-begins" if page.id == context.content.begins_at else ""
    data = f'data-minutes="{minutes}" data-questions="{count}"{begins}'
    told = f"<small {data}>{' · '.join(said)}</small>"
    return f"- {links.link(context, page.id)} {told}"


def paths(context: Context, name: str) -> str:
    """A way through the handbook for each row of a register: the entries to which its references
    lead, with how long they take."""
    register = context.content.registers[name]
    lines = "\n".join(_way(context, register, row) for row in register.rows.values())
    return f"\n{lines}\n"


def _way(context: Context, register: Register, row: Row) -> str:
    chosen = [one for one in register.columns.values() if one.type in REFERENCES]
    names = [name for column in chosen for name in _names(row, column)]
    pages = {page.id: page for name in names for page in _pages(context, name)}
    minutes = sum(map(reading_minutes, pages.values()))
    said = context.markdown("progress.way", count=len(pages), minutes=minutes)
    led = "; ".join(links.link(context, name) for name in names)
    return f"- **{cells.label(context, row)}** <small>{said}</small>: {led}"


def _names(row: Row, column: Column) -> Iterator[str]:
    value = row.values.get(column.name)
    yield from (value if isinstance(value, tuple) else filter(None, (str(value or ""),)))


def _pages(context: Context, name: str) -> list[Page]:
    """The entries of a kind where an id is its index, else the page itself."""
    target = context.content.targets[name]
    page = context.content.page(target.page, context.language)
    if not page.is_index:
        return [page]
    return _entries(context, page.folder) or [page]
