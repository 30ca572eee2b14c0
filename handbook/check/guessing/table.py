"""The table that ``sh scripts/check --questions`` prints, in the editors' language."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from handbook.check.guessing.asked import Asked, in_groups
from handbook.check.guessing.ways import BARS, FEWEST, Way, chance, ways
from handbook.check.guessing.words import Tell, on_both_sides, telling, twins, verdicts
from handbook.content.questions import KINDS, LEVELS
from handbook.language.texts import Texts

# So many words of right choices are shown, and of wrong ones; and so many pairs of questions.
MOST_WORDS, MOST_PAIRS = 16, 20
# Stands for a kind or level that is missing, which is reported as a mistake of its own.
UNKNOWN = "?"
INDENT = "  "
Row = Sequence[object]


@dataclass(frozen=True)
class Table:
    """Writes down what was measured; ``language`` is that of the questions."""

    texts: Texts
    language: str

    def lines(self, asked: Sequence[Asked]) -> Iterator[str]:
        """Each group of questions by itself, then what is asked twice in all of them."""
        if not asked:
            yield self._said("none")
            return
        for name, group in in_groups(asked).items():
            pages = len({one.page for one in group})
            yield self._said(name, count=len(group), pages=pages)
            for part in (self._kinds, self._ways, self._words, self._several, self._verdicts):
                yield from ("", *part(group))
            yield ""
        yield from self._twins(asked)

    def _said(self, key: str, **values: object) -> str:
        return self.texts.message(f"questions.{key}", **values)

    def _list(self, name: str) -> list[str]:
        return self.texts.list(self.language, f"quiz_words.{name}")

    def _kinds(self, group: Sequence[Asked]) -> Iterator[str]:
        found = Counter((one.kind, one.level) for one in group)
        kinds = [kind for kind in (*KINDS, "") if any(one.kind == kind for one in group)]
        levels = [level for level in (*LEVELS, "") if any(one.level == level for one in group)]
        counts = [[found[kind, level] for level in levels] for kind in kinds]
        sums = [sum(column) for column in zip(*counts, strict=True)]
        rows = [[kind or UNKNOWN, *row, sum(row)] for kind, row in zip(kinds, counts, strict=True)]
        names = [level or UNKNOWN for level in levels]
        head, last = self._said("kind"), self._said("sum")
        yield from aligned([[head, *names, last], *rows, [last, *sums, sum(sums)]])

    def _ways(self, group: Sequence[Asked]) -> Iterator[str]:
        single = [one for one in group if one.is_single]
        yield self._said("ways", count=len(single))
        if not single:
            return
        head = ["", *map(self._said, ("share", "bar", "limit")), ""]
        lots = [self._said("way_lots"), percent(chance(single)), "", "", ""]
        yield from aligned([head, lots, *map(self._way, ways(single))])
        if len(single) < FEWEST:
            yield INDENT + self._said("few", fewest=FEWEST)

    def _way(self, way: Way) -> Row:
        shares = (way.share, BARS.get(way.name), way.limit)
        cells = ("" if share is None else percent(share) for share in shares)
        mark = self._said("too_good") if way.is_too_good else ""
        return [self._said(f"way_{way.name}"), *cells, mark]

    def _words(self, group: Sequence[Asked]) -> Iterator[str]:
        offers = [offer for one in group if one.is_single for offer in one.offers]
        right = sum(offer.is_right for offer in offers)
        yield self._said("words", right=right, wrong=len(offers) - right)
        tells = telling(group)
        for key, side in (
            ("words_right", [tell for tell in tells if tell.strength > 0]),
            ("words_wrong", [tell for tell in reversed(tells) if tell.strength < 0]),
        ):
            yield INDENT + self._said(key, words=_told(side[:MOST_WORDS]))
        asked_for = list(on_both_sides(group, self._list("both_sides")))
        yield INDENT + self._said("both_sides", words=_told(asked_for))
        lopsided = [tell for tell in asked_for if bool(tell.right) != bool(tell.wrong)]
        if lopsided:
            yield INDENT + self._said("one_side", words=_told(lopsided))

    def _several(self, group: Sequence[Asked]) -> Iterator[str]:
        several = [one.offers for one in group if one.is_several]
        yield self._said("several", count=len(several))
        found = Counter((sum(one.is_right for one in some), len(some)) for some in several)
        for (right, offers), count in sorted(found.items()):
            yield INDENT + self._said("several_right", right=right, offers=offers, count=count)

    def _verdicts(self, group: Sequence[Asked]) -> Iterator[str]:
        found = verdicts(group, self._list("verdicts"))
        reasons = sum(len(one.offers) for one in group)
        yield self._said("verdicts", count=found, reasons=reasons)

    def _twins(self, asked: Sequence[Asked]) -> Iterator[str]:
        found = twins(asked)
        yield self._said("twins", count=len(found))
        for pair in found[:MOST_PAIRS]:
            yield f"{INDENT}{percent(pair.share)}"
            yield from (
                f"{INDENT * 2}{one.file}:{one.line} {one.stem}" for one in (pair.one, pair.other)
            )


def _told(tells: Sequence[Tell]) -> str:
    """Each with the numbers of right and of wrong choices in which it stands."""
    return ", ".join(f"“{tell.text}” {tell.right}/{tell.wrong}" for tell in tells) or "–"


def percent(share: float) -> str:
    """``0.304`` as ``30,4 %``."""
    return f"{100 * share:.1f} %".replace(".", ",")


def aligned(rows: Iterable[Row]) -> Iterator[str]:
    """Rows of a table, the first column to the left, the others to the right."""
    texts = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    for first, *others in texts:
        cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield f"{INDENT}{first.ljust(widths[0])}{INDENT}{INDENT.join(cells)}".rstrip()
