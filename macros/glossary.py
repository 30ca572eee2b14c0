"""Abbreviations, explained where they stand."""

import re

from macros.context import Context

REGISTER, COLUMN = "glossary", "abbr"


def abbreviations(context: Context, markdown: str) -> str:
    """Definitions (``*[PCTN]: …``) of the abbreviations that the text uses."""
    known = _known(context)
    if not known:
        return ""
    pattern = re.compile(
        r"(?<!\w)(" + "|".join(map(re.escape, sorted(known, key=len, reverse=True))) + r")(?!\w)"
    )
    used = sorted(set(pattern.findall(markdown)))
    return "".join(f"\n*[{short}]: {known[short]}" for short in used) + "\n"


def _known(context: Context) -> dict[str, str]:
    register = context.content.registers.get(REGISTER)
    if register is None or COLUMN not in register.columns:
        return {}
    return {
        str(row.values[COLUMN]): context.content.row_label(row)[context.language]
        for row in register.rows.values()
        if COLUMN in row.values
    }
