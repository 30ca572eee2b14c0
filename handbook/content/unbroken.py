"""Words of several syllables that stay on one line in titles: ``chính trị`` is one word."""

import unicodedata
from collections.abc import Iterator
from pathlib import Path

from handbook.content.glossary import REGISTER
from handbook.content.handbook import SITE, Content

WORDS = "chu-lien.txt"
# Of how many syllables such a word may be, a number being one: a longer word could be wider than a
# phone.
SYLLABLES = (2, 3)


def unbroken_words(content: Content, docs: Path) -> frozenset[str]:
    """Those of the handbook's list, and the terms of its glossary that are words of this kind."""
    path = docs / SITE / WORDS
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    listed = (word for _, word in words_in(unicodedata.normalize("NFC", text)))
    return frozenset(filter(is_word, (*listed, *_terms(content))))


def words_in(text: str) -> Iterator[tuple[int, str]]:
    """The words of a list, one a line, with the numbers of their lines; ``#`` begins a remark."""
    for number, line in enumerate(text.splitlines(), start=1):
        word = " ".join(line.partition("#")[0].split())
        if word:
            yield number, word


def is_word(text: str) -> bool:
    """Whether a text is a word of two or three syllables, without any sign."""
    syllables = text.split(" ")
    return len(syllables) in SYLLABLES and all(map(str.isalnum, syllables))


def _terms(content: Content) -> Iterator[str]:
    register = content.registers.get(REGISTER)
    for row in register.rows.values() if register else ():
        yield content.row_label(row)[content.languages.default]
