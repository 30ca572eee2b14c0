"""The languages a handbook is written in."""

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT = "vi"
ALL = ("vi", "en")


@dataclass(frozen=True)
class LocalText:
    """One text in every language of ``ALL``."""

    values: Mapping[str, str]

    def __getitem__(self, language: str) -> str:
        return self.values[language]


def same(text: str) -> LocalText:
    """A text that is written alike in all languages (a number, a code, a name)."""
    return LocalText(dict.fromkeys(ALL, text))
