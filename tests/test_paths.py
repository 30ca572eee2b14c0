"""Whatever may stand at a path of the content: a line to the editor, never a trace, never a wait
without end."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from handbook.check.all import check
from handbook.check.paths import FILES, FOLDERS
from handbook.language.problems import report
from macros.catalog import catalog
from tests.conftest import ROOT
from tests.conftest import project as made_project

# A file of each folder and each kind that is read.
READ = (
    *FILES,
    *("docs/index.md", "docs/trang.en.md", "docs/anh.jpg", "docs/hinh/so-do.svg", "docs/tep.pdf"),
    *("docs/_registers/sources.yml", "docs/_registers/moi.yml", "docs/_questions/bo.yml"),
    *("docs/_editions/2026.11.yml", "docs/_editions/moved.yml", "docs/_texts/fr.yml"),
    *("docs/_site/mau.css", "docs/_site/bieu-tuong.svg", "docs/_site/trang-chieu.pptx"),
    *("docs/_site/buoi-hop.yml", "docs/_site/chu-lien.txt", "docs/_site/budget.json"),
    *("docs/_templates/bai.md", "docs/_queries/queries.jsonl", "docs/_words.txt"),
    *("overrides/main.html", "overrides/assets/stylesheets/base.css"),
)
# Without them root reads what nobody may.
AS_ANYBODY = ("setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all")


def listening(path: Path) -> None:
    """A socket, whose own path may not be as long as this one."""
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{os.open(path.parent, os.O_RDONLY)}/{path.name}")


def filled_folder(path: Path) -> None:
    path.mkdir()
    (path / "a.txt").touch()


MADE: Mapping[str, tuple[Callable[[Path], object], str]] = {
    "folder": (Path.mkdir, "file-folder"),
    "filled": (filled_folder, "file-folder"),
    "pipe": (os.mkfifo, "file-special"),
    "socket": (listening, "file-special"),
    "lost": (lambda path: path.symlink_to("khong-co"), "file-shortcut"),
    "circle": (lambda path: path.symlink_to(path.name), "file-shortcut"),
}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A copy of the sound handbook."""
    return shutil.copytree(ROOT / "tests/content_rules/base", tmp_path, dirs_exist_ok=True)


def put(path: Path, make: Callable[[Path], object]) -> None:
    """Something else in the place of what is there."""
    if path.is_dir():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    make(path)


def told(root: Path, texts: Path | None = None) -> list[str]:
    return report(sorted(check(root, catalog(), texts).problems.found)).splitlines()


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("kind", MADE)
def test_what_stands_for_a_file_is_told(base: Path, name: str, kind: str) -> None:
    make, code = MADE[kind]
    put(base / name, make)
    [line] = told(base)
    assert line.startswith(f"{name}:1: [{code}] ")


@pytest.mark.parametrize("name", sorted(FOLDERS))
def test_what_stands_for_a_folder_is_told(base: Path, name: str) -> None:
    for make, code in ((Path.touch, "file-instead"), *(MADE[kind] for kind in ("pipe", "lost"))):
        put(base / name, make)
        [line] = told(base)
        assert line.startswith(f"{name}:1: [{code}] ")


def test_what_may_lead_elsewhere_still_may(base: Path) -> None:
    """Settings that several handbooks share are no mistake; a lock of an editor is one's own."""
    (base / "mkdocs.yml").rename(base / "chung.yml")
    (base / "mkdocs.yml").symlink_to("chung.yml")
    assert told(base) == []
    (base / "docs/.#index.md").symlink_to("ai@may.1234")
    [line] = told(base)
    assert line.startswith("docs/.#index.md:1: [file-left] ")


def test_a_handbook_without_settings_is_told(base: Path) -> None:
    (base / "mkdocs.yml").unlink()
    [line] = told(base)
    assert line.startswith("mkdocs.yml:1: [file-missing] ")


def test_a_line_break_in_a_name_is_none_in_the_report(base: Path) -> None:
    (base / "docs/a\nb.md").touch()
    assert told(base) and all(line.startswith("docs/a b.md:1: [") for line in told(base))


def test_texts_of_sources_that_are_none_are_told(base: Path) -> None:
    """A name too long for a file, one outside the folder, a folder; bytes of another encoding."""
    register, text = base / "docs/_registers/sources.yml", base / "texts/nguon.txt"
    own = register.read_text(encoding="utf-8")
    for name in ("a" * 300, "/etc/passwd", "../docs/index.md", ".", "con"):
        (base / "texts/con").mkdir(exist_ok=True)
        register.write_text(own.replace("nguon.txt", name), encoding="utf-8")
        [line] = told(base, base / "texts")
        assert "[source-text-missing]" in line
    register.write_text(own, encoding="utf-8")
    text.write_bytes(b"\n\xff\xfe")
    [line] = told(base, base / "texts")
    assert line.startswith("texts/nguon.txt:2: [text-utf8] ")


def ask(root: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of the project in a folder of its own, by somebody who may not read everything."""
    own = AS_ANYBODY if os.geteuid() == 0 else ()
    if subprocess.run([*own, "true"], check=False).returncode:
        pytest.skip("máy này không cho bớt quyền")
    return subprocess.run(
        [*own, sys.executable, "-m", *command],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


CLOSED = ("docs/_registers", "docs/_words.txt", "docs/hinh", "docs/index.md", "mkdocs.yml")


@pytest.mark.parametrize("names", [CLOSED, ("docs",)], ids=["within", "whole"])
def test_what_may_not_be_read_is_told(base: Path, names: Sequence[str]) -> None:
    (base / "docs/_words.txt").touch()
    for name in names:
        (base / name).chmod(0)
    done = ask(base, "macros.check")
    for name in names:
        (base / name).chmod(0o755)
    *lines, _ = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.split("] ")[0] for line in lines] == [f"{one}:1: [file-closed" for one in names]


@pytest.mark.parametrize("kind", MADE)
def test_the_build_tells_it_too(tmp_path: Path, kind: str) -> None:
    """Before its own reading, which is not the content's."""
    project = made_project(tmp_path)
    make, code = MADE[kind]
    names = ("docs/_registers/moi.yml", "mkdocs.yml", "overrides/main.html", "docs/a.md")
    for name in names:
        put(project / name, make)
    done = ask(project, "scripts.generator", "build", "-q", "-f", "mkdocs.yml", "-d", "site")
    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert [line.split("] ")[0] for line in lines] == [f"{one}:1: [{code}" for one in sorted(names)]
