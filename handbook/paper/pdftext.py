"""The text of a PDF against the texts that it was made of: is all there?"""

import re
from collections.abc import Iterable
from pathlib import Path

from handbook.paper.errors import lost
from handbook.paper.lost import missing
from handbook.paper.tagged import Tagged, read_tagged


def check_text(pdf: Path, texts: Iterable[str], notes: Iterable[str], page_word: str) -> None:
    """PaperError when a text or a note is not in the PDF. ``page_word`` stands before the number
    of a page that only paper names: (p. 12)."""
    gone = unfound(read_tagged(pdf), texts, notes, page_word)
    if gone:
        raise lost(gone)


def unfound(
    there: Tagged, texts: Iterable[str], notes: Iterable[str], page_word: str
) -> tuple[str, ...]:
    """The texts and notes that are not there. Notes of a table stand below it in one block."""
    page = re.compile(rf"\s*\({re.escape(page_word)}\s\d+\)")

    def plain(found: Iterable[str]) -> list[str]:
        return [page.sub("", text) for text in found]

    below = missing(plain(notes), plain(there.notes))
    # A dash for nothing may be left out: where a row is a card, its field is.
    said = (text for text in texts if any(map(str.isalnum, text)))
    asked = [*plain(said), *(note.removesuffix(".") for note in below)]
    return tuple(missing(asked, plain(there.blocks)))
