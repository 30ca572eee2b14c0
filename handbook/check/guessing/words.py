"""Words of the choices and of their reasons: what gives the right one away, what is said twice."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from handbook.check.guessing.asked import Asked, Offer
from handbook.check.questions import begins
from handbook.check.wording import words
from handbook.content.questions import TRUTH

# A word of fewer choices says nothing, nor does one that chance alone may have put there.
FEWEST, ERRORS = 5, 2.0
# Questions whose words are so much the same may ask the same.
ALIKE = 0.3


def features(text: str) -> frozenset[str]:
    """The words of a text, and the pairs of words that stand side by side."""
    found = words(text)
    return frozenset((*found, *map(" ".join, pairwise(found))))


@dataclass(frozen=True)
class Tell:
    """A word or some words, in how many right and wrong choices they stand, and by how many
    standard errors more than chance in the right ones (less where it is below 0)."""

    text: str
    right: int
    wrong: int
    strength: float


def telling(asked: Iterable[Asked]) -> tuple[Tell, ...]:
    """The words and pairs that give choices away, those of right ones first, the plainest at both
    ends."""
    offers = _offers(asked)
    expected = _expected(offers)
    counted = {is_right: Counter[str]() for is_right in (True, False)}
    for offer in offers:
        counted[offer.is_right].update(features(offer.text))
    found = (
        _tell(text, counted[True][text], counted[False][text], expected)
        for text in {*counted[True], *counted[False]}
    )
    tells = [one for one in found if one.right + one.wrong >= FEWEST]
    strong = (one for one in tells if abs(one.strength) >= ERRORS)
    return tuple(sorted(strong, key=lambda one: (-one.strength, one.text)))


def _offers(asked: Iterable[Asked]) -> list[Offer]:
    return [offer for one in asked if one.is_single for offer in one.offers]


def _expected(offers: Sequence[Offer]) -> float:
    """The share of right ones, which a word that tells nothing has too."""
    return sum(offer.is_right for offer in offers) / max(1, len(offers))


def _tell(text: str, right: int, wrong: int, expected: float) -> Tell:
    count = right + wrong
    spread = math.sqrt(count * expected * (1 - expected))
    return Tell(text, right, wrong, (right - count * expected) / spread if spread else 0.0)


def on_both_sides(asked: Iterable[Asked], expressions: Iterable[str]) -> Iterator[Tell]:
    """Each expression and in how many right and wrong choices it stands."""
    offers = _offers(asked)
    said = [(f" {' '.join(words(offer.text))} ", offer.is_right) for offer in offers]
    expected = _expected(offers)
    for expression in expressions:
        having = [is_right for text, is_right in said if f" {expression} " in text]
        yield _tell(expression, sum(having), len(having) - sum(having), expected)


def verdicts(asked: Iterable[Asked], beginnings: list[str]) -> int:
    """How many reasons begin with the verdict, which stands before them anyway."""
    return sum(begins(offer.reason, beginnings) for one in asked for offer in one.offers)


@dataclass(frozen=True)
class Twins:
    """Two questions whose words are much the same: ``share`` of them, the rare ones counting
    more."""

    share: float
    one: Asked
    other: Asked


def twins(asked: Sequence[Asked], alike: float = ALIKE) -> tuple[Twins, ...]:
    """The pairs that may ask the same, by the words of question and right choices, the most alike
    first. A word that stands in every question counts nothing: many are built alike."""
    sets = [_said(one) for one in asked]
    found = Counter(word for one in sets for word in one)
    weight = {word: math.log(len(asked) / count) for word, count in found.items()}
    sums = [math.fsum(weight[word] for word in one) for one in sets]
    pairs = []
    for one, other in combinations(range(len(asked)), 2):
        common = math.fsum(weight[word] for word in sets[one] & sets[other])
        whole = sums[one] + sums[other] - common
        if whole > 0 and common / whole >= alike:
            pairs.append(Twins(common / whole, asked[one], asked[other]))
    return tuple(sorted(pairs, key=lambda pair: -pair.share))


def _said(asked: Asked) -> frozenset[str]:
    """The words of a question and its right choices; of a statement only its own."""
    offers = asked.offers if asked.kind != TRUTH else ()
    right = (offer.text for offer in offers if offer.is_right)
    return frozenset(words(" ".join((asked.stem, *right))))
