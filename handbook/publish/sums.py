"""The list of all files of a folder with their SHA-256, as ``sha256sum -c`` reads it."""

from collections.abc import Mapping
from pathlib import Path

from handbook.publish.assets import digest
from handbook.publish.errors import PublishError

# Below the folder that it lists.
NAME = "SHA256SUMS"
# Between hash and name, in the form that says: compared byte by byte.
BETWEEN = "  "
# So many names are told of those that are wrong.
TOLD = 3

# Hashes by the path below the folder.
Sums = Mapping[str, str]


def sums_of(folder: Path) -> Sums:
    """The files that a folder has, in the order of their names; not the list itself."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path for path in paths}
    return {name: digest(path.read_bytes()) for name, path in found.items() if name != NAME}


def write_sums(folder: Path) -> None:
    """Lay the list into the folder."""
    lines = (f"{value}{BETWEEN}{name}\n" for name, value in sums_of(folder).items())
    (folder / NAME).write_text("".join(lines), encoding="utf-8")


def read_sums(folder: Path) -> Sums:
    """The list of a folder. PublishError when it has none, and so was never finished."""
    path = folder / NAME
    if not path.is_file():
        raise PublishError("unfinished", {"folder": folder, "list": NAME})
    # What is no list at all names files that are not there, and so is told as one that is damaged.
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    parts = (line.partition(BETWEEN) for line in lines)
    return {name or value: value for value, _, name in parts}


def checked_sums(folder: Path) -> Sums:
    """The list of a folder that is exactly as listed. PublishError when it is not."""
    listed, found = read_sums(folder), sums_of(folder)
    compare(folder, listed, {name: found.get(name) for name in {**listed, **found}})
    return listed


def is_whole(folder: Path) -> bool:
    """Whether a folder is exactly as listed."""
    try:
        return bool(checked_sums(folder))
    except PublishError:
        return False


def compare(folder: Path, listed: Sums, found: Mapping[str, str | None]) -> None:
    """PublishError, with the names of some, when what was found in a folder is not as listed."""
    wrong = sorted(name for name in found if listed.get(name) != found[name])
    if wrong or not listed:
        some = ", ".join(wrong[:TOLD]) or NAME
        raise PublishError("changed", {"folder": folder, "count": len(wrong), "some": some})
