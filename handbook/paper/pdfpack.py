"""PDF files as small as they get, the same on every machine.

pikepdf compresses by whatever zlib the machine has. So it leaves all streams plain, and they are
compressed in the file that it has written.
"""

import io
import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pikepdf

from handbook.packed import zlib_stream

# As pikepdf writes them: line ends in texts are escaped, so that none looks like the head's end.
STREAM = re.compile(rb" >>\nstream\n")
LENGTH = re.compile(rb"/Length (\d+)")
TABLE = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
WIDTHS = re.compile(rb"/W \[ (\d+) (\d+) (\d+) \]")
# In the table of places, what is said of an object that lies in the file itself.
IN_FILE = 1
FLATE, UP = b"/Filter /FlateDecode ", b"\2"


def write(document: pikepdf.Pdf, path: Path) -> None:
    """Write a document to a file, objects of structure and all streams compressed."""
    plain = io.BytesIO()
    document.save(
        plain,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        compress_streams=False,
        deterministic_id=True,
    )
    path.write_bytes(packed(plain.getvalue()))


def packed(plain: bytes) -> bytes:
    """The file with every plain stream compressed. ValueError when pikepdf did not write it."""
    table = int(_one(TABLE, plain)[1])
    head, rows, widths = _places(plain[table:])
    in_file = (row for row in rows if _is_in_file(row, widths))
    starts = sorted({table, *(_offset(row, widths) for row in in_file)})
    made, moved = bytearray(plain[: starts[0]]), {table: 0}
    for start, end in pairwise(starts):
        moved[start] = len(made)
        made += _object(plain[start:end])
    at = moved[table] = len(made)
    made += _table(head, [_moved(row, widths, moved) for row in rows])
    return bytes(made) + b"startxref\n%d\n%%%%EOF\n" % at


def _is_in_file(row: bytes, widths: tuple[int, ...]) -> bool:
    return int.from_bytes(row[: widths[0]], "big") == IN_FILE


def _places(table: bytes) -> tuple[bytes, list[bytes], tuple[int, ...]]:
    """The head of the table of places, its rows, and how many bytes each field of a row has."""
    head, body, _ = _parts(table)
    widths = tuple(int(width) for width in _one(WIDTHS, head).groups())
    length = sum(widths)
    return head, [body[at : at + length] for at in range(0, len(body), length)], widths


def _offset(row: bytes, widths: tuple[int, ...]) -> int:
    return int.from_bytes(row[widths[0] : widths[0] + widths[1]], "big")


def _moved(row: bytes, widths: tuple[int, ...], moved: Mapping[int, int]) -> bytes:
    if not _is_in_file(row, widths):
        return row
    place = moved[_offset(row, widths)].to_bytes(widths[1], "big")
    return row[: widths[0]] + place + row[widths[0] + widths[1] :]


def _object(whole: bytes) -> bytes:
    """An object of the file; its stream compressed, if it has a plain one."""
    if not STREAM.search(whole):
        return whole
    head, body, tail = _parts(whole)
    return whole if b"/Filter" in head else _written(head, zlib_stream(body), FLATE) + tail


def _table(head: bytes, rows: list[bytes]) -> bytes:
    """The table of places: of each row what differs from the one before, which packs far better."""
    before = [bytes(len(rows[0])), *rows]
    steps = [
        UP + bytes((new - old) & 255 for old, new in zip(*pair, strict=True))
        for pair in pairwise(before)
    ]
    how = FLATE + b"/DecodeParms << /Predictor 12 /Columns %d >> " % len(rows[0])
    return _written(head, zlib_stream(b"".join(steps)), how) + b"\nendstream\nendobj\n"


def _parts(whole: bytes) -> tuple[bytes, bytes, bytes]:
    """An object's head, the bytes of its stream, and what comes behind."""
    found = _one(STREAM, whole)
    length = int(_one(LENGTH, whole[: found.start()])[1])
    body, tail = whole[found.end() :][:length], whole[found.end() + length :]
    if not tail.lstrip(b"\n").startswith(b"endstream"):
        raise ValueError("a stream without its end")
    return whole[: found.start()], body, tail


def _written(head: bytes, body: bytes, how: bytes) -> bytes:
    sized = LENGTH.sub(how + b"/Length %d" % len(body), head, count=1)
    return sized + b" >>\nstream\n" + body


def _one(pattern: re.Pattern[bytes], text: bytes) -> re.Match[bytes]:
    found = pattern.search(text)
    if not found:
        raise ValueError(f"not as pikepdf writes it: no {pattern.pattern!r}")
    return found
