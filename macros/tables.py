"""Tables of kinds and registers, timelines."""

import itertools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from handbook.check.arguments import SOURCES_COLUMN
from handbook.content.handbook import references
from handbook.content.literal import literal, typed
from handbook.content.model import Column, Page, Register, Row
from handbook.content.registers import DATE_TYPES, QUOTATIONS
from handbook.content.selection import rows_where
from handbook.language.dates import DayOfYear, PartialDate
from handbook.language.folding import slugify, sort_key
from macros import alphabet, cells, folded, links, quotations
from macros.context import Context

# Columns that a sentence of a timeline can say.
TOLD = ("text", "code", "ref", "refs", "quotation")
# How much is said of a row that stands on the page already.
AGAIN = 40
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Selection:
    """What of a register is shown: columns (None for all), rows, grouping, order; ``closed`` when
    rows are to be unfolded first."""

    columns: list[str] | None
    where: Mapping[str, object]
    by: str | None
    sort: str | None
    closed: bool = False


def table(context: Context, name: str, selection: Selection) -> str:
    """Entries of a kind, or rows of a register, all or chosen, in one table or grouped."""
    if name not in context.content.registers:
        return _kind(context, name, selection.columns or ["summary"])
    register = context.content.registers[name]
    rows = rows_where(register, selection.where)
    if selection.sort:
        column = register.columns[selection.sort]
        rows.sort(key=lambda row: sort_key(typed(cells.cell(context, row, column))))
    context.closed |= selection.closed
    if selection.by:
        return _grouped(context, register, rows, selection, selection.by)
    bar = _letters(context, register, rows, selection)
    body = _register(context, register, rows, selection.columns)
    return folded.whole(context, register, len(rows), body) if selection.closed else bar + body


def _letters(
    context: Context, register: Register, rows: Sequence[Row], selection: Selection
) -> str:
    """The bar of letters of a table in the order of its rows' names, where these are anchors."""
    at_home = register.page == context.page.id
    by_name = selection.sort == register.label
    return folded.letters(context, rows) if by_name and at_home else ""


