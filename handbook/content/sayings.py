"""What readers say otherwise than the handbook writes: ``docs/_site/cach-goi.yml``."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content.fields import Fields
from handbook.content.handbook import SITE
from handbook.content.pages import read_yaml
from handbook.language.folding import bare_words
from handbook.language.languages import Languages
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item

NAME = "cach-goi.yml"
FILE = f"docs/{SITE}/{NAME}"

# Of each language: what readers say, and each way in which the handbook writes it.
Sayings = Mapping[str, tuple[tuple[str, str], ...]]


def load_sayings(root: Path, languages: Languages, problems: Problems) -> Sayings:
    """The list of every language, empty where the handbook has none; mistakes go to
    ``problems``."""
    path = root / FILE
    item = read_yaml(path, FILE, problems) if path.is_file() else None
    if item is None:
        return dict.fromkeys(languages.all, ())
    fields = Fields.of(item, FILE, problems, languages)
    found = {name: tuple(_Reader(fields).pairs(name)) for name in languages.all}
    fields.finish()
    return found


@dataclass(frozen=True)
class _Reader:
    fields: Fields

    def pairs(self, language: str) -> Iterator[tuple[str, str]]:
        """The pairs of a language, in the order of the file."""
        item = self.fields.take(language, required=False)
        if item is not None and not isinstance(item.value, list):
            self._report(item.line, "value-rows")
        known: set[str] = set()
        for row in item.value if item is not None and isinstance(item.value, list) else ():
            yield from self._row(row, known)

    def _row(self, row: Item, known: set[str]) -> Iterator[tuple[str, str]]:
        inner = self.fields.inner(row)
        said, meant = inner.strings("said", required=True), inner.strings("meant", required=True)
        inner.finish()
        for text, line in said:
            word = self._word(text, line)
            if word in known:
                self._report(line, "site-saying-twice", text=text)
            known.add(word)
        for text, line in meant:
            self._word(text, line)
        yield from ((one, other) for one, _ in said for other, _ in meant)

    def _word(self, text: str, line: int) -> str:
        if not bare_words(text):
            self._report(line, "site-saying-empty", text=text)
        return " ".join(text.casefold().split())

    def _report(self, line: int, code: str, **said: object) -> None:
        self.fields.problems.add(self.fields.file, line, code, **said)
