"""The register of editions, ``docs/_editions/``: what each edition changed and what it published,
and where addresses lead that were published once.

``scripts/edition`` writes a file for each edition; what has moved stands in a file of its own.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from handbook.content.fields import Fields
from handbook.content.model import EDITION, Page, Position
from handbook.content.pages import NAME, read_yaml
from handbook.language.dates import PartialDate, parse_date
from handbook.language.languages import Languages
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item

FOLDER, MOVED = "_editions", "moved.yml"
# So many signs of a hash tell the texts of one page apart.
SHORT = 12
HASH = re.compile(rf"[0-9a-f]{{{SHORT}}}")
# A page, and behind a "#" an anchor of it.
ADDRESS = re.compile(r"[a-z0-9-]+(/[a-z0-9-]+)*(#[a-z0-9-]+)?")


@dataclass(frozen=True)
class Change:
    """What an edition says of a page: the hash of its text, and in a line what has changed, which
    is empty for a new page. A ``correction`` mends what was wrong in an earlier edition."""

    path: str
    hash: str
    what: str
    correction: bool
    position: Position


@dataclass(frozen=True)
class Record:
    """An edition: the pages that changed in it by their paths, and the ids that it published, by
    page, with the line where each page's stand. ``date`` is None when the file gives none;
    ``handbook`` is what the handbook is known by, in the first register that says so."""

    name: str
    date: PartialDate | None
    pages: Mapping[str, Change]
    addresses: Mapping[str, tuple[tuple[str, ...], int]]
    position: Position
    handbook: str = ""

    @property
    def order(self) -> tuple[int, int]:
        """Year and month: names are no numbers."""
        return order_of(self.name)

    @property
    def day(self) -> str:
        """The date as machines read it, ``2026-11-30``; empty without one."""
        return f"{self.date.year}-{self.date.month:02}-{self.date.day:02}" if self.date else ""


@dataclass(frozen=True)
class Move:
    """Where a published address leads now."""

    goal: str
    position: Position


@dataclass(frozen=True)
class Standing:
    """Of which edition the text of a page is. ``state`` is ``same`` as in ``record``, the last that
    changed it; ``changed`` or ``new`` after ``record``, the newest of all; empty without any."""

    state: str
    record: Record | None = None


@dataclass(frozen=True)
class Editions:
    """All records, the newest first; ``running`` is the edition that the settings name, which need
    not have one yet."""

    running: str = ""
    records: tuple[Record, ...] = ()
    moved: Mapping[str, Move] = field(default_factory=dict)

    @property
    def told(self) -> tuple[Record, ...]:
        """The records, once any names a page: before that the handbook has not been published."""
        return self.records if any(record.pages for record in self.records) else ()

    @property
    def handbook(self) -> str:
        """What readers' programs know the handbook by, whatever it is called now; empty before a
        register says so."""
        return next((one.handbook for one in reversed(self.records) if one.handbook), "")

    def now(self, address: str) -> str:
        """Where an address leads after all moves; itself when it has not moved."""
        seen: set[str] = set()
        while address not in seen:
            seen.add(address)
            address = self._next(address)
        return address

    def _next(self, address: str) -> str:
        page, sign, anchor = address.partition("#")
        if address in self.moved:
            return self.moved[address].goal
        if page not in self.moved:
            return address
        goal = self.moved[page].goal
        # A page that became a part of another has left no anchors there.
        return goal if "#" in goal else f"{goal}{sign}{anchor}"

    @cached_property
    def former(self) -> Mapping[str, tuple[str, ...]]:
        """Page -> the ids that it had before, sorted."""
        found: dict[str, list[str]] = {}
        for old in sorted(self.moved):
            goal = self.now(old)
            if "#" not in old and "#" not in goal:
                found.setdefault(goal, []).append(old)
        return {page: tuple(ids) for page, ids in found.items()}

    @cached_property
    def left(self) -> tuple[str, ...]:
        """The ids of pages that have moved to another path, sorted. A page that became the index of
        a folder of its name has another id, and its path still."""
        moved = (old for old in sorted(self.moved) if "#" not in old)
        return tuple(old for old in moved if path_of(old) != path_of(page_in(self.now(old))))

    def left_by(self, page: str) -> tuple[str, ...]:
        """The ids that a page had at other paths, sorted."""
        return tuple(one for one in self.former.get(page, ()) if one in self.left)

    def first_id(self, page: str) -> str:
        """The id under which a page was published first: what stands for it in all editions."""
        return min((page, *self.former.get(page, ())), key=lambda one: self._ages.get(one, 1))

    @cached_property
    def _ages(self) -> Mapping[str, int]:
        """Page -> when it was published first: the lower, the earlier."""
        return {one: -at for at, record in enumerate(self.records) for one in record.addresses}

    def history(self, page: Page) -> Iterator[tuple[Record, Change]]:
        """Every edition that changed a page, whatever its id was then; the newest first."""
        suffix = page.path.removeprefix(page.id)
        paths = [f"{name}{suffix}" for name in (page.id, *self.former.get(page.id, ()))]
        for record in self.records:
            found = next((record.pages[path] for path in paths if path in record.pages), None)
            if found:
                yield record, found

    def standing(self, page: Page, fingerprint: str) -> Standing:
        """Of which edition a page's text is, by its hash."""
        if not self.told:
            return Standing("")
        record, change = next(self.history(page), (None, None))
        if record is None or change is None:
            return Standing("new", self.records[0])
        if change.hash != fingerprint:
            return Standing("changed", self.records[0])
        return Standing("same", record)


