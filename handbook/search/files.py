"""The files of a search index: what is known at once, where each word stands, the text in parts.

The engine reads the first before it can answer; by the places of a query's words it finds the pages
that may answer, and reads the parts with the text of the best.
Their form is described in browser/search/index.js and browser/search/places.js.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from handbook.content.sayings import Sayings
from handbook.language.texts import Texts
from handbook.search.corpus import FoundPage, FoundSection
from handbook.search.places import Places

# Letters of text after which a new part begins: about 4 kB once compressed, most pages by
# themselves. An answer fetches those of the pages that it shows.
PART_SIZE = 10_000
# Lists of words that the number of a page needs: "bài thứ ba".
FIRST = ("fillers", "numerals")
# From what is said and what is meant, in JavaScript, each pair of the two.
PAIRED = ".flatMap(([s,m])=>s.flatMap(a=>m.map(b=>[a,b])))"
# Stands for the kind of a question that tests the reader; -1 for that of no row.
ASKS = -2


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
        known = dict(_heads(abbreviations)) | dict(abbreviations)
        return cls(tuple(known.items()), sayings.get(language, ()), lists)


def _heads(abbreviations: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What stands before the stroke of a short form, with the words whose initials it is: QĐ of
    QĐ/TW is Quy định. Readers write it before the number of a document."""
    for short, full in abbreviations.items():
        head, stroke, _ = short.partition("/")
        words = full.split()[: len(head)]
        if stroke and len(head) > 1 and head == "".join(word[0] for word in words).upper():
            yield head, " ".join(words)


def index_files(
    language: str, pages: Sequence[FoundPage], vocabulary: Vocabulary
) -> dict[str, str]:
    """The index of a language as files: path below the folder of the search -> text."""
    parts = _parts(pages)
    kinds = _kinds(pages)
    # None names the version: a file that has not changed is the same in every edition.
    named = dict(_place_files(language, Places(pages), vocabulary))
    for number, part in enumerate(parts):
        named[f"{number}"] = _call("Part", language, number, _json(_part(pages, part, kinds)))
    first = {
        "language": language,
        "pages": _pages(pages, parts, kinds),
        "kinds": kinds,
        "lexicon": {name: vocabulary.lexicon[name] for name in FIRST},
    }
    version = hashlib.sha256("".join([_json(first), *named.values()]).encode()).hexdigest()[:8]
    files = {f"{language}-{version}/{name}.js": text for name, text in named.items()}
    # By itself: it is needed less often, and an edition seldom changes it.
    files[f"{language}.sayings.js"] = _call("Sayings", language, _sayings(vocabulary.sayings))
    files[f"{language}.js"] = f"handbookSearchIndex({_json({'version': version, **first})});\n"
    return files


def _sayings(pairs: Iterable[tuple[str, str]]) -> str:
    """The pairs again, from what is written once for all that are said of the same."""
    meant: dict[str, list[str]] = {}
    for said, text in pairs:
        meant.setdefault(said, []).append(text)
    rows = groupby(meant, key=meant.__getitem__)
    return _json([[list(said), texts] for texts, said in rows]) + PAIRED


def _place_files(
    language: str, places: Places, vocabulary: Vocabulary
) -> Iterator[tuple[str, str]]:
    """The files that tell where words stand: name -> text. With the first of them comes what other
    wordings of a query are made by."""
    known = {"abbreviations": vocabulary.abbreviations, "lexicon": vocabulary.lexicon}
    words = {**places.vocabulary(), "vocabulary": known}
    yield "words", _call("Words", language, _json(words))
    for number, file in enumerate(places.files()):
        yield f"w{number}", _call("Places", language, number, _json(file))


def _call(name: str, language: str, *values: object) -> str:
    """A file that hands its values to the engine."""
    return f'handbookSearch{name}("{language}",{",".join(map(str, values))});\n'


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
