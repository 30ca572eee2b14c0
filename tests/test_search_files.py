"""What the search fetches: which files each query needs, how much they weigh, and that the places
of words in them are right."""

import gzip
import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from handbook.check.queries import FOLDER
from handbook.content.handbook import Content
from tests.conftest import LANGUAGES, BuiltSite, language_of
from tests.test_search import has

# Bytes over gzip before the first answer: the engine as far as names need it, and for each page of
# a language; together less than before the words had files of their own (10,500, 150). What of the
# engine only the texts need; what looks for more than the very words.
ENGINE_BYTES, PAGE_BYTES, DEEPER_BYTES, FURTHER_BYTES = 6_600, 40, 4_300, 5_250
# A file with places of words, in the mean.
PLACES_BYTES = 1_400
# What the engine fetches in all for words that stand on a page, median and nine in ten.
PHRASE_BYTES = (77_000, 110_000)
# The median for such words with a slip, and the share of them that may be lost.
SLIP_BYTES, MISSED_SLIPS = 80_000, 0.05
# A file with the text of pages, one with places of words.
TEXT, PLACES = re.compile(r"/\d+\.js$"), re.compile(r"/w\d+\.js$")


def fetched(
    root: Path, site: Path, queries: Iterable[dict[str, Any]], *how: str
) -> list[dict[str, Any]]:
    """The files that each query needs when nothing is there yet, and its last answer; "copy": with
    no more than a copy of the site has."""
    done = subprocess.run(
        ["node", "tests/search/fetched.mjs", str(site), "vi", *how],
        cwd=root,
        input="".join(f"{json.dumps(query)}\n" for query in queries),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_a_page_that_is_named_needs_no_text(root: Path, reader_site: BuiltSite) -> None:
    """Until the reader asks for it."""
    title = "Văn bản của khu phố"
    named, bare, asked = fetched(
        root,
        reader_site.folder,
        [{"q": title}, {"q": "van ban cua khu pho"}, {"q": title, "text": True}],
    )
    for one in (named, bare):
        assert one["files"] == ["vi.js"]
        assert one["answer"]["more"] == "named"
        assert one["answer"]["groups"][0]["title"] == title
    assert len(asked["files"]) > 1
    assert not asked["answer"]["more"]
    assert any(TEXT.search(name) for name in asked["files"])


def test_the_number_of_a_document_needs_no_more_than_its_row(
    root: Path, reader_site: BuiltSite
) -> None:
    [number] = fetched(root, reader_site.folder, [{"q": "7-BB"}])
    assert number["answer"]["more"] == "named"
    assert number["answer"]["groups"][0]["sections"][0]["url"].endswith("#bien-ban-7")
    texts = [name for name in number["files"] if TEXT.search(name)]
    assert len(texts) == 1


def test_nothing_is_fetched_for_what_is_still_being_typed(
    root: Path, reader_site: BuiltSite
) -> None:
    typing, paused = fetched(
        root,
        reader_site.folder,
        [{"q": "giấy mời họ", "typing": typing} for typing in (True, False)],
    )
    assert typing["files"] == ["vi.js"]
    assert paused["files"] != typing["files"]
    assert paused["answer"]["groups"]


def test_nothing_is_nearest_to_what_resembles_nothing(root: Path, reader_site: BuiltSite) -> None:
    strange, slip = fetched(
        root, reader_site.folder, [{"q": "application"}, {"q": "nguonzz vanbanzz"}]
    )
    assert strange["answer"]["nearest"] == []
    assert slip["answer"]["nearest"]


def test_no_file_is_fetched_twice(root: Path, site: BuiltSite) -> None:
    sentence = "nộp báo cáo về đợt sinh hoạt này thì gửi cho nơi nào"
    for one in fetched(root, site.folder, [{"q": sentence}, {"q": "hoof sow cans booj"}]):
        assert len(one["files"]) == len(set(one["files"]))


def test_a_phrase_needs_few_texts(root: Path, site: BuiltSite) -> None:
    """Where its words stand tells the pages that may have it; no other text is fetched."""
    phrases = drawn_phrases(site, 24)
    found = fetched(root, site.folder, [{"q": phrase} for phrase in phrases])
    for phrase, one in zip(phrases, found, strict=True):
        urls = [group["url"] for group in one["answer"]["groups"]]
        assert any(has(site, url, phrase) for url in urls[:5]), phrase
    costs = sorted(
        sum(packed(site.folder / "search" / name) for name in one["files"] if "assets" not in name)
        for one in found
    )
    assert costs[len(costs) // 2] <= PHRASE_BYTES[0], costs
    assert costs[len(costs) * 9 // 10] <= PHRASE_BYTES[1], costs


def test_a_slip_costs_few_texts_and_still_finds(root: Path, site: BuiltSite) -> None:
    """Words that are right lead to what the wrong one was meant to be."""
    phrases = drawn_phrases(site, 24)
    slips = [slipped(phrase) for phrase in phrases]
    found = fetched(root, site.folder, [{"q": slip} for slip in slips])
    missed = [
        slip
        for phrase, slip, one in zip(phrases, slips, found, strict=True)
        if not any(has(site, group["url"], phrase) for group in one["answer"]["groups"][:5])
    ]
    assert len(missed) <= MISSED_SLIPS * len(phrases), missed
    costs = sorted(
        sum(packed(site.folder / "search" / name) for name in one["files"] if "assets" not in name)
        for one in found
    )
    assert costs[len(costs) // 2] <= SLIP_BYTES, costs


def slipped(phrase: str) -> str:
    """The phrase with another first letter of its longest word, which no Vietnamese word has."""
    longest = max(phrase.split(), key=len)
    return phrase.replace(longest, f"z{longest[1:]}", 1)


def test_without_a_network_a_copy_answers_the_same(root: Path, site: BuiltSite) -> None:
    """The files that tell where words stand are no part of it: a new edition changes many."""
    lines = (root / "docs" / FOLDER / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    written = [query["q"] for query in map(json.loads, lines) if query["lang"] == "vi"]
    queries = [{"q": q} for q in [*drawn_phrases(site, 8), *written[:: max(1, len(written) // 24)]]]
    assert len(queries) > 24
    whole = fetched(root, site.folder, queries)
    kept = fetched(root, site.folder, queries, "copy")
    for query, one, other in zip(queries, whole, kept, strict=True):
        assert one["answer"] == other["answer"], query
    assert any(PLACES.search(name) for one in whole for name in one["files"])
    assert not any(PLACES.search(name) for one in kept for name in one["files"])


def drawn_phrases(site: BuiltSite, count: int) -> list[str]:
    """Five words of a long sentence on as many pages, far apart in the order of their addresses."""
    pages = [page for page in sorted(site.pages) if language_of(page) == LANGUAGES.default]
    found = []
    for page in pages[:: max(1, len(pages) // count)]:
        document = site.pages[page]
        lines = [re.split(r"[.,;:()“”–…!?]", text) for text, _ in document.texts]
        clauses = [re.findall(r"\w+", clause) for line in lines for clause in line]
        longest = max(clauses, key=len)
        if len(longest) > 6:
            found.append(" ".join(longest[1:6]))
    return found[:count]


def test_places_lead_to_the_words_of_the_texts(root: Path, site: BuiltSite) -> None:
    """What the index says of each word, read by the engine, against the texts beside it."""
    done = subprocess.run(
        ["node", "tests/search/places.mjs", str(site.folder), LANGUAGES.default],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["words"] > 1000
    assert told["wrong"] == []
    # Without a network they are read from the texts.
    assert told["unlike"] == []


def test_bytes_before_the_first_answer(site: BuiltSite, content: Content) -> None:
    [engine] = site.folder.glob("assets/engine.*.js")
    [deeper] = site.folder.glob("assets/deeper.*.js")
    assert packed(engine) <= ENGINE_BYTES
    assert packed(deeper) <= DEEPER_BYTES
    [further] = site.folder.glob("assets/further.*.js")
    assert packed(further) <= FURTHER_BYTES
    for language in LANGUAGES.all:
        first = site.folder / "search" / f"{language}.js"
        assert packed(first) <= PAGE_BYTES * len(content.defaults), language


def test_files_of_places_bring_little_that_is_not_asked(site: BuiltSite) -> None:
    """A query needs those of three or four words; a file has many."""
    files = site.folder.glob(f"search/{LANGUAGES.default}-*/w*.js")
    costs = [packed(path) for path in files if PLACES.search(path.as_posix())]
    assert len(costs) > 1
    assert sum(costs) <= PLACES_BYTES * len(costs)


def test_what_corrects_a_query_is_fetched_behind_its_very_words(
    root: Path, site: BuiltSite
) -> None:
    """A phrase that stands somewhere is shown before."""
    [phrase] = drawn_phrases(site, 1)
    [one] = fetched(root, site.folder, [{"q": phrase}])
    kinds = [name.split("/")[-1].partition(".")[0] for name in one["files"] if "assets/" in name]
    assert kinds == ["deeper", "further"]
    texts = [at for at, name in enumerate(one["files"]) if TEXT.search(name)]
    further = next(at for at, name in enumerate(one["files"]) if "/further." in name)
    assert texts and texts[0] < further


def packed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))
