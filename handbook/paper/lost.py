"""Whether all that a file was made from is found again in it, to the letter and as often.

A text that is a block of the file takes that block. What is no block by itself (a question behind
its number, a cell behind the name of its column) is looked for in the blocks that are left, the
longest first, and takes its place there: nothing counts twice. Spaces count for nothing but the
ends of words, because a line may end between any two.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handbook.paper.errors import lost

# Stands where something was taken: no text has it, so none goes over it.
TAKEN = "\0"
# Stands between the name of a column and the cell behind it.
NAMED = ":"


def must_have(texts: Iterable[str], found: Iterable[str]) -> None:
    """PaperError when not all of the texts are in the blocks of text found in what was made."""
    gone = missing(texts, found)
    if gone:
        raise lost(gone)


def missing(texts: Iterable[str], found: Iterable[str]) -> Sequence[str]:
    """The texts that are not found, the longest first, each as often as it is missing."""
    wanted = [text for text in texts if text.strip()]
    open_ = Counter(map(_close, wanted))
    left: list[str] = []
    for block in found:
        close = _close(block)
        left.append(TAKEN if open_[close] > 0 else block)
        open_[close] -= 1
    rest = (text for text in reversed(wanted) if _is_one_of(open_, _close(text)))
    pile = _Pile.of(left)
    return [text for text in sorted(rest, key=len, reverse=True) if not pile.take(_close(text))]


def _is_one_of(open_: Counter[str], close: str) -> bool:
    """Whether a text is among those that no block was for, and takes one from them."""
    is_open = open_[close] > 0
    open_[close] -= is_open
    return is_open


def _close(text: str) -> str:
    return "".join(text.split())


@dataclass
class _Pile:
    """Blocks without their spaces, and where in them words and blocks end."""

    text: str
    words: frozenset[int]
    blocks: frozenset[int]

    @staticmethod
    def of(blocks: Iterable[str]) -> "_Pile":
        closed, words, ends, at = [], {0}, {0}, 0
        for block in blocks:
            for word in block.split():
                closed.append(word)
                at += len(word)
                words.add(at)
            ends.add(at)
        return _Pile("".join(closed), frozenset(words), frozenset(ends))

    def take(self, text: str) -> bool:
        """Take a text out; False when it is nowhere in whole words. Where a text also stands by
        chance over the end of one text and the beginning of another, that place is the last to
        be taken, since those two need it."""
        start = min(self._starts(text), key=lambda at: self._loose(at, at + len(text)), default=-1)
        if start < 0:
            return False
        end = start + len(text)
        self.text = self.text[:start] + TAKEN * len(text) + self.text[end:]
        return True

    def _starts(self, text: str) -> Iterator[int]:
        """Where the text stands in whole words; ends after a place that no other can be before."""
        start = self.text.find(text)
        while start >= 0:
            end = start + len(text)
            if self._is_end(start) and self._is_end(end):
                yield start
                if self._loose(start, end) == 0:
                    return
            start = self.text.find(text, start + 1)

    def _is_end(self, at: int) -> bool:
        return at in self.words or not (self.text[at - 1].isalnum() and self.text[at].isalnum())

    def _loose(self, start: int, end: int) -> int:
        """How many of both ends touch a neighbour in the same block: 0 to 2. The name of a column
        is none."""
        begins = start in self.blocks or self.text[start - 1] in (TAKEN, NAMED)
        return (not begins) + (end not in self.blocks and self.text[end] != TAKEN)
