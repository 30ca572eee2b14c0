"""A built site as it is laid on a server: with its compressed files, its times, its list."""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import brotli

from handbook.packed import MOST, gzip_file
from handbook.publish.assets import digest
from handbook.publish.sums import NAME, Sums, checked_sums, compare, read_sums, write_sums
from handbook.types import TYPES

# What a site says of itself: the edition, for whoever wants to know which one a server has.
EDITION = "edition.txt"
# The files that a site for readers would have, in one that was built without them.
PARTIAL = "thieu-tep.txt"
# What web servers send in place of a file, beside it.
GZIP, BROTLI = ".gz", ".br"
# So many signs of the hash of its list tell one site from another.
SHORT = 12
# Seconds before the month of the edition within which its files were made, as they say.
SPAN = 1 << 21


@dataclass(frozen=True)
class Built:
    """A whole site in a folder, with what its list says of it."""

    folder: Path
    sums: Sums

    @staticmethod
    def of(folder: Path) -> "Built":
        """The site in a folder. PublishError when there is none, or it is not as it was built."""
        return Built(folder, checked_sums(folder))

    @property
    def edition(self) -> str:
        """The name of the edition, ``2026.11``."""
        return (self.folder / EDITION).read_text(encoding="utf-8").strip()

    @property
    def name(self) -> str:
        """The edition with what tells this site from every other."""
        return f"{self.edition}-{digest((self.folder / NAME).read_bytes())[:SHORT]}"


def lay_out(site: Built, target: Path) -> None:
    """Write the site into a new folder: each file as listed, what is text compressed beside it.

    PublishError when a file is no longer as it was listed.
    """
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(lambda name: _lay(site, target, name), site.sums))
    write_sums(target)
    _set_times(target, site.edition)
    laid = read_sums(target)
    compare(site.folder, site.sums, {name: laid.get(name) for name in site.sums})


def _lay(site: Built, target: Path, name: str) -> None:
    body, path = (site.folder / name).read_bytes(), target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    for ending, small in _compressed(name, body).items():
        if len(small) < len(body):
            path.with_name(path.name + ending).write_bytes(small)


def _compressed(name: str, body: bytes) -> dict[str, bytes]:
    kind = TYPES.get(PurePosixPath(name).suffix)
    if kind is None or not kind.compress:
        return {}
    return {GZIP: gzip_file(body, MOST), BROTLI: brotli.compress(body, mode=brotli.MODE_TEXT)}


def _set_times(folder: Path, edition: str) -> None:
    """Times by the content: servers tell by the time whether a file has changed, so that one that
    has not keeps its own, on every server and at every publishing of an edition."""
    year, month = (int(part) for part in edition.split("."))
    end = int(datetime(year, month, 1, tzinfo=UTC).timestamp())
    for path in sorted(folder.rglob("*"), reverse=True):
        before = int(digest(path.read_bytes()), 16) % SPAN if path.is_file() else 0
        os.utime(path, (end - before, end - before))
    os.utime(folder, (end, end))
