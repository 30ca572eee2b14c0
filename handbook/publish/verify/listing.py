"""What a site must have: the list that the build made of its files, with their hashes."""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.publish.assets import FOLDER, digest
from handbook.publish.copy import INDEX
from handbook.publish.edition import BROTLI, GZIP
from handbook.publish.servers import HIDDEN
from handbook.publish.sums import NAME, Sums, sums_of
from handbook.publish.verify.asking import Asker

# The worker names the edition, and that its list.
EDITION = re.compile(r'\bid:"([0-9a-f]{10})"')
SUM = re.compile(r"([0-9a-f]{64}) [ *](?:\./)?(.+)")


@dataclass(frozen=True)
class Listed:
    """A file by its path below the root as readers ask for it, and the beginning of its SHA-256."""

    path: str
    hash: str

    def is_of(self, body: bytes) -> bool:
        """Whether that is what the file says."""
        return digest(body).startswith(self.hash)


@dataclass(frozen=True)
class Listing:
    """The files; ``edition`` is the one they are of, empty when that is not known; ``whole`` is
    false when what is no part of readers' copies is left out; ``torn``: the list is another's."""

    files: tuple[Listed, ...]
    edition: str = ""
    whole: bool = True
    torn: bool = False


def of_folder(folder: Path) -> Listing:
    """The files of a built site on this machine."""
    worker = folder / "sw.js"
    text = worker.read_text(encoding="utf-8") if worker.is_file() else ""
    return replace(_listing(sums_of(folder)), edition=_edition(text))


def edition_of(site: Asker) -> str:
    """The edition that a site says it is, empty when it says none."""
    return _edition(site.ask("sw.js").body.decode(errors="replace"))


def _edition(worker: str) -> str:
    found = EDITION.search(worker)
    return found[1] if found else ""


def of_sums(text: str) -> Listing:
    """The files of a list of sums as ``sha256sum`` writes it. ValueError when it is none."""
    found = [SUM.fullmatch(line) for line in text.splitlines() if line.strip()]
    if not found or not all(found):
        raise ValueError("a list of sums")
    return _listing({match[2]: match[1] for match in found if match})


def of_site(site: Asker) -> Listing:
    """What the site says of itself. ValueError when it has no list."""
    sums = site.ask(NAME)
    if sums.status == 200 and SUM.match(sums.body.decode(errors="replace")):
        return of_sums(sums.body.decode())
    name = edition_of(site)
    if not name:
        raise ValueError("a worker that names its edition")
    answer = site.ask(f"{FOLDER}/offline.{name}.json")
    if answer.status != 200 or not digest(answer.body).startswith(name):
        return Listing((), name, whole=False, torn=True)
    rows = json.loads(answer.body)
    return Listing(tuple(Listed(row[0], row[1]) for row in rows), name, whole=False)


def _listing(sums: Sums) -> Listing:
    asked = (
        Listed(INDEX.sub("", path), hashed)
        for path, hashed in sorted(sums.items())
        if not re.match(HIDDEN, path) and path != NAME and not _is_twin(path, sums)
    )
    return Listing(tuple(asked))


def _is_twin(path: str, known: Sums) -> bool:
    """Whether it lies beside a file, the same compressed: no file of its own."""
    return path.endswith((BROTLI, GZIP)) and path.rpartition(".")[0] in known
