"""Compressed bytes, the same on every machine: never made by the zlib of the system, of which each
has another, nor by a library whose work depends on the processor.

libdeflate reckons in whole numbers alone; its version is that of the package ``deflate``.
"""

import struct
from collections.abc import Iterable
from dataclasses import dataclass

import deflate

# As small as zlib makes it, in less time; MOST takes ten times as long for three hundredths less.
LEVEL, MOST = 9, 12
# Midnight of 1 January 1980, the first moment that a ZIP knows.
DAY, TIME = 1 << 5 | 1, 0
# What unpacks it must know folders and deflate; names are UTF-8; an ordinary file, read by all.
VERSION, MADE_BY, NAMES, MODE = 20, 3 << 8 | 20, 1 << 11, 0o100644 << 16
STORED, DEFLATED = 0, 8
# What has no room in the plain form of a ZIP.
MOST_BYTES, MOST_FILES = 2**32 - 1, 2**16 - 1


@dataclass(frozen=True)
class Entry:
    """A file to pack: its path in the ZIP, its bytes, and whether they are compressed."""

    name: str
    body: bytes
    is_packed: bool = True


def zlib_stream(body: bytes, level: int = LEVEL) -> bytes:
    """The bytes as PNG and PDF have them."""
    return bytes(deflate.zlib_compress(body, level))


def gzip_file(body: bytes, level: int = LEVEL) -> bytes:
    """The bytes as a ``.gz`` without a name or a time."""
    return bytes(deflate.gzip_compress(body, level))


def zip_file(entries: Iterable[Entry], level: int = LEVEL) -> bytes:
    """The files in a ZIP, in this order. ValueError when they are too many or too large for one."""
    packed, listed = bytearray(), []
    for entry in entries:
        name, facts, body = _packed(entry, level)
        # Where a central entry has more: no remark, first disk, no kind, the mode, the place.
        more = struct.pack("<HHHII", 0, 0, 0, MODE, len(packed))
        listed.append(struct.pack("<4sH", b"PK\1\2", MADE_BY) + facts + more + name)
        packed += b"PK\3\4" + facts + name + body
        if max(len(packed), len(entry.body)) > MOST_BYTES or len(listed) > MOST_FILES:
            raise ValueError("more than fits into a ZIP")
    index, count = b"".join(listed), len(listed)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, count, count, len(index), len(packed), 0)
    return bytes(packed) + index + end


def _packed(entry: Entry, level: int) -> tuple[bytes, bytes, bytes]:
    """Its name, what both headers say of it, and its bytes as they are kept."""
    name, body, kind = entry.name.encode(), entry.body, STORED
    if entry.is_packed and body:
        body, kind = bytes(deflate.deflate_compress(body, level)), DEFLATED
    sizes = (deflate.crc32(entry.body), len(body), len(entry.body), len(name), 0)
    return name, struct.pack("<HHHHHIIIHH", VERSION, NAMES, kind, TIME, DAY, *sizes), body
