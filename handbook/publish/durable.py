"""Writes that outlast a power cut: what readers are led to lies on the disk first."""

import os
from pathlib import Path


def flush(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on the disk."""
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def flush_all(folder: Path) -> None:
    """Wait until all that is in a folder is on the disk."""
    for path in (*folder.rglob("*"), folder):
        flush(path)


def move(part: Path, path: Path) -> None:
    """Give something whole its name, in one step, in place of what had it."""
    part.replace(path)
    flush(path.parent)
