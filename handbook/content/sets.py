"""Sets of questions that are made of the rows of a register: ``docs/_questions/<name>.yml``.

Only read here; whether there is such a register, and what its rows say, is asked when the questions
are made (``making.py``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content.fields import Fields
from handbook.content.model import Position
from handbook.content.pages import yaml_files
from handbook.content.questions import LEVELS, ONE, SEVERAL
from handbook.language.languages import Languages, LocalText
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item

# The kinds that rows can be asked in.
KINDS = (ONE, SEVERAL)
# So many wrong values there are to choose from: with fewer a question is too easily told.
FEWEST_WRONG = 3
# So many choices a question has when the set does not say; so many letters there are at most.
CHOICES, MOST_CHOICES = FEWEST_WRONG + 1, 8


# Names of values, each with its line.
Named = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class AskedRow:
    """A row that is asked, by its id; the id of the question. ``excluded`` are values that readers
    could hold to be true as well."""

    row: str
    id: str
    excluded: Named
    position: Position


@dataclass(frozen=True)
class QuestionSet:
    """What is asked of some rows of a register: ``answer`` is the column that has the key. The
    texts have fields that rows fill. Wrong values come from rows that have the ``same`` values in
    these columns; they are some of ``only`` these, if there are any, none of those ``excluded``."""

    name: str
    register: str
    answer: str
    kind: str
    level: str
    choices: int
    same: tuple[str, ...]
    only: Named
    excluded: Named
    texts: Mapping[str, LocalText]
    rows: tuple[AskedRow, ...]
    position: Position
    lines: Mapping[str, int]

    def at(self, key: str) -> Position:
        """Where a key of the set stands."""
        return Position(self.position.file, self.lines.get(key, self.position.line))

    def said(self, language: str) -> Iterator[tuple[str, Position]]:
        """The texts of the set, fields and all, with their places."""
        return ((text[language], self.at(key)) for key, text in self.texts.items())


# The texts of a set: what is asked, why the key is right, why another value is wrong.
STEM, RIGHT, WRONG = "stem", "reason_right", "reason_wrong"
TEXTS = (STEM, RIGHT, WRONG)


@dataclass(frozen=True)
class Sets:
    """All that ``docs/_questions/`` holds; ``unread`` names those that lack something."""

    sets: Mapping[str, QuestionSet]
    unread: frozenset[str]


def load_sets(folder: Path, docs: Path, languages: Languages, problems: Problems) -> Sets:
    """Every ``*.yml`` of the folder, sorted by name."""
    found: dict[str, QuestionSet | None] = {}
    for name, file, item in yaml_files(folder, docs, problems):
        fields = Fields.of(item, file, problems, languages) if item else None
        found[name] = _Reader(name, fields).read() if fields else None
    sets = {name: one for name, one in found.items() if one}
    return Sets(sets, frozenset(found.keys() - sets.keys()))


@dataclass(frozen=True)
class _Reader:
    """Reads one set."""

    name: str
    fields: Fields

    def read(self) -> QuestionSet | None:
        """The set; None, after reporting it, when something is missing without which nothing can
        be asked."""
        fields = self.fields
        register, answer = fields.string("register"), fields.string("answer")
        kind = fields.one_of("kind", KINDS) if fields.take("kind", required=False) else ONE
        level = fields.one_of("level", LEVELS)
        choices, same = self._choices(), tuple(text for text, _ in fields.strings("same"))
        only, excluded = fields.strings("only"), fields.strings("not")
        texts = {key: fields.local(key) for key in TEXTS}
        said = {key: text for key, text in texts.items() if text}
        rows = tuple(self._rows())
        fields.finish()
        if not (register and answer and kind and level and rows) or len(said) < len(TEXTS):
            return None
        lines = {key: item.line for key, item in fields.items.items()}
        at = Position(fields.file, fields.line)
        return QuestionSet(
            self.name, register, answer, kind, level, choices, same, only, excluded, said, rows,
            at, lines,
        )  # fmt: skip

    def _choices(self) -> int:
        choices = self.fields.integer("choices", required=False)
        if choices is not None and not CHOICES <= choices <= MOST_CHOICES:
            said = {"found": choices, "fewest": CHOICES, "most": MOST_CHOICES}
            self._report(self.fields.line_of("choices"), "set-choices", **said)
            return CHOICES
        return choices or CHOICES

    def _rows(self) -> Iterator[AskedRow]:
        item = self.fields.take("rows")
        if item is not None and not isinstance(item.value, list):
            self._report(item.line, "value-rows")
        parts = item.value if item is not None and isinstance(item.value, list) else []
        return (row for row in map(self._row, parts) if row)

    def _row(self, item: Item) -> AskedRow | None:
        """A row by its id alone, or with what is to be said of it."""
        position = Position(self.fields.file, item.line)
        if isinstance(item.value, str | int) and not isinstance(item.value, bool):
            return AskedRow(str(item.value), f"{self.name}-{item.value}", (), position)
        inner = self.fields.inner(item)
        row, own_id = inner.string("row"), inner.string("id", required=False)
        excluded = inner.strings("not")
        inner.finish()
        return AskedRow(row, own_id or f"{self.name}-{row}", excluded, position) if row else None

    def _report(self, line: int, code: str, **said: object) -> None:
        self.fields.problems.add(self.fields.file, line, code, **said)
