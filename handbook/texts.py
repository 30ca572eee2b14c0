"""The interface texts: one file a language, the same keys in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook import languages

FOLDER = Path(__file__).parent / "texts"


@dataclass(frozen=True)
class Texts:
    """Interface texts by language and dotted key."""

    values: Mapping[str, Mapping[str, object]]

    def get(self, language: str, key: str, **values: object) -> str:
        """The text of ``group.key`` filled with ``values``. KeyError when there is none."""
        text = str(self._find(language, key))
        return text.format(**values) if values else text

    def each_language(self, key: str) -> frozenset[str]:
        """The text of ``group.key`` in every language."""
        return frozenset(self.get(language, key) for language in self.values)

    def list(self, language: str, key: str) -> list[str]:
        """The texts of ``group.key``, in order. KeyError when it is no list."""
        found = self._find(language, key)
        if not isinstance(found, list):
            raise KeyError(key)
        return [str(part) for part in found]

    def group(self, language: str, key: str) -> dict[str, str]:
        """All texts of a group by their keys. KeyError when there is no such group."""
        found = self.values[language][key]
        if not isinstance(found, Mapping):
            raise KeyError(key)
        return {str(name): str(text) for name, text in found.items()}

    def _find(self, language: str, key: str) -> object:
        group, _, name = key.partition(".")
        found = self.values[language][group]
        if not isinstance(found, Mapping):
            raise KeyError(key)
        return found[name]


def load_texts() -> Texts:
    """The texts of every language of the handbook."""
    return Texts(
        {
            language: yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
            for language in languages.ALL
        }
    )
