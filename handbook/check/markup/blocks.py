"""The blocks of a page: which form each line belongs to, and what is none of the forms.

Markdown itself takes everything and makes the best of it: words are lost or run together without a
word. Here a line that is no form of ``dialect`` is a mistake with its place.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from handbook.check.markup.footnotes import Notes
from handbook.check.markup.inline import read_inline
from handbook.check.markup.lists import ITEM, ListReader
from handbook.check.markup.openings import wrong_beginning
from handbook.check.markup.tables import read_table
from handbook.content.dialect import (
    BLOCK_CALL,
    BOX,
    BOXES,
    FENCE,
    INDENT,
    NOTE,
    PARAGRAPH,
    PICTURE,
    QUOTE,
    TEXT_CALL,
    Line,
    Report,
    form_of,
    opens,
)

HEADING = re.compile(r"(#{1,6})(?!#)[ ]*(\S.*?)(?:[ ]*\{#[^\s{}]+\})?[ ]*")
UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
# The line below the head of a table whose rows have no bars at their ends.
TABLE_LINE = re.compile(r"(?=.*-)(?=.*\|)[ :|-]+")
# What leads somewhere: what is pressed to unfold a box may hold no more to press.
LINKING = re.compile(rf"\]\(|<https?:|{TEXT_CALL}")
ALERT = re.compile(r">[ ]?\[!")  # a box as GitHub writes it
# A line in bold and nothing else, which does not end like a sentence.
BOLD = re.compile(r"\*\*[^*]*[^*.?!:;,…”)]\*\*[ ]*")
# Blocks that become one with another of their kind right above, and that kind.
MERGING = {"bullets": "list", "numbers": "list", "quote": "quote"}
END, FENCED = "///", "```"
# Forms in each other that are still read; long before, the outer ones are reported.
DEEPEST = 10


@dataclass(frozen=True)
class BlockReader:
    """Reads lines, each with its number. ``inside`` is the form that they stand in, empty for the
    page itself. Mistakes go to ``report``: the line's number, the code, what the message names."""

    report: Report
    notes: Notes
    inside: str = ""
    lists: int = 0
    depth: int = 0

    def read(self, lines: Sequence[Line]) -> None:
        """Check all blocks of the lines."""
        rest = list(lines) if self.depth <= DEEPEST else []
        above = ""
        while rest:
            number, first = rest[0]
            if not first.strip():
                rest.pop(0)
                continue
            form = form_of(first)
            kind = MERGING.get(form, "")
            if kind and kind == above:
                self.report(number, "block-merged", {"text": first})
            # A note goes to the end of the page: what stands around it becomes one.
            above = above if form == "note" else kind
            del rest[: max(1, self._block(rest))]

    def _block(self, lines: list[Line]) -> int:
        """Check the block that opens with the first line; how many lines it has."""
        first = lines[0][1]
        if first.startswith(" "):
            return self._moved_in(lines)
        return self._readers[form_of(first)](lines)

    @cached_property
    def _readers(self) -> Mapping[str, Callable[[list[Line]], int]]:
        """Who reads a form: it is given all lines from the first on, and says how many it took."""
        return {
            "code": self._code,
            "question": self._question,
            "heading": self._heading,
            "table": self._table,
            "bullets": self._list,
            "numbers": self._list,
            "box": self._box,
            "fold": self._box,
            "quote": self._quote,
            "note": self._note,
            "rule": self._rule,
            "picture": self._picture,
            "command": self._call,
            PARAGRAPH: self._paragraph,
        }

    # What stands alone.

    def _moved_in(self, lines: list[Line]) -> int:
        number, text = lines[0]
        self.report(number, "indent", {"text": text.strip()})
        return len(_run(lines))

    def _code(self, lines: list[Line]) -> int:
        number, text = lines[0]
        self._only_outside(lines)
        if not FENCE.fullmatch(text):
            self.report(number, "fence-form", {"text": text})
        for count, (at, line) in enumerate(lines[1:], start=2):
            if TEXT_CALL in line or BLOCK_CALL in line:
                self.report(at, "macro-code", {"text": line.strip()})
            if line.rstrip() == FENCED:
                return self._alone(lines, count)
        self.report(number, "fence-open", {})
        return len(lines)

    def _question(self, lines: list[Line]) -> int:
        """A block of a question, whose own lines the reader of questions has checked."""
        self._only_outside(lines)
        for count, (_, line) in enumerate(lines[1:], start=2):
            if line.strip() == END:
                return self._alone(lines, count)
        return len(lines)

    def _heading(self, lines: list[Line]) -> int:
        number, text = lines[0]
        self._only_outside(lines)
        found = HEADING.fullmatch(text)
        if found is None or found[2].endswith("#") or "{#" in found[2]:
            self.report(number, "heading-form", {"text": text})
        else:
            self.text([(number, found[2])])
        if len(lines) > 1 and opens(lines[1][1]):
            self.report(lines[1][0], "block-glued", {"text": lines[1][1]})
        return 1

    def _rule(self, lines: list[Line]) -> int:
        self._only_outside(lines)
        return self._alone(lines, 1)

    def _picture(self, lines: list[Line]) -> int:
        number, text = lines[0]
        found = PICTURE.fullmatch(text.rstrip())
        if found is None:
            return self._paragraph(lines)
        self._only_outside(lines)
        for said in (found[1], found[3] or ""):
            self.text([(number, said)], with_notes=False)
        return self._alone(lines, 1)

    def _call(self, lines: list[Line]) -> int:
        if lines[0][1].rstrip() != BLOCK_CALL:
            return self._paragraph(lines)
        self._only_outside(lines)
        return self._alone(lines, 1)

    def _table(self, lines: list[Line]) -> int:
        rows = _run(lines)
        if self.inside not in ("", "box"):
            self.report(rows[0][0], "block-inside", {"text": rows[0][1]})
        read_table(rows, self.report, self.text)
        return len(rows)

    # What holds other blocks.

    def _list(self, lines: list[Line]) -> int:
        return ListReader(self).read(lines)

    def _box(self, lines: list[Line]) -> int:
        number, text = lines[0]
        found = BOX.fullmatch(text)
        if found is None:
            self.report(number, "box-form", {"text": text})
        elif found[2] not in BOXES:
            self.report(number, "box-kind", {"name": found[2], "known": ", ".join(BOXES)})
        if found and found[3]:
            self.text([(number, found[3])], with_notes=False)
        if found and found[3] and LINKING.search(found[3]):
            self.report(number, "box-title", {"text": found[3]})
        self._only_outside(lines)
        return 1 + self._moved("box", number, lines[1:])

    def _note(self, lines: list[Line]) -> int:
        number, text = lines[0]
        self._only_outside(lines)
        found = NOTE.fullmatch(text)
        if found is None:
            self.report(number, "note-form", {"text": text})
            return len(_run(lines))
        first = (number, " " * INDENT + found[2])
        count = self._moved("footnote", number, [first, *lines[1:]])
        length = len(found[2]) + sum(len(line.strip()) for _, line in lines[1:count])
        self.notes.keep(found[1], number, length, self.report)
        return count

    def _moved(self, form: str, number: int, lines: list[Line]) -> int:
        """What belongs to a form by being moved in; how many lines that is."""
        count = 0
        for place, (_, line) in enumerate(lines, start=1):
            if line.startswith(" " * INDENT):
                count = place
            elif line.strip():
                break
        inner = [(at, line[INDENT:]) for at, line in lines[:count]]
        if count == 0:
            self.report(number, "block-empty", {})
            return 0
        self.within(form).read(inner)
        return self._alone(lines, count)

    def _quote(self, lines: list[Line]) -> int:
        self._only_outside(lines)
        run = _run(lines)
        if ALERT.match(run[0][1]):
            self.report(run[0][0], "box-form", {"text": run[0][1]})
            return len(run)
        count = next((n for n, (_, line) in enumerate(run) if not line.startswith(">")), len(run))
        found = [(at, QUOTE.fullmatch(line)) for at, line in run[:count]]
        self.within("quote").read([(at, match[1]) for at, match in found if match])
        return self._alone(lines, count)

    def _paragraph(self, lines: list[Line]) -> int:
        """The lines up to the first that would begin another block."""
        run = _run(lines)
        signs: set[str | None] = set()
        for place, (number, line) in enumerate(run):
            if place and TABLE_LINE.fullmatch(line):
                self.report(run[0][0], "table-edge", {"text": run[0][1]})
                return len(run)
            if place and (line.startswith(" ") or opens(line) or UNDERLINE.fullmatch(line)):
                code = "indent" if line.startswith(" ") else "block-glued"
                self.report(number, code, {"text": line.strip()})
                run = run[:place]
                break
            signs.add(self._begins(number, line, len(run) > 1))
        self._bold(run)
        if "link-reference" not in signs:
            self.text(run)
        return len(run)

    def _begins(self, number: int, line: str, among_others: bool) -> str | None:
        code = wrong_beginning(line, among_others)
        if code:
            self.report(number, code, {"text": line})
        return code

    def _bold(self, run: Sequence[Line]) -> None:
        number, line = run[0]
        ended_in_bold = re.fullmatch(r"\*\*[^*]+\*\*[ ]*", line)
        if not self.inside and (BOLD.fullmatch(line) or (ended_in_bold and len(run) > 1)):
            self.report(number, "bold-heading", {"text": line.strip("* ")})

    def text(self, lines: Sequence[Line], with_notes: bool = True) -> None:
        """Check lines that are read as one text."""
        whole = "\n".join(line for _, line in lines)

        def number(start: int) -> int:
            return lines[whole.count("\n", 0, start)][0]

        def note(start: int, name: str) -> None:
            self.notes.signs.setdefault(name, number(start))

        may_note = with_notes and self.inside != "footnote"
        told: set[tuple[int, str]] = set()
        for start, code, said in read_inline(whole, note if may_note else None):
            at = number(start)
            # Of the same mistakes on a line the first is enough.
            if (at, code) not in told:
                self.report(at, code, dict(said))
            told.add((at, code))

    def within(self, form: str) -> "BlockReader":
        """The reader of what stands in a form."""
        lists = self.lists + (form == ITEM)
        return BlockReader(self.report, self.notes, form, lists, self.depth + 1)

    def _only_outside(self, lines: list[Line]) -> None:
        number, text = lines[0]
        if self.inside:
            self.report(number, "block-inside", {"text": text})

    def _alone(self, lines: list[Line], count: int) -> int:
        """The number of a block's lines, behind which must be an empty one."""
        if count < len(lines) and lines[count][1].strip():
            self.report(lines[count][0], "block-glued", {"text": lines[count][1]})
        return count


def _run(lines: Sequence[Line]) -> list[Line]:
    """The lines up to the first empty one."""
    count = next((n for n, (_, line) in enumerate(lines) if not line.strip()), len(lines))
    return list(lines[:count])
