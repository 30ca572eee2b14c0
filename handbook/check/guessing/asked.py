"""The questions of the default language as they are measured: what a reader is shown of each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from handbook.check.questions import place
from handbook.check.wording import plain
from handbook.content.handbook import Content
from handbook.content.literal import typed
from handbook.content.mixing import shown
from handbook.content.model import Page, Question
from handbook.content.questions import ONE, SEVERAL

LESSONS, BANK = "lessons", "bank"


@dataclass(frozen=True)
class Offer:
    """A choice of a question."""

    text: str
    reason: str
    is_right: bool


@dataclass(frozen=True)
class Asked:
    """A question and where it stands; ``number`` is its place on the page, from 1, ``offers`` are
    its choices in the order in which they are shown."""

    page: str
    number: int
    file: str
    line: int
    kind: str
    level: str
    in_bank: bool
    stem: str
    offers: tuple[Offer, ...]

    @property
    def right(self) -> int:
        """Where the first right choice stands."""
        return [offer.is_right for offer in self.offers].index(True)

    @property
    def is_single(self) -> bool:
        """Whether readers know that exactly one of the choices is right."""
        right = sum(offer.is_right for offer in self.offers)
        return self.kind == ONE and right == 1 < len(self.offers)

    @property
    def is_several(self) -> bool:
        """Whether any number of the choices may be right."""
        return self.kind == SEVERAL


def all_asked(content: Content) -> tuple[Asked, ...]:
    """Every question of the default language, page by page."""
    return tuple(
        asked
        for page in content.defaults.values()
        for asked in _of(page, in_bank=content.is_bank(page))
    )


def in_groups(asked: Iterable[Asked]) -> Mapping[str, tuple[Asked, ...]]:
    """The questions of lessons and those of the bank, where there are any."""
    found = tuple(asked)
    groups = {
        LESSONS: tuple(one for one in found if not one.in_bank),
        BANK: tuple(one for one in found if one.in_bank),
    }
    return {name: group for name, group in groups.items() if group}


def _of(page: Page, in_bank: bool) -> Iterator[Asked]:
    for number, question in enumerate(page.questions, start=1):
        at = place(page, question, question.start)
        yield Asked(
            page=page.id,
            number=number,
            file=at.file,
            line=at.line,
            kind=question.kind,
            level=question.level,
            in_bank=in_bank,
            stem=plain(typed(question.text)),
            offers=_offers(page, question),
        )


def _offers(page: Page, question: Question) -> tuple[Offer, ...]:
    choices = (question.choices[place] for place in shown(page.id, question))
    return tuple(Offer(plain(typed(one.text)), typed(one.reason), one.right) for one in choices)
