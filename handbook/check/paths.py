"""What stands at each path, before anything is read: a file where a file is meant, a folder where a
folder is, and all of it open to whoever runs the command.

What reads the content after that need not fear a folder with the name of a file, a pipe that is
waited for without end, a shortcut that leads nowhere.
"""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from handbook.check.queries import FOLDER as QUERIES
from handbook.check.settings import LOG
from handbook.content.editions import FOLDER as EDITIONS
from handbook.content.files import LEFT, PUBLISHED
from handbook.content.handbook import REGISTERS, SETS, SITE, TEMPLATES, TEXTS
from handbook.content.settings import FILE
from handbook.language.problems import Problems

DOCS = "docs"
FILES, TOPS = (FILE, LOG), (DOCS, "overrides")
READ = (REGISTERS, TEMPLATES, TEXTS, SETS, SITE, EDITIONS, QUERIES)
FOLDERS = frozenset((*TOPS, *(f"{DOCS}/{name}" for name in READ)))
# How the names of files end, published ones and others.
ENDINGS = PUBLISHED.union((".yml", ".txt", ".json", ".jsonl", ".css", ".js", ".html", ".xml"))


def check_paths(root: Path, problems: Problems) -> None:
    """Every path of the content, the looks and the settings is what it is taken for. When one is
    not, nothing may be read: that would end with it, or never."""
    if not os.path.lexists(root / FILE):
        problems.add(FILE, 1, "file-missing", name=FILE)
    for path in _all(root):
        name = path.relative_to(root).as_posix()
        if code := _wrong(path, name):
            problems.add(name, 1, code, name=path.name)


def _all(root: Path) -> Iterator[Path]:
    """The settings, the folders and everything below them, whatever it is."""
    yield from (root / name for name in (*FILES, *TOPS) if os.path.lexists(root / name))
    for top in TOPS:
        for folder, folders, files in os.walk(root / top):
            folders.sort()
            yield from (Path(folder) / name for name in sorted((*folders, *files)))


def _wrong(path: Path, name: str) -> str | None:
    """The code of what is wrong with a path. Only below ``docs`` no shortcut is in order."""
    if path.is_symlink() and (name.startswith(f"{DOCS}/") or not path.exists()):
        return "file-left" if LEFT.fullmatch(path.name) else "file-shortcut"
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        return _wrong_folder(path)
    if not stat.S_ISREG(mode):
        return "file-special"
    if name in FOLDERS:
        return "file-instead"
    return None if os.access(path, os.R_OK) else "file-closed"


def _wrong_folder(path: Path) -> str | None:
    if path.suffix.lower() in ENDINGS:
        return "file-folder"
    return None if os.access(path, os.R_OK | os.X_OK) else "file-closed"
