"""Whether all that a file was made from is found again in it."""

from collections.abc import Iterable

from handbook.paper.errors import lost
from handbook.paper.tags import SPACE


def must_have(texts: Iterable[str], found: Iterable[str]) -> None:
    """PaperError when one of the texts is not in the blocks of text found in what was made."""
    wanted = list(texts)
    gone = missing(wanted, found)
    if gone:
        raise lost(gone, 1 - len(gone) / len(wanted))


def missing(texts: Iterable[str], found: Iterable[str]) -> list[str]:
    """The texts that are no block among those found, nor stand in one."""
    blocks = [SPACE.sub(" ", block).strip() for block in found]
    known = set(blocks)
    # A table printed row by row and a title with its kind in front hold more than one text.
    rest = [text for text in texts if text not in known]
    everything = "\n".join(blocks) if rest else ""
    return [text for text in rest if text not in everything]
