"""How wide the columns of a table are."""

import math
from collections.abc import Sequence

# Of the width of a table: what is left free in a column, a letter, and how many are kept together.
PADDING, LETTER, LONG = 0.02, 0.014, 16


def widths(rows: Sequence[Sequence[str]]) -> list[float]:
    """Each column's part of the width, from the texts of the cells by rows: by their lengths, but
    none less than its longest word, as long as there is room."""
    columns = list(zip(*rows, strict=True))
    shares = [_share([len(text) for text in texts]) for texts in columns]
    wanted = [share / sum(shares) for share in shares]
    least = [_least(texts) for texts in columns]
    over = sum(max(0, low - share) for low, share in zip(least, wanted, strict=True))
    room = sum(max(0, share - low) for low, share in zip(least, wanted, strict=True))
    if over >= room:
        return wanted
    return [
        max(low, share - (share - low) * over / room)
        for low, share in zip(least, wanted, strict=True)
    ]


def _share(lengths: Sequence[int]) -> float:
    """Long texts get more, not in proportion: width and height then stay in balance. A few long
    ones weigh more than many short ones, as they make their rows high."""
    squares = sum(length**2 for length in lengths) / len(lengths)
    return max(1.0, math.sqrt(math.sqrt(squares)))


def _least(texts: Sequence[str]) -> float:
    longest = max((len(word) for text in texts for word in text.split()), default=1)
    return PADDING + LETTER * min(longest, LONG)
