"""Questions made up to be guessed: drawn, or with something that gives the right choice away."""

import random
from collections.abc import Callable, Iterator

from handbook.check.guessing.asked import Asked, Offer
from handbook.content.questions import ONE


def asked(
    *offers: str, page: str = "a", number: int = 1, kind: str = ONE, stem: str = "Hỏi?"
) -> Asked:
    """A question; the choices with a star in front are right."""
    made = tuple(Offer(one.lstrip("*"), "Vì thế.", one.startswith("*")) for one in offers)
    return Asked(page, number, f"docs/{page}.md", 10 * number, kind, "hieu", False, stem, made)


def neutral(count: int, seed: int = 1) -> Iterator[tuple[list[str], int]]:
    """Choices of words that are drawn, as long as each other, and which of them is right."""
    draw = random.Random(seed)
    for _ in range(count):
        size = draw.choice((3, 4))
        texts = [" ".join(f"từ{draw.randrange(100, 200)}" for _ in range(6)) for _ in range(size)]
        yield texts, draw.randrange(size)


def made(
    count: int, give_away: Callable[[list[str], int, int], int] | None = None, seed: int = 1
) -> list[Asked]:
    """Questions, four a page, with something that gives the right one away: it changes the choices
    and says where the right one stands."""
    found = []
    for at, (texts, right) in enumerate(neutral(count, seed)):
        number = at % 4 + 1
        place = give_away(texts, right, number) if give_away else right
        starred = (f"*{text}" if here == place else text for here, text in enumerate(texts))
        found.append(asked(*starred, page=f"trang-{at // 4:02}", number=number))
    return found


def longer(texts: list[str], right: int, _: int) -> int:
    texts[right] += "."
    return right


def by_number(texts: list[str], _: int, number: int) -> int:
    return number % 3


def at_the_end(texts: list[str], _right: int, _number: int) -> int:
    return len(texts) - 1


def with_a_word(texts: list[str], right: int, _: int) -> int:
    """Each choice has as many letters as before."""
    texts[right] = f"rõ150{texts[right][5:]}"
    return right
