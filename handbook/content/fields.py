"""Typed reading of YAML mappings; every mistake is reported with its line, none stops the rest."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from handbook.content.model import Citation, Position
from handbook.language.folding import nearest
from handbook.language.languages import Languages, LocalText
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item


@dataclass
class Fields:
    """A mapping being read. ``finish`` reports the keys that nobody asked for."""

    items: Mapping[str, Item]
    file: str
    line: int
    problems: Problems
    languages: Languages
    asked: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, item: Item, file: str, problems: Problems, languages: Languages) -> "Fields":
        """The mapping in an item; an empty one, after reporting it, when it is something else."""
        if isinstance(item.value, Mapping):
            return cls(item.value, file, item.line, problems, languages)
        problems.add(file, item.line, "value-mapping")
        # What is missing inside would be no news.
        return cls({}, file, item.line, Problems(), languages)

    def inner(self, item: Item) -> "Fields":
        """A mapping inside this one."""
        return Fields.of(item, self.file, self.problems, self.languages)

    def line_of(self, key: str) -> int:
        """Line of a key; of the whole mapping when the key is not there."""
        return self.items[key].line if key in self.items else self.line

    def take(self, key: str, required: bool = True) -> Item | None:
        """The item of a key, or None. An empty value counts as missing."""
        self.asked.add(key)
        item = self.items.get(key)
        if item is not None and item.value not in (None, ""):
            return item
        if required:
            self.problems.add(self.file, self.line_of(key), "key-missing", key=key)
        return None

    def string(self, key: str, required: bool = True) -> str | None:
        """A text; a whole number is taken as it was typed."""
        item = self.take(key, required)
        if item is None or not self._is_string(key, item):
            return None
        return str(item.value)

    def integer(self, key: str, required: bool = True) -> int | None:
        """A whole number."""
        item = self.take(key, required)
        if item is None:
            return None
        if isinstance(item.value, int) and not isinstance(item.value, bool):
            return item.value
        self.problems.add(self.file, item.line, "value-number", key=key, value=_shown(item))
        return None

    def one_of(self, key: str, known: Iterable[str], required: bool = True) -> str:
        """One of the values that a key may have; empty, after reporting it, when it is none."""
        value = self.string(key, required) or ""
        if value and value not in known:
            said = {"key": key, "value": value, "known": ", ".join(known)}
            self.problems.add(self.file, self.line_of(key), "value-choice", **said)
            return ""
        return value

    def flag(self, key: str) -> bool:
        """``true`` or ``false``; false when the key is not there."""
        item = self.take(key, required=False)
        if item is None:
            return False
        if isinstance(item.value, bool):
            return item.value
        self.problems.add(self.file, item.line, "value-flag", key=key, value=_shown(item))
        return False

    def local(self, key: str, required: bool = True) -> LocalText | None:
        """A text in every language."""
        item = self.take(key, required)
        return self._local(key, item) if item else None

    def _local(self, key: str, item: Item) -> LocalText | None:
        if not isinstance(item.value, Mapping):
            self.problems.add(self.file, item.line, "value-languages", key=key)
            return None
        inner = self.inner(item)
        text = inner.own_text(key)
        inner.finish()
        return text

    def own_text(self, name: str) -> LocalText | None:
        """The text that the mapping itself gives, a key a language; ``name`` is for messages."""
        texts = {language: self.string(language, required=False) for language in self.languages.all}
        for language in (language for language, text in texts.items() if not text):
            self.problems.add(self.file, self.line, "language-missing", key=name, language=language)
        if not all(texts.values()):
            return None
        return LocalText({language: str(text) for language, text in texts.items()})

    def strings(self, key: str, required: bool = False) -> tuple[tuple[str, int], ...]:
        """A list of texts with their lines; one bare text counts as a list of one."""
        item = self.take(key, required)
        if item is None:
            return ()
        parts = item.value if isinstance(item.value, list) else [item]
        if required and not parts:
            self.problems.add(self.file, item.line, "key-missing", key=key)
        return tuple((str(part.value), part.line) for part in parts if self._is_string(key, part))

    def _is_string(self, key: str, part: Item) -> bool:
        if isinstance(part.value, (str, int)) and not isinstance(part.value, bool):
            return True
        self.problems.add(self.file, part.line, "value-text", key=key)
        return False

    def citations(self, key: str, required: bool) -> tuple[Citation, ...]:
        """``source#place`` texts as citations; whether they exist is checked later."""
        return tuple(
            citation(text, Position(self.file, line)) for text, line in self.strings(key, required)
        )

    def each(self, key: str, read: Callable[[str, Item], None]) -> None:
        """Hand every pair of an inner mapping to ``read``."""
        item = self.take(key, required=False)
        if item is None:
            return
        if not isinstance(item.value, Mapping):
            self.problems.add(self.file, item.line, "value-mapping")
            return
        for name, value in item.value.items():
            read(name, value)

    def finish(self) -> None:
        """Report every key that was not asked for."""
        for key in self.items:
            if key not in self.asked:
                known = nearest(key, self.asked) or sorted(self.asked)
                near = ", ".join(known)
                self.problems.add(
                    self.file, self.line_of(key), self._stray(key), key=key, near=near
                )

    def _stray(self, key: str) -> str:
        """The code for a key that nobody asked for. One without a value, or with blanks, is more
        likely a part of a text that was torn off by a comma, or a key without its blank."""
        name = key.partition(":")[0]
        if name != key and name in self.asked:
            return "key-blank"
        is_text = self.items[key].value is None or " " in key
        return "key-comma" if is_text else "key-unknown"


def _shown(item: Item) -> str:
    """A value as the editor wrote it, when it is short enough for a message."""
    if isinstance(item.value, bool):
        return str(item.value).lower()
    return str(item.value) if isinstance(item.value, (str, int)) else "…"


def citation(text: str, position: Position) -> Citation:
    """``ke-hoach#muc-1`` -> source and place; without ``#`` the whole source."""
    source, _, place = text.partition("#")
    return Citation(source, place or None, position, position)
