"""What the papers for a meeting consist of: ``docs/_site/buoi-hop.yml``. A handbook without that
file has none.

The file says what stands on each sheet, in which order; the texts of the entries come in where it
asks for them. Whether there are such entries and sections is asked in ``check/meetings.py``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from handbook import marks
from handbook.content.fields import Fields
from handbook.content.model import Position
from handbook.content.pages import NAME, read_yaml
from handbook.language.languages import Languages, LocalText
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item

MEETING = f"{marks.MEETINGS}.yml"
# So many entries one meeting can be about.
MOST = 2
# In a text of the file: the place of the names of the entries that the meeting is about.
ENTRIES = "{entries}"


@dataclass(frozen=True)
class Step:
    """A row of an agenda: how many minutes, what, and who does it."""

    minutes: int
    what: LocalText
    who: LocalText


@dataclass(frozen=True)
class Field:
    """A line of a form: what is asked for, and how many lines there are to write on."""

    name: LocalText
    lines: int


@dataclass(frozen=True)
class Table:
    """A table to fill in: so many empty rows, each of so many lines."""

    columns: tuple[LocalText, ...]
    rows: int
    lines: int


@dataclass(frozen=True)
class Section:
    """The section of each entry with this id."""

    id: str


@dataclass(frozen=True)
class Asked:
    """So many questions of each entry, one of each level first."""

    count: int


@dataclass(frozen=True)
class Items:
    """A list."""

    texts: tuple[LocalText, ...]


@dataclass(frozen=True)
class Agenda:
    """What is done in which order; it takes at ``least`` so many minutes."""

    steps: tuple[Step, ...]
    least: int

    @property
    def minutes(self) -> int:
        """What all its steps take together."""
        return sum(step.minutes for step in self.steps)


@dataclass(frozen=True)
class Form:
    """Lines to fill in."""

    fields: tuple[Field, ...]


# What a block can be: a paragraph, and the others.
Inside = LocalText | Items | Agenda | Form | Table | Section | Asked


@dataclass(frozen=True)
class Block:
    """A piece of a sheet under a title, which may be missing; ``entries`` is of how many entries a
    meeting must be to have it, None when it does not matter."""

    title: LocalText | None
    inside: Inside
    entries: int | None
    position: Position


@dataclass(frozen=True)
class Sheet:
    """A sheet with the names of the rules that it follows."""

    id: str
    title: LocalText
    rules: tuple[LocalText, ...]
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Pair:
    """Two entries that are meant to be talked about in one meeting."""

    entries: tuple[str, ...]
    position: Position


@dataclass(frozen=True)
class Meeting:
    """The sheets for a meeting. ``caution`` stands on each; ``pairs`` have sheets of their own
    beside those of every entry."""

    title: LocalText
    caution: LocalText
    sheets: tuple[Sheet, ...]
    pairs: tuple[Pair, ...]


def load_meeting(
    path: Path, docs: Path, languages: Languages, problems: Problems
) -> Meeting | None:
    """What the file says; None without one, or, after reporting it, when it lacks something."""
    if not path.is_file():
        return None
    file = f"{docs.name}/{path.relative_to(docs).as_posix()}"
    item = read_yaml(path, file, problems)
    return _Reader(Fields.of(item, file, problems, languages)).read() if item else None


@dataclass(frozen=True)
class _Reader:
    """Reads the file."""

    fields: Fields

    def read(self) -> Meeting | None:
        fields, rules = self.fields, dict[str, LocalText]()
        title, caution = fields.local("title"), fields.local("caution")
        fields.each("rules", partial(self._rule, rules))
        sheets = tuple(self._sheets(rules))
        pairs = tuple(self._pairs())
        fields.finish()
        if not (title and caution and sheets):
            return None
        return Meeting(title, caution, sheets, pairs)

    def _rule(self, rules: dict[str, LocalText], name: str, item: Item) -> None:
        inner = self.fields.inner(item)
        text = inner.own_text(name)
        inner.finish()
        if text:
            rules[name] = text

    def _pairs(self) -> Iterator[Pair]:
        for inner in _each(self.fields, "pairs", required=False):
            named = inner.strings("entries", required=True)
            if named and len(named) != MOST:
                self._report(inner.line_of("entries"), "meeting-pair-size", count=len(named))
            elif named:
                yield Pair(tuple(name for name, _ in named), Position(inner.file, inner.line))
            inner.finish()

    def _sheets(self, rules: Mapping[str, LocalText]) -> Iterator[Sheet]:
        for inner in _each(self.fields, "sheets"):
            name, title = inner.string("id"), inner.local("title")
            if name and not NAME.match(name):
                self._report(inner.line_of("id"), "id-form", id=name)
            named = tuple(self._named(inner, rules))
            blocks = tuple(block for one in _each(inner, "blocks") if (block := self._block(one)))
            inner.finish()
            if name and title:
                yield Sheet(name, title, named, blocks)

    def _named(self, fields: Fields, rules: Mapping[str, LocalText]) -> Iterator[LocalText]:
        for name, line in fields.strings("rules", required=True):
            if name in rules:
                yield rules[name]
            else:
                self._report(line, "meeting-rule", id=name, known=", ".join(rules) or "–")

    def _block(self, fields: Fields) -> Block | None:
        title = fields.local("title", required=False)
        entries = fields.integer("entries", required=False)
        kinds: Mapping[str, Callable[[Fields], Inside | None]] = {
            "text": lambda one: one.local("text"),
            "items": lambda one: Items(tuple(_texts(one, "items"))),
            "agenda": _agenda,
            "section": _section,
            "questions": _asked,
            "table": _table,
            "fields": lambda one: Form(tuple(_lines(one))),
        }
        given = [name for name in kinds if name in fields.items]
        fields.asked.update(kinds)
        inside = kinds[given[0]](fields) if len(given) == 1 else None
        fields.finish()
        if len(given) != 1:
            self._report(fields.line, "meeting-block", known=", ".join(kinds))
        if not inside:
            return None
        return Block(title, inside, entries, Position(fields.file, fields.line))

    def _report(self, line: int, code: str, **said: object) -> None:
        self.fields.problems.add(self.fields.file, line, code, **said)


def _each(fields: Fields, key: str, required: bool = True) -> Iterator[Fields]:
    """The mappings of a list."""
    item = fields.take(key, required)
    if item is None:
        return
    if not isinstance(item.value, list):
        fields.problems.add(fields.file, item.line, "value-rows")
        return
    yield from (fields.inner(part) for part in item.value)


def _texts(fields: Fields, key: str) -> Iterator[LocalText]:
    for inner in _each(fields, key):
        text = inner.own_text(key)
        inner.finish()
        if text:
            yield text


def _agenda(fields: Fields) -> Agenda | None:
    item = fields.take("agenda")
    if item is None:
        return None
    inner = fields.inner(item)
    least, steps = inner.integer("least"), tuple(_steps(inner))
    inner.finish()
    return Agenda(steps, least) if least and steps else None


def _steps(fields: Fields) -> Iterator[Step]:
    for inner in _each(fields, "steps"):
        minutes, what, who = inner.integer("minutes"), inner.local("what"), inner.local("who")
        inner.finish()
        if minutes and what and who:
            yield Step(minutes, what, who)


def _lines(fields: Fields) -> Iterator[Field]:
    for inner in _each(fields, "fields"):
        name, lines = inner.local("name"), inner.integer("lines", required=False)
        inner.finish()
        if name:
            yield Field(name, lines or 1)


def _section(fields: Fields) -> Section | None:
    name = fields.string("section")
    return Section(name) if name else None


def _asked(fields: Fields) -> Asked | None:
    count = fields.integer("questions")
    return Asked(count) if count else None


def _table(fields: Fields) -> Table | None:
    item = fields.take("table")
    if item is None:
        return None
    inner = fields.inner(item)
    columns, rows = tuple(_texts(inner, "columns")), inner.integer("rows")
    lines = inner.integer("lines", required=False) or 1
    inner.finish()
    return Table(columns, rows, lines) if columns and rows else None
