"""Tables of kinds and registers, timelines, matrices."""

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
from macros import cells, links, quotations
from macros.context import Context

# Columns that a sentence of a timeline can say.
TOLD = ("text", "code", "ref", "refs", "quotation")
Rows = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Selection:
    """What of a register is shown: columns (None for all), rows, grouping, order."""

    columns: list[str] | None
    where: Mapping[str, object]
    by: str | None
    sort: str | None


def table(context: Context, name: str, selection: Selection) -> str:
    """Entries of a kind, or rows of a register, all or chosen, in one table or grouped."""
    if name not in context.content.registers:
        return _kind(context, name, selection.columns or ["summary"])
    register = context.content.registers[name]
    rows = rows_where(register, selection.where)
    if selection.sort:
        column = register.columns[selection.sort]
        rows.sort(key=lambda row: sort_key(typed(cells.cell(context, row, column))))
    if selection.by is None:
        return _register(context, register, rows, selection.columns)
    return _grouped(context, register, rows, selection.columns, selection.by)


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
    return markdown_table(head, [_entry(context, page, columns) for page in pages])


def _entry(context: Context, page: Page, columns: Sequence[str]) -> list[str]:
    spec = context.content.kind_of(page)
    number = f"{page.number}. " if page.number and spec and spec.numbered else ""
    values = {
        "summary": literal(page.summary) + links.foreign(context, page, " "),
        "wording": "<br>".join(quotations.say(context, name) for name in page.quotations),
        "sources": links.citations(context, page.citations),
    }
    title = links.link(context, page.id, f"{number}{page.title}")
    return [title, *(values[column] for column in columns)]


def _chosen(register: Register, columns: list[str] | None, without: str | None) -> list[Column]:
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
        for column in _chosen(register, columns, without)
        if any(column.name in row.values for row in rows)
    ]
    with_sources = columns is None or SOURCES_COLUMN in columns
    head = [_title(context, register.columns[register.label])]
    head += [_title(context, column) for column in chosen]
    if with_sources:
        head.append(context.markdown("table.sources"))
    body = [_row(context, row, chosen, with_sources) for row in rows]
    return markdown_table(head, body)


def _title(context: Context, column: Column) -> str:
    return literal(column.title[context.language])


def _row(context: Context, row: Row, columns: Sequence[Column], with_sources: bool) -> list[str]:
    parts = [f"{_name(context, row)}{anchor(context, row)}"]
    parts += [cells.cell(context, row, column) for column in columns]
    if with_sources:
        parts.append(cells.sources(context, row))
    return parts


def _name(context: Context, row: Row) -> str:
    """The row's label; a quotation in translation has the source's own wording below it."""
    name = cells.label(context, row)
    if row.register != QUOTATIONS:
        return name
    own = quotations.original(context, row.id)
    return f"{name}<br>{own}" if own else name


def anchor(context: Context, row: Row) -> str:
    """The row's id as an attribute, once, on the page where the register lives."""
    register = context.content.registers[row.register]
    name = f"{row.register}/{row.id}"
    if register.page != context.page.id or name in context.anchored:
        return ""
    context.anchored.add(name)
    return f" {{: #{row.id} }}"


def _grouped(
    context: Context,
    register: Register,
    rows: Sequence[Row],
    columns: list[str] | None,
    by: str,
) -> str:
    parts: list[str] = []
    taken: set[str] = set()
    for (title, key), members in _groups(context, register, rows, by).items():
        body = _register(context, register, members, columns, without=by)
        name = _own(cells.group_id(register.name, by, key), taken)
        parts.append(f"\n### {title} {{#{name}}}\n{body}")
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
    dated = next(column for column in register.columns.values() if column.type in DATE_TYPES)
    rows = sorted(register.rows.values(), key=lambda row: _order(row, dated.name))
    others = [column for column in _chosen(register, None, dated.name) if column.type in TOLD]
    lines = [_moment(context, row, dated, others) for row in rows]
    return '\n<div class="timeline" markdown="1">\n\n' + "\n".join(lines) + "\n\n</div>\n"


def _order(row: Row, column: str) -> tuple[int, int, int]:
    value = row.values.get(column)
    if isinstance(value, PartialDate):
        return value.order
    return (0, value.month, value.day) if isinstance(value, DayOfYear) else (9999, 0, 0)


def _moment(context: Context, row: Row, dated: Column, others: Sequence[Column]) -> str:
    when = cells.cell(context, row, dated)
    said = [cells.label(context, row)]
    said += [cells.cell(context, row, column) for column in others if column.name in row.values]
    text = ". ".join(part.rstrip(".") for part in said)
    line = f"- **{when[:1].upper()}{when[1:]}:** {text}. ({cells.sources(context, row)})"
    return f"{line}\n   {anchor(context, row)}"


def matrix(context: Context, name: str, columns: list[str], where: Mapping[str, object]) -> str:
    """What goes with what: by the chosen rows of the register, then from each column's side."""
    register = context.content.registers[name]
    rows = rows_where(register, where)
    chosen = [register.columns[column] for column in columns]
    parts = [_by_row(context, register, rows, chosen)]
    said = [column for column in chosen if any(column.name in row.values for row in rows)]
    parts += [_by_column(context, register, rows, column, chosen) for column in said]
    return "\n".join(parts)


def _by_row(
    context: Context, register: Register, chosen: Sequence[Row], columns: Sequence[Column]
) -> str:
    head = [_title(context, register.columns[register.label])]
    head += [_title(context, column) for column in columns]
    rows = [
        [
            links.link(context, f"{register.name}/{row.id}"),
            *(_matrix_cell(context, row.values.get(column.name)) for column in columns),
        ]
        for row in chosen
    ]
    title = literal(register.title[context.language])
    return f"\n### {title} {{#{register.name}-matrix}}\n{markdown_table(head, rows)}"


def _matrix_cell(context: Context, value: object) -> str:
    if not isinstance(value, tuple) or not value:
        return context.markdown("matrix.none")
    return "; ".join(links.link(context, name) for name in value)


def _by_column(
    context: Context,
    register: Register,
    chosen: Sequence[Row],
    column: Column,
    columns: Sequence[Column],
) -> str:
    others = [other for other in columns if other is not column]
    found: dict[str, list[Row]] = {}
    for row in chosen:
        value = row.values.get(column.name)
        for name in value if isinstance(value, tuple) else ():
            found.setdefault(name, []).append(row)
    head = [_title(context, column), _title(context, register.columns[register.label])]
    head += [_title(context, other) for other in others]
    rows = [
        [
            links.link(context, name),
            "; ".join(links.link(context, f"{row.register}/{row.id}") for row in found[name]),
            *(_matrix_cell(context, _union(found[name], other.name)) for other in others),
        ]
        for name in context.content.targets
        if name in found
    ]
    title = _title(context, column)
    return f"\n### {title} {{#{register.name}-{column.name}-matrix}}\n{markdown_table(head, rows)}"


def _union(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for row in rows:
        value = row.values.get(column)
        names.update(dict.fromkeys(value if isinstance(value, tuple) else ()))
    return tuple(names)


def related(context: Context, name: str, register_name: str) -> str:
    """Rows of a register that refer to an id, as a list."""
    register = context.content.registers[register_name]
    rows = [row for row in register.rows.values() if name in references(register, row)]
    return "\n".join(f"- {links.link(context, f'{register_name}/{row.id}')}" for row in rows)
