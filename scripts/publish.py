"""Lay the built site beside the editions that a server has, and let readers get it.

scripts/publish holds the lock of builds, so that ``site/`` stays as it is meanwhile.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.check.settings import ADDRESS
from handbook.content.handbook import TEXTS
from handbook.content.settings import read_settings
from handbook.language.problems import Problems
from handbook.language.texts import load_texts
from handbook.language.usage import Command, word
from handbook.machine import told
from handbook.publish.archive import write_archive
from handbook.publish.edition import PARTIAL, Built, lay_out
from handbook.publish.errors import PublishError
from handbook.publish.retire import Move, write_retired
from handbook.publish.shelf import ARCHIVES, SITE, Shelf
from handbook.publish.sums import NAME
from handbook.publish.verify.site import CANONICAL

BUILT = Path("site")
# What readers get is made of it; whoever changed it since the build may have forgotten to build.
SOURCES = ("docs", "mkdocs.yml")
KEPT, MOST = 3, 999
# Where commands of the handbook itself write, or read all that is there.
OWN = ("site", "docs", ".build")
# The key that archives are signed with.
KEY = "MINISIGN_KEY"


def say(key: str, **values: object) -> None:
    """Tell the editor."""
    print(load_texts().message(f"publishing.{key}", **values), file=sys.stderr)


def publish(shelf: Shelf, site: Built, keep: int, start: Path) -> None:
    """Lay a site out, unless it is there already, and let readers get it; and its archive."""
    name = shelf.find(site.name) or shelf.add(site.name, lambda part: lay_out(site, part))
    key = os.environ.get(KEY)
    archive = write_archive(
        shelf.path(name),
        f"{SITE}-{site.name}",
        shelf.folder / ARCHIVES,
        start / key if key else None,
    )
    switch(shelf, name)
    say("archived", archive=archive)
    for old in shelf.forget(keep):
        say("removed", edition=old)


def switch(shelf: Shelf, name: str) -> None:
    """Let readers get an edition."""
    before = shelf.in_force
    if before == name:
        say("same", edition=name)
        return
    shelf.show(name)
    say("shown", edition=name, link=shelf.folder / SITE)
    if before:
        say("kept", edition=before)


def warn_of_changes(site: Path) -> None:
    """Say when the content has been changed after the build."""
    built = (site / NAME).stat().st_mtime
    paths = (path for name in SOURCES for path in (Path(name), *sorted(Path(name).rglob("*"))))
    changed = next(
        (path for path in paths if path.is_file() and path.stat().st_mtime > built), None
    )
    if changed:
        say("older", path=changed)


def built() -> Built:
    """The site that scripts/build has made, with all its files."""
    if not BUILT.is_dir():
        raise PublishError("unbuilt", {"folder": BUILT})
    partial = BUILT / PARTIAL
    if partial.is_file():
        left = partial.read_text(encoding="utf-8").split()
        raise PublishError("partial", {"list": partial, "count": len(left), "some": left[0]})
    return Built.of(BUILT)


def retire(shelf: Shelf, address: str, keep: int, start: Path) -> None:
    """Publish what leads from the pages that readers know to those at another address."""
    if not ADDRESS.fullmatch(address) or not address:
        raise PublishError("address", {"address": address})
    old = Built.of(shelf.path(shelf.in_force)) if shelf.in_force else built()
    own = CANONICAL.search((old.folder / "index.html").read_text(encoding="utf-8"))
    if own and own[1].rstrip("/") == address.rstrip("/"):
        raise PublishError("itself", {"address": address})
    languages = read_settings(Path.cwd(), Problems()).languages.all
    texts = load_texts(Path("docs") / TEXTS)
    with TemporaryDirectory() as folder:
        site = Path(folder) / SITE
        write_retired(Move(old, f"{address.rstrip('/')}/", Path("browser"), texts, languages), site)
        publish(shelf, Built.of(site), keep, start)


def shelf_in(folder: Path) -> Shelf:
    """PublishError where the handbook itself is at work: nothing that is laid there would stay, and
    the site would no longer be as it was built."""
    here, meant = Path.cwd().resolve(), Path(os.path.realpath(folder))
    rooms = [here / name for name in OWN]
    if meant == here or any(room in (meant, *meant.parents) for room in rooms):
        raise PublishError("inside", {"folder": folder})
    return Shelf(folder)


def run(given: argparse.Namespace, start: Path) -> None:
    """Do what was asked. PublishError when it cannot be done; nothing has changed then."""
    shelf = shelf_in(start / given.folder)
    if given.rollback or given.to is not None:
        shelf.must_be_there()
    with told(shelf.folder if os.path.lexists(shelf.folder) else Path.cwd()), shelf.open():
        if given.rollback:
            switch(shelf, shelf.before())
        elif given.to is not None:
            switch(shelf, shelf.named(given.to))
        elif given.retire is not None:
            retire(shelf, given.retire, given.keep, start)
        else:
            site = built()
            warn_of_changes(site.folder)
            publish(shelf, site, given.keep, start)


def several(text: str) -> int:
    """How many editions are kept."""
    if not text.isdecimal() or not 1 <= int(text) <= MOST:
        raise argparse.ArgumentTypeError(text)
    return int(text)


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    made = Command("publish")
    made.add_argument("folder", type=word)
    made.add_argument("--keep", type=several, default=KEPT)
    way = made.add_mutually_exclusive_group()
    way.add_argument("--rollback", action="store_true")
    way.add_argument("--to")
    way.add_argument("--retire")
    return made


def main(arguments: Sequence[str]) -> None:
    start, *given = arguments
    try:
        run(parser().parse_args(given), Path(start))
    except PublishError as error:
        sys.exit(error.message(load_texts()))


if __name__ == "__main__":
    main(sys.argv[1:])
