"""What makes long tables short to go through: groups that unfold, a bar with their letters."""

from collections.abc import Sequence

from handbook import marks
from handbook.content.literal import literal, typed
from handbook.content.model import Register, Row
from macros import alphabet, cells
from macros.context import Context

# A table of more rows has a bar of letters: so many cards are three screens of a phone.
MANY = 12
# What neither search nor paper takes.
OFF = f'{marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}"'


def group(title: str, name: str, body: str, closed: bool) -> str:
    """Rows under their heading, to fold and to unfold."""
    return _details(f'<summary markdown="block">\n\n### {title} {{#{name}}}\n\n', body, closed)


def whole(context: Context, register: Register, count: int, body: str) -> str:
    """All rows of a table, closed; what opens it tells how many there are."""
    title = register.title[context.language]
    return closed(context.markdown("table.closed", title=title, count=count), body, f" {OFF}")


def closed(said: str, body: str, attributes: str = "") -> str:
    """What stands under a line that opens it."""
    return _details(f'<summary{attributes} markdown="span">{said}', body, closed=True)


def _details(summary: str, body: str, closed: bool) -> str:
    state = "" if closed else ' open=""'
    return f"""
<details class="{marks.GROUP}"{state} markdown="1">
{summary}</summary>
{body}
</details>
"""


def letters(context: Context, rows: Sequence[Row]) -> str:
    """Links to the first row of each letter, where there are many in the order of their names."""
    if len(rows) <= MANY:
        return ""
    first: dict[str, str] = {}
    for row in rows:
        first.setdefault(alphabet.letter(context, typed(cells.label(context, row))), row.id)
    bar = "\n".join(f"- [{alphabet.title(context, one)}](#{name})" for one, name in first.items())
    label = literal(context.text("alphabet.letters"))
    return f"""
<nav class="letters" aria-label="{label}" {OFF} markdown="1">

{bar}

</nav>
"""