def markdown_table(head: Iterable[str], rows: Rows) -> str:
    """A pipe table between blank lines."""
    titles = list(head)
    lines = ["| " + " | ".join(titles) + " |", "|" + " --- |" * len(titles)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n" + "\n".join(lines) + "\n"


def _kind(context: Context, name: str, columns: Sequence[str]) -> str:
    index = context.content.page(context.content.kinds[name].id, context.language)
    singular = index.kind.singular if index.kind else ""
    head = [literal(singular), *(context.markdown(f"table.{column}") for column in columns)]
    entries = context.content.entries[name]
    if not entries:
        return f"\n{context.markdown('table.none')}\n"
    pages = [context.content.page(entry.id, context.language) for entry in entries]
    return markdown_table(head, [entry_cells(context, page, columns) for page in pages])


def entry_cells(
    context: Context, page: Page, columns: Sequence[str], before: str = " "
) -> list[str]:
    """The link to an entry, and what the columns say of it; ``before`` parts a text from the
    attribute that says its language: a line of its own for a paragraph."""
    spec = context.content.kind_of(page)
    number = f"{page.number}. " if page.number and spec and spec.numbered else ""
    values = {
        "summary": literal(page.summary) + links.foreign(context, page, before),
        "wording": "<br>".join(quotations.say(context, name) for name in page.quotations),
        "sources": links.citations(context, page.citations),
    }
    title = links.link(context, page.id, f"{number}{page.title}") + links.foreign(context, page)
    return [title, *(values[column] for column in columns)]


def shown_columns(
    register: Register, columns: Sequence[str] | None, without: str | None = None
) -> list[Column]:
    """The columns of these names, or all, but for the one that names the rows."""
    names = columns or [*register.columns]
    return [
        register.columns[name]
        for name in names
        if name in register.columns and name not in (register.label, without)
    ]


def _register(
    context: Context,
    register: Register,
    rows: Sequence[Row],
    columns: list[str] | None,
    without: str | None = None,
) -> str:
    chosen = [
        column
        for column in shown_columns(register, columns, without)
        if any(column.name in row.values for row in rows)
    ]
    with_sources = columns is None or SOURCES_COLUMN in columns
    head = [column_title(context, register.columns[register.label])]
    head += [column_title(context, column) for column in chosen]
    if with_sources:
        head.append(context.markdown("table.sources"))
    body = [_row(context, row, chosen, with_sources) for row in rows]
    return markdown_table(head, body)


def column_title(context: Context, column: Column) -> str:
    """What a column is called."""
    return literal(column.title[context.language])


def _row(context: Context, row: Row, columns: Sequence[Column], with_sources: bool) -> list[str]:
    again = f"{row.register}/{row.id}" in context.anchored
    parts = [_again(context, row) if again else f"{_name(context, row)}{anchor(context, row)}"]
    if not with_sources:
        return parts + [cells.cell(context, row, column) for column in columns]
    parts += [cells.beside_sources(context, row, column) for column in columns]
    return [*parts, cells.sources(context, row)]


def _name(context: Context, row: Row) -> str:
    """The row's label; a quotation in translation has the source's own wording below it."""
    name = cells.label(context, row)
    if row.register != QUOTATIONS:
        return name
    own = quotations.original(context, row.id)
    return f"{name}<br>{own}" if own else name


def _again(context: Context, row: Row) -> str:
    """The first words of a row's label, leading to where it stands on this page already."""
    words = alphabet.shortened(context.content.row_label(row)[context.language], AGAIN)
    return links.link(context, f"{row.register}/{row.id}", words)


def anchor(context: Context, row: Row) -> str:
    """The row's id as an attribute, once, on the page where the register lives."""
    return f" {{: #{row.id} }}" if takes_anchor(context, row) else ""


def takes_anchor(context: Context, row: Row) -> bool:
    """Whether the row's id belongs here: on the page of its register, the first time."""
    register = context.content.registers[row.register]
    name = f"{row.register}/{row.id}"
    if register.page != context.page.id or name in context.anchored:
        return False
    context.anchored.add(name)
    return True


def _grouped(
    context: Context,
    register: Register,
    rows: Sequence[Row],
    selection: Selection,
    by: str,
) -> str:
    parts: list[str] = []
    taken: set[str] = set()
    for (title, key), members in _groups(context, register, rows, by).items():
        body = _register(context, register, members, selection.columns, without=by)
        name = _own(cells.group_id(register.name, by, key), taken)
        parts.append(folded.group(title, name, body, selection.closed))
    return "\n".join(parts)


def _own(name: str, taken: set[str]) -> str:
    """The id, with a number behind it when texts that differ only in signs have the same."""
    numbers = itertools.chain([name], (f"{name}-{number}" for number in itertools.count(2)))
    own = next(one for one in numbers if one not in taken)
    taken.add(own)
    return own


def _groups(
    context: Context, register: Register, rows: Sequence[Row], by: str
) -> Mapping[tuple[str, str], list[Row]]:
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        for name in _group_names(context, register.columns[by], row):
            groups.setdefault(name, []).append(row)
    return groups


def _group_names(context: Context, column: Column, row: Row) -> list[tuple[str, str]]:
    value = row.values.get(column.name)
    if isinstance(value, tuple):
        found = context.content.targets
        return [
            (literal(found[name].title[context.language]), slugify(name.split("/")[-1]))
            for name in value
        ]
    title = cells.cell(context, row, column)
    return [(title, slugify(typed(title)))]


def timeline(context: Context, name: str) -> str:
    """Rows of a register in the order of their dates."""
    register = context.content.registers[name]
    dated = dated_column(register)
    rows = sorted(register.rows.values(), key=lambda row: _order(row, dated.name))
    others = [column for column in shown_columns(register, None, dated.name) if column.type in TOLD]
    lines = [_moment(context, row, dated, others) for row in rows]
    return '\n<div class="timeline" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>\n"


def dated_column(register: Register) -> Column:
    """The first column of dates. StopIteration when there is none, which the check has told."""
    return next(column for column in register.columns.values() if column.type in DATE_TYPES)


def sentences(said: Iterable[str]) -> str:
    """What is said one after the other, without the last full stop."""
    return ". ".join(part.rstrip(".") for part in said)


def _order(row: Row, column: str) -> tuple[int, int, int]:
    value = row.values.get(column)
    if isinstance(value, PartialDate):
        return value.order
    return (0, value.month, value.day) if isinstance(value, DayOfYear) else (9999, 0, 0)


def _moment(context: Context, row: Row, dated: Column, others: Sequence[Column]) -> str:
    when = cells.cell(context, row, dated)
    said = [cells.label(context, row)]
    said += [cells.cell(context, row, column) for column in others if column.name in row.values]
    text = sentences(said)
    line = f"- **{when[:1].upper()}{when[1:]}:** {text}. ({cells.sources(context, row)})"
    return f"{line}\n   {anchor(context, row)}"


def related(context: Context, name: str, register_name: str) -> str:
    """Rows of a register that refer to an id, as a list."""
    register = context.content.registers[register_name]
    rows = [row for row in register.rows.values() if name in references(register, row)]
    return "\n".join(f"- {links.link(context, f'{register_name}/{row.id}')}" for row in rows)
