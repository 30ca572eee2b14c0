"""The files of the engine in a handbook's folder: which they are, and the list of them that a
handbook has which was started with it."""

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatch
from pathlib import Path

from scripts.refusal import RefusedError

# What is a handbook's own.
OWN = ("docs", "mkdocs.yml", "README.md", "CHANGELOG.md")
# Where the engine's files are.
ENGINE = (
    *(".ci", ".editorconfig", ".github", ".gitignore", ".npmrc", "ARCHITECTURE.md"),
    *("CONTRIBUTING.md", "bench", "browser", "handbook", "hooks.py", "macros", "overrides"),
    *("package-lock.json", "package.json", "pyproject.toml", "scripts", "tests"),
    *("requirements.in", "requirements.txt", "requirements-audit.in", "requirements-audit.txt"),
    *("requirements-node.in", "requirements-node.txt"),
    *("requirements-test.in", "requirements-test.txt"),
)
LIST = ".engine"
LISTED = re.compile(r"([0-9a-f]{64})  (\S.*)")
# Hashes by path.
Files = Mapping[str, str]


def engine(root: Path) -> Files:
    """The files of the engine below a folder: all that git keeps but a handbook's own. What lies
    about beside them is somebody's, and stays where it is."""
    names = (Path(name) for name in _kept(root) or _found(root))
    own = sorted(name for name in names if name.parts[0] in ENGINE and (root / name).is_file())
    return {name.as_posix(): hash_of(root / name) for name in own}


def _kept(root: Path) -> Sequence[str]:
    """The files that git keeps; nothing where there is no git, or it keeps none of this folder."""
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return ()
    # Whoever runs the command need not be the owner of the folder.
    command = (git, "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z", "--cached")
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.split("\0")[:-1]


def _found(root: Path) -> Iterator[str]:
    """The files that git would keep, as far as its list of others says."""
    ignored = (root / ".gitignore").read_text(encoding="utf-8").split()
    tops = (root / name for name in ENGINE)
    paths = (path for top in tops for path in (top, *top.rglob("*")))
    names = (path.relative_to(root) for path in paths)
    return (name.as_posix() for name in names if not _is_ignored(name, ignored))


def _is_ignored(name: Path, patterns: Sequence[str]) -> bool:
    """As git has it: a pattern with a stroke in front is a path from the root, another any part."""
    paths = [path.as_posix() for path in (name, *name.parents)]
    return any(
        any(
            fnmatch(one, pattern.strip("/")) for one in (paths if pattern[0] == "/" else name.parts)
        )
        for pattern in patterns
    )


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def listed(folder: Path) -> Files:
    """What the list of a handbook says. RefusedError when that is no list, or names what is no part
    of the engine: it would be removed."""
    text = (folder / LIST).read_bytes().decode(errors="replace")
    found = [LISTED.fullmatch(line) for line in text.splitlines()]
    files = {match[2]: match[1] for match in found if match}
    if not all(found) or not all(_is_engines(Path(name)) for name in files):
        raise RefusedError("list", file=folder / LIST)
    return files


def _is_engines(name: Path) -> bool:
    return ".." not in name.parts and name.parts[0] not in ("/", *OWN)
