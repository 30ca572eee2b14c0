"""What the tests share: the project's own content, and its site built once; and a handbook of the
tests' own, tests/reader, with its site. What a test knows by name stands there, so that nothing an
editor does in docs/ turns a test of the engine red.
"""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook import marks
from handbook.check.all import check
from handbook.content.handbook import TEXTS, Content
from handbook.content.settings import read_settings
from handbook.language.problems import Problems
from handbook.language.texts import Texts, load_texts
from macros.catalog import catalog
from scripts.parts import CODE, copy_parts
from tests.html import Document, parse

ROOT = Path(__file__).resolve().parent.parent
READER = ROOT / "tests" / "reader"
# The languages of the project's own handbook, and of that one.
LANGUAGES = read_settings(ROOT, Problems()).languages
# Those of the first in which a page is written.
WRITTEN = [
    language
    for language in LANGUAGES.all
    if language == LANGUAGES.default or any((ROOT / "docs").rglob(f"*.{language}.md"))
]
READER_LANGUAGES = read_settings(READER, Problems()).languages
# Files that take long, the longest first: browsers, paper, whole builds.
SLOW = (
    *("test_browser", "test_servers", "test_browser_offline", "test_random_pages"),
    *("test_every_page", "test_old_browsers", "test_webkit", "test_typed", "test_offline"),
    *("test_paper", "test_scripts", "test_generators", "test_two_runs", "test_signs"),
    *("test_printable", "test_printed_bulletin", "test_epub", "test_word", "test_pictures"),
    *("test_printed_pictures", "test_javascript", "test_handouts", "test_kits", "test_verify"),
    *("test_zim", "test_columns", "test_accessible_books"),
    *("test_killed_publishing", "test_licences", "test_campaign", "test_publish", "test_editions"),
    *(
        "test_other_campaign",
        "test_retire",
        "test_shelf",
        "test_site",
        "test_contest",
        "test_exports",
        "test_export_tables",
        "test_anki",
        "test_screen",
        "test_oldest",
        "test_own_words",
        "test_bookless",
        "test_lost",
        "test_press",
        "test_shop",
        "test_sparing",
        "test_machine",
    ),
)
# Fixtures of which each takes longer than scripts/test fast may.
BUILT = frozenset(("printed", "site"))
# As in scripts/common: the Node.js of scripts/prepare, where the machine has none that will do.
os.environ["PATH"] = os.pathsep.join((str(ROOT / ".venv" / "node"), os.environ["PATH"]))


@dataclass(frozen=True)
class BuiltSite:
    """A built site: its folder and every page parsed, by path below the folder."""

    folder: Path
    pages: dict[str, Document]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def content() -> Content:
    return check(ROOT, catalog()).must_be_sound()


def all_texts() -> Texts:
    """What the interface says, in the languages that the project's own handbook brings too."""
    return load_texts(ROOT / "docs" / TEXTS)


def is_papers(page: str) -> bool:
    """Whether a page of a site is one of the papers for a meeting, which no copy has."""
    return f"/{marks.MEETINGS}/" in page


def language_of(page: str) -> str:
    """The language of a page of the project's own site, by its path."""
    folder = page.partition("/")[0]
    return folder if folder in LANGUAGES.others else LANGUAGES.default


@pytest.fixture(scope="session")
def texts() -> Texts:
    return all_texts()


@pytest.fixture(scope="session")
def source_texts() -> Path:
    """The folder with the sources' wording, which is not part of the project."""
    folder = Path(os.environ.get("SOURCE_TEXTS", ROOT.parent / "shared" / "sources"))
    if not folder.is_dir():
        pytest.skip("không có bản chữ của các nguồn bên cạnh dự án")
    return folder


def build(
    root: Path, target: Path, generator: str = "mkdocs", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the site generator in a project folder."""
    command = [sys.executable, "-m", generator, "build", "--strict", "-f", "mkdocs.yml"]
    return subprocess.run(
        [*command, "--site-dir", str(target)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def project(target: Path, handbook: Path = READER, parts: Iterable[str] = CODE) -> Path:
    """The code in a folder, with another handbook than the project's."""
    copy_parts(ROOT, target, parts)
    copy_parts(handbook, target, ("docs", "mkdocs.yml"))
    return target


def read_site(folder: Path) -> BuiltSite:
    """Every page of a built site, but for those that only lead on to where a page is now."""
    found = {str(path.relative_to(folder)): parse(path) for path in sorted(folder.rglob("*.html"))}
    return BuiltSite(folder, {name: page for name, page in found.items() if not leads_on(page)})


def leads_on(page: Document) -> bool:
    """Whether a page stands at an address that has moved."""
    return any(meta.attributes.get("http-equiv") == "refresh" for meta in page.all("meta"))


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site with all its files for paper, as it is at an address; they are kept between runs."""
    more = {"PAPER": "true", "ZIM": "true", "SITE_URL": "https://so-tay.example/"}
    return shared(tmp_path_factory, "printed", lambda target: build(ROOT, target, **more))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    return shared(tmp_path_factory, "site", lambda target: build(ROOT, target))


@pytest.fixture(scope="session")
def reader() -> Content:
    """The handbook of tests/reader."""
    return check(READER, catalog()).must_be_sound()


@pytest.fixture(scope="session")
def reader_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of that handbook."""

    def make(target: Path) -> subprocess.CompletedProcess[str]:
        return build(project(target.parent / "project"), target, ZIM="true")

    return shared(tmp_path_factory, "reader", make)


@pytest.fixture(scope="session")
def unpacked(reader_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that readers take along, unpacked."""
    [packed] = reader_site.folder.glob("*.zip")
    around = tmp_path_factory.mktemp("folder")
    shutil.unpack_archive(packed, around)
    return around / packed.stem


def shared(
    factory: pytest.TempPathFactory,
    name: str,
    make: Callable[[Path], subprocess.CompletedProcess[str]],
) -> BuiltSite:
    """A site that is built once, by the first of the processes that run the tests to ask for it."""
    folder = run_folder(factory) / name
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "site").is_dir():
            done = make(folder / "new")
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "new").rename(folder / "site")
    return read_site(folder / "site")


def run_folder(factory: pytest.TempPathFactory) -> Path:
    """A folder that is new in every run of the tests and the same in all its processes."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files begin first, so that no core waits for them in the end; scripts/test fast leaves
    them out, and whatever wants the site of the project's own handbook."""
    for item in items:
        wanted = getattr(item, "fixturenames", ())
        if item.path.stem in SLOW or not BUILT.isdisjoint(wanted):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: SLOW.index(item.path.stem) if item.path.stem in SLOW else len(SLOW))
