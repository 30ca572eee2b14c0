"""Checks of the questions as a whole: every set has its one place, and nobody is asked what the
sources leave open."""

import re
from collections.abc import Iterator

from handbook.check.questions import place
from handbook.content.handbook import SETS, Content
from handbook.content.literal import typed
from handbook.content.model import Page, Question
from handbook.content.registers import ASKING
from handbook.language.folding import suggestion
from handbook.language.languages import LocalText
from handbook.language.problems import Problems

# What stands between the words by which a question is known to ask about a point.
BETWEEN = ";"


def check_sets(content: Content, problems: Problems) -> None:
    """The places of sets, and what the questions of every page ask about."""
    _places(content, problems)
    for page in content.pages.values():
        for question in page.questions:
            at = place(page, question, question.start)
            for name in dict.fromkeys(_unsettled(content, page, question)):
                problems.add(at.file, at.line, "quiz-unsettled", id=name)


def _places(content: Content, problems: Problems) -> None:
    """Every set that is asked for is there, and each is asked for once in a language."""
    first: dict[tuple[str, str], str] = {}
    for page in content.pages.values():
        for block in page.sets:
            file, line = f"docs/{page.path}", page.body_line + block.start
            key = (block.name, page.language)
            if block.name and block.name not in content.sets:
                if not content.is_unread(f"{SETS}/{block.name}"):
                    near = suggestion(block.name, content.sets)
                    problems.add(file, line, "set-unknown", id=block.name, near=near)
            elif key in first:
                problems.add(file, line, "set-twice", name=block.name, first=first[key])
            first.setdefault(key, f"{file}:{line}")
    used = {block.name for page in content.defaults.values() for block in page.sets}
    for name, one in content.sets.items():
        if name not in used and not content.unread:
            problems.add(one.position.file, one.position.line, "set-unused", name=name)


def _unsettled(content: Content, page: Page, question: Question) -> Iterator[str]:
    """The open points that a question or one of its choices rests on, by a quotation in it or by
    its words; what hint and reasons explain is not asked."""
    lines = {page.body_line + line for line in (question.start, *_lines(question))}
    for call in (one for one in page.calls if one.line in lines):
        said = content.quotations.get(str(call.arguments[0])) if call.arguments else None
        yield from (name for name in (said.errata if said else ()) if name in content.unsettled)
    texts = (question.text, *(choice.text for choice in question.choices))
    asked = "\n".join(typed(text) for text in texts)
    for name, row in content.unsettled.items():
        words = row.values.get(ASKING)
        if isinstance(words, LocalText) and _mentions(asked, words[page.language]):
            yield name


def _lines(question: Question) -> Iterator[int]:
    return (choice.line for choice in question.choices)


def _mentions(text: str, words: str) -> bool:
    parts = (part.strip() for part in words.split(BETWEEN))
    found = "|".join(re.escape(part) for part in parts if part)
    return bool(found) and re.search(rf"(?<!\w)(?:{found})(?!\w)", text, re.IGNORECASE) is not None
