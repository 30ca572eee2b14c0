"""Reading what makes a page an issue of a bulletin: the key ``issue`` in its front matter."""

from handbook.content.fields import Fields
from handbook.content.model import IMPRINT, ISSUE_SIZES, IssueSpec
from handbook.language.dates import PartialDate, parse_date

# In how many columns an issue of a bulletin can be set.
COLUMNS = (1, 2)


def issue_of(fields: Fields, file: str) -> IssueSpec | None:
    """What a page says of itself as an issue, None when it is none; mistakes are reported."""
    item = fields.take("issue", required=False)
    if item is None:
        return None
    inner = fields.inner(item)
    fillers = inner.strings("fillers")
    own_lines = {filler_key(name): line for name, line in fillers}
    spec = IssueSpec(
        number=inner.integer("number") or 0,
        month=_month(inner, file),
        masthead=inner.string("masthead") or "",
        publisher=inner.string("publisher", required=False) or "",
        columns=_columns(inner, file),
        sizes=_sizes(inner, file),
        imprint=_imprint(inner),
        fillers=tuple(name for name, _ in fillers),
        lines={**{key: item.line for key, item in inner.items.items()}, **own_lines},
    )
    inner.finish()
    return spec


def filler_key(name: str) -> str:
    """Under what an issue knows the line of a filler."""
    return f"fillers/{name}"


def _month(fields: Fields, file: str) -> PartialDate:
    text = fields.string("month")
    month = parse_date(text) if text else None
    if month is not None and month.month and not month.day:
        return month
    if text:
        fields.problems.add(file, fields.line_of("month"), "issue-month", month=text)
    return PartialDate(1, 1)


def _columns(fields: Fields, file: str) -> int:
    columns = fields.integer("columns", required=False)
    if columns not in (None, *COLUMNS):
        fields.problems.add(file, fields.line_of("columns"), "issue-columns", columns=columns)
    return columns or COLUMNS[-1]


def _sizes(fields: Fields, file: str) -> tuple[str, ...]:
    chosen = fields.strings("sizes")
    for size, line in chosen:
        if size not in ISSUE_SIZES:
            known = ", ".join(ISSUE_SIZES)
            fields.problems.add(file, line, "issue-sizes", size=size, known=known)
    names = {size for size, _ in chosen} or set(ISSUE_SIZES)
    return tuple(size for size in ISSUE_SIZES if size in names)


def _imprint(fields: Fields) -> dict[str, str]:
    """What is said there; a key without a value is a line to fill in by hand."""
    item = fields.take("imprint", required=False)
    if item is None:
        return {}
    inner = fields.inner(item)
    said = {key: inner.string(key, required=False) or "" for key in IMPRINT}
    inner.finish()
    return {key: text for key, text in said.items() if key in inner.items}
