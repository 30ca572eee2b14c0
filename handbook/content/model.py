"""What a handbook is made of, after strict parsing. Nothing here can be changed later."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from handbook.language.dates import DayOfYear, PartialDate
from handbook.language.languages import LocalText

# The sizes of paper that an issue of a bulletin can be printed on; what it may say at its end.
ISSUE_SIZES = ("a4", "a5")
IMPRINT = ("responsible", "place", "copies", "recipients")
# So many items of each list are printed on a handout: what can be talked over in one meeting.
HANDOUT_ITEMS = 4
# What a handout has besides its sections: a question, lines for who does what by when.
HANDOUT_QUESTION, HANDOUT_TASKS = "question", "tasks"
# The name of an edition: year and month.
EDITION = re.compile(r"(\d{4})\.(0?[1-9]|1[0-2])")

Value = LocalText | str | int | bool | PartialDate | DayOfYear | tuple[str, ...]


@dataclass(frozen=True)
class Position:
    """Where something stands: a file below the project, a line of it."""

    file: str
    line: int


@dataclass(frozen=True)
class Citation:
    """A source and, where the source is divided, the place in it."""

    source: str
    place: str | None
    position: Position
    place_position: Position


@dataclass(frozen=True)
class Place:
    """A named part of a source; ``lines`` is its range (1-based) in the source's text."""

    id: str
    label: LocalText
    lines: tuple[int, int] | None


@dataclass(frozen=True)
class Source:
    """A text that the handbook rests on. ``text`` names the file with its wording."""

    id: str
    title: LocalText
    text: str | None
    places: Mapping[str, Place]
    position: Position


@dataclass(frozen=True)
class Quotation:
    """An official wording. ``as_printed`` is the source's own when it has an error."""

    id: str
    text: LocalText
    citation: Citation
    as_printed: str | None
    errata: tuple[str, ...]
    position: Position
    lines: Mapping[str, int] = field(default_factory=dict)

    def at(self, key: str) -> Position:
        """Where a part of the quotation stands."""
        return Position(self.position.file, self.lines.get(key, self.position.line))


@dataclass(frozen=True)
class Column:
    """A column of a register; ``to`` is the register that its references mean. ``group`` is a
    register and a column of it (``qa/theme``) by which that is shown in groups: each text of this
    column leads to the group of its row."""

    name: str
    type: str
    title: LocalText
    optional: bool
    to: str | None
    line: int = 1
    group: str | None = None


@dataclass(frozen=True)
class Row:
    """One row of a register, its values checked against the columns. ``errata`` are the points
    that its facts hang on."""

    id: str
    register: str
    values: Mapping[str, Value]
    citations: tuple[Citation, ...]
    position: Position
    lines: Mapping[str, int] = field(default_factory=dict)
    errata: tuple[str, ...] = ()

    def at(self, column: str) -> Position:
        """Where a value of the row stands."""
        return Position(self.position.file, self.lines.get(column, self.position.line))


@dataclass(frozen=True)
class Register:
    """Rows that several pages show; ``page`` is where each row has its anchor. No row may rest on
    one of the sources ``excluded``. Rows of a ``signpost`` only lead to pages: those do not name
    them as something they are connected with, nor does the list by letters. ``cards`` are the
    columns with the front and the back of readers' cards, ``calendar`` an event's: day, name."""

    name: str
    title: LocalText
    page: str
    label: str
    expected: int | None
    columns: Mapping[str, Column]
    rows: Mapping[str, Row]
    position: Position
    lines: Mapping[str, int] = field(default_factory=dict)
    excluded: tuple[str, ...] = ()
    signpost: bool = False
    cards: tuple[str, str] | None = None
    calendar: tuple[str, ...] = ()

    def at(self, key: str) -> Position:
        """Where a key of the register stands."""
        return Position(self.position.file, self.lines.get(key, 1))


