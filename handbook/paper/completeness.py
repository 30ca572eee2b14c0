"""Is all there? The text drawn in a PDF against the texts that it was made of."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.paper.errors import lost

# Poppler's, and its package.
READER, PACKAGE = "pdftotext", "poppler-utils"
WORD, MARK = re.compile(r"\w+"), re.compile(r"(?<=[^\W\d])\d+$")
# A part and the number of the page, on whichever side.
HEAD = re.compile(r"\d+ (.+)|(.+) \d+")
NUMBER = re.compile(r"\n\d+\Z")
# The last note of a page: its number on a line, and its lines.
NOTE = re.compile(r"\n\d+\n((?:(?!\n\d+\n).)+)\Z", re.DOTALL)
RUN = 3
# The share of all runs of three words that must be drawn, and of those of any one text.
ALL, ONE = 0.999, 0.5

Runs = Counter[tuple[str, ...]]


@dataclass(frozen=True)
class Found:
    """How much of the texts is drawn: the share of their runs of three words (of a shorter text:
    of the whole), the texts of which less than half is, and all of which something is not."""

    recall: float
    lost: tuple[str, ...]
    torn: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        return self.recall >= ALL and not self.lost


def can_read() -> bool:
    """Whether poppler is there, without which nothing that is printed can be checked."""
    return shutil.which(READER) is not None


def drawn(pdf: Path) -> list[str]:
    """The text of each page as poppler reads it, in the order in which it was drawn."""
    done = subprocess.run(
        [READER, "-raw", "-enc", "UTF-8", pdf, "-"], capture_output=True, check=True
    )
    return done.stdout.decode().split("\f")


def check_whole(pdf: Path, texts: Sequence[str], notes: Iterable[str], page_word: str) -> None:
    """PaperError when a text is not drawn. ``page_word`` stands before the number of a page
    that only paper names: (p. 12)."""
    named = re.compile(rf"\s\({re.escape(page_word)}\s\d+\)")
    found = compare(texts, [named.sub("", page) for page in drawn(pdf)], notes)
    if not found.is_whole:
        raise lost(found.lost or found.torn, found.recall)


def compare(texts: Sequence[str], pages: Iterable[str], notes: Iterable[str]) -> Found:
    """What of the texts is on the pages, from which what stands there for the page is taken away:
    running heads, numbers, notes at the foot."""
    known_notes = {_plain(note) for note in notes}
    heads = {_plain(text) for text in texts}
    flow = _words(" ".join(_flowing(page, heads, known_notes) for page in pages))
    there: Runs = Counter(run for size in range(1, RUN + 1) for run in _runs(flow, size))
    wanted: Runs = Counter()
    gone, torn = [], []
    for text in texts:
        words = _words(text)
        runs = Counter(_runs(words, min(RUN, len(words))))
        wanted.update(runs)
        found = sum(min(count, there[run]) for run, count in runs.items())
        if found < runs.total():
            torn.append(text)
        if found < ONE * runs.total():
            gone.append(text)
    missing = (wanted - there).total()
    return Found(1 - missing / max(1, wanted.total()), tuple(gone), tuple(torn))


def _words(text: str) -> list[str]:
    """Its words; the mark of a note is no part of the word it stands at."""
    return [MARK.sub("", word) for word in WORD.findall(text.casefold())]


def _runs(words: Sequence[str], size: int) -> Iterator[tuple[str, ...]]:
    if size:
        yield from zip(*(words[start:] for start in range(size)), strict=False)


def _flowing(page: str, heads: set[str], notes: set[str]) -> str:
    first, _, others = page.strip().partition("\n")
    head = HEAD.fullmatch(first)
    is_head = head is not None and _plain(head[1] or head[2]) in heads
    return _without_notes(others if is_head else page.strip(), notes)


def _without_notes(text: str, notes: set[str]) -> str:
    """The page without its number at the foot and the known notes above that."""
    text = NUMBER.sub("", text)
    while found := NOTE.search(text):
        if _plain(found[1]) not in notes:
            break
        text = text[: found.start()]
    return text


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.casefold()))
