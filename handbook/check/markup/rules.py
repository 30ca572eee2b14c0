"""Checks that a page is written in the handbook's Markdown and nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.check.arguments import Catalog, returns_block
from handbook.check.markup.blocks import BlockReader
from handbook.check.markup.footnotes import Notes
from handbook.content.dialect import BLOCK_CALL, INDENT, TEXT_CALL, Line
from handbook.content.handbook import Content
from handbook.content.markdown import MACRO
from handbook.content.model import Page, Question
from handbook.content.questions import BLANK, CHOICE, ITEM, QUESTION, readable
from handbook.language.problems import Problems

CALL = re.compile(f"[{BLOCK_CALL}{TEXT_CALL}]")
# So much of a line a message shows.
SHOWN = 40
REMARK = re.compile(r"\{##|##\}")
NAME = re.compile(r"\{\{\s*(\w+)")


def check_markup(content: Content, catalog: Catalog, problems: Problems) -> None:
    """Every page is written in the forms of ``dialect``."""
    blocks = frozenset(name for name, call in catalog.items() if returns_block(call))
    for page in content.pages.values():
        _PageCheck(page, blocks, problems).check()


@dataclass(frozen=True)
class _PageCheck:
    """Checks one page. ``blocks`` are the macros whose result is more than a text."""

    page: Page
    blocks: frozenset[str]
    problems: Problems

    def check(self) -> None:
        notes = Notes()
        reader = BlockReader(self._report, notes)
        lines = self._without_calls().split("\n")
        reader.read([(number, self._settled(number, line)) for number, line in enumerate(lines)])
        said = list(enumerate(readable(self.page, lines)))
        for question in (one for one in self.page.questions if one.at is None):
            for text in _texts(question, said):
                reader.text(text, with_notes=False)
        notes.check(self._report)

    def _settled(self, number: int, line: str) -> str:
        """The line without tabs and what is left of remarks, both of which are reported."""
        if "\t" in line:
            self._report(number, "text-tab", {})
        if REMARK.search(line):
            self._report(number, "remark-open", {"text": line})
            line = REMARK.sub("", line).strip()
        return line.expandtabs(INDENT)

    def _report(self, number: int, code: str, said: dict[str, str]) -> None:
        shown = dict(said)
        if "text" in said:
            shown["text"] = CALL.sub("{{…}}", said["text"][:SHOWN]).strip()
        self.problems.add(f"docs/{self.page.path}", self.page.body_line + number, code, **shown)

    def _without_calls(self) -> str:
        """The body with a sign in the place of every macro's result, line for line."""

        def sign(found: re.Match[str]) -> str:
            name = NAME.match(found[0])
            is_block = name is not None and name[1] in self.blocks
            return (BLOCK_CALL if is_block else TEXT_CALL) + "\n" * found[0].count("\n")

        return MACRO.sub(sign, self.page.body)


def _texts(question: Question, lines: list[Line]) -> Iterator[list[Line]]:
    """The question, its hint, choices, reasons and paragraphs, each as the lines it is written
    on."""
    number, first = lines[question.start]
    asked = QUESTION.fullmatch(first.rstrip())
    yield [(number, (asked["text"] or "").replace(BLANK, "") if asked else "")]
    text: list[Line] = []
    for at, line in lines[question.start + 1 : question.end]:
        choice = CHOICE.fullmatch(line) or ITEM.fullmatch(line)
        if choice or not line.strip() or at < question.told:
            yield text
            text = []
        if choice:
            yield [(at, choice["text"])]
        else:
            text.append((at, line.strip()))
    yield text
