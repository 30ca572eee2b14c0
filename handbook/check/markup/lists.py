"""Lists of a page: items one below the other, what belongs to an item moved in below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from handbook.check.markup.openings import looks_like_item
from handbook.content.dialect import (
    BULLET,
    DEPTH,
    INDENT,
    LISTS,
    NUMBER,
    TASK,
    Line,
    form_of,
    opens,
)

if TYPE_CHECKING:
    from handbook.check.markup.blocks import BlockReader

ITEM = "item"


@dataclass
class ListReader:
    """Reads one list with everything in it; ``blocks`` reads what the items hold."""

    blocks: BlockReader
    items: list[list[Line]] = field(default_factory=list)

    def read(self, lines: Sequence[Line]) -> int:
        """Check the list that opens with the first line; how many lines it has."""
        count = self._gather(lines)
        for item in self.items:
            self._item(item)
        return count

    def _gather(self, lines: Sequence[Line]) -> int:
        """Share the lines out to items, up to the first that belongs to none."""
        count = 0
        for place, (number, line) in enumerate(lines):
            if not line.strip():
                self.items[-1].append((number, ""))
            elif line.startswith(" " * INDENT) and self.items:
                self.items[-1].append((number, line[INDENT:]))
                count = place + 1
            elif self._begins_item(number, line, lines[0][1]):
                self._expect_blank(number, line, lines[place - 1][1])
                count = place + 1
            else:
                self._ended(number, line, blank_before=not lines[place - 1][1].strip())
                break
        return count

    def _begins_item(self, number: int, line: str, first: str) -> bool:
        """Whether the line begins another item of this list, which then is opened."""
        bullet, counted = BULLET.fullmatch(line), NUMBER.fullmatch(line)
        if bullet and bullet[1] and BULLET.match(first):
            self.items.append([(number, bullet[1])])
        elif counted and counted[2] and NUMBER.match(first):
            self.items.append([(number, counted[2])])
            if int(counted[1]) != len(self.items):
                said = {"found": counted[1], "wanted": str(len(self.items))}
                self.blocks.report(number, "list-number", said)
        else:
            return False
        return True

    def _ended(self, number: int, line: str, blank_before: bool) -> None:
        """Why the list ends with a line, where that is a mistake of its own."""
        is_item = BULLET.match(line) or NUMBER.match(line)
        if line.startswith(" ") or looks_like_item(line) or is_item:
            return
        if not blank_before:
            self.blocks.report(number, "block-glued", {"text": line})

    def _item(self, lines: list[Line]) -> None:
        number, first = lines[0]
        reader = self.blocks.within(ITEM)
        if TASK.match(first):
            self.blocks.report(number, "task-list", {"text": first})
            return
        if reader.lists > DEPTH:
            self.blocks.report(number, "list-deep", {"depth": str(DEPTH)})
        if opens(first):
            self.blocks.report(number, "block-inside", {"text": first})
            return
        if self.blocks.inside not in ("", ITEM):
            self._plain(lines)
        if len(lines) > 1 and form_of(lines[1][1]) in LISTS:
            # A list may follow the first line of an item at once.
            lines.insert(1, (number, ""))
        reader.read(lines)

    def _expect_blank(self, number: int, line: str, above: str) -> None:
        """Below an item with empty lines in it another needs one in front, or becomes its text."""
        before = self.items[-2] if len(self.items) > 1 else []
        if above.strip() and any(not text for _, text in before):
            self.blocks.report(number, "block-glued", {"text": line})

    def _plain(self, lines: list[Line]) -> None:
        """Inside other forms items are one text: what is more would change its place there."""
        for place, (number, line) in enumerate(lines[1:]):
            if line and (opens(line) or not lines[place][1]):
                self.blocks.report(number, "block-inside", {"text": line})
                return
