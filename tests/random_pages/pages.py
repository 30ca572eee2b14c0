"""Random pages: front matter and a body of random blocks under headings."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from tests.random_pages.blocks import Block, BlockWriter
from tests.random_pages.questions import QuestionWriter
from tests.random_pages.texts import World, Writer, plain
from tests.random_pages.words import LANGUAGES

# Forms that leave nothing where they stand: what is in front of one meets what is behind it.
GONE = ("remark", "note")
LISTS = ("bullets", "numbers")
# Key points of more words the check may refuse: a handout has one side, with the wording and a
# question. Words, because a translation has as many, or it would become another page.
HANDOUT = 350


@dataclass(frozen=True)
class Written:
    """A page in one language: its front matter by key, and its blocks in order."""

    id: str
    language: str
    front: Mapping[str, object]
    blocks: tuple[Block, ...]

    @property
    def path(self) -> str:
        """Below ``docs``."""
        return f"{self.id}.md" if self.language == "vi" else f"{self.id}.{self.language}.md"

    @property
    def text(self) -> str:
        """The whole file."""
        lines = [
            f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in self.front.items()
        ]
        body = "\n\n".join(block.written for block in self.blocks)
        return "\n".join(("---", *lines, "---", "", body, ""))

    def only(self, blocks: Sequence[Block]) -> Written:
        """The page with these of its blocks."""
        return replace(self, blocks=tuple(blocks))


@dataclass
class PageWriter:
    """Fills a page. ``parts`` are the ids of the headings that it must have."""

    blocks: BlockWriter
    parts: tuple[str, ...] = ()
    questions: bool = False

    @property
    def random(self) -> Random:
        return self.blocks.writer.random

    def body(self) -> tuple[Block, ...]:
        """Blocks under headings: the parts first, then what chance brings."""
        found: list[Block] = []
        for name in self.parts:
            found.append(self.blocks.heading(2, name, plain(self.blocks.writer.title())))
            found += self._part(name)
        found += self._free()
        return tuple(self._with_notes(found))

    def _part(self, name: str) -> list[Block]:
        if name == "tu-kiem-tra":
            numbers = range(1, self.random.randint(1, 4) + 1)
            return [QuestionWriter(self.blocks.writer, number).question() for number in numbers]
        found = self.blocks.listing(depth=3, numbered=False)
        while len(" ".join(found.lines).split()) > HANDOUT:
            found = self.blocks.listing(depth=3, numbered=False)
        return [found]

    def _free(self) -> list[Block]:
        found: list[Block] = []
        level, wanted = 1, self.random.choice((0, 1, 3, 8, 8, 15, 40))
        for number in range(wanted):
            if self.random.random() < 0.2 or (self.parts and not found):
                level = self.random.randint(2, min(6, level + 1))
                found.append(self.blocks.heading(level, f"phan-{number}"))
                continue
            seen = [block.form for block in found if block.form not in GONE]
            found.append(self._next(seen[-1] if seen else ""))
        return found or [self.blocks.paragraph()]

    def _next(self, before: str) -> Block:
        writer = self.blocks
        makers: list[Callable[[], Block]] = [
            writer.paragraph, writer.paragraph, writer.table, writer.quote, writer.box,
            lambda: writer.box("???"), lambda: writer.box("???+"), writer.code, writer.command,
        ]  # fmt: skip
        makers += [writer.rule, writer.remark]
        if writer.has_pictures_left:
            makers.append(writer.picture)
        if before not in LISTS:
            makers += [writer.listing, writer.listing]
        if before == "quote":
            # Two quotes in a row are one, and so are lists at their edges.
            makers.remove(writer.quote)
        return self.random.choice(makers)()

    def _with_notes(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks with the notes that they use, each behind its first use or at the end."""
        found: list[Block] = []
        text = "\n".join(block.written for block in blocks)
        signs = dict.fromkeys(self.blocks.writer.notes)
        waiting = [name for name in signs if f"[^{name}]" in text]
        for block in blocks:
            found.append(block)
            used = [name for name in waiting if f"[^{name}]" in block.written]
            if self.random.random() < 0.5:
                continue
            found += [self.blocks.note(name) for name in used]
            waiting = [name for name in waiting if name not in used]
        return found + [self.blocks.note(name) for name in waiting]


def writer_of(seed: str, language: str, world: World) -> Writer:
    """A writer for one page: the same seed makes the same page in every language."""
    return Writer(Random(seed), LANGUAGES[language], world)
