"""What the entries of a kind ask their readers to think about, for an answer in its place.

They are the items of the lists below the headings that the kind's index names.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping

from handbook.content.handbook import Content
from handbook.content.markdown import without_comments
from handbook.content.model import Page

ITEM = re.compile(r"(?:[-*+]|\d+\.)\s+(?P<text>.+)")
# How many hexadecimal digits tell a prompt from the others below its heading.
DIGITS = 6


def headings_of(content: Content, page: Page) -> tuple[str, ...]:
    """The ids of the headings of an entry that have prompts below, as its kind says."""
    index = content.kinds.get(page.folder)
    if index is None or index.kind is None or page.is_index:
        return ()
    named = index.kind.prompts
    return tuple(heading.id for heading in page.headings if heading.id in named)


def prompts_of(content: Content, page: Page) -> Mapping[str, tuple[str, ...]]:
    """Heading -> an id for each prompt, the same in all languages: an answer is one answer, and it
    stays with its prompt when others come and go."""
    own = content.defaults[page.id]
    return {name: tuple(map(_id, items_below(own, name))) for name in headings_of(content, page)}


def items_below(page: Page, name: str) -> tuple[str, ...]:
    """The items of the lists between a heading and the next one, each with all its lines."""
    lines = without_comments(page.body).split("\n")
    starts = [heading.line - page.body_line for heading in page.headings]
    for heading, start in zip(page.headings, starts, strict=True):
        if heading.id == name:
            end = next((one for one in starts if one > start), len(lines))
            return tuple(_items(lines[start + 1 : end]))
    return ()


def _items(lines: list[str]) -> Iterator[str]:
    item = ""
    for line in lines:
        found = ITEM.match(line)
        if found or (line.strip() and not line.startswith(" ")):
            yield from [item] if item else []
            item = found["text"] if found else ""
        elif item:
            item += f" {line.strip()}"
    yield from [item] if item else []


def _id(text: str) -> str:
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:DIGITS]
