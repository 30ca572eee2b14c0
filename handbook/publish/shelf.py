"""The editions of a handbook in a folder of a web server, and the one that readers get.

``site`` in the folder is a link to the edition in force: changing it is one step of the file
system, and each answer of a server that looks it up comes from one whole edition.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from handbook.machine import MISPLACED
from handbook.publish.durable import flush_all, move
from handbook.publish.errors import PublishError
from handbook.publish.sums import checked_sums, is_whole

# In the folder: the link, its editions, their archives, the lock.
SITE, EDITIONS, ARCHIVES, LOCK = "site", "an-ban", "luu-tru", ".dang-cong-bo"
# What is not whole yet, or no longer; the next run removes it.
PART, LINK = ".do-dang", ".site-moi"
# Numbers say the order in which editions came.
NUMBERED = re.compile(r"(\d{4,})-(.+)")
FOLDER_MODE, FILE_MODE = 0o755, 0o644


@dataclass(frozen=True)
class Shelf:
    """The editions in ``folder``."""

    folder: Path

    @property
    def names(self) -> list[str]:
        """The folders of all editions, the oldest first."""
        found = (self.folder / EDITIONS).glob("*")
        return sorted(path.name for path in found if NUMBERED.fullmatch(path.name))

    @property
    def in_force(self) -> str | None:
        """The folder of the edition that readers get."""
        link = self.folder / SITE
        return link.readlink().name if link.is_symlink() else None

    def path(self, name: str) -> Path:
        """Where an edition lies."""
        return self.folder / EDITIONS / name

    def find(self, edition: str) -> str | None:
        """The folder of an edition by its name without the number; a damaged one is none."""
        found = [name for name in self.names if name.partition("-")[2] == edition]
        return next((name for name in reversed(found) if is_whole(self.path(name))), None)

    @contextmanager
    def open(self) -> Iterator[None]:
        """For one run at a time; what a killed one left is gone. PublishError when another is at
        work, or the place of the link or the lock is taken by something else."""
        link, lock_file = self.folder / SITE, self.folder / LOCK
        if os.path.lexists(link) and not link.is_symlink():
            raise PublishError("taken", {"link": link})
        if os.path.lexists(lock_file) and not lock_file.is_file():
            raise PublishError("taken", {"link": lock_file})
        for folder in (self.folder, self.folder / EDITIONS, self.folder / ARCHIVES):
            _make(folder)
        with lock_file.open("w") as lock:
            _take(lock.fileno(), self.folder)
            self._tidy()
            yield

    def _tidy(self) -> None:
        for room in (EDITIONS, ARCHIVES):
            for path in (self.folder / room).glob(f"{PART}*"):
                shutil.rmtree(path) if path.is_dir() else path.unlink()
        (self.folder / LINK).unlink(missing_ok=True)

    def add(self, edition: str, make: Callable[[Path], None]) -> str:
        """Lay a new edition beside the others; its folder. Under its name it is always whole."""
        part = self.path(PART)
        part.mkdir()
        make(part)
        open_to_readers(part)
        last = self.names[-1].partition("-")[0] if self.names else "0"
        name = f"{int(last) + 1:04}-{edition}"
        flush_all(part)
        move(part, self.path(name))
        return name

    def show(self, name: str) -> None:
        """Let readers get an edition. PublishError when it is not as it was published."""
        checked_sums(self.path(name))
        (self.folder / LINK).symlink_to(Path(EDITIONS) / name)
        move(self.folder / LINK, self.folder / SITE)

    def must_be_there(self) -> None:
        """PublishError when there is no edition: the folder may be another than was meant."""
        if not self.names:
            raise PublishError("shelfless", {"folder": self.folder})

    def named(self, name: str) -> str:
        """The folder of an edition by its name, with its number or without. PublishError
        when there is none."""
        found = [one for one in self.names if name in (one, one.partition("-")[2])]
        if not found:
            known = ", ".join(self.names)
            raise PublishError("unknown", {"folder": self.folder, "name": name, "known": known})
        return found[-1]

    def before(self) -> str:
        """The folder of the edition before the one in force. PublishError when there is none."""
        earlier = [name for name in self.names if name < (self.in_force or "")]
        if not earlier:
            raise PublishError("first", {"folder": self.folder})
        return earlier[-1]

    def forget(self, keep: int) -> list[str]:
        """Remove the oldest editions but for so many, never the one in force; their folders."""
        old = [name for name in self.names[:-keep] if name != self.in_force]
        for name in old:
            self.path(name).rename(self.path(PART))
            shutil.rmtree(self.path(PART))
        return old


def _make(folder: Path) -> None:
    """A folder that everybody may look into, and those around it, unless they are there already."""
    try:
        missing = [one for one in (folder, *folder.parents) if not one.is_dir()]
        for one in reversed(missing):
            one.mkdir(exist_ok=True)
            one.chmod(FOLDER_MODE)
    except OSError as error:
        if error.errno not in MISPLACED:
            raise
        raise PublishError("place", {"folder": folder, "reason": error.strerror}) from error


def _take(lock: int, folder: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise PublishError("busy", {"folder": folder}) from error


def open_to_readers(folder: Path) -> None:
    """Let everybody read all that is in the folder: a web server is another user."""
    folder.chmod(FOLDER_MODE)
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)