def path_of(page_id: str) -> str:
    """The path of a page below the root of its language, as links have it: ``bai-hoc/x/``."""
    name = page_id.removesuffix("index").rstrip("/") if page_id.endswith("/index") else page_id
    return "" if name == "index" else f"{name}/"


def page_in(address: str) -> str:
    """The page of an address."""
    return address.partition("#")[0]


def order_of(name: str) -> tuple[int, int]:
    """Year and month of an edition's name; zeros when it is none."""
    found = EDITION.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def load_editions(
    docs: Path, languages: Languages, problems: Problems, running: str = ""
) -> Editions:
    """The registers below ``docs``; mistakes go to ``problems``, with what is readable kept."""
    loader = _Loader(docs, languages, problems)
    paths = sorted((docs / FOLDER).glob("*.yml"))
    records = [loader.record(path) for path in paths if EDITION.fullmatch(path.stem)]
    found = sorted((one for one in records if one), key=lambda one: one.order, reverse=True)
    moved = loader.moved() if (docs / FOLDER / MOVED).is_file() else {}
    return Editions(running, tuple(found), moved)


def file_of(docs: Path, name: str) -> str:
    """A file of the registers as messages name it."""
    return f"{docs.name}/{FOLDER}/{name}"


@dataclass(frozen=True)
class _Loader:
    """Reads the files of the folder."""

    docs: Path
    languages: Languages
    problems: Problems

    def _fields(self, name: str) -> Fields | None:
        path, file = self.docs / FOLDER / name, file_of(self.docs, name)
        item = read_yaml(path, file, self.problems)
        return self._inner(item, file) if item else None

    def _inner(self, item: Item, file: str) -> Fields:
        return Fields.of(item, file, self.problems, self.languages)

    def record(self, path: Path) -> Record | None:
        """The edition of a file; None when the file cannot be read."""
        fields = self._fields(path.name)
        if fields is None:
            return None
        pages: dict[str, Change] = {}
        addresses: dict[str, tuple[tuple[str, ...], int]] = {}
        date = self._date(fields)
        fields.each("pages", lambda name, item: self._change(pages, fields.file, name, item))
        fields.each("addresses", lambda name, item: self._ids(addresses, fields.file, name, item))
        handbook = self._handbook(fields)
        fields.finish()
        position = Position(fields.file, fields.line)
        return Record(path.stem, date, pages, addresses, position, handbook)

    def _handbook(self, fields: Fields) -> str:
        name = fields.string("handbook", required=False) or ""
        if name and not NAME.match(name):
            self.problems.add(fields.file, fields.line_of("handbook"), "edition-known", name=name)
        return name

    def _date(self, fields: Fields) -> PartialDate | None:
        text = fields.string("date")
        date = parse_date(text) if text else None
        if date is not None and date.day:
            return date
        if text:
            self.problems.add(fields.file, fields.line_of("date"), "edition-date", date=text)
        return None

    def _change(self, pages: dict[str, Change], file: str, path: str, item: Item) -> None:
        fields = self._inner(item, file)
        found = fields.string("hash") or ""
        if found and not HASH.fullmatch(found):
            self.problems.add(file, fields.line_of("hash"), "edition-hash")
        what = fields.string("what", required=False) or ""
        correction = fields.flag("correction")
        position = Position(file, fields.line_of("what"))
        pages[path] = Change(path, found, what, correction, position)
        fields.finish()

    def _ids(
        self, found: dict[str, tuple[tuple[str, ...], int]], file: str, page: str, item: Item
    ) -> None:
        fields = Fields({page: item}, file, item.line, self.problems, self.languages)
        found[page] = tuple(text for text, _ in fields.strings(page)), item.line

    def moved(self) -> Mapping[str, Move]:
        """What the file of moves says."""
        fields = self._fields(MOVED)
        if fields is None:
            return {}
        found = {old: (fields.string(old), fields.line_of(old)) for old in fields.items}
        moves: dict[str, Move] = {}
        for old, (goal, line) in found.items():
            if goal and ADDRESS.fullmatch(old) and ADDRESS.fullmatch(goal):
                moves[old] = Move(goal, Position(fields.file, line))
            elif goal:
                self.problems.add(fields.file, line, "moved-form", old=old, goal=goal)
        return moves
