"""Looks at one file of a published site: its text, its type, its headers, its compressed twins."""

import gzip
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import brotli

from handbook.publish.policy import FRESH, cache, headers
from handbook.publish.verify.asking import Answer, Asker
from handbook.publish.verify.faults import Fault, values
from handbook.publish.verify.listing import Listed
from handbook.types import type_of

# A shorter text need not be compressed.
SHORT = 1000
# Seconds that a file whose name stays may be kept unasked, and that another must be at least.
BRIEFLY, LONG = 600, 30 * 24 * 3600
AGE = re.compile(r"\bmax-age=(\d+)")
# The headers that say who answers in place of the site.
LOGIN = (401, 403)


@dataclass(frozen=True)
class Inspector:
    """``policy``: what the site's pages may do, as they say themselves."""

    site: Asker
    policy: str

    def look(self, file: Listed) -> Iterator[Fault]:
        """All that is wrong with a file."""
        plain = self.site.ask(file.path)
        if plain.status != 200:
            yield absent(file.path, plain)
            return
        if plain.is_cut:
            yield Fault("cut", file.path)
            return
        is_packed = plain.one("content-encoding") not in ("", "identity")
        if is_packed:
            yield Fault("forced", file.path)
        elif not file.is_of(plain.body):
            yield Fault("altered", file.path)
        yield from _of_type(file.path, plain)
        yield from self._of_headers(file.path, plain)
        yield from _of_cache(file.path, plain)
        kind = type_of(file.path)
        if kind is not None and kind.compress and not is_packed:
            for coding in ("gzip", "br"):
                yield from self._of_twin(file.path, plain, coding)

    def _of_headers(self, path: str, plain: Answer) -> Iterator[Fault]:
        for name, wanted in headers(self.policy).items():
            found = plain.all(name)
            about = values(name=name, wanted=wanted)
            if not found:
                yield Fault("header-missing", path, about)
            elif len(found) > 1:
                yield Fault("header-twice", path, about)
            elif found[0] != wanted:
                yield Fault("header-differs", path, about)
        if plain.all("set-cookie"):
            yield Fault("cookie", path)

    def _of_twin(self, path: str, plain: Answer, coding: str) -> Iterator[Fault]:
        """What a browser gets that takes compressed files: the same, and of the same type."""
        answer = self.site.ask(path, coding)
        encoding = answer.one("content-encoding")
        if not encoding:
            if coding == "gzip" and len(plain.body) > SHORT:
                yield Fault("uncompressed", path)
            return
        if _unpacked(answer.body, encoding) != plain.body:
            yield Fault("twin", path, values(coding=encoding))
        if "accept-encoding" not in answer.one("vary").lower():
            yield Fault("vary", path)
        if answer.one("content-type") != plain.one("content-type"):
            yield from _of_type(path, answer)


def absent(path: str, answer: Answer) -> Fault:
    """What is wrong with an answer that is none."""
    status = str(answer.status)
    if answer.status in LOGIN:
        return Fault("login", path, values(status=status))
    if 300 <= answer.status < 400:
        return Fault("moved", path, values(status=status, goal=answer.one("location")))
    if answer.status == 404:
        return Fault("absent", path)
    return Fault("broken", path, values(status=status))


def _of_type(path: str, answer: Answer) -> Iterator[Fault]:
    kind, found = type_of(path), answer.one("content-type")
    if kind is None:
        return
    media, _, more = (part.strip().lower() for part in found.partition(";"))
    if media != kind.media:
        yield Fault("type", path, values(found=found or "–", wanted=kind.sent))
    elif kind.is_text and "charset=utf-8" not in more.replace('"', "").replace(" ", ""):
        yield Fault("charset", path, values(wanted=kind.sent))


def _of_cache(path: str, plain: Answer) -> Iterator[Fault]:
    said = plain.one("cache-control").lower()
    age = int(found[1]) if (found := AGE.search(said)) else None
    stays = cache(path) == FRESH
    is_asked = bool(re.search(r"\bno-(cache|store)\b", said))
    if not said:
        yield Fault("cache-missing", path)
    elif stays and not is_asked and ("immutable" in said or age is None or age > BRIEFLY):
        yield Fault("cache-long", path, values(found=said))
    elif not stays and (is_asked or age is None or age < LONG):
        yield Fault("cache-short", path, values(found=said))
    if stays and plain.one("age").strip("0"):
        yield Fault("cache-old", path, values(age=plain.one("age")))


def _unpacked(body: bytes, encoding: str) -> bytes | None:
    """None when it cannot be unpacked."""
    try:
        return bytes(gzip.decompress(body) if encoding == "gzip" else brotli.decompress(body))
    except (OSError, EOFError, zlib.error, brotli.error):
        return None
