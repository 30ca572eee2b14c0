"""Build the site beside the old one and put it in its place: whole, or not at all.

scripts/build holds the lock without which two of these would build in one folder.
"""

from pathlib import Path

from handbook.machine import told
from handbook.publish.swap import remove, settle, swap
from scripts.generator import generate, written

SITE, WORK = Path("site"), Path(".build")
# For a web server, which is another user, whatever the builder's umask.
FOLDER_MODE, FILE_MODE = 0o755, 0o644


def open_to_readers(folder: Path) -> None:
    """Let everybody read all that is in the folder."""
    folder.chmod(FOLDER_MODE)
    for path in folder.rglob("*"):
        path.chmod(FOLDER_MODE if path.is_dir() else FILE_MODE)


def main() -> None:
    new, aside = WORK / "site", WORK / "previous"
    settle(SITE, aside)
    remove(new)
    options = ("--quiet", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(new))
    generate(("build", *options))
    open_to_readers(new)
    swap(new, SITE, aside)


if __name__ == "__main__":
    with told(*written()):
        main()
