"""Where each written word stands: the files by which the engine finds the pages that may answer.

A place is a page and one of its blocks, the title or a line of a section; a phrase never crosses a
block, so a block with all its words is nearly always the phrase. Words are grouped by their bare
forms in the order of the letters: what a reader goes on typing lies together.
"""

import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from math import log2

from handbook.language.folding import bare_words, words
from handbook.search.corpus import FoundPage

# Signs of places after which a new file may begin: about 1 kB once compressed. A query needs three
# or four words; what lies beside them in their files is fetched for nothing.
FILE_SIZE = 1_200
# Words of a line that are one place. Of each word is told in which half of a place it stands, so
# that few pages seem to have a phrase that have its words apart.
PIECE, HALVES = 12, 2
# One word in so many may begin a file: where a file was cut before, it is mostly cut again in the
# next edition, whatever has changed elsewhere.
CUT = 2
# Printable signs without those that JSON escapes. The first go before a number as its higher
# digits; the next end the distance to a page, the last that to a block.
SIGNS = [chr(code) for code in range(35, 127) if chr(code) != "\\"]
HIGH, PAGES = SIGNS[:8], SIGNS[8:30]
BLOCKS = SIGNS[30:]
# Capitals, which no bare word has.
SHARED = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = SHARED + "abcdefghijklmnopqrstuvwxyz0123456789+/"
# Page -> the halves of its blocks that have a word, both ascending.
Found = Mapping[int, Sequence[int]]


@dataclass(frozen=True)
class Places:
    """The places of all words of the pages of one language."""

    pages: Sequence[FoundPage]

    def vocabulary(self) -> dict[str, object]:
        """What leads to the files; its form is described in browser/search/places.js."""
        starts = [file[0] for file in self._files]
        sizes = [len(self._sections[page]) for page in range(len(self.pages))]
        lengths = [length for page in self._sections for length in page]
        return {
            "words": _fronts(self._words),
            "counts": "".join(DIGITS[int(2 * log2(self._count(word)))] for word in self._words),
            "files": [self._words.index(word) for word in starts],
            "pieces": sum(len(_pieces(page.section_blocks)) for page in self.pages),
            "titles": sizes,
            "sections": [sum(sizes), round(sum(lengths) / (len(lengths) or 1))],
            "pages": [len(sizes), round(sum(lengths) / (len(sizes) or 1))],
        }

    def files(self) -> list[dict[str, str]]:
        """Of each file the written words and their places."""
        return [
            {form: _signs(self._found[word][form]) for word in file for form in self._found[word]}
            for file in self._files
        ]

    @cached_property
    def _found(self) -> Mapping[str, Mapping[str, Found]]:
        """Bare word -> its written forms -> where they stand."""
        found: dict[str, dict[str, dict[int, list[int]]]] = defaultdict(dict)
        bare: dict[str, str] = {}
        for number, page in enumerate(self.pages):
            for block, half in _halves(page.section_blocks):
                for form in dict.fromkeys(half):
                    word = bare.get(form) or bare.setdefault(form, bare_words(form)[0])
                    found[word].setdefault(form, {}).setdefault(number, []).append(block)
        return {word: dict(sorted(found[word].items())) for word in sorted(found)}

    @cached_property
    def _words(self) -> list[str]:
        return list(self._found)

    @cached_property
    def _sections(self) -> list[list[int]]:
        """Of each page how long its sections are in words; each block counts one more."""
        return [
            [sum(len(words(line)) + 1 for line in section) for section in page.section_blocks]
            for page in self.pages
        ]

    def _count(self, word: str) -> int:
        """In how many blocks a word stands, each of its forms counted by itself."""
        found = (blocks for form in self._found[word].values() for blocks in form.values())
        return sum(len({block // HALVES for block in blocks}) for blocks in found)

    @cached_property
    def _files(self) -> list[list[str]]:
        """The words of each file."""
        files: list[list[str]] = []
        size = 0
        for word in self._words:
            own = sum(map(len, map(_signs, self._found[word].values())))
            may_cut = zlib.crc32(word.encode()) % CUT == 0
            if not files or size > 2 * FILE_SIZE or (may_cut and size + own > FILE_SIZE):
                files.append([])
                size = 0
            files[-1].append(word)
            size += own
        return files


def _pieces(sections: Sequence[Sequence[str]]) -> list[list[str]]:
    """The words of a page in pieces of its lines, the titles of its sections first."""
    titles = [words(section[0]) for section in sections]
    lines = [words(line) for section in sections for line in section[1:]]
    return titles + [line[at : at + PIECE] for line in lines for at in range(0, len(line), PIECE)]


def _halves(sections: Sequence[Sequence[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each half of the pieces of a page with its number; titles are not cut."""
    for number, piece in enumerate(_pieces(sections)):
        size = len(piece) if number < len(sections) else PIECE // HALVES
        for part, start in enumerate(range(0, len(piece), size or 1)):
            yield number * HALVES + part, piece[start : start + size]


def _signs(found: Found) -> str:
    """Pages and blocks, each as how many are left out before it; blocks anew on every page."""
    return "".join(_page_signs(found))


def _page_signs(found: Found) -> Iterator[str]:
    before = -1
    for page, blocks in found.items():
        yield _number(page - before - 1, PAGES)
        before, last = page, -1
        for block in blocks:
            yield _number(block - last - 1, BLOCKS)
            last = block


def _number(value: int, ends: Sequence[str]) -> str:
    higher, digit = divmod(value, len(ends))
    text = ends[digit]
    while higher:
        higher, digit = divmod(higher, len(HIGH))
        text = HIGH[digit] + text
    return text


def _fronts(words: Sequence[str]) -> str:
    """Each word as how much it repeats of the one before (A none, B one letter …) and its rest."""
    text = ""
    before = ""
    for word in words:
        shared = min(_shared(before, word), len(SHARED) - 1)
        text += SHARED[shared] + word[shared:]
        before = word
    return text


def _shared(one: str, other: str) -> int:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)
