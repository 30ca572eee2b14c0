"""All questions of a handbook together: which pages ask, in which parts they lie, and the papers
that are drawn from them.

A paper is drawn from its seed and the ids of pages and questions alone. browser/exam/draw.js draws
the same: whoever has the code of a paper has the paper, on a screen or printed. A question that is
added or taken away changes at most one of its own part in any paper.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.content.handbook import Content
from handbook.content.model import Page, Question
from handbook.content.questions import KINDS, LEVELS, OPEN

# Kinds that have a key.
EXAMINED = tuple(kind for kind in KINDS if kind != OPEN)
# The code of a paper: its fields, what stands between parts or levels, and the most of anything.
CODE = re.compile(r"([a-z0-9]+)_(\d+)(?:_(\d*))?(?:_([^_]*))?(?:_([^_]*))?")
WITHIN, MOST = ".", 200
# Of the hash FNV-1a in 32 bits, whose bits are then mixed as in MurmurHash3.
OFFSET, PRIME, BITS = 0x811C9DC5, 0x01000193, 0xFFFFFFFF
MIXES = ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1))


@dataclass(frozen=True)
class Paper:
    """What a paper is drawn by: a seed, how many questions, minutes (0 for no limit), parts and
    levels, none for all of them."""

    seed: str
    count: int
    minutes: int = 0
    parts: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    @classmethod
    def of(cls, code: str) -> "Paper":
        """As an address has it: ``a1b2_20_30_bai-hoc.ly-luan_hieu``. ValueError when it is none."""
        found = CODE.fullmatch(code)
        if not found:
            raise ValueError(code)
        seed, count, minutes, parts, levels = (one or "" for one in found.groups())
        asked, limit = (min(int(one or 0), MOST) for one in (count, minutes))
        return cls(seed, asked, limit, _names(parts), _names(levels))


@dataclass(frozen=True)
class Asking:
    """A question with the page that asks it."""

    page: Page
    question: Question

    @property
    def key(self) -> str:
        """By what readers' records know it."""
        return f"{record_name(self.page.id)}#{self.question.id}"


def question_pages(content: Content, language: str) -> Mapping[str, Sequence[Page]]:
    """The pages that ask something, by part, in the order of the handbook."""
    asking = [page for page in content.defaults.values() if page.questions]
    asking.sort(key=lambda page: _rank(content, page))
    found: dict[str, list[Page]] = defaultdict(list)
    for page in asking:
        found[part_of(page)].append(content.page(page.id, language))
    return found


def part_of(page: Page) -> str:
    """The section of the handbook that a page lies in; of a page at the top itself."""
    return page.id.partition("/")[0]


def opening(content: Content, part: str, language: str) -> Page:
    """The page that a part is named after."""
    return content.page(_opening(content, part), language)


def record_name(page_id: str) -> str:
    """By what readers' records know a page, the same in all languages: its address."""
    is_index = page_id == "index" or page_id.endswith("/index")
    return page_id.removesuffix("index").rstrip("/") if is_index else page_id


def draw(content: Content, paper: Paper) -> list[Asking]:
    """The questions of a paper, in its order: as many of each part as there can be."""
    parts = {part: _ranked(paper, pages) for part, pages in _wanted(content, paper).items()}
    turns = sorted(parts, key=lambda part: lot(f"{paper.seed} {part}"))
    most = max(map(len, parts.values()), default=0)
    dealt = [parts[part][turn] for turn in range(most) for part in turns if turn < len(parts[part])]
    return sorted(dealt[: paper.count], key=lambda one: lot(f"{paper.seed} {one.key}"))


def lot(text: str) -> tuple[int, str]:
    """What stands for chance, the same in Python and in a browser."""
    found = OFFSET
    for letter in text.encode():
        found = (found ^ letter) * PRIME & BITS
    for shift, factor in MIXES:
        found = (found ^ found >> shift) * factor & BITS
    return found, text


def _names(text: str) -> tuple[str, ...]:
    return tuple(filter(None, text.split(WITHIN)))


def _opening(content: Content, part: str) -> str:
    return f"{part}/index" if f"{part}/index" in content.defaults else part


def _rank(content: Content, page: Page) -> tuple[int, str, int, int, str]:
    part = part_of(page)
    first = content.defaults[_opening(content, part)]
    return first.order, part, 0 if page.is_index else page.order, page.number or 0, page.id


def _wanted(content: Content, paper: Paper) -> Mapping[str, Sequence[Page]]:
    """The pages by part of which the paper may have questions; names of none mean nothing."""
    pages = question_pages(content, content.languages.default)
    known = [part for part in paper.parts if part in pages]
    return {part: found for part, found in pages.items() if not known or part in known}


def _ranked(paper: Paper, pages: Sequence[Page]) -> list[Asking]:
    found = list(_asked(paper, pages))
    return sorted(found, key=lambda one: lot(f"{paper.seed} {one.key}"))


def _asked(paper: Paper, pages: Sequence[Page]) -> Iterator[Asking]:
    levels = [level for level in paper.levels if level in LEVELS] or LEVELS
    for page in pages:
        for question in page.questions:
            if question.kind in EXAMINED and question.level in levels:
                yield Asking(page, question)
