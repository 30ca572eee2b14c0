"""The interface texts: one file a language, the same keys in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.language import languages
from handbook.language.problems import ContentError, Problems
from handbook.language.strictyaml import Item, parse

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


def load_texts(folder: Path = FOLDER) -> Texts:
    """The texts of every language of the handbook. ContentError when one cannot be read."""
    problems = Problems()
    texts = read_texts(problems, folder)
    if problems:
        raise ContentError(problems.found)
    return texts


def read_texts(problems: Problems, folder: Path = FOLDER) -> Texts:
    """The texts of every language as they are typed: ``on``, ``no``, ``010`` are words too."""
    return Texts({name: _read(folder / f"{name}.yml", problems) for name in languages.ALL})


def _read(path: Path, problems: Problems) -> Mapping[str, Mapping[str, object]]:
    file = f"handbook/language/{path.parent.name}/{path.name}"
    item = parse(path.read_text(encoding="utf-8"), file, problems)
    groups = item.value if item and isinstance(item.value, Mapping) else {}
    found: dict[str, Mapping[str, object]] = {}
    for name, group in groups.items():
        text = _typed(name, group, file, problems)
        found[name] = text if isinstance(text, Mapping) else {}
    return found


def _typed(name: str, item: Item, file: str, problems: Problems) -> object:
    """Texts, lists and groups of texts. What YAML takes for nothing (``~``) is no text."""
    if isinstance(item.value, Mapping):
        return {key: _typed(key, inner, file, problems) for key, inner in item.value.items()}
    if isinstance(item.value, list):
        return [_typed(name, inner, file, problems) for inner in item.value]
    if item.value is None:
        problems.add(file, item.line, "key-missing", key=name)
    return str(item.value).lower() if isinstance(item.value, bool) else str(item.value)
