"""Abbreviations, explained where they stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.content.handbook import Content
from handbook.content.literal import literal, typed

REGISTER, COLUMN = "glossary", "abbr"


@dataclass(frozen=True)
class Abbreviations:
    """The abbreviations of the glossary in one language."""

    content: Content
    language: str

    @cached_property
    def known(self) -> Mapping[str, str]:
        """Short form -> full form; the longest first, so that KH/TU is found before TU."""
        register = self.content.registers.get(REGISTER)
        if register is None or COLUMN not in register.columns:
            return {}
        found = {
            str(row.values[COLUMN]): self.content.row_label(row)[self.language]
            for row in register.rows.values()
            if COLUMN in row.values
        }
        return dict(sorted(found.items(), key=lambda pair: -len(pair[0])))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(r"(?<!\w)(" + "|".join(map(re.escape, self.known)) + r")(?!\w)")

    def definitions(self, markdown: str) -> str:
        """Definitions (``*[PCTN]: …``) of those that the text uses."""
        if not self.known:
            return ""
        used = sorted(set(self._pattern.findall(typed(markdown))))
        return "".join(self._definition(short) for short in used) + "\n"

    def _definition(self, short: str) -> str:
        """For the text of the page and, where signs are written otherwise, for that of macros."""
        full = literal(self.known[short])
        forms = dict.fromkeys((short, literal(short)))
        return "".join(f"\n*[{form}]: {full}" for form in forms)
