"""Random blocks of a page: the lines as they are written, and the texts that readers must see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from handbook.check.markup.footnotes import LONGEST
from tests.random_pages.texts import Text, Writer, plain
from tests.random_pages.words import CODE_LINES, SIGNS

INDENT = "    "
# In a title that is pressed to open a box nothing else can be pressed.
LINKS = ("](", "<http", "{{")
# Files that the handbook has beside its pages, and how many of them a page may show.
PICTURES = ("doc.jpg", "ngang.jpg", "ve.png", "nho.webp", "net.svg")
MOST_PICTURES = 8
# The words of a picture are plain, and stand in brackets or quotation marks.
UNPICTURED = re.compile(r"[\[\]\"`\\]|\{\{|\{%|\{#|&#?\w+;")


@dataclass(frozen=True)
class Shown:
    """A text that readers see and the forms around it, like ``ul/ul``. ``ANY`` stands for what
    the engine puts there."""

    place: str
    text: str


ANY = Shown("*", "")


@dataclass(frozen=True)
class Block:
    """A block: its lines, what it shows in its place, and what it shows somewhere on the page."""

    form: str
    lines: tuple[str, ...]
    shown: tuple[Shown, ...]
    apart: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        return "\n".join(self.lines)


def moved(lines: Sequence[str]) -> list[str]:
    """Lines moved in by a level."""
    return [f"{INDENT}{line}" if line else "" for line in lines]


def within(place: str, shown: Sequence[Shown]) -> tuple[Shown, ...]:
    """The same texts inside another form."""
    return tuple(Shown(f"{place}/{one.place}".rstrip("/"), one.text) for one in shown)


@dataclass(frozen=True)
class BlockWriter:
    """Writes random blocks with the texts of a writer."""

    writer: Writer
    boxes: tuple[tuple[str, str], ...]
    commands: tuple[str, ...]

    def paragraph(self) -> Block:
        text = self.writer.lines()
        return Block("paragraph", tuple(text.written.split("\n")), (Shown("", text.shown),))

    def heading(self, level: int, name: str, text: Text | None = None) -> Block:
        said = text or self.writer.line(self.writer.random.randint(1, 8), notes=False)
        if said.written.endswith("#"):
            said = said + plain(f" {self.writer.words(1, 1)}")
        line = f"{'#' * level} {said.written} {{#{name}}}"
        return Block("heading", (line,), (Shown(f"h{level}", said.shown),))

    def listing(self, depth: int = 1, numbered: bool | None = None, flat: bool = False) -> Block:
        """Bullets or numbers with what may stand in them: in other forms only a text each."""
        counted = self.writer.chance(0.4) if numbered is None else numbered
        tag, loose = ("ol" if counted else "ul"), self.writer.chance(0.3)
        lines: list[str] = []
        shown: list[Shown] = []
        for number in range(1, self.writer.random.choice((1, 2, 3, 3, 4, 12)) + 1):
            mark = f"{number}. " if counted else "- "
            own, seen = self._item(depth, flat)
            if lines and (loose or "" in lines or "" in own):
                lines.append("")
            lines += [mark + own[0], *moved(own[1:])]
            shown += within(tag, seen)
        return Block("numbers" if counted else "bullets", tuple(lines), tuple(shown))

    def _item(self, depth: int, flat: bool) -> tuple[list[str], list[Shown]]:
        text = self._item_text()
        lines, shown = text.written.split("\n"), [Shown("", text.shown)]
        while not flat and self.writer.chance(0.2):
            if depth < 3 and self.writer.chance(0.5):
                more = self.listing(depth + 1)
                apart = len(lines) > 1 or self.writer.chance(0.4)
                lines += [*([""] if apart else []), *more.lines]
                shown += more.shown
                break
            more = self.paragraph()
            lines += ["", *more.lines]
            shown += more.shown
        return lines, shown

    def _item_text(self) -> Text:
        found = self.writer.line()
        if self.writer.chance(0.15):
            second = self.writer.line()
            return Text(f"{found.written}\n{second.written}", f"{found.shown} {second.shown}")
        return found

    def table(self) -> Block:
        random = self.writer.random
        columns = random.choice((1, 2, 2, 3, 3, 4, 5, 9))
        heads = [self.writer.line(random.randint(1, 4), cell=True) for _ in range(columns)]
        rule = [random.choice(("---", ":--", ":-:", "--:", "-")) for _ in range(columns)]
        rows = [[self._cell() for _ in range(columns)] for _ in range(random.choice((1, 2, 3, 10)))]
        lines = [_row(heads), f"| {' | '.join(rule)} |", *map(_row, rows)]
        shown = [Shown("th", head.shown) for head in heads]
        shown += [Shown("td", cell.shown) for row in rows for cell in row if cell.shown]
        return Block("table", tuple(lines), tuple(shown))

    def _without_links(self, count: int) -> Text:
        found = self.writer.line(count, notes=False)
        has_links = any(sign in found.written for sign in LINKS)
        return plain(self.writer.title()) if has_links else found

    def _cell(self) -> Text:
        if self.writer.chance(0.1):
            return Text("", "")
        return self.writer.line(self.writer.random.choice((1, 1, 2, 4, 12)), cell=True)

    def quote(self) -> Block:
        inner = self._inner(tables=False)
        lines = [f"> {line}".rstrip() if not line else f"> {line}" for line in _spread(inner)]
        shown = within("blockquote", [one for block in inner for one in block.shown])
        return Block("quote", tuple(lines), shown)

    def box(self, opener: str = "!!!") -> Block:
        kind, usual = self.writer.random.choice(self.boxes)
        title = self._without_links(self.writer.random.randint(1, 6))
        named = self.writer.chance(0.7) and not set("\"'") & set(title.shown)
        head = f'{opener} {kind} "{title.written}"' if named else f"{opener} {kind}"
        inner = self._inner(tables=True)
        lines = [head, *([""] if self.writer.chance(0.2) else []), *moved(_spread(inner))]
        seen = [Shown("title", title.shown if named else usual)]
        seen += [one for block in inner for one in block.shown]
        return Block("box", tuple(lines), within("box", seen))

    def picture(self) -> Block:
        """A picture with its description and, now and then, words below it."""
        self.writer.pictures += 1
        said, below = self._plain_words(), self._plain_words()
        file = self.writer.random.choice(PICTURES)
        shown = [Shown("img", said)]
        if self.writer.chance(0.5):
            line = f'![{said}](../hinh/{file} "{below}")'
            shown.append(Shown("", below))
        else:
            line = f"![{said}](../hinh/{file})"
        return Block("picture", (line,), tuple(shown))

    def _plain_words(self) -> str:
        signs = [sign for sign in SIGNS if not UNPICTURED.search(sign)]
        words = [self.writer.title(), self.writer.random.choice(signs), self.writer.words(1, 4)]
        return " ".join(words)

    @property
    def has_pictures_left(self) -> bool:
        return self.writer.pictures < MOST_PICTURES

    def _inner(self, tables: bool) -> list[Block]:
        """What stands in another form: never two lists in a row."""
        found: list[Block] = []
        for _ in range(self.writer.random.choice((1, 1, 2, 3))):
            makers = [self.paragraph, self.table] if tables else [self.paragraph]
            if not found or found[-1].form not in ("bullets", "numbers"):
                makers.append(lambda: self.listing(flat=True))
            found.append(self.writer.random.choice(makers)())
        return found

    def code(self) -> Block:
        random = self.writer.random
        lines = [random.choice(CODE_LINES) for _ in range(random.choice((1, 2, 5, 40)))]
        if not any(line.strip() for line in lines):
            lines.append("x")
        shown = tuple(Shown("pre", line) for line in lines if line.strip())
        return Block("code", (random.choice(("```", "```text")), *lines, "```"), shown)

    def rule(self) -> Block:
        return Block("rule", ("---",), ())

    def remark(self) -> Block:
        text = self.writer.words(1, 12)
        middle = "\n\n- " if self.writer.chance(0.3) else " "
        return Block("remark", tuple(f"{{## {text}{middle}{text} ##}}".split("\n")), ())

    def note(self, name: str) -> Block:
        """A footnote of a few paragraphs, no longer than notes may be."""
        found = [self._note_text()]
        while self.writer.chance(0.2):
            found.append(self._note_text())
        kept = found[:1]
        for text in found[1:]:
            if sum(len(one.written) for one in (*kept, text)) <= LONGEST:
                kept.append(text)
        lines = [f"[^{name}]: {kept[0].written}"]
        for text in kept[1:]:
            lines += ["", *moved([text.written])]
        return Block("note", tuple(lines), (), tuple(text.shown for text in kept))

    def _note_text(self) -> Text:
        text = self.writer.line(self.writer.random.choice((1, 3, 8, 25)), notes=False)
        return text if len(text.written) <= LONGEST else plain(self.writer.title())

    def command(self) -> Block:
        return Block("command", (self.writer.random.choice(self.commands),), (ANY,))


def _row(cells: Sequence[Text]) -> str:
    return f"| {' | '.join(cell.written for cell in cells)} |"


def _spread(blocks: Sequence[Block]) -> list[str]:
    """The lines of blocks with an empty one between them."""
    found: list[str] = []
    for block in blocks:
        found += ["", *block.lines] if found else list(block.lines)
    return found
