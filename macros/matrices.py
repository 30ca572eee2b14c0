"""What goes with what, seen from every side."""

from collections.abc import Iterable, Mapping, Sequence

from handbook.content.literal import literal
from handbook.content.model import Column, Register, Row
from handbook.content.selection import rows_where
from macros import links
from macros.context import Context
from macros.tables import column_title, markdown_table


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
    head = [column_title(context, register.columns[register.label])]
    head += [column_title(context, column) for column in columns]
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
    head = [column_title(context, column), column_title(context, register.columns[register.label])]
    head += [column_title(context, other) for other in others]
    rows = [
        [
            links.link(context, name),
            "; ".join(links.link(context, f"{row.register}/{row.id}") for row in found[name]),
            *(_matrix_cell(context, _union(found[name], other.name)) for other in others),
        ]
        for name in context.content.targets
        if name in found
    ]
    title = column_title(context, column)
    return f"\n### {title} {{#{register.name}-{column.name}-matrix}}\n{markdown_table(head, rows)}"


def _union(rows: Iterable[Row], column: str) -> tuple[str, ...]:
    names: dict[str, None] = {}
    for row in rows:
        value = row.values.get(column)
        names.update(dict.fromkeys(value if isinstance(value, tuple) else ()))
    return tuple(names)
