"""Random questions of every kind."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from handbook.content.questions import (
    BLANK,
    GAP,
    KINDS,
    LEVELS,
    MIXED,
    ONE,
    OPEN,
    ORDER,
    PARTING,
    SEVERAL,
    TRUTH,
)
from macros.questions import DRAWN
from tests.random_pages.blocks import ANY, Block, moved
from tests.random_pages.texts import Text, Writer, plain


@dataclass
class QuestionWriter:
    """Writes one question; ``number`` is its own on the page. ``apart`` is what readers must see
    of it somewhere."""

    writer: Writer
    number: int
    lines: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)

    def question(self) -> Block:
        kind = self.writer.random.choice((ONE, *KINDS))
        self._opening(kind)
        self._options(kind)
        if kind == OPEN:
            for _ in range(self.writer.random.randint(1, 3)):
                self.lines += [self._said(self._line(40)), ""]
        elif kind == TRUTH:
            right = self.writer.random.randrange(2)
            for place, word in enumerate(self.writer.language.truth):
                self._choice(f"- [{'x' if place == right else ' '}]", plain(word))
        else:
            self._choices(kind)
        return Block("question", (*self.lines, "///"), (ANY,), tuple(self.apart))

    def _opening(self, kind: str) -> None:
        asked = self._line(20)
        if kind == GAP:
            rest = self._line(5)
            asked = asked + Text(f" {BLANK} ", f" {DRAWN} ") + rest
        self.lines.append(f"/// quiz | {self._said(asked)} {{#cau-{self.number}}}")

    def _options(self, kind: str) -> None:
        found = [f"level: {self.writer.random.choice(LEVELS)}"]
        if kind != ONE or self.writer.chance(0.2):
            found.append(f"kind: {kind}")
        if self.writer.chance(0.4):
            hint = self.writer.title()
            found.append(f"hint: {json.dumps(hint, ensure_ascii=False)}")
            self.apart.append(hint)
        if kind in MIXED and self.writer.chance(0.2):
            found.append("keep_order: true")
        self.writer.random.shuffle(found)
        self.lines += [*moved(found), ""]

    def _choices(self, kind: str) -> None:
        random = self.writer.random
        count = random.randint(1 if kind == GAP else 3, 6)
        sure = random.randrange(count)
        for place in range(count):
            is_right = place == sure or (kind in (SEVERAL, GAP) and self.writer.chance(0.4))
            mark = f"{place + 1}." if kind == ORDER else f"- [{'x' if is_right else ' '}]"
            self._choice(mark, self._filling() if kind == GAP else self._line(15))

    def _filling(self) -> Text:
        """Without what stands between fillings, which the check refuses in one."""
        found = self._line(15)
        return self._filling() if PARTING.search(found.written) else found

    def _choice(self, mark: str, text: Text) -> None:
        self.lines.append(f"{mark} {self._said(text)}")
        self.lines += moved([self._said(self._line(15))])

    def _line(self, most: int) -> Text:
        return self.writer.line(self.writer.random.randint(1, most), notes=False)

    def _said(self, text: Text) -> str:
        """What is written of a text that readers must see."""
        self.apart.append(text.shown)
        return text.written
