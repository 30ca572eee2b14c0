"""The languages a handbook is written in, and texts in each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

# The language of messages to editors, whatever the handbook's.
EDITORS = "vi"


@dataclass(frozen=True)
class Languages:
    """The languages of a handbook by their codes, each with the name that it has in itself. The
    first is the default one: what is not translated is shown in it."""

    names: Mapping[str, str]

    @property
    def default(self) -> str:
        return next(iter(self.names))

    @property
    def all(self) -> tuple[str, ...]:
        return tuple(self.names)

    @property
    def others(self) -> tuple[str, ...]:
        return self.all[1:]

    def folder(self, language: str) -> str:
        """Where the site of a language lies below the root, with its slash: ``en/``."""
        return "" if language == self.default else f"{language}/"

    def split(self, path: str) -> tuple[str, str]:
        """``bai-hoc/x.en.md`` -> (``bai-hoc/x``, ``en``); no suffix means the default language."""
        stem = path.removesuffix(".md")
        for language in self.others:
            if stem.endswith(f".{language}"):
                return stem.removesuffix(f".{language}"), language
        return stem, self.default


@dataclass(frozen=True)
class LocalText:
    """One text in every language of a handbook, or the same one in all of them."""

    values: Mapping[str, str] = field(default_factory=dict)
    everywhere: str | None = None

    def __getitem__(self, language: str) -> str:
        return self.values[language] if self.everywhere is None else self.everywhere


def same(text: str) -> LocalText:
    """A text that is written alike in all languages (a number, a code, a name)."""
    return LocalText(everywhere=text)
