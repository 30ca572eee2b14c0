"""scripts/publish killed while the site is read: every answer is a page of one whole edition."""

import os
import shutil
import signal
import subprocess
import threading
import time
from pathlib import Path
from random import Random

from handbook.publish.edition import EDITION
from handbook.publish.sums import checked_sums, write_sums
from tests.conftest import BuiltSite
from tests.conftest import project as made_project
from tests.reading import Pages, numbered, pages_of, readers
from tests.test_scripts import PROJECT

READERS, KILLS = 50, 5


def built(project: Path, pages: Pages, number: int) -> None:
    """What scripts/build would leave after every page has changed."""
    for name, page in pages.items():
        (project / "site" / name).write_bytes(numbered(page, number))
    (project / "site" / EDITION).write_text("2026.11\n", encoding="utf-8")
    write_sums(project / "site")


def begun(project: Path) -> subprocess.Popen[bytes]:
    """The command, of all processes together."""
    return subprocess.Popen(
        ["sh", "scripts/publish", "www", "--keep", "2"],
        cwd=project,
        env={name: value for name, value in os.environ.items() if name != "MINISIGN_KEY"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def killed(project: Path, moment: float) -> bool:
    """Begin the command and kill it after so many seconds, if it is still at work then."""
    command = begun(project)
    killer = threading.Timer(moment, os.killpg, (command.pid, signal.SIGKILL))
    killer.start()
    code = command.wait()
    killer.cancel()
    assert code in (0, -signal.SIGKILL)
    return code != 0


def kill_while_it_is_read(root: Path, project: Path, site: Path, kills: int) -> None:
    """Publish one edition after the other, each time killed; then one to the end."""
    made_project(project, parts=PROJECT)
    (project / ".venv").symlink_to(root / ".venv")
    shutil.copytree(site, project / "site")
    pages, link = pages_of(site), project / "www" / "site"
    built(project, pages, 0)
    began = time.monotonic()
    assert begun(project).wait() == 0
    took, random = time.monotonic() - began, Random(kills)
    with readers(link, pages, READERS) as wrong:
        hits = 0
        for number in range(1, kills + 1):
            built(project, pages, number)
            hits += killed(project, random.random() * took)
            checked_sums(link.resolve())
        assert begun(project).wait() == 0
    assert wrong == [] and hits > 0
    assert not list((project / "www").rglob(".do-dang*"))
    assert (link / "index.html").read_bytes() == numbered(pages["index.html"], kills)


def test_readers_never_see_a_killed_edition(
    root: Path, reader_site: BuiltSite, tmp_path: Path
) -> None:
    kill_while_it_is_read(root, tmp_path / "project", reader_site.folder, KILLS)
