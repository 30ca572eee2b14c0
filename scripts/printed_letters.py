"""``python scripts/printed_letters.py``: write down which signs all fonts of the print have.

Run it when other fonts are chosen; ``--show`` only prints the list. That lies in the project,
because content is checked on machines without fonts too.
"""

import struct
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

from handbook.language.letters import FILE
from handbook.paper import fonts

# In a font file: how long its head is, and the entries of its list of tables.
HEAD, ENTRY = 12, 16
UNICODE, WINDOWS = 0, 3
SHORT, LONG = 4, 12


def letters_of(font: Path) -> set[int]:
    """The code points that a TrueType font has glyphs for, by the OpenType specification."""
    data = font.read_bytes()
    table = _table(data, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    found: set[int] = set()
    for number in range(count):
        platform, _, offset = struct.unpack_from(">HHL", table, 4 + 8 * number)
        (form,) = struct.unpack_from(">H", table, offset)
        if platform in (UNICODE, WINDOWS) and form in (SHORT, LONG):
            read = _short if form == SHORT else _long
            found.update(read(table[offset:]))
    return found


def common() -> set[int]:
    """The code points that every font of the print has, without those that control something."""
    found = fonts.find(fonts.SYSTEM)
    points = set.intersection(*(letters_of(found[name]) for name in fonts.FILES))
    return {point for point in points if unicodedata.category(chr(point)) != "Cc"}


def written(points: Iterable[int]) -> str:
    """Code points as lines of ranges, both ends included."""
    ordered = sorted(points)
    starts = [point for point in ordered if point - 1 not in points]
    ends = [point for point in ordered if point + 1 not in points]
    return "".join(f"{a:04X}-{b:04X}\n" for a, b in zip(starts, ends, strict=True))


def _table(data: bytes, name: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, HEAD + ENTRY * number)
        if tag == name:
            return data[offset : offset + length]
    raise ValueError(name)


def _short(table: bytes) -> Iterator[int]:
    """Format 4: segments of code points; a glyph 0 is none."""
    segments = struct.unpack_from(">H", table, 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{segments}H", table, 14 + 2 * part * segments + (2 if part else 0))
        for part in range(4)
    )
    base = 16 + 6 * segments
    for number in range(segments):
        for point in range(starts[number], ends[number] + 1):
            glyph = point + deltas[number]
            if offsets[number]:
                at = base + 2 * number + offsets[number] + 2 * (point - starts[number])
                (glyph,) = struct.unpack_from(">H", table, at)
            if glyph % 0x10000:
                yield point


def _long(table: bytes) -> Iterator[int]:
    """Format 12: groups of code points."""
    (groups,) = struct.unpack_from(">L", table, 12)
    for number in range(groups):
        first, last, glyph = struct.unpack_from(">LLL", table, 16 + 12 * number)
        yield from range(first + (glyph == 0), last + 1)


if __name__ == "__main__":
    if sys.argv[1:] == ["--show"]:
        sys.stdout.write(written(common()))
    else:
        FILE.write_text(written(common()), encoding="ascii")
