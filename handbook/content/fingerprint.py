"""Whether the text of a page has changed: a hash of what a reader finds on it as its own.

That is its title, summary and sources, its body, the official wording and the rows of registers
that it prints, and the files that it shows or offers. What comes from elsewhere is not its own:
titles of other pages, what it is connected with, numbers and order, lists of files. Blanks, line
breaks, ids of headings and notes of the editor are no text.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content.editions import SHORT
from handbook.content.files import goal_of
from handbook.content.handbook import Content
from handbook.content.literal import typed
from handbook.content.markdown import LINK, MACRO, parse_call
from handbook.content.model import Call, Citation, Page, Question, Register, Row, Value
from handbook.content.selection import rows_where
from handbook.language.languages import LocalText

# What a heading or a picture has behind it for machines.
ATTRIBUTES = re.compile(r"\{[:#][^{}]*\}")
# The place of a register's columns and of the values by which rows are chosen in a call.
COLUMNS, WHERE = (1, "columns"), (2, "where")


@dataclass(frozen=True)
class Fingerprints:
    """Hashes of the texts of pages. ``docs`` is the folder of the content."""

    content: Content
    docs: Path

    def of(self, page: Page) -> str:
        """The hash of a page's text in the language of its file."""
        whole = self.content.written.get((page.id, page.language), page)
        words = " ".join(" ".join(part.split()) + "\n" for part in self._parts(whole))
        return hashlib.sha256(words.encode()).hexdigest()[:SHORT]

    def _parts(self, page: Page) -> Iterator[str]:
        yield page.title
        yield page.summary
        yield from map(_cited, page.citations)
        if page.issue:
            yield f"{page.issue.number} {page.issue.month} {page.issue.masthead}"
            yield page.issue.publisher
        yield self._body(page)
        for question in (one for one in page.questions if one.at):
            yield from _asked(question)
        for name in page.quotations:
            yield from self._quotation(name, page.language)
        for call in page.calls:
            yield from self._printed(call, page.language)
        for name in sorted(self._files(page)):
            yield hashlib.sha256((self.docs / name).read_bytes()).hexdigest()

    def _body(self, page: Page) -> str:
        """The body without addresses, with one name for every page whatever it is called now."""
        body = MACRO.sub(lambda call: self._call(call[1]), page.body)
        return LINK.sub(lambda link: f"{link[2]} {link['caption'] or ''}", ATTRIBUTES.sub("", body))

    def _call(self, text: str) -> str:
        call = parse_call(text, 0)
        if call is None:
            return text
        first = self.content.editions.first_id
        values = (first(one) if isinstance(one, str) else one for one in call.arguments)
        return repr((call.name, *values, sorted(call.keywords.items())))

    def _files(self, page: Page) -> set[str]:
        goals = (goal_of(page.path, link.target) for link in page.markdown_links)
        return {goal for goal in goals if goal in self.content.files}

    def _printed(self, call: Call, language: str) -> Iterator[str]:
        """The words that a call brings from quotations and registers. What is first named is what
        is printed; another page's rows are only linked to."""
        named = [one for one in (*call.arguments, *call.keywords.values()) if isinstance(one, str)]
        name = named[0] if named else ""
        if name in self.content.registers:
            register = self.content.registers[name]
            columns, where = _argument(call, *COLUMNS), _argument(call, *WHERE)
            for row in rows_where(register, where if isinstance(where, dict) else {}):
                yield from self._row(register, row, columns, language)
        elif name in self.content.quotations:
            yield from self._quotation(name, language)

    def _row(self, register: Register, row: Row, columns: object, language: str) -> Iterator[str]:
        shown = [register.label, *columns] if isinstance(columns, list) else [*register.columns]
        for name in (one for one in shown if one in row.values):
            value = row.values[name]
            if register.columns[name].type == "quotation":
                yield from self._quotation(str(value), language)
            else:
                yield self._said(value, language)
        if not isinstance(columns, list):
            yield from map(_cited, row.citations)

    def _quotation(self, name: str, language: str) -> Iterator[str]:
        quotation = self.content.quotations[name]
        yield quotation.text[language]
        yield quotation.text[self.content.languages.default]
        yield quotation.as_printed or ""
        yield _cited(quotation.citation)

    def _said(self, value: Value, language: str) -> str:
        if isinstance(value, LocalText):
            return value[language]
        if isinstance(value, tuple):
            return ", ".join(map(self.content.editions.first_id, value))
        return str(value)


def _asked(question: Question) -> Iterator[str]:
    """What a question made of rows says; one that is written is in the body."""
    yield typed(question.text)
    for choice in question.choices:
        yield typed(f"{choice.text} {choice.reason}")
    yield from map(_cited, question.citations)


def _argument(call: Call, place: int, name: str) -> object:
    return call.arguments[place] if len(call.arguments) > place else call.keywords.get(name)


def _cited(citation: Citation) -> str:
    return f"{citation.source}#{citation.place or ''}"


def question_hash(question: Question) -> str:
    """What an answer was given to, in six hexadecimal digits: a reader is asked again when it is
    another. Reasons, hints and sources may be mended without that."""
    choices = (f"{choice.right:d} {choice.text}" for choice in question.choices)
    said = "\n".join((question.kind, question.text, *choices))
    return hashlib.sha256(typed(said).encode()).hexdigest()[:6]


def fingerprints(content: Content, docs: Path) -> Mapping[str, str]:
    """Path -> hash of every page."""
    found = Fingerprints(content, docs)
    return {page.path: found.of(page) for _, page in sorted(content.pages.items())}
