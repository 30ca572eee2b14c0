"""The blocks of a page: which form each line belongs to, and what is none of the forms.

Markdown itself takes everything and makes the best of it: words are lost or run together without a
word. Here a line that is no form of ``dialect`` is a mistake with its place.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from handbook.dialect import BLOCK_CALL, BOX, BOXES, FENCE, INDENT, NOTE, PICTURE, QUOTE, TEXT_CALL
from handbook.inline import read_inline
from handbook.lists import ITEM, ListReader
from handbook.openings import wrong_beginning
from handbook.tables import read_table

HEADING = re.compile(r"(#{1,6})(?!#)[ ]*(\S.*?)(?:[ ]*\{#[^\s{}]+\})?[ ]*")
UNDERLINE = re.compile(r"(?:=+|-+)[ ]*")
# The line below the head of a table whose rows have no bars at their ends.
TABLE_LINE = re.compile(r"(?=.*-)(?=.*\|)[ :|-]+")
# A box as GitHub writes it.
ALERT = re.compile(r">[ ]?\[!")
# A line in bold and nothing else, which does not end like a sentence.
BOLD = re.compile(r"\*\*[^*]*[^*.?!:;,…”)]\*\*[ ]*")
LIST = re.compile(r"(?:-|\d+\.)[ ]+\S")
END, FENCED = "///", "```"
# So much of a line a message shows.
SHOWN = 40

Line = tuple[int, str]
Report = Callable[[int, str, dict[str, str]], None]


@dataclass
class Notes:
    """The footnotes of a page: where each is told of, and where it stands."""

    signs: dict[str, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class BlockReader:
    """Reads lines, each with its number. ``inside`` is the form that they stand in, empty for the
    page itself. Mistakes go to ``report``: the line's number, the code, what the message names."""

    report: Report
    notes: Notes
    inside: str = ""
    lists: int = 0

    def read(self, lines: Sequence[Line]) -> None:
        """Check all blocks of the lines."""
        rest = list(lines)
        below_list = False
        while rest:
            number, first = rest[0]
            if not first.strip():
                rest.pop(0)
                continue
            if below_list and LIST.match(first):
                self.report(number, "list-mixed", {"text": first[:SHOWN]})
            # A note goes to the end of the page: the lists around it become one.
            below_list = bool(LIST.match(first) or (below_list and NOTE.match(first)))
            del rest[: max(1, self._block(rest))]

    def _block(self, lines: list[Line]) -> int:
        """Check the block that opens with the first line; how many lines it has."""
        first = lines[0][1]
        for begins, read in self._forms():
            if begins.match(first):
                return read(lines)
        return self._paragraph(lines)

    def _forms(self) -> Sequence[tuple[re.Pattern[str], Callable[[list[Line]], int]]]:
        """How each block begins, and who reads it. The first that fits is it."""
        return (
            (re.compile(" "), self._moved_in),
            (re.compile(FENCED), self._code),
            (re.compile(END), self._question),
            (re.compile("#"), self._heading),
            (re.compile(r"\|"), self._table),
            (LIST, self._list),
            (re.compile(r"!!!|\?\?\?"), self._box),
            (re.compile(">"), self._quote),
            (re.compile(r"\[\^[^\]]*\]:"), self._note),
            (re.compile(r"-{3,}[ ]*\Z"), self._rule),
            (re.compile(r"!\["), self._picture),
            (re.compile(BLOCK_CALL), self._call),
        )

    # What stands alone.

    def _moved_in(self, lines: list[Line]) -> int:
        number, text = lines[0]
        self.report(number, "indent", {"text": text.strip()[:SHOWN]})
        return len(_run(lines))

    def _code(self, lines: list[Line]) -> int:
        number, text = lines[0]
        self._only_outside(lines)
        if not FENCE.fullmatch(text):
            self.report(number, "fence-form", {"text": text})
        for count, (at, line) in enumerate(lines[1:], start=2):
            if TEXT_CALL in line or BLOCK_CALL in line:
                self.report(at, "macro-code", {"text": line.strip()[:SHOWN]})
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
            self.report(number, "heading-form", {"text": text[:SHOWN]})
        else:
            self.text([(number, found[2])])
        if len(lines) > 1 and self.opens(lines[1][1]):
            self.report(lines[1][0], "block-glued", {"text": lines[1][1][:SHOWN]})
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
            self.report(rows[0][0], "block-inside", {"text": rows[0][1][:SHOWN]})
        read_table(rows, self.report, self.text)
        return len(rows)

    # What holds other blocks.

    def _list(self, lines: list[Line]) -> int:
        return ListReader(self).read(lines)

    def _box(self, lines: list[Line]) -> int:
        number, text = lines[0]
        found = BOX.fullmatch(text)
        if found is None:
            self.report(number, "box-form", {"text": text[:SHOWN]})
        elif found[2] not in BOXES:
            self.report(number, "box-kind", {"name": found[2], "known": ", ".join(BOXES)})
        if found and found[3]:
            self.text([(number, found[3])], with_notes=False)
        self._only_outside(lines)
        return 1 + self._moved("box", number, lines[1:])

    def _note(self, lines: list[Line]) -> int:
        number, text = lines[0]
        self._only_outside(lines)
        found = NOTE.fullmatch(text)
        if found is None:
            self.report(number, "note-form", {"text": text[:SHOWN]})
            return len(_run(lines))
        if found[1] in self.notes.texts:
            self.report(number, "note-twice", {"id": found[1]})
        self.notes.texts.setdefault(found[1], number)
        first = (number, " " * INDENT + found[2])
        return self._moved("footnote", number, [first, *lines[1:]])

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
        self._expect_blank(lines, count)
        return count

    def _quote(self, lines: list[Line]) -> int:
        self._only_outside(lines)
        run = _run(lines)
        if ALERT.match(run[0][1]):
            self.report(run[0][0], "box-form", {"text": run[0][1][:SHOWN]})
            return len(run)
        count = next((n for n, (_, line) in enumerate(run) if not line.startswith(">")), len(run))
        found = [(at, QUOTE.fullmatch(line)) for at, line in run[:count]]
        self.within("quote").read([(at, match[1]) for at, match in found if match])
        self._expect_blank(lines, count)
        return count

    # What is left: text.

    def _paragraph(self, lines: list[Line]) -> int:
        """The lines up to the first that would begin another block."""
        run = _run(lines)
        signs: set[str | None] = set()
        for place, (number, line) in enumerate(run):
            if place and TABLE_LINE.fullmatch(line):
                self.report(run[0][0], "table-edge", {"text": run[0][1][:SHOWN]})
                return len(run)
            if place and (self.opens(line) or UNDERLINE.fullmatch(line)):
                self.report(number, "block-glued", {"text": line[:SHOWN]})
                run = run[:place]
                break
            signs.add(self._begins(number, line, len(run) > 1))
        self._bold(run)
        if "link-reference" not in signs:
            self.text(run)
        return len(run)

    def opens(self, line: str) -> bool:
        """Whether a line would begin a block that is no paragraph."""
        return any(begins.match(line) for begins, _ in self._forms()) and not line.startswith(" ")

    def opens_list(self, line: str) -> bool:
        """Whether a line begins a list."""
        return bool(LIST.match(line))

    def _begins(self, number: int, line: str, among_others: bool) -> str | None:
        code = wrong_beginning(line, among_others)
        if code:
            self.report(number, code, {"text": line[:SHOWN]})
        return code

    def _bold(self, run: Sequence[Line]) -> None:
        number, line = run[0]
        ended_in_bold = re.fullmatch(r"\*\*[^*]+\*\*[ ]*", line)
        if not self.inside and (BOLD.fullmatch(line) or (ended_in_bold and len(run) > 1)):
            self.report(number, "bold-heading", {"text": line.strip("* ")[:SHOWN]})

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
        return BlockReader(self.report, self.notes, form, self.lists + (form == ITEM))

    def _only_outside(self, lines: list[Line]) -> None:
        number, text = lines[0]
        if self.inside:
            self.report(number, "block-inside", {"text": text[:SHOWN]})

    def _alone(self, lines: list[Line], count: int) -> int:
        self._expect_blank(lines, count)
        return count

    def _expect_blank(self, lines: list[Line], count: int) -> None:
        if count < len(lines) and lines[count][1].strip():
            self.report(lines[count][0], "block-glued", {"text": lines[count][1][:SHOWN]})


def _run(lines: Sequence[Line]) -> list[Line]:
    """The lines up to the first empty one."""
    count = next((n for n, (_, line) in enumerate(lines) if not line.strip()), len(lines))
    return list(lines[:count])
