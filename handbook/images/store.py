"""The pictures of a handbook, and what was made of them, kept between builds by content.

What is kept is written whole and never changed, so that two builds may share it.
"""

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import deflate
import PIL

from handbook.images import making, reading
from handbook.images.faults import UnusableError
from handbook.images.making import Rendition
from handbook.images.reading import Facts

# What is known of something that was made, and its bytes.
Made = tuple[dict[str, Any], bytes]
# Below the project: what was made.
CACHE = Path(".build") / "pictures"
# A large picture takes a quarter of a gigabyte while it is read.
AT_ONCE = 2
# What nothing asked for in so many seconds is thrown away.
KEPT = 30 * 24 * 3600


@dataclass(frozen=True)
class Store:
    """The pictures below ``docs`` by their paths, with a folder for what is made of them."""

    docs: Path
    cache: Path

    @staticmethod
    def of(root: Path) -> "Store":
        """The store of a project."""
        return Store(root / "docs", root / CACHE)

    @cached_property
    def _version(self) -> bytes:
        code = sorted(Path(__file__).parent.glob("*.py"))
        libraries = f"{PIL.__version__} {deflate.__version__}".encode()
        return libraries + b"".join(path.read_bytes() for path in code)

    def facts(self, name: str) -> Facts:
        """What a picture is. UnusableError when it cannot be used."""
        data = (self.docs / name).read_bytes()
        head, _ = self._kept("facts", data, lambda: (_verdict(data), b""))
        if "fault" in head:
            raise UnusableError(head["fault"], **head["values"])
        return Facts(**head)

    def verdicts(self, names: Iterable[str]) -> Mapping[str, Facts | UnusableError]:
        """What each of the pictures is, or why it cannot be used."""
        wanted = sorted(names)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            return dict(zip(wanted, pool.map(self._verdict, wanted), strict=True))

    def _verdict(self, name: str) -> Facts | UnusableError:
        try:
            return self.facts(name)
        except UnusableError as fault:
            return fault

    def for_screens(self, name: str) -> tuple[Rendition, ...]:
        """A picture in its widths for screens, the largest last."""
        data, facts = (self.docs / name).read_bytes(), self.facts(name)
        return tuple(self._for_screens(data, facts, width) for width in making.widths(facts))

    def _for_screens(self, data: bytes, facts: Facts, width: int) -> Rendition:
        def made() -> Made:
            picture = making.for_screens(data, facts, width)
            about = {"width": picture.width, "height": picture.height, "ending": picture.ending}
            return about, picture.body

        head, body = self._kept(f"screens {width}", data, made)
        return Rendition(**head, body=body)

    def for_paper(self, name: str, width: int, height: int) -> bytes:
        """A picture cut to no more than these pixels."""
        data, facts = (self.docs / name).read_bytes(), self.facts(name)
        recipe = f"paper {width} {height}"
        return self._kept(recipe, data, lambda: ({}, making.for_paper(data, facts, width, height)))[
            1
        ]

    def copied(self, name: str) -> bytes:
        """A picture as it is, without what was known about it."""
        data, facts = (self.docs / name).read_bytes(), self.facts(name)
        return self._kept("copy", data, lambda: ({}, making.copied(data, facts)))[1]

    def forget(self) -> None:
        """Throw away what nothing has asked for in a long time."""
        for path in self.cache.glob("*"):
            if time.time() - path.stat().st_mtime > KEPT:
                path.unlink(missing_ok=True)

    def _kept(self, recipe: str, data: bytes, make: Callable[[], Made]) -> Made:
        """What was made before of the same content, else what is made now: facts and bytes."""
        hashed = hashlib.blake2b(data, digest_size=20)
        hashed.update(recipe.encode() + self._version)
        path = self.cache / hashed.hexdigest()
        try:
            head, _, body = path.read_bytes().partition(b"\n")
            os.utime(path)
        except FileNotFoundError:
            about, body = make()
            head = json.dumps(about, sort_keys=True).encode()
            _write_whole(path, head + b"\n" + body)
        return json.loads(head), body


def _verdict(data: bytes) -> dict[str, Any]:
    try:
        return asdict(reading.facts_of(data))
    except UnusableError as fault:
        return {"fault": fault.fault, "values": fault.values}


def _write_whole(path: Path, body: bytes) -> None:
    """Others see all of the file or nothing of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, part = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    Path(part).replace(path)
