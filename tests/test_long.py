"""What takes long: ``sh scripts/test long``, weekly and before an issue is closed.

The seeds are the same every time; what they find becomes a case of a daily test.
"""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path
from random import Random

import pytest

from handbook.content.handbook import Content
from handbook.language.folding import bare_words
from tests.browsers import must_pass
from tests.conftest import LANGUAGES, BuiltSite
from tests.conftest import project as made_project
from tests.random_pages.__main__ import judges_of
from tests.random_pages.handbook import random_handbook
from tests.random_pages.run import Project
from tests.test_killed_publishing import kill_while_it_is_read
from tests.test_scripts import PROJECT, contents
from tests.test_search import search

pytestmark = [pytest.mark.long, pytest.mark.slow]
SEEDS, PAGES = range(1, 11), 50
KILLS, SIDE_BY_SIDE = 20, 4
PUBLISHINGS = 50
# Where a page is seen that is asked for by its name.
FIRST_ROWS = 3


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_handbook_is_shown_and_printed_as_typed(seed: int, tmp_path: Path) -> None:
    project = Project(tmp_path, random_handbook(seed, PAGES))
    project.make()
    for name, judge in judges_of(project).items():
        assert judge() == [], name


def begun(project: Path) -> subprocess.Popen[bytes]:
    """A build of the site, of all processes together."""
    return subprocess.Popen(
        ["sh", "scripts/build"],
        cwd=project,
        env={**os.environ, "PAPER": "false"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.fixture
def project(root: Path, tmp_path: Path) -> Path:
    """The code with the handbook of tests/reader, which shares the installed packages."""
    made = made_project(tmp_path / "project", parts=PROJECT)
    (made / ".venv").symlink_to(root / ".venv")
    return made


def test_a_build_killed_at_any_moment_leaves_the_site_whole(project: Path) -> None:
    began = time.monotonic()
    assert begun(project).wait() == 0
    took, whole = time.monotonic() - began, contents(project / "site")
    random = Random(KILLS)
    moments = [random.random() * took for _ in range(KILLS)]
    for moment in moments:
        build = begun(project)
        killer = threading.Timer(moment, os.killpg, (build.pid, signal.SIGKILL))
        killer.start()
        build.wait()
        killer.cancel()
        assert contents(project / "site") == whole, moment
    assert begun(project).wait() == 0
    assert contents(project / "site") == whole


def test_publishing_killed_at_any_moment_shows_whole_editions(
    root: Path, reader_site: BuiltSite, tmp_path: Path
) -> None:
    kill_while_it_is_read(root, tmp_path / "project", reader_site.folder, PUBLISHINGS)


def test_many_builds_at_once_make_the_same_site(root: Path, tmp_path: Path) -> None:
    projects = [made_project(tmp_path / str(n), parts=PROJECT) for n in range(SIDE_BY_SIDE)]
    for one in projects:
        (one / ".venv").symlink_to(root / ".venv")
    builds = [begun(one) for one in projects]
    assert [build.wait() for build in builds] == [0] * SIDE_BY_SIDE
    first, *others = (contents(one / "site") for one in projects)
    assert all(other == first for other in others)


def test_every_page_is_for_everyone(root: Path, site: BuiltSite, tmp_path: Path) -> None:
    """In every width and colour; the daily test does so with pages of every kind."""
    axe = root / "tests" / "browser" / "axe.test.mjs"
    must_pass(axe, site.folder, tmp_path, EVERYTHING="1")


@pytest.mark.parametrize("language", LANGUAGES.all)
def test_every_page_is_found_by_its_name_without_marks(
    root: Path, site: BuiltSite, content: Content, language: str
) -> None:
    pages = {page.id: page for page in content.pages.values() if page.language == language}
    asked = {name: " ".join(bare_words(page.title)) for name, page in pages.items()}
    answers = search(root, site.folder, language, asked.values())
    start = "" if language == LANGUAGES.default else f"{language}/"
    urls = {name: start + f"{name}/".removesuffix("index/") for name in asked}
    lost = [
        (asked[name], found[:FIRST_ROWS])
        for name, found in zip(asked, answers, strict=True)
        if urls[name] not in [url.partition("#")[0] for url in found[:FIRST_ROWS]]
    ]
    assert lost == []
