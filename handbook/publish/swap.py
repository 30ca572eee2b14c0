"""Put a new folder in the place of an old one, so that a reader finds one of the two, whole.

Killed at any moment, ``settle`` mends it: ``place`` is missing only where the file system cannot
exchange two folders, and then what was there lies in ``aside`` until it is settled.
"""

import ctypes
import os
import shutil
from pathlib import Path

AT_FDCWD, RENAME_EXCHANGE = -100, 2


def settle(place: Path, aside: Path) -> None:
    """Bring back what a killed swap put aside, and remove what it left."""
    if aside.exists() and not os.path.lexists(place):
        aside.rename(place)
    remove(aside)


def swap(new: Path, place: Path, aside: Path) -> None:
    """Put ``new`` in ``place``; what was there is removed. All three are on one file system."""
    if not os.path.lexists(place):
        new.rename(place)
    elif exchange(new, place):
        remove(new)
    else:
        place.rename(aside)
        new.rename(place)
        remove(aside)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step. False where the system cannot do that."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)


def remove(folder: Path) -> None:
    """Remove a folder, a link to one, or a file that stands in its place, if it is there. Under its
    own name it is always whole."""
    doomed = folder.with_name(f"{folder.name}.removed")
    _destroy(doomed)
    if os.path.lexists(folder):
        folder.rename(doomed)
        _destroy(doomed)


def _destroy(folder: Path) -> None:
    if folder.is_symlink() or not folder.is_dir():
        folder.unlink(missing_ok=True)  # a pipe too
    else:
        shutil.rmtree(folder)
