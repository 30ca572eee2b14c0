"""Which rows of a register a call shows."""

from collections.abc import Mapping

from handbook.content.model import Register, Row


def rows_where(register: Register, where: Mapping[str, object]) -> list[Row]:
    """The rows whose columns have these values, as calls write them; all without any."""
    return [
        row
        for row in register.rows.values()
        if all(_equal(register, row, name, wanted) for name, wanted in where.items())
    ]


def _equal(register: Register, row: Row, name: str, wanted: object) -> bool:
    value, to = row.values.get(name), register.columns[name].to
    if isinstance(value, tuple):
        return wanted in value or (to is not None and f"{to}/{wanted}" in value)
    if isinstance(value, bool) or value is None:
        return str(value or False).lower() == str(wanted).lower()
    return str(value) == str(wanted)
