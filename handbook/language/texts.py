"""The interface texts: one file a language, the same keys in each; and the messages to editors."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.language.languages import EDITORS
from handbook.language.problems import ContentError, Problems
from handbook.language.strictyaml import Item, parse

FOLDER = Path(__file__).parent / "texts"
LANGUAGE = "[a-z][a-z]"
# What tools tell editors; mistakes in the content have a file of their own.
MESSAGES = f"messages.{EDITORS}.yml"
# Texts by group and name.
Groups = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True)
class Texts:
    """Interface texts by language and dotted key; messages to editors by dotted key."""

    values: Mapping[str, Groups]
    messages: Groups

    def get(self, language: str, key: str, **values: object) -> str:
        """The text of ``group.key`` filled with ``values``. KeyError when there is none."""
        return _filled(self.values[language], key, values)

    def message(self, key: str, **values: object) -> str:
        """A message to editors."""
        return _filled(self.messages, key, values)

    def each_language(self, key: str) -> frozenset[str]:
        """The text of ``group.key`` in every language."""
        return frozenset(self.get(language, key) for language in self.values)

    def list(self, language: str, key: str) -> list[str]:
        """The texts of ``group.key``, in order. KeyError when it is no list."""
        found = _find(self.values[language], key)
        if not isinstance(found, list):
            raise KeyError(key)
        return [str(part) for part in found]

    def group(self, language: str, key: str) -> dict[str, str]:
        """All texts of a group by their keys. KeyError when there is no such group."""
        found = self.values[language][key]
        if not isinstance(found, Mapping):
            raise KeyError(key)
        return {str(name): str(text) for name, text in found.items()}


class Counted(int):
    """A number in a text, where ``{count:page|pages}`` is the number with the word for one of it,
    or for more."""

    def __format__(self, form: str) -> str:
        one, bar, more = form.partition("|")
        return f"{int(self)} {one if self == 1 else more}" if bar else format(int(self), form)


def filled(text: str, values: Mapping[str, object]) -> str:
    """A text with its values, the numbers among them counted."""
    counted = {
        name: Counted(value) if isinstance(value, int) else value for name, value in values.items()
    }
    return text.format(**counted)


def _filled(groups: Groups, key: str, values: Mapping[str, object]) -> str:
    text = str(_find(groups, key))
    return filled(text, values) if values else text


def _find(groups: Groups, key: str) -> object:
    group, _, name = key.partition(".")
    found = groups[group]
    if not isinstance(found, Mapping):
        raise KeyError(key)
    return found[name]


def load_texts(*more: Path) -> Texts:
    """The engine's texts in every language that it speaks, and those in more folders. ContentError
    when one cannot be read."""
    problems = Problems()
    texts = read_texts(problems, FOLDER, *more)
    if problems:
        raise ContentError(problems.found)
    return texts


def read_texts(problems: Problems, *folders: Path) -> Texts:
    """The texts of each language as they are typed: ``on``, ``no``, ``010`` are words too. Of two
    files of a language the last folder's is taken."""
    paths = [path for folder in folders for path in sorted(folder.glob(f"{LANGUAGE}.yml"))]
    values = {path.stem: _read(path, problems) for path in paths}
    return Texts(values, _read(FOLDER / MESSAGES, problems))


def read_words(path: Path, file: str, problems: Problems) -> str | None:
    """A file of texts, or None after reporting that it is none: translators have other programs."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        problems.add(file, 1, "text-utf8")
        return None


def _read(path: Path, problems: Problems) -> Groups:
    room = "handbook/language" if path.parent.name == FOLDER.name else "docs"
    file = f"{room}/{path.parent.name}/{path.name}"
    words = read_words(path, file, problems)
    item = parse(words, file, problems) if words is not None else None
    groups = item.value if item and isinstance(item.value, Mapping) else {}
    found: dict[str, Mapping[str, object]] = {}
    for name, group in groups.items():
        if not isinstance(group.value, Mapping):
            problems.add(file, group.line, "text-plain", key=name)
        text = _typed(name, group, file, problems)
        found[name] = text if isinstance(text, Mapping) else {}
    return found


def _typed(name: str, item: Item, file: str, problems: Problems) -> object:
    """Texts, lists and groups of texts; whatever else YAML may read there goes to ``problems``,
    since readers would be shown how the program writes it down."""
    if isinstance(item.value, Mapping):
        return {key: _typed(key, inner, file, problems) for key, inner in item.value.items()}
    if isinstance(item.value, list):
        return [_listed(name, inner, file, problems) for inner in item.value]
    return _text(name, item, file, problems)


def _listed(name: str, item: Item, file: str, problems: Problems) -> str:
    if isinstance(item.value, Mapping | list):
        problems.add(file, item.line, "text-plain", key=name)
    return _text(name, item, file, problems)


def _text(name: str, item: Item, file: str, problems: Problems) -> str:
    """As typed, also where YAML reads something else; what it takes for nothing is no text."""
    if item.value is None:
        problems.add(file, item.line, "key-missing", key=name)
    return str(item.value).lower() if isinstance(item.value, bool) else str(item.value)
