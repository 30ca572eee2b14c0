"""Reading a Markdown page as text: front matter, headings, links, macro calls, questions.

Only what the checks need; turning it into HTML is left to the site generator.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment, TemplateSyntaxError, nodes

from handbook.model import Call, Choice, Heading, Link, Question
from handbook.problems import Problems

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
FENCE = re.compile(r"^\s*(```|~~~)")
HEADING = re.compile(r"^(#{1,6})(?!#)\s*(\S.*?)(?:\s+\{\s*#([^\s}]+)[^}]*\})?\s*#*$")
LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
QUESTION = re.compile(r"^/// quiz(?:\s*\|\s*(.*))?$")
CHOICE = re.compile(r"^[-*+]\s+\[([ xX])\]\s+(.+)$")
END = "///"


def split(text: str) -> tuple[str | None, str, int]:
    """Front matter (None when there is none), body, and the line the body starts on."""
    match = FRONT_MATTER.match(text)
    if not match:
        return None, text, 1
    return match[1], text[match.end() :], text[: match.end()].count("\n") + 1


def prose_lines(body: str) -> Iterator[tuple[int, str]]:
    """The lines outside code blocks, numbered from 0."""
    fenced = False
    for number, line in enumerate(body.split("\n")):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def headings(body: str, first_line: int) -> tuple[Heading, ...]:
    found = ((number, HEADING.match(line)) for number, line in prose_lines(body))
    return tuple(
        Heading(len(match[1]), match[2], match[3], first_line + number)
        for number, match in found
        if match
    )


def links(body: str, first_line: int) -> tuple[Link, ...]:
    return tuple(
        Link(match[2], match[3], match[1] == "!", first_line + number)
        for number, line in prose_lines(body)
        for match in LINK.finditer(line)
    )


def blocks(body: str) -> Iterator[tuple[int, str]]:
    """The stretches between blank lines, each with the number (from 0) of its first line."""
    for filled, group in groupby(enumerate(body.split("\n")), lambda line: bool(line[1].strip())):
        if filled:
            lines = list(group)
            yield lines[0][0], "\n".join(text for _, text in lines)


@dataclass(frozen=True)
class CallReader:
    """Finds macro calls with the template language's own parser, block by block: a broken call
    does not hide the others."""

    environment: Environment
    file: str
    problems: Problems

    def read(self, body: str, first_line: int) -> tuple[Call, ...]:
        return tuple(
            call
            for number, block in blocks(body)
            if "{{" in block or "{%" in block
            for call in self._block(block, first_line + number)
        )

    def _block(self, block: str, first_line: int) -> Iterator[Call]:
        try:
            tree = self.environment.parse(block)
        except TemplateSyntaxError as error:
            number, line = self._broken(block.split("\n"), error)
            code = "macro-statement" if "{%" in line else "macro-syntax"
            self.problems.add(self.file, first_line + number, code)
        else:
            yield from self._calls(tree, first_line)

    def _broken(self, lines: list[str], error: TemplateSyntaxError) -> tuple[int, str]:
        """The first line that is wrong by itself, else the one where the parser gave up."""
        for number, line in enumerate(lines):
            try:
                self.environment.parse(line)
            except TemplateSyntaxError:
                return number, line
        return error.lineno - 1, lines[error.lineno - 1]

    def _calls(self, tree: nodes.Template, first_line: int) -> Iterator[Call]:
        for statement in tree.body:
            line = first_line + statement.lineno - 1
            if not isinstance(statement, nodes.Output):
                self.problems.add(self.file, line, "macro-statement")
                continue
            for node in statement.nodes:
                if not isinstance(node, nodes.TemplateData):
                    yield from self._call(node, first_line + node.lineno - 1)

    def _call(self, node: nodes.Expr, line: int) -> Iterator[Call]:
        if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
            self.problems.add(self.file, line, "macro-expression")
            return
        try:
            arguments = tuple(argument.as_const() for argument in node.args)
            keywords = {pair.key: pair.value.as_const() for pair in node.kwargs}
        except nodes.Impossible:
            self.problems.add(self.file, line, "macro-expression")
            return
        yield Call(node.node.name, arguments, keywords, line)


def environment() -> Environment:
    """The template syntax of the pages. ``{#`` opens a heading id, not a comment."""
    return Environment(comment_start_string="{##", comment_end_string="##}")


@dataclass(frozen=True)
class QuestionReader:
    """Reads ``/// quiz | …`` blocks: choices as a task list, a reason under each."""

    file: str
    first_line: int
    problems: Problems

    def read(self, body: str) -> tuple[Question, ...]:
        lines = body.split("\n")
        found: list[Question] = []
        number = 0
        while number < len(lines):
            if lines[number].startswith(END):
                found.append(self._block(lines, number))
                number = found[-1].end
            number += 1
        return tuple(found)

    def _block(self, lines: list[str], start: int) -> Question:
        """The question that opens on a line; one that cannot be read still counts as one."""
        match, end = QUESTION.match(lines[start]), self._end(lines, start)
        if match and end is not None:
            return self._question(match[1] or "", lines, start, end)
        self._report(start, "quiz-open" if match else "quiz-start")
        return Question("", (), start, start if end is None else end)

    def _end(self, lines: list[str], start: int) -> int | None:
        for number in range(start + 1, len(lines)):
            if lines[number].strip() == END:
                return number
            if QUESTION.match(lines[number]):
                break
        return None

    def _question(self, text: str, lines: list[str], start: int, end: int) -> Question:
        if not text.strip():
            self._report(start, "quiz-text")
        choices = tuple(self._choices(lines, start + 1, end))
        right = sum(choice.right for choice in choices)
        if len(choices) < 2:
            self._report(start, "quiz-choices")
        elif right == 0:
            self._report(start, "quiz-no-right")
        elif right == len(choices):
            self._report(start, "quiz-all-right")
        return Question(text.strip(), choices, start, end)

    def _choices(self, lines: list[str], start: int, end: int) -> Iterator[Choice]:
        number = start
        while number < end:
            match = CHOICE.match(lines[number])
            if not match:
                if lines[number].strip():
                    self._report(number, "quiz-line")
                number += 1
                continue
            reason, following = self._reason(lines, number + 1, end)
            if not reason:
                self._report(number, "quiz-reason")
            yield Choice(match[2].strip(), reason, match[1] != " ")
            number = following

    def _reason(self, lines: list[str], start: int, end: int) -> tuple[str, int]:
        number = start
        parts: list[str] = []
        while number < end and (not lines[number].strip() or lines[number].startswith("    ")):
            parts.append(lines[number].strip())
            number += 1
        return " ".join(part for part in parts if part), number

    def _report(self, number: int, code: str) -> None:
        self.problems.add(self.file, self.first_line + number, code)
