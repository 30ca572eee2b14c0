"""What can be learnt of right choices from the questions of other pages."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from handbook.check.guessing.asked import Asked
from handbook.check.guessing.words import features


@dataclass(frozen=True)
class Letters:
    """Where the right choice stood in the questions with this number and as many choices."""

    everywhere: Mapping[tuple[int, int, int], int]
    on_page: Mapping[tuple[str, int, int, int], int]

    @classmethod
    def learnt(cls, asked: Iterable[Asked]) -> "Letters":
        keys = [(one.page, one.number, len(one.offers), one.right) for one in asked]
        return cls(Counter(key[1:] for key in keys), Counter(keys))

    def scores(self, asked: Asked) -> list[float]:
        """How often it stood at each letter on the other pages."""
        size = len(asked.offers)
        return [
            self.everywhere[asked.number, size, at]
            - self.on_page[asked.page, asked.number, size, at]
            for at in range(size)
        ]


@dataclass(frozen=True)
class Seen:
    """How many right and wrong choices there are, and how many with each word or pair of words."""

    choices: Counter[bool] = field(default_factory=Counter)
    having: Counter[tuple[bool, str]] = field(default_factory=Counter)

    def add(self, text: str, is_right: bool) -> None:
        """Note a choice."""
        self.choices[is_right] += 1
        self.having.update((is_right, feature) for feature in features(text))


@dataclass(frozen=True)
class Words:
    """Naive Bayes over the words and the pairs of words of a choice."""

    everywhere: Seen
    on_page: Mapping[str, Seen]

    @classmethod
    def learnt(cls, asked: Iterable[Asked]) -> "Words":
        everywhere, on_page = Seen(), defaultdict[str, Seen](Seen)
        for one in asked:
            for offer in one.offers:
                everywhere.add(offer.text, offer.is_right)
                on_page[one.page].add(offer.text, offer.is_right)
        return cls(everywhere, on_page)

    def scores(self, asked: Asked) -> list[float]:
        """How much more each choice looks like the right ones of the other pages."""
        own = self.on_page[asked.page]
        return [
            math.fsum(
                self._share(feature, own, is_right=True) - self._share(feature, own, is_right=False)
                for feature in features(offer.text)
            )
            for offer in asked.offers
        ]

    def _share(self, feature: str, own: Seen, is_right: bool) -> float:
        """The logarithm of the share of choices with the feature; none is thought impossible."""
        having = self.everywhere.having[is_right, feature] - own.having[is_right, feature]
        choices = self.everywhere.choices[is_right] - own.choices[is_right]
        return math.log((having + 1) / (choices + 2))
