"""The bytes of a ZIM: the same for the same content, and as older programs want them.

The library draws lots for three identifiers: one in the head of the file, one in each of the two
indexes of Xapian, and leaves no way to set them. Programs tell files apart by the first, so it has
to change with the content, and with nothing else: it is made of a hash of all the rest.

It also writes the newest form of the format (6.3), which has no list of entries by title in the
place where older programs look: zimcheck of Debian 12 calls such a file broken. The list is 4 bytes
an entry; with it the file is one of the form 6.1, which old and new programs read alike.
"""

import hashlib
import re
import struct
import uuid
from dataclasses import astuple, dataclass, replace

# The head: what it is, its form, identifier, how many entries and clusters, where the lists by
# path and by title, the clusters and the media types lie, two entries, where the sum of all lies.
HEAD = struct.Struct("<I2H16s2I4Q2IQ")
# The beginning of an entry: its type, a length, its room, a number; what it leads to follows.
ENTRY = struct.Struct("<HBcI")
REDIRECT, LONG, SHORT = 0xFFFF, 8, 4
# What an index begins with; its identifier follows.
INDEX = re.compile(rb"\x0f\x0dXapian Glass..", re.DOTALL)
LENGTH = 16
FORM = 1


@dataclass(frozen=True)
class _Head:
    magic: int
    major: int
    minor: int
    identifier: bytes
    entries: int
    clusters: int
    by_path: int
    by_title: int
    cluster_list: int
    types: int
    main: int
    layout: int
    checksum: int


def settled(written: bytes) -> bytes:
    """A ZIM as the library wrote it, with all that depends on its content alone."""
    body = bytearray(written[:-LENGTH])
    head = _Head(*HEAD.unpack_from(body))
    listed = _by_title(written, head)
    head = replace(head, minor=FORM, by_title=len(body), checksum=len(body) + len(listed))
    body += listed
    _identify(body, head, bytes(LENGTH))
    name = hashlib.sha256(body).hexdigest()
    _identify(body, head, uuid.uuid5(uuid.NAMESPACE_OID, name).bytes)
    return bytes(body) + hashlib.md5(body, usedforsecurity=False).digest()


def _identify(body: bytearray, head: _Head, identifier: bytes) -> None:
    HEAD.pack_into(body, 0, *astuple(replace(head, identifier=identifier)))
    for found in list(INDEX.finditer(bytes(body))):
        body[found.end() : found.end() + LENGTH] = identifier


def _by_title(body: bytes, head: _Head) -> bytes:
    """The numbers of all entries, which count by path, in the order of their titles."""
    places = struct.unpack_from(f"<{head.entries}Q", body, head.by_path)
    titles = [_title(body, place) for place in places]
    order = sorted(range(head.entries), key=titles.__getitem__)
    return struct.pack(f"<{head.entries}I", *order)


def _title(body: bytes, place: int) -> tuple[bytes, bytes]:
    """The room of an entry and its title, which is its path where it has none."""
    kind, _, room, _ = ENTRY.unpack_from(body, place)
    start = place + ENTRY.size + (SHORT if kind == REDIRECT else LONG)
    middle = body.index(b"\0", start)
    title = body[middle + 1 : body.index(b"\0", middle + 1)]
    return room, bytes(title or body[start:middle])
