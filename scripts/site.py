"""Build the site beside the old one and put it in its place: whole, with a list of its files, or
not at all.

scripts/build holds the lock without which two of these would build in one folder.
"""

import os
import sys
import time
from pathlib import Path

from handbook.content.settings import read_settings
from handbook.language.problems import Problems
from handbook.language.texts import load_texts
from handbook.machine import told
from handbook.publish.edition import EDITION
from handbook.publish.shelf import open_to_readers
from handbook.publish.sums import NAME, write_sums
from handbook.publish.swap import remove, settle, swap
from scripts.generator import generate, written

SITE, WORK = Path("site"), Path(".build")


def sign_off(site: Path, began: float) -> None:
    """Say of the finished site which edition it is and which files it has. The list is as old as
    the beginning of the build: who changes a page after that does not have the change in it."""
    found = read_settings(Path.cwd(), Problems()).find("extra", "edition")
    (site / EDITION).write_text(f"{found.value if found else ''}\n", encoding="utf-8")
    write_sums(site)
    os.utime(site / NAME, (began, began))


def must_be_replaceable(place: Path) -> None:
    """A folder that is a disk of its own cannot be exchanged for another: that is told before
    anything long begins. SystemExit."""
    if place.is_mount():
        sys.exit(load_texts().message("machine.mounted", path=place.resolve()))


def main() -> None:
    began = time.time()
    new, aside = WORK / "site", WORK / "previous"
    must_be_replaceable(SITE)
    settle(SITE, aside)
    remove(new)
    options = ("--quiet", "--strict", "--config-file", "mkdocs.yml", "--site-dir", str(new))
    generate(("build", *options))
    sign_off(new, began)
    open_to_readers(new)
    swap(new, SITE, aside)


if __name__ == "__main__":
    with told(*written()):
        main()
