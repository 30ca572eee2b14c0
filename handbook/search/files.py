"""The files of a search index: what is known at once, and the text in parts.

The engine reads the first before it can answer, and of the parts only those that a query needs.
Their form is described in browser/search/index.js.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from handbook.content.sayings import Sayings
from handbook.language.texts import Texts
from handbook.search.corpus import FoundPage, FoundSection

# Letters of text after which a new part begins: about 8 kB once compressed. Every part in which an
# edition changes a page is fetched again by all who keep a copy.
PART_SIZE = 22_000
# Stands for the kind of a question that tests the reader; -1 for that of no row.
ASKS = -2
# Capitals, which no bare word has.
COUNTS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


@dataclass(frozen=True)
class Vocabulary:
    """What steers a search in a language: pairs of short and full form, and word lists."""

    abbreviations: tuple[tuple[str, str], ...]
    sayings: tuple[tuple[str, str], ...]
    lexicon: Mapping[str, list[str]]

    @classmethod
    def of(
        cls, texts: Texts, language: str, abbreviations: Mapping[str, str], sayings: Sayings
    ) -> "Vocabulary":
        """Those of a language, with the word lists of its interface."""
        names = texts.group(language, "lexicon")
        lists = {name: texts.list(language, f"lexicon.{name}") for name in names}
        lists["months"] = texts.list(language, "dates.months")
        return cls(tuple(abbreviations.items()), sayings.get(language, ()), lists)


def index_files(
    language: str, pages: Sequence[FoundPage], vocabulary: Vocabulary
) -> dict[str, str]:
    """The index of a language as files: path below the folder of the search -> text."""
    parts = _parts(pages)
    kinds = _kinds(pages)
    texts = [_json(_part(pages, part, kinds)) for part in parts]
    first = {
        "language": language,
        "pages": _pages(pages, parts, kinds),
        "kinds": kinds,
        **_words(pages, parts),
        "abbreviations": vocabulary.abbreviations,
        "lexicon": vocabulary.lexicon,
    }
    version = hashlib.sha256("".join([_json(first), *texts]).encode()).hexdigest()[:8]
    # A part does not name the version: one that has not changed is the same file in every edition.
    files = {
        f"{language}-{version}/{number}.js": f'handbookSearchPart("{language}",{number},{text});\n'
        for number, text in enumerate(texts)
    }
    # By itself: it is needed less often, and an edition seldom changes it.
    sayings = _json(vocabulary.sayings)
    files[f"{language}.sayings.js"] = f'handbookSearchSayings("{language}",{sayings});\n'
    files[f"{language}.js"] = f"handbookSearchIndex({_json({'version': version, **first})});\n"
    return files


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _parts(pages: Sequence[FoundPage]) -> list[list[int]]:
    """Numbers of neighbouring pages, grouped by size; those in another language last.

    Those with register rows come first: terms, questions, quotations are what most searches want,
    and the engine fetches parts that are equally promising in this order.
    """
    parts: list[list[int]] = []
    size = 0
    for number in sorted(range(len(pages)), key=lambda number: pages[number].foreign):
        page = pages[number]
        length = sum(len(item.section.text) for item in page.sections)
        if not parts or size + length > PART_SIZE:
            parts.append([])
            size = 0
        parts[-1].append(number)
        size += length
    return sorted(parts, key=lambda part: -sum(pages[number].rows for number in part))


def _kinds(pages: Sequence[FoundPage]) -> list[str]:
    names = (name for page in pages for name in (page.kind, *(item.kind for item in page.sections)))
    return list(dict.fromkeys(filter(None, names)))


def _pages(
    pages: Sequence[FoundPage], parts: Sequence[Sequence[int]], kinds: Sequence[str]
) -> list[list[object]]:
    part_of = {page: number for number, part in enumerate(parts) for page in part}
    return [
        [
            kinds.index(page.kind),
            part_of[number],
            page.number or 0,
            *([] if page.foreign else _head(page)),
        ]
        for number, page in enumerate(pages)
    ]


def _head(page: FoundPage) -> list[str]:
    """What stands in the first file; for a page in another language only with its part."""
    return [page.url, page.signed_title, *([page.language] if page.foreign else [])]


def _part(
    pages: Sequence[FoundPage], part: Iterable[int], kinds: Sequence[str]
) -> list[list[object]]:
    return [
        [
            page,
            [_section(item, kinds) for item in pages[page].sections],
            *(_head(pages[page]) if pages[page].foreign else []),
        ]
        for page in part
    ]


def _section(item: FoundSection, kinds: Sequence[str]) -> list[object]:
    kind = kinds.index(item.kind) if item.kind else ASKS if item.section.asks else -1
    return [item.section.anchor, kind, item.section.title, item.section.text]


def _words(pages: Sequence[FoundPage], parts: Sequence[Sequence[int]]) -> dict[str, str]:
    """The sorted words and for each the parts that have it."""
    found: dict[str, set[int]] = {}
    for number, part in enumerate(parts):
        for word in {word for page in part for word in pages[page].words}:
            found.setdefault(word, set()).add(number)
    words = sorted(found)
    return {"words": _fronts(words), "parts": " ".join(_bits(found[word]) for word in words)}


def _fronts(words: Sequence[str]) -> str:
    """Each word as how much it repeats of the one before (A none, B one letter …) and its rest."""
    text = ""
    before = ""
    for word in words:
        shared = min(_shared(before, word), len(COUNTS) - 1)
        text += COUNTS[shared] + word[shared:]
        before = word
    return text


def _shared(one: str, other: str) -> int:
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _ in pairs)


def _bits(numbers: set[int]) -> str:
    """Six numbers a digit, the lowest first; digits behind the last number are left out."""
    digits = [0] * (max(numbers) // 6 + 1) if numbers else []
    for number in numbers:
        digits[number // 6] |= 1 << number % 6
    return "".join(DIGITS[digit] for digit in digits)
