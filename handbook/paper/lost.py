"""Whether all that a file was made from is found again in it, to the letter and as often.

A text that is a block of the file takes that block. What is no block by itself (a question behind
its number, a cell behind the name of its column) is looked for in the blocks that are left, the
longest first, and takes its place there: nothing counts twice. Spaces count for nothing but the
ends of words, because a line may end between any two.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from handbook.paper.errors import lost

# Stands where something was taken: no text has it, so none goes over it.
TAKEN = "\0"


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
    """Blocks without their spaces, and where in them words end."""

    text: str
    ends: frozenset[int]

    @staticmethod
    def of(blocks: Iterable[str]) -> "_Pile":
        words = [word for block in blocks for word in block.split()]
        ends, at = {0}, 0
        for word in words:
            at += len(word)
            ends.add(at)
        return _Pile("".join(words), frozenset(ends))

    def take(self, text: str) -> bool:
        """Take a text out; False when it is nowhere in whole words."""
        start = self.text.find(text)
        while start >= 0 and not (self._is_end(start) and self._is_end(start + len(text))):
            start = self.text.find(text, start + 1)
        if start < 0:
            return False
        end = start + len(text)
        self.text = self.text[:start] + TAKEN * len(text) + self.text[end:]
        return True

    def _is_end(self, at: int) -> bool:
        return at in self.ends or not (self.text[at - 1].isalnum() and self.text[at].isalnum())
