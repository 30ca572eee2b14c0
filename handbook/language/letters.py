"""Which signs can be printed: those that all fonts of the print have."""

import functools
import unicodedata
from collections.abc import Iterator
from pathlib import Path

# Written by scripts/printed_letters.py.
FILE = Path(__file__).parent / "letters.txt"
# Layout, which no font draws.
BLANKS = "\t\n\r"
# What joins signs to one (families of emoji), or chooses how one looks.
JOINER, CHOOSERS = "\u200d", frozenset("\ufe0e\ufe0f\u20e3")
SKINS = frozenset(map(chr, range(0x1F3FB, 0x1F400)))


@functools.cache
def printable() -> frozenset[str]:
    """Every sign that can be printed."""
    ranges = (line.split("-") for line in FILE.read_text(encoding="ascii").split())
    return frozenset(
        chr(point) for first, last in ranges for point in range(int(first, 16), int(last, 16) + 1)
    )


def unprintable(text: str) -> tuple[str, ...]:
    """The signs that cannot be printed, each once, in their order. What readers see as one sign,
    like an emoji of a family or a flag, is one."""
    if _can_print(text):  # as nearly always: taking signs apart costs as much as reading a page
        return ()
    return tuple(dict.fromkeys(sign for sign in _signs(text) if not _can_print(sign)))


def code_points(sign: str) -> str:
    """The code points of a sign, as ``U+1F389``."""
    return " ".join(f"U+{ord(part):04X}" for part in sign)


def _can_print(text: str) -> bool:
    return printable().issuperset(set(text).difference(BLANKS))


def _signs(text: str) -> Iterator[str]:
    """Signs as readers count them."""
    sign = ""
    for part in text:
        if sign and not _goes_on(sign, part):
            yield sign
            sign = ""
        sign += part
    if sign:
        yield sign


def _goes_on(sign: str, part: str) -> bool:
    if part == JOINER or part in CHOOSERS or part in SKINS or sign[-1] == JOINER:
        return True
    if unicodedata.combining(part):
        return True
    return len(sign) == 1 and _is_flag(sign) and _is_flag(part)


def _is_flag(part: str) -> bool:
    """Half of a flag."""
    return 0x1F1E6 <= ord(part) <= 0x1F1FF
