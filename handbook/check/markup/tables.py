"""Tables of a page: as many cells in every row as the head has, each row between bars."""

from collections.abc import Callable, Sequence

from handbook.content.dialect import SEPARATOR, Line, Report


def read_table(
    rows: Sequence[Line], report: Report, text: Callable[[Sequence[Line]], None]
) -> None:
    """Check the rows of a table; ``text`` is given that of each cell."""
    if len(rows) < 2 or not SEPARATOR.fullmatch(rows[1][1].rstrip()):
        report(rows[0][0], "table-line", {"text": rows[0][1]})
        return
    if len(rows) == 2:
        report(rows[0][0], "table-empty", {})
    wanted = len(_cells(rows[0][1]))
    for number, line in rows:
        _row(number, line, wanted, report)
    if not all(_cells(rows[0][1])):
        report(rows[0][0], "table-head", {})
    for number, line in (rows[0], *rows[2:]):
        for cell in _cells(line):
            text([(number, cell)])


def _row(number: int, line: str, wanted: int, report: Report) -> None:
    if not (line.startswith("|") and line.rstrip().endswith("|") and len(line.rstrip()) > 1):
        report(number, "table-edge", {"text": line})
        return
    found = len(_cells(line))
    if found != wanted:
        report(number, "table-cells", {"found": str(found), "wanted": str(wanted)})


def _cells(line: str) -> list[str]:
    """What stands between the bars."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
