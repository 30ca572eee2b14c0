"""PNG pictures whose dots are compressed again, as on every other machine."""

import struct
import zlib
from collections.abc import Iterator
from itertools import groupby

import deflate

from handbook.packed import MOST, zlib_stream

SIGNATURE, DOTS = b"\x89PNG\r\n\x1a\n", b"IDAT"


def repacked(picture: bytes) -> bytes:
    """The same picture, dot for dot. ``picture`` is one that a library has just written."""
    made = [SIGNATURE]
    for kind, parts in groupby(_chunks(picture), key=lambda chunk: chunk[0]):
        bodies = [body for _, body in parts]
        if kind == DOTS:
            bodies = [zlib_stream(zlib.decompress(b"".join(bodies)), MOST)]
        made += [_chunk(kind, body) for body in bodies]
    return b"".join(made)


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        yield kind, picture[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = deflate.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
