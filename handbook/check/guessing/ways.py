"""Ways of guessing the right choice without reading: how often each of them is right.

A way gives every choice of a question a score and takes the highest; where several choices have
it, the guess is shared between them.
"""

import math
import random
import statistics
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from handbook.check.guessing.asked import Asked
from handbook.check.guessing.learning import Letters, Words

# Above this share a way of guessing is too good. Those without a bar are shown only.
BARS = {"letter": 0.38, "last": 0.36, "longest": 0.36, "words": 0.50}
# Of fewer questions a share says nothing; nor does one that chance alone may bring about.
FEWEST, ERRORS = 60, 3
# So often right choices are drawn anew to see how far chance goes.
DRAWS = 200
Scores = Callable[[Asked], Sequence[float]]


@dataclass(frozen=True)
class Guess:
    """A question guessed in one way: ``hit`` is 1 where the right choice was taken, a share of it
    where it was among several; ``lead`` says how far it was before the best of the others."""

    asked: Asked
    hit: float
    lead: float


@dataclass(frozen=True)
class Way:
    """A way of guessing and how it did with each question; ``limit`` is the share above which it
    is too good, if it has one: the bar, or more where chance may bring about more."""

    name: str
    guesses: tuple[Guess, ...]
    limit: float | None

    @property
    def share(self) -> float:
        """How many of the questions were guessed, 1 being all."""
        return math.fsum(guess.hit for guess in self.guesses) / len(self.guesses)

    @property
    def is_too_good(self) -> bool:
        return self.limit is not None and self.share > self.limit

    def plainest(self, most: int = 10) -> tuple[Asked, ...]:
        """The questions that were guessed most easily."""
        told = (guess for guess in self.guesses if guess.lead > 0)
        found = sorted(told, key=lambda one: (-one.lead, one.asked.file, one.asked.line))
        return tuple(guess.asked for guess in found[:most])


def ways(asked: Iterable[Asked]) -> tuple[Way, ...]:
    """Every way of guessing, tried on the questions with one right choice; none when there are no
    such questions."""
    single = [one for one in asked if one.is_single]
    scores: tuple[tuple[str, Scores], ...] = (
        ("letter", Letters.learnt(single).scores),
        ("first", lambda one: range(0, -len(one.offers), -1)),
        ("last", lambda one: range(len(one.offers))),
        ("longest", lambda one: [len(offer.text) for offer in one.offers]),
        ("shortest", lambda one: [-len(offer.text) for offer in one.offers]),
        ("words", Words.learnt(single).scores),
    )
    return tuple(_way(name, single, score) for name, score in scores) if single else ()


def _way(name: str, single: Sequence[Asked], scores: Scores) -> Way:
    guesses = tuple(guess(one, scores(one)) for one in single)
    return Way(name, guesses, _limit(name, single))


def _limit(name: str, single: Sequence[Asked]) -> float | None:
    if name not in BARS or len(single) < FEWEST:
        return None
    spread = letter_error(single) if name == "letter" else error(single)
    return max(BARS[name], chance(single) + ERRORS * spread)


def guess(asked: Asked, scores: Sequence[float]) -> Guess:
    """The choice with the highest score."""
    right = asked.right
    others = (score for at, score in enumerate(scores) if at != right)
    return Guess(asked, hit(scores, right), scores[right] - max(others))


def hit(scores: Sequence[float], right: int) -> float:
    """How much of the guess falls on the right choice."""
    best = max(scores)
    return 1 / scores.count(best) if scores[right] == best else 0.0


def chance(asked: Sequence[Asked]) -> float:
    """How many questions are guessed by drawing lots, 1 being all."""
    return math.fsum(1 / len(one.offers) for one in asked) / len(asked)


def error(asked: Sequence[Asked]) -> float:
    """The standard error of that share."""
    chances = [1 / len(one.offers) for one in asked]
    return math.sqrt(math.fsum(one * (1 - one) for one in chances)) / len(asked)


def letter_error(asked: Sequence[Asked]) -> float:
    """The standard error of guessing by letter, from drawing the right choices anew: questions with
    one number are guessed by one letter, all right or all wrong together, so that chance goes about
    twice as far. The same on every machine."""
    alike = sorted(Counter((one.number, len(one.offers)) for one in asked).items())
    draw = random.Random(1)
    return statistics.pstdev(
        math.fsum(_drawn(draw, size, count) for (_, size), count in alike) / len(asked)
        for _ in range(DRAWS)
    )


def _drawn(draw: random.Random, size: int, count: int) -> float:
    """How many of so many questions, each on a page of its own, the letter of the others hits."""
    found = Counter(draw.choices(range(size), k=count))
    return math.fsum(
        found[right] * hit([found[at] - (at == right) for at in range(size)], right)
        for right in range(size)
    )
