"""PNG pictures whose dots are compressed again, as on every other machine."""

import io
import struct
import zlib
from collections.abc import Iterator
from itertools import groupby

import deflate
from PIL import Image

from handbook.packed import MOST, zlib_stream

SIGNATURE, DOTS = b"\x89PNG\r\n\x1a\n", b"IDAT"
# Shades between two colours, as at the edges of letters: more are not told apart.
SHADES = 32


def repacked(picture: bytes) -> bytes:
    """The same picture, dot for dot. ``picture`` is one that a library has just written."""
    made = [SIGNATURE]
    for kind, parts in groupby(_chunks(picture), key=lambda chunk: chunk[0]):
        bodies = [body for _, body in parts]
        if kind == DOTS:
            bodies = [zlib_stream(zlib.decompress(b"".join(bodies)), MOST)]
        made += [_chunk(kind, body) for body in bodies]
    return b"".join(made)


def drawn(picture: bytes) -> bytes:
    """A drawing in a few flat colours as it is smallest: with a list of its shades."""
    made = io.BytesIO()
    with Image.open(io.BytesIO(picture)) as opened:
        shades = opened.convert("RGB").quantize(SHADES, dither=Image.Dither.NONE)
        shades.save(made, "png")
    return repacked(made.getvalue())


def _chunks(picture: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        yield kind, picture[at + 8 : at + 8 + length]
        at += length + 12


def _chunk(kind: bytes, body: bytes) -> bytes:
    check = deflate.crc32(kind + body)
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)
