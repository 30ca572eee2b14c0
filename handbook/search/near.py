"""What stands near a page in meaning and is not linked there: for each entry of a kind the key
points of other entries that are nearest, one an entry.

Pairs of neighbouring words carry the meaning, since most Vietnamese words are two syllables; what
both lead to counts too, as a word that both say. The cost grows with the number of entries alone:
each asks by its strongest pairs, and a pair that many entries have is nobody's. Browsers read a
file only when the end of its page is near (browser/near/), so no page is written anew because
another one changed.
"""

import itertools
import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urljoin

from handbook.content.handbook import Content
from handbook.search.corpus import FoundPage

FOLDER = "near"
SHOWN = 3
# Entries that are weighed closely; pairs by which an entry asks; entries that may have a pair.
CLOSEST, ASKED, COMMON = 12, 80, 60
# A pair on more than this share of the entries says nothing; nor one whose words merely meet.
SHARE, BOUND = 0.35, 0.2
# How often what an entry says first is counted; how much points and common links weigh.
TOPIC, POINT, LINKS = 3, 0.7, 0.7
# Below it two entries have no more in common than any two; fewer pairs than this meet by chance.
NEAR, LEAST = 0.24, 4
# A point that is no nearer says less of why the entry is here than its summary.
TELLING = 0.04
WORD = re.compile(r"[^\W\d_]+")
CLAUSE = re.compile(r"[.,;:!?()“”\"…–\n]")
# Official wording is shown with its source or not at all.
QUOTED = re.compile(r"[“”\"]")
HEADING = re.compile(r'<h2[^>]* id="([^"]*)"')
# The page of an entry says so; its script then asks for what is near (browser/study/more.js).
EYEBROW = re.compile(r'class="?eyebrow\b')
HREF = re.compile(r'<a [^>]*?href="([^"#?]*)')
ROOT = "https://root.invalid/"
# How strongly each pair of a text speaks.
Vector = Mapping[str, float]


@dataclass(frozen=True)
class Entry:
    """An entry as it is compared. ``points`` are the lines of the first part of its kind, which
    stands at ``anchor``; ``text`` is what it says in all parts; ``linked`` are the pages of the
    site that its article leads to, as addresses below the root."""

    url: str
    label: str
    summary: str
    anchor: str
    points: tuple[str, ...]
    text: str
    linked: frozenset[str]


def near_files(content: Content, pages: Sequence[FoundPage], folder: Path) -> dict[str, str]:
    """A file for each translated page that is of a kind, empty where nothing is near: path below
    the root of the site in ``folder`` -> text."""
    told = {page.url: (page, _html(folder, page)) for page in pages if not page.foreign}
    asking = {url: found for url, found in told.items() if EYEBROW.search(found[1])}
    near = Near([entry for found in asking.values() if (entry := read_entry(content, *found))])
    return {f"{FOLDER}/{url}index.js": _file(near.rows(url)) for url in asking}


def _html(folder: Path, page: FoundPage) -> str:
    return (folder / page.url / "index.html").read_text(encoding="utf-8")


def read_entry(content: Content, found: FoundPage, html: str) -> Entry | None:
    """A page and its HTML as an entry; None for what is none, or is there for its questions
    alone."""
    page = content.pages.get((found.id, found.language))
    kind = content.kind_of(page, found.language) if page else None
    if page is None or kind is None or kind.bank or not kind.parts:
        return None
    headings, part = set(HEADING.findall(html)), ""
    asked = {*kind.prompts, *(question.id for question in page.questions)}
    told: dict[str, list[str]] = {name: [] for name in kind.parts}
    for section in (item.section for item in found.sections):
        part = section.anchor if section.anchor in headings else part
        if part in told and section.anchor not in asked:
            told[part] += section.text.split("\n")
    points = tuple(told[kind.parts[0]])
    topic = "\n".join((page.title, page.summary, *points, ""))
    text = topic * TOPIC + "\n".join(itertools.chain.from_iterable(told.values()))
    label = content.page_label(page).replace(page.title, found.signed_title)
    summary = found.sections[0].section.text.partition("\n")[0]
    goals = links(found.url, html)
    return Entry(found.url, label, summary, kind.parts[0], points, text, goals)


def links(url: str, html: str) -> frozenset[str]:
    """The pages of the site that the article of a page leads to, as addresses below the root."""
    article = html.partition("<article")[2].partition("</article>")[0]
    goals = (urljoin(ROOT + url, href) for href in HREF.findall(article))
    return frozenset(goal.removeprefix(ROOT) for goal in goals)


def pairs(text: str) -> list[str]:
    """Neighbouring words that no sign of punctuation parts."""
    clauses = (WORD.findall(clause) for clause in CLAUSE.split(text.lower()))
    return [f"{one} {other}" for words in clauses for one, other in itertools.pairwise(words)]


def _file(rows: Iterable[tuple[str, str, str]]) -> str:
    told = json.dumps([*rows], ensure_ascii=False, separators=(",", ":"))
    return f"handbookNear({told});\n"


