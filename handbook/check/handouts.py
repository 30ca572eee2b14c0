"""Whether the handout of every entry has room on its side of paper.

Counted in signs, before anything is set: what takes more than the bound might not fit.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from handbook.content.handbook import Content
from handbook.content.markdown import without_comments
from handbook.content.model import HANDOUT_ITEMS, Page
from handbook.content.questions import ONE
from handbook.language.problems import Problems

# What a side holds in the smallest type, measured with wide letters; and what an item, a heading,
# a wording take at least, or besides their own signs, because they begin new lines; and what the
# lines to write on, the question with its key take besides its signs.
ROOM, ITEM, HEADING, WORDING = 7000, 130, 280, 150
LINES, QUESTION = 1800, 450
BULLET = re.compile(r"(?:[-*+]|\d+\.)\s+(.*)")
CALL = re.compile(r"\{\{\s*\w+\(\s*\"([^\"]+)\".*?\}\}")


def check_handouts(content: Content, problems: Problems) -> None:
    """Report the entries whose handouts are too long, in every language."""
    for page in content.pages.values():
        index = content.kinds.get(page.folder)
        if index and index.kind and index.kind.handout and not page.is_index:
            size = _size(content, page, index.kind.handout)
            if size > ROOM:
                problems.add(
                    f"docs/{page.path}", page.body_line, "handout-long",
                    more=size - ROOM, room=ROOM, items=HANDOUT_ITEMS,
                )  # fmt: skip


def _size(content: Content, page: Page, wanted: Sequence[str]) -> int:
    """The room that the handout of a page takes, in signs."""
    known = [content.quotations[name] for name in page.quotations if name in content.quotations]
    wordings = sum(WORDING + len(one.text[page.language]) for one in known)
    sections = sum(_room(content, page, line) for line in _lines(page, wanted))
    return LINES + wordings + sections + _question(page)


def _question(page: Page) -> int:
    """What the shortest question takes that may stand there."""
    sizes = (
        len(one.text) + sum(max(ITEM, len(choice.text)) for choice in one.choices)
        for one in page.questions
        if one.kind == ONE
    )
    return QUESTION + min(sizes, default=-QUESTION)


def _lines(page: Page, wanted: Sequence[str]) -> Iterator[str]:
    """Headings and items of the wanted sections, an item with all that belongs to it."""
    lines = without_comments(page.body).split("\n")
    for number, heading in enumerate(page.headings):
        if heading.id not in wanted:
            continue
        after = (one for one in page.headings[number + 1 :] if one.level <= heading.level)
        end = next((one.line for one in after), page.body_line + len(lines))
        inside = lines[heading.line - page.body_line : end - page.body_line]
        yield from (line for line in inside if line.startswith("#"))
        yield from _items(inside)


def _items(lines: Iterable[str]) -> Iterator[str]:
    """The items of lists that are printed: the first of each."""
    items: list[str] = []
    goes_on = False
    for line in lines:
        if BULLET.match(line):
            items.append(line)
        elif items and (goes_on or line.startswith(" ")) and line.strip():
            items[-1] += f" {line.strip()}"
        elif line.strip():
            yield from items[:HANDOUT_ITEMS]
            items = []
        goes_on = bool(line.strip())
    yield from items[:HANDOUT_ITEMS]


def _room(content: Content, page: Page, line: str) -> int:
    if line.startswith("#"):
        return HEADING + len(line)
    said = CALL.sub(lambda call: _said(content, page, call[1]), line)
    return max(ITEM, len(said) + ITEM // 2)


def _said(content: Content, page: Page, name: str) -> str:
    """What a macro puts in its place: a wording, a title."""
    if name in content.quotations:
        return content.quotations[name].text[page.language]
    target = content.defaults.get(name)
    return content.page_label(target) if target else name
