"""How wide the columns of a table are."""

import math
from collections.abc import Sequence

# Of the width of a table: what is left free in a column; a letter, a bold one of a head where the
# paper is widest; how many are kept together.
PADDING, LETTER, OF_HEAD, LONG = 0.02, 0.014, 0.0105, 16


def widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column's part of the width, from the texts of the cells by rows: by their lengths, but
    none less than its longest word, as long as there is room, or else than that of its head: words
    of a head do not break."""
    columns = list(zip(*rows, strict=True))
    shares = [_share([len(text) for text in texts]) for texts in columns]
    wanted = [share / sum(shares) for share in shares]
    of_all = [_least(texts, LETTER) for texts in columns]
    of_heads = [_least(texts[:1], OF_HEAD) for texts in columns]
    for least in (of_all, of_heads):
        if sum(least) < 1:
            return _with_least(wanted, least)
    return wanted


def _with_least(wanted: Sequence[float], least: Sequence[float]) -> list[float]:
    over = sum(max(0, low - share) for low, share in zip(least, wanted, strict=True))
    room = sum(max(0, share - low) for low, share in zip(least, wanted, strict=True))
    return [
        max(low, share - (share - low) * over / room)
        for low, share in zip(least, wanted, strict=True)
    ]


def _share(lengths: Sequence[int]) -> float:
    """Long texts get more, not in proportion: width and height then stay in balance. A few long
    ones weigh more than many short ones, as they make their rows high."""
    squares = sum(length**2 for length in lengths) / len(lengths)
    return max(1.0, math.sqrt(math.sqrt(squares)))


def _least(texts: Sequence[str], letter: float) -> float:
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return PADDING + letter * min(longest, LONG)
