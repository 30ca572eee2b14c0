"""Questions for self-check: ``/// quiz | … {#id}``, options below, then what there is to choose;
and ``/// questions | name``, the place of those that are made of rows (``making.py``).

Reading is strict about the form. What a question says, and that ids are free, is checked later.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook import marks
from handbook.content.dialect import INDENT, opens
from handbook.content.fields import Fields, citation
from handbook.content.model import Choice, Citation, Page, Position, Question, SetBlock
from handbook.language.languages import Languages
from handbook.language.problems import Problems
from handbook.language.strictyaml import parse

# One right choice, several, a statement that is true or false, things to put in their order, a gap
# to fill, a question that has no choices.
ONE, SEVERAL, TRUTH = "chon-mot", "chon-nhieu", "dung-sai"
ORDER, GAP, OPEN = "sap-xep", "dien-tu", "tu-luan"
KINDS = (ONE, SEVERAL, TRUTH, ORDER, GAP, OPEN)
# What it takes to answer: to remember, to understand, to act.
LEVELS = ("nhan-biet", "hieu", "van-dung")
# What parts one filling of a gap from the next: in the page, in GIFT.
PARTING = re.compile(r"\||->")
# So many choices a kind has at least; a statement has its two words, which are checked later.
LEAST = {ONE: 3, SEVERAL: 3, TRUTH: 0, ORDER: 3, GAP: 1, OPEN: 0}
# So many it has at most where each has a letter: Moodle knows no smaller share of a mark.
MOST = 10
# Kinds whose choices may be mixed.
MIXED = (ONE, SEVERAL)
# Where a word is left out, and what looks like it.
BLANK = "___"
BLANKS = re.compile(r"_{3,}")

QUESTION = re.compile(r"/// quiz(?:\s*\|\s*(?P<text>.*?))?(?:\s*\{\s*#(?P<id>[^{}]*)\})?\s*")
SET = re.compile(r"/// questions(?:\s*\|\s*(?P<name>.*?))?\s*")
CHOICE = re.compile(r"[-*+]\s+\[(?P<mark>[ xX])\]\s+(?P<text>.+)")
ITEM = re.compile(r"(?P<mark>\d+)\.\s+(?P<text>.+)")
OPTION = re.compile(r"(?P<key>[\w-]+):\s*(?P<value>.*)")
END, SHIFT = "///", " " * INDENT
# Ids of what a question asks and, on paper, of its answer.
ASKED_ID, ANSWER_ID = "{id}-hoi", "{id}-tra-loi"


def ids_given(page: Page) -> frozenset[str]:
    """The ids that the editor gave to parts of a page: headings and questions."""
    headings = (heading.id for heading in page.headings)
    return frozenset(name for name in (*headings, *(one.id for one in page.questions)) if name)


def reserved(page: Page) -> set[str]:
    """The ids of what the engine adds to a page: connections, sources, parts of questions."""
    ids = {marks.CONNECTIONS_ID, marks.SOURCES_ID}
    for question in page.questions:
        ids |= {ASKED_ID.format(id=question.id), ANSWER_ID.format(id=question.id)}
    return ids


def readable(page: Page, lines: Sequence[str]) -> list[str]:
    """The lines of a page's body without the options of its questions but for the words of hints,
    which are all that readers see of them, and without the names of sets. A line stays a line."""
    found = list(lines)
    for block in page.sets:
        found[block.start] = ""
    for question in page.questions:
        key = ""
        for number in range(question.start + 1, question.told):
            line = found[number].strip()
            option = OPTION.fullmatch(line)
            key, value = (option["key"], option["value"]) if option else (key, line)
            found[number] = value.strip("\"'") if key == "hint" else ""
    return found


@dataclass(frozen=True)
class Options:
    """What stands below the opening line. A ``kind`` that there is not is empty."""

    kind: str = ""
    level: str = ""
    hint: str = ""
    citations: tuple[Citation, ...] = ()
    keep_order: bool = False


@dataclass(frozen=True)
class QuestionReader:
    """Reads the questions of a page whose body begins on ``first_line`` of its file."""

    file: str
    first_line: int
    problems: Problems
    languages: Languages

    def read(self, body: str) -> tuple[Question, ...]:
        """The questions that are written."""
        lines = body.split("\n")
        found: list[Question] = []
        number = 0
        while number < len(lines):
            if SET.fullmatch(lines[number]):
                number = self._end(lines, number) or number
            elif lines[number].startswith(END):
                found.append(self._block(lines, number))
                number = found[-1].end
            number += 1
        return tuple(found)

    def sets(self, body: str) -> tuple[SetBlock, ...]:
        """The places of those that are made of rows."""
        lines = body.split("\n")
        found = ((number, SET.fullmatch(line)) for number, line in enumerate(lines))
        return tuple(
            self._set((named["name"] or "").strip(), lines, number)
            for number, named in found
            if named
        )

    def _block(self, lines: list[str], start: int) -> Question:
        """The question that opens on a line; one that cannot be read still counts as one."""
        match, end = QUESTION.fullmatch(lines[start].rstrip()), self._end(lines, start)
        if match and end is not None:
            return self._question(match, lines, start, end)
        self._report(start, "quiz-open" if match else "quiz-start")
        last = start if end is None else end
        return Question("", "", "", "", (), start, start + 1, last)

    def _set(self, name: str, lines: list[str], start: int) -> SetBlock:
        end = self._end(lines, start)
        inside = next((n for n in range(start + 1, end or start) if lines[n].strip()), None)
        if not name:
            self._report(start, "set-name")
        if end is None:
            self._report(start, "set-open", name=name)
        elif inside is not None:
            self._report(inside, "set-inside", name=name)
        return SetBlock(name, start, start if end is None else end)

    def _end(self, lines: list[str], start: int) -> int | None:
        for number in range(start + 1, len(lines)):
            if lines[number].strip() == END:
                return number
            if QUESTION.fullmatch(lines[number]) or SET.fullmatch(lines[number]):
                break
        return None

    def _question(self, asked: re.Match[str], lines: list[str], start: int, end: int) -> Question:
        numbers = range(start + 1, end)
        told = next((n for n in numbers if not lines[n].startswith(SHIFT)), end)
        options = self._options(lines[start + 1 : told], start)
        text, body = asked["text"] or "", lines[:end]
        if not text:
            self._report(start, "quiz-text")
        kind = self._kind_of(options.kind, body, told)
        choices = () if kind in ("", OPEN) else tuple(self._choices(kind, body, told))
        paragraphs = tuple(_paragraphs(body[told:])) if kind == OPEN else ()
        question = Question(
            (asked["id"] or "").strip(), text, kind, options.level, choices, start, told, end,
            paragraphs, options.hint, options.citations, options.keep_order,
        )  # fmt: skip
        if kind:
            self._fits(question)
        return question

    def _options(self, lines: list[str], start: int) -> Options:
        first = self.first_line + start + 1
        text = "\n".join(line[INDENT:] for line in lines)
        item = parse(text, self.file, self.problems, first)
        if item is None:
            return Options()
        fields = Fields.of(item, self.file, self.problems, self.languages)
        kind = fields.one_of("kind", KINDS, False) if "kind" in fields.items else ONE
        level = fields.one_of("level", LEVELS, required=False)
        if fields.take("level", required=False) is None:
            self._report(start, "quiz-level", known=", ".join(LEVELS))
        hint = fields.string("hint", required=False) or ""
        options = Options(kind, level, hint, self._sources(fields), fields.flag("keep_order"))
        if options.keep_order and kind not in MIXED:
            line = fields.line_of("keep_order")
            self.problems.add(self.file, line, "quiz-keep-order", known=", ".join(MIXED))
        fields.finish()
        return options

    def _sources(self, fields: Fields) -> tuple[Citation, ...]:
        """Places of sources, as a list or with commas between them."""
        return tuple(
            citation(part.strip(), Position(self.file, line))
            for text, line in fields.strings("source")
            for part in text.split(",")
        )

    def _kind_of(self, kind: str, lines: list[str], start: int) -> str:
        """The kind; empty, after reporting it, when a line is written as those of another are."""
        other = CHOICE if kind == ORDER else ITEM
        for number, line in enumerate(lines[start:], start):
            is_open = kind == OPEN and (line.startswith(" ") or opens(line))
            if kind and (is_open or other.fullmatch(line)):
                self._report(number, "quiz-body", kind=kind)
                return ""
        return kind

    def _choices(self, kind: str, lines: list[str], start: int) -> Iterator[Choice]:
        number, count = start, 0
        while number < len(lines):
            line, at = lines[number], number
            match = (ITEM if kind == ORDER else CHOICE).fullmatch(line)
            number += 1
            if not match:
                if line.strip():
                    self._report(at, "quiz-line")
                continue
            reason, number = self._reason(lines, number)
            if not reason:
                self._report(at, "quiz-reason")
            count += 1
            if kind == ORDER and int(match["mark"]) != count:
                self._report(at, "list-number", found=match["mark"], wanted=count)
            parting = PARTING.search(match["text"]) if kind == GAP else None
            if parting:
                self._report(at, "quiz-filling", sign=parting[0])
            yield Choice(match["text"].strip(), reason, match["mark"] != " ", at)

    def _reason(self, lines: list[str], start: int) -> tuple[str, int]:
        number = start
        parts: list[str] = []
        while number < len(lines):
            line = lines[number]
            if line.strip() and not line.startswith(SHIFT):
                break
            parts.append(line.strip())
            number += 1
        return " ".join(part for part in parts if part), number

    def _fits(self, question: Question) -> None:
        """Report what a question of its kind cannot be without, or must not have."""
        kind, start = question.kind, question.start
        right = sum(choice.right for choice in question.choices)
        if BLANKS.findall(question.text) != [BLANK] * (kind == GAP):
            self._report(start, "quiz-gap", kind=kind)
        if kind == OPEN and not question.paragraphs:
            self._report(start, "quiz-guidance")
        if len(question.choices) < LEAST[kind]:
            self._report(start, "quiz-choices", found=len(question.choices), wanted=LEAST[kind])
        elif kind != GAP and len(question.choices) > MOST:
            self._report(start, "quiz-choices-most", found=len(question.choices), most=MOST)
        elif kind in (ONE, TRUTH) and right > 1:
            self._report(start, "quiz-many-right", kind=kind, several=SEVERAL)
        elif kind != OPEN and right == 0:
            self._report(start, "quiz-no-right")

    def _report(self, number: int, code: str, **said: object) -> None:
        self.problems.add(self.file, self.first_line + number, code, **said)


def _paragraphs(lines: list[str]) -> Iterator[str]:
    parts: list[str] = []
    for line in (*lines, ""):
        if line.strip():
            parts.append(line.strip())
        elif parts:
            yield " ".join(parts)
            parts = []
