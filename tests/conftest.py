"""What the tests share: the project's own content, and its site built once; and a handbook of the
tests' own, tests/reader, with its site. What a test knows by name stands there, so that nothing an
editor does in docs/ turns a test of the engine red.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from handbook.check.all import check
from handbook.content.handbook import Content
from macros.catalog import catalog
from tests.html import Document, parse

ROOT = Path(__file__).resolve().parent.parent
READER = ROOT / "tests" / "reader"
CODE = ("browser", "handbook", "macros", "overrides", "hooks.py", "mkdocs.yml")
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


def copy_parts(root: Path, target: Path, names: Iterable[str]) -> None:
    """Copy files and folders of the project, without what Python leaves behind."""
    for name in names:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)


def project(target: Path, handbook: Path = READER, parts: Iterable[str] = CODE) -> Path:
    """The code in a folder, with another handbook than the project's."""
    target.mkdir(parents=True, exist_ok=True)
    copy_parts(ROOT, target, parts)
    shutil.copytree(handbook / "docs", target / "docs")
    return target


def read_site(folder: Path) -> BuiltSite:
    """Every page of a built site."""
    paths = sorted(folder.rglob("*.html"))
    return BuiltSite(folder, {str(path.relative_to(folder)): parse(path) for path in paths})


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site with all its files for paper, as it is at an address; they are kept between runs."""
    target = tmp_path_factory.mktemp("printed")
    done = build(ROOT, target, PAPER="true", SITE_URL="https://so-tay.example/")
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(target)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    target = tmp_path_factory.mktemp("site")
    done = build(ROOT, target)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(target)


@pytest.fixture(scope="session")
def reader() -> Content:
    """The handbook of tests/reader."""
    return check(READER, catalog()).must_be_sound()


@pytest.fixture(scope="session")
def reader_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site of that handbook."""
    folder = tmp_path_factory.mktemp("reader")
    done = build(project(folder / "project"), folder / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(folder / "site")