@dataclass(frozen=True)
class Near:
    """Entries of one language beside each other."""

    entries: Sequence[Entry]

    def rows(self, url: str) -> Iterator[tuple[str, str, str]]:
        """Address, name and key point or summary of what is near an entry, the nearest first."""
        entry = self._by_url.get(url)
        scored = [self._scored(entry, *one) for one in self._closest(entry)] if entry else []
        # Coarse, so that a word changed elsewhere does not change the order here.
        order = sorted(scored, key=lambda one: (-round(one[0], 2), one[1].url))
        for score, other, point in order[:SHOWN]:
            if score >= NEAR:
                address = f"{other.url}#{other.anchor}" if point else other.url
                yield address, other.label, point or other.summary

    def _closest(self, entry: Entry) -> Iterator[tuple[Entry, float]]:
        """Entries that share the most with one that does not lead to them."""
        common: dict[str, list[float]] = defaultdict(list)
        for pair, strength in self._asked[entry.url].items():
            for url in self._standing[pair]:
                common[url].append(strength * self._vectors[url][pair])
        own = self._lengths[entry.url]
        near = {
            url: sum(found) / own / self._lengths[url] + LINKS * self._linked(entry, url)
            for url, found in common.items()
            if len(found) >= LEAST and url != entry.url and url not in entry.linked
        }
        for url in sorted(near, key=lambda url: (-near[url], url))[:CLOSEST]:
            yield self._by_url[url], near[url]

    def _linked(self, entry: Entry, url: str) -> float:
        """The share of what both lead to, among the entries."""
        one, other = (self._goals[name] for name in (entry.url, url))
        return len(one & other) / (len(one | other) or 1)

    def _scored(self, entry: Entry, other: Entry, common: float) -> tuple[float, Entry, str]:
        """With the point that is nearest, of those that may be shown; empty when none is near."""
        asked = self._asked[entry.url]
        points = [point for point in other.points if not QUOTED.search(point)]
        known = {point: POINT * _likeness(asked, self._points[point], 3) for point in points}
        best = max(points, key=lambda point: known[point], default="")
        likeness = known.get(best, 0.0)
        return common + likeness, other, best if likeness >= TELLING else ""

    @cached_property
    def _by_url(self) -> Mapping[str, Entry]:
        return {entry.url: entry for entry in self.entries}

    @cached_property
    def _goals(self) -> Mapping[str, frozenset[str]]:
        """The other entries that each leads to."""
        return {one.url: (one.linked & self._by_url.keys()) - {one.url} for one in self.entries}

    @cached_property
    def _weights(self) -> Mapping[str, float]:
        """How much a pair says: that it is rare, and that its words belong together."""
        read, whole = self._read.values(), Counter[str]()
        for one in read:  # not their sum, which would count the first ones again and again
            whole.update(one)
        on = Counter(pair for one in read for pair in one)
        first, second = Counter[str](), Counter[str]()
        for pair, times in whole.items():
            word, _, other = pair.partition(" ")
            first[word] += times
            second[other] += times
        total, most = whole.total(), min(len(read) * SHARE, COMMON)
        weights = {}
        for pair in (pair for pair, times in on.items() if 2 <= times <= most):
            word, _, other = pair.partition(" ")
            share = whole[pair] / total
            bound = math.log(share * total * total / first[word] / second[other]) / -math.log(share)
            if bound > BOUND:
                weights[pair] = round(math.log(len(read) / on[pair]) * bound, 1)
        return weights

    @cached_property
    def _read(self) -> Mapping[str, Counter[str]]:
        """How often each page says a pair."""
        return {one.url: Counter(pairs(one.text)) for one in self.entries}

    def _vector(self, counted: Counter[str]) -> Vector:
        weights = self._weights
        told = ((pair, times) for pair, times in counted.items() if pair in weights)
        return {pair: (1 + math.log(times)) * weights[pair] for pair, times in told}

    @cached_property
    def _vectors(self) -> Mapping[str, Vector]:
        return {url: self._vector(counted) for url, counted in self._read.items()}

    @cached_property
    def _lengths(self) -> Mapping[str, float]:
        return {url: _length(vector) for url, vector in self._vectors.items()}

    @cached_property
    def _points(self) -> Mapping[str, Vector]:
        points = (point for one in self.entries for point in one.points)
        return {point: self._vector(Counter(pairs(point))) for point in points}

    @cached_property
    def _asked(self) -> Mapping[str, Vector]:
        """What each page asks by: its strongest pairs."""
        return {
            url: dict(sorted(vector.items(), key=lambda one: (-one[1], one[0]))[:ASKED])
            for url, vector in self._vectors.items()
        }

    @cached_property
    def _standing(self) -> Mapping[str, list[str]]:
        """The pages that have a pair."""
        found: dict[str, list[str]] = defaultdict(list)
        for url, vector in self._vectors.items():
            for pair in vector:
                found[pair].append(url)
        return found


def _length(vector: Vector) -> float:
    return math.sqrt(sum(one * one for one in vector.values())) or 1.0


def _likeness(asked: Vector, vector: Vector, floor: float) -> float:
    """How near they are in direction; ``floor`` keeps a few words from counting as many."""
    common = sum(strength * asked.get(pair, 0.0) for pair, strength in vector.items())
    return common / _length(asked) / (_length(vector) + floor)
