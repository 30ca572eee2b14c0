"""What the machine refuses, told in the editor's language: a full disk, a closed folder; and what
saves it work."""

import errno
import gc
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from handbook.language.texts import load_texts

FULL = (errno.ENOSPC, errno.EDQUOT)
CLOSED = (errno.EACCES, errno.EPERM, errno.EROFS)
# What may be wrong with a path that somebody wrote: a file stands where a folder should, a shortcut
# leads nowhere or round in a circle, a name is too long.
MISPLACED = (errno.ENOTDIR, errno.EEXIST, errno.ENOENT, errno.ELOOP, errno.ENAMETOOLONG)
# Room for a new site beside the old one, printed files, and what is made on the way to them.
NEEDED = 200
MEGABYTE = 1_000_000


@contextmanager
def told(*folders: Path) -> Iterator[None]:
    """Ends the program with a line when the disk is full or something may not be read or written.

    ``folders`` are where it writes: the fullest of them is named.
    """
    try:
        yield
    except OSError as error:
        message = refusal(error, folders)
        if message is None:
            raise
        raise SystemExit(message) from error


def refusal(error: OSError, folders: tuple[Path, ...]) -> str | None:
    """What to tell of an error that is the machine's, not the program's."""
    if is_full(error):
        return full(folders)
    if error.errno not in CLOSED:
        return None
    return _text("closed", path=error.filename2 or error.filename or "", reason=error.strerror)


def full(folders: tuple[Path, ...]) -> str:
    """What to tell when a disk is full, with the fullest of those that the folders are on."""
    room = {folder: shutil.disk_usage(folder).free // MEGABYTE for folder in folders}
    folder = min(room, key=lambda name: room[name])
    return _text("full", folder=folder, room=room[folder], needed=NEEDED)


def is_full(error: BaseException | None) -> bool:
    """Whether a full disk is behind an error; tools only say so in words."""
    if error is None:
        return False
    words = [str(error)]
    if isinstance(error, subprocess.CalledProcessError):
        words += [_words(error.stdout), _words(error.stderr)]
    said = any(os.strerror(code) in word for code in FULL for word in words)
    return said or getattr(error, "errno", None) in FULL or is_full(error.__cause__)


def _words(output: bytes | str | None) -> str:
    return output.decode(errors="replace") if isinstance(output, bytes) else output or ""


def _text(key: str, **values: object) -> str:
    return load_texts().message(f"machine.{key}", **values)


@contextmanager
def kept_to_the_end() -> Iterator[None]:
    """Tell Python that what is read meanwhile stays: looking again and again whether it is still in
    use costs a tenth of a build. What an earlier build of the same process read is let go first."""
    gc.unfreeze()
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