@dataclass(frozen=True)
class KindSpec:
    """What a folder's index says of its entries. ``handout`` are the ids of the headings whose
    lists go on a handout, ``minutes`` how long a meeting takes for each, ``prompts`` of those whose
    items are answered in the page; ``expected`` is how many entries there must be, None when nobody
    has counted; a ``bank`` is there for its questions; ``lines`` says where each key stands."""

    singular: str
    numbered: bool
    parts: tuple[str, ...]
    questions: int
    handout: tuple[str, ...] = ()
    minutes: Mapping[str, int] = field(default_factory=dict)
    expected: int | None = None
    bank: bool = False
    prompts: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class IssueSpec:
    """What makes a page an issue of a bulletin. ``columns`` are those of the largest paper;
    ``imprint`` has some of ``IMPRINT``, filled in by hand where empty; ``fillers``: quotations."""

    number: int
    month: PartialDate
    masthead: str
    publisher: str
    columns: int
    sizes: tuple[str, ...]
    imprint: Mapping[str, str] = field(default_factory=dict)
    fillers: tuple[str, ...] = ()
    lines: Mapping[str, int] = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Heading:
    """A heading of a page; ``id`` is what the editor gave it, None when there is none."""

    level: int
    text: str
    id: str | None
    line: int


@dataclass(frozen=True)
class Call:
    """A macro call as written on a page; arguments are plain values."""

    name: str
    arguments: tuple[object, ...]
    keywords: Mapping[str, object]
    line: int


@dataclass(frozen=True)
class Link:
    """A Markdown link or image; ``target`` as written."""

    text: str
    target: str
    image: bool
    line: int


@dataclass(frozen=True)
class Picture:
    """A picture that stands by itself; ``caption`` is empty when there is none."""

    alternative: str
    target: str
    caption: str
    line: int


@dataclass(frozen=True)
class Choice:
    """One answer that a question offers, or one of the things to put in order, and why it is right
    or wrong; ``line`` is of the page's body (0-based)."""

    text: str
    reason: str
    right: bool
    line: int


@dataclass(frozen=True)
class Question:
    """A question for self-check; ``kind`` and ``level`` are some of ``questions.KINDS`` and
    ``LEVELS``. ``choices`` stand as in the file, things to put in order in their right one; a
    question without choices has ``paragraphs`` of what a good answer holds. ``start`` and ``end``
    are lines of the page's body (0-based), ``told`` is the first behind those of its options. One
    made of rows has them in ``rows`` (``register/id``), the first being the one that is asked for
    ``at`` a place of its set; its lines are those of the block that asks for the set."""

    id: str
    text: str
    kind: str
    level: str
    choices: tuple[Choice, ...]
    start: int
    told: int
    end: int
    paragraphs: tuple[str, ...] = ()
    hint: str = ""
    citations: tuple[Citation, ...] = ()
    keep_order: bool = False
    rows: tuple[str, ...] = ()
    at: Position | None = None


@dataclass(frozen=True)
class SetBlock:
    """Where a page asks for a set of questions: its name, the first and the last line of the block
    (of the page's body, 0-based)."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class Page:
    """One Markdown page in one language. ``id`` is its path without suffixes.

    ``screen_only`` pages are left out of everything printed; ``poster`` is the id of a quotation
    for one, or empty; questions of a ``contest`` are in no build that is not asked for them.
    """

    id: str
    language: str
    path: str
    title: str
    summary: str
    number: int | None
    order: int
    quotations: tuple[str, ...]
    citations: tuple[Citation, ...]
    links: tuple[str, ...]
    kind: KindSpec | None
    body: str
    body_line: int
    headings: tuple[Heading, ...]
    calls: tuple[Call, ...]
    markdown_links: tuple[Link, ...]
    questions: tuple[Question, ...]
    lines: Mapping[str, int] = field(default_factory=dict)
    screen_only: bool = False
    issue: IssueSpec | None = None
    sets: tuple[SetBlock, ...] = ()
    contest: bool = False
    poster: str = ""

    @property
    def folder(self) -> str:
        return self.id.rpartition("/")[0]

    @property
    def is_index(self) -> bool:
        return self.id == "index" or self.id.endswith("/index")

    def at(self, key: str) -> int:
        """Line of a front-matter key, for messages."""
        return self.lines.get(key, 1)
