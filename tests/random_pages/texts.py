"""Random lines of text: as they are written, and as readers are to see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.random_pages.words import CODES, ENDS, LONG, SIGNS, Language

# Where a page, or only paper, puts the number of a note.
NOTE, PAPER = "\ue100", "\ue101"
# Behind these no note can stand: a picture, a link, a tag, a star would begin.
OPEN = "!]<*[&"
# A bar would end a cell.
BAR = "|"


@dataclass(frozen=True)
class Text:
    """A text as it is written and as it is shown."""

    written: str
    shown: str

    def __add__(self, other: Text) -> Text:
        return Text(self.written + other.written, self.shown + other.shown)


def plain(text: str) -> Text:
    """Text that is shown as it is written."""
    return Text(text, text)


@dataclass(frozen=True)
class World:
    """What texts may refer to: pages and rows by their ids, quotations, abbreviations, and the
    addresses of pages as links of Markdown write them from any folder of the handbook."""

    titles: Sequence[tuple[str, str]]
    quotations: Sequence[tuple[str, str]]
    abbreviations: Sequence[str]
    targets: Sequence[str]


@dataclass
class Writer:
    """Writes random texts of one page. ``notes`` are the ids of the footnotes that it has used and
    not yet written, ``pictures`` counts those that it shows."""

    random: Random
    language: Language
    world: World
    notes: list[str] = field(default_factory=list)
    used: int = 0
    pictures: int = 0

    def chance(self, part: float) -> bool:
        return self.random.random() < part

    def words(self, least: int, most: int) -> str:
        """Plain words in a row."""
        count = self.random.randint(least, most)
        return " ".join(self.random.choice(self.language.words) for _ in range(count))

    def title(self) -> str:
        """A few words that begin with a capital."""
        found = self.words(1, 6)
        return found[0].upper() + found[1:]

    def length(self) -> int:
        """How many tokens a text has: mostly some, now and then one or very many."""
        sort = self.random.random()
        if sort < 0.12:
            return 1
        if sort > 0.97:
            return self.random.randint(120, 300)
        return self.random.randint(2, 30)

    def line(self, count: int | None = None, notes: bool = True, cell: bool = False) -> Text:
        """A text of one line that may open a block."""
        total = self.length() if count is None else count
        parts = [self._first(cell)]
        parts += [self._token(cell, notes) for _ in range(total - 1)]
        return self._joined(parts, "")

    def lines(self, notes: bool = True) -> Text:
        """A text of one or more lines."""
        found = self.line(notes=notes)
        while self.chance(0.25):
            gap = Text("  \n", " ") if self.chance(0.3) else Text("\n", " ")
            found = found + gap + self.line(notes=notes)
        return self._not_a_heading(found)

    def _not_a_heading(self, text: Text) -> Text:
        """A whole line in bold would be taken for a heading."""
        first = text.written.partition("\n")[0].strip()
        if first.startswith("**") and first.count("*") in (4, 6) and first.endswith("**"):
            word = plain(f"{self.words(1, 1)} ")
            return word + text
        return text

    def _joined(self, parts: Sequence[Text], end: str) -> Text:
        found = parts[0]
        for part in parts[1:]:
            # One bracket behind another would be a link by reference.
            between = f" {self.words(1, 1)} " if found.written.endswith("]") else " "
            found = found + plain(between) + part
        return found + plain(end)

    def _first(self, cell: bool) -> Text:
        """What may stand at the beginning of a line."""
        sort = self.random.random()
        if sort < 0.6:
            return plain(self.words(1, 1) + self.random.choice(("", "", ",", "!", ";")))
        return self._special(cell)

    def _token(self, cell: bool, notes: bool) -> Text:
        found = self._core(cell)
        last = found.written[-1:]
        ends = (last.isalnum() or last in ")`") and "&" not in found.written
        if ends and self.chance(0.15):
            found = found + plain(self.random.choice(ENDS))
        if notes and self.chance(0.02) and found.written[-1:] not in OPEN:
            found = found + self._note()
        return found

    def _core(self, cell: bool) -> Text:
        sort = self.random.random()
        if sort < 0.72:
            return plain(self.words(1, 1))
        if sort < 0.86:
            return self._explained(self._sign(cell))
        return self._special(cell)

    def _sign(self, cell: bool) -> str:
        found = self.random.choice(SIGNS)
        if cell and BAR in found:
            return self.words(1, 1)
        return found

    def _special(self, cell: bool) -> Text:
        makers = (
            self._emphasis, self._emphasis, self._code, self._link, self._address, self._ref,
            self._say, self._abbreviation, self._long, self._quoted, self._number,
        )  # fmt: skip
        found = self.random.choice(makers)()
        return plain(self.words(1, 1)) if cell and BAR in found.written else found

    def _emphasis(self) -> Text:
        marks = self.random.choice(("*", "**", "***"))
        inner = self.words(1, 5)
        before, after = self.random.choice((("", ""), ("(", ")"), ("“", "”"), ("", ","), ("", ".")))
        end = self.random.choice(("", "", "", ".", "?", " & a", " 2"))
        inside = f"{marks}{inner}{end}{marks}"
        return Text(f"{before}{inside}{after}", f"{before}{inner}{end}{after}")

    def _code(self) -> Text:
        found = self.random.choice(CODES)
        return Text(f"`{found}`", found)

    def _link(self) -> Text:
        label = self.words(1, 4)
        marks = self.random.choice(("", "", "", "**", "*"))
        target, sign = self._target()
        before, after = self.random.choice(
            (("", ""), ("(", ")"), ("[", "]"), ("", "."), ("“", "”"))
        )
        if before == "[":
            before, after = "(", ")"
        written = f"{before}[{marks}{label}{marks}]({target}){after}"
        return Text(written, f"{before}{label}{sign}{after}")

    def _target(self) -> tuple[str, str]:
        outside = (
            "https://vi-du.vn/", "http://vi-du.vn/a_b?c=1&d=2#e", "mailto:lan@vi-du.vn",
            "tel:+842439331234", "https://vi-du.vn/a(b)c", "https://vi-du.vn/*x*/~y",
        )  # fmt: skip
        if self.chance(0.5):
            return self.random.choice(outside), PAPER
        return self.random.choice(tuple(self.world.targets)), PAPER

    def _address(self) -> Text:
        found = self.random.choice(("https://vi-du.vn/", "http://vi-du.vn/a_b*c?d=1&e=2"))
        return Text(f"<{found}>", found)

    def _ref(self) -> Text:
        name, title = self.random.choice(tuple(self.world.titles))
        if self.chance(0.5):
            own = self.words(1, 4)
            return Text(f'{{{{ ref("{name}", "{own}") }}}}', own + PAPER)
        return Text(f'{{{{ ref("{name}") }}}}', title + PAPER)

    def _say(self) -> Text:
        name, text = self.random.choice(tuple(self.world.quotations))
        return Text(f'{{{{ say("{name}") }}}}', self.language.said.format(text=text))

    def _abbreviation(self) -> Text:
        found = self.random.choice(tuple(self.world.abbreviations))
        return Text(found, found + PAPER)

    def _long(self) -> Text:
        return plain(self.random.choice(LONG) if self.chance(0.3) else self.words(1, 1))

    def _quoted(self) -> Text:
        return plain(f"“{self.words(1, 4)}, ‘{self.words(1, 2)}’ {self.words(1, 1)}”")

    def _number(self) -> Text:
        numbers = ("2023", "12", "30/3/2023", "147-KH/TU", "1/2", "50 %")
        return self._explained(self.random.choice(numbers))

    def _explained(self, text: str) -> Text:
        """A text behind whose abbreviation paper may say the full form."""
        is_short = any(text.endswith(f"-{name}") for name in self.world.abbreviations)
        return Text(text, text + PAPER if is_short else text)

    def _note(self) -> Text:
        again = self.notes and self.chance(0.2)
        if again:
            name = self.random.choice(self.notes)
        else:
            self.used += 1
            name = f"chu-{self.used}"
            self.notes.append(name)
        return Text(f"[^{name}]", NOTE)
