"""Commands that were given another place than they need: one line in Vietnamese, never a trace,
never a wait without end."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.publish.shelf import LOCK
from handbook.publish.sums import NAME, write_sums
from handbook.publish.swap import settle, swap
from scripts import publish, serve, verify
from tests.conftest import ROOT, BuiltSite


def circle(path: Path) -> None:
    path.symlink_to(path.name)


PLACES: dict[str, Callable[[Path], object]] = {
    "nothing": lambda _: None,
    "file": Path.touch,
    "folder": Path.mkdir,
    "pipe": os.mkfifo,
    "circle": circle,
}


def search(*arguments: str | Path) -> tuple[int, list[str]]:
    """What the search of the command line says to a query, and its code."""
    done = subprocess.run(
        ["node", "scripts/search-cli.mjs", *arguments],
        cwd=ROOT, input="học tập\n", capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    return done.returncode, (done.stdout + done.stderr).splitlines()


@pytest.mark.parametrize("kind", PLACES)
def test_the_search_is_told_of_a_site(tmp_path: Path, kind: str) -> None:
    PLACES[kind](tmp_path / "site")
    code, [line] = search(tmp_path / "site", "vi")
    assert code == 1 and str(tmp_path / "site") in line and "sh scripts/build" in line


def test_the_search_says_how_it_is_used() -> None:
    for arguments in ([], ["site"], ["site", "vi", "thừa"]):
        code, [line] = search(*arguments)
        assert code == 2 and "Dùng: node scripts/search-cli.mjs" in line


def test_the_search_says_what_a_site_speaks_and_lacks(
    reader_site: BuiltSite, tmp_path: Path
) -> None:
    code, [line] = search(reader_site.folder, "zz")
    assert code == 1 and "“zz”" in line and "vi" in line
    shutil.copytree(reader_site.folder / "assets", tmp_path / "assets")
    shutil.copytree(reader_site.folder / "search", tmp_path / "search")
    assert search(tmp_path, "vi")[0] == 0
    for harm in (lambda path: path.write_text("{", "utf-8"), Path.unlink):
        harm(tmp_path / "search" / "vi.js")
        code, [line] = search(tmp_path, "vi")
        assert code == 1 and str(tmp_path) in line


@pytest.fixture
def handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook with a site that was built."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "edition.txt").write_text("2026.11\n", encoding="utf-8")
    write_sums(tmp_path / "site")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("kind", ["folder", "pipe", "circle"])
def test_publishing_is_told_of_what_stands_for_its_lock(handbook: Path, kind: str) -> None:
    (handbook / "www").mkdir()
    PLACES[kind](handbook / "www" / LOCK)
    with pytest.raises(SystemExit) as ended:
        publish.main([str(handbook), "www"])
    assert LOCK in str(ended.value) and os.path.lexists(handbook / "www" / LOCK)


@pytest.mark.parametrize("said", [b"\xff\xfe\n", b"ch\xe1\xbb\xaf\n", b""])
def test_publishing_is_told_of_a_list_that_is_none(handbook: Path, said: bytes) -> None:
    (handbook / "site" / NAME).write_bytes(said)
    with pytest.raises(SystemExit) as ended:
        publish.main([str(handbook), "www"])
    assert "sh scripts/build" in str(ended.value)


def test_comparing_waits_for_no_pipe(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for kind, make in PLACES.items():
        make(tmp_path / kind)
        assert verify.main([str(tmp_path), "http://127.0.0.1:9/", kind]) == 2
        [line] = capsys.readouterr().err.splitlines()
        assert str(tmp_path / kind) in line and "danh sách tệp" in line


def test_showing_ends_where_there_is_nothing_to_show(tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        serve.environment(tmp_path)
    assert "mkdocs.yml:1: [file-missing] " in str(ended.value)


@pytest.mark.parametrize("given", [["zz"], ["--port", "1"], ["-a", ""], ["--dev-addr"]])
def test_showing_says_how_it_is_used(given: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        serve.command(given)
    assert ended.value.code == 2 and "Dùng: sh scripts/serve" in capsys.readouterr().err
    assert serve.command(["-a", "127.0.0.1:9"])[-2:] == ("--dev-addr", "127.0.0.1:9")


@pytest.mark.parametrize("kind", ["file", "pipe", "circle", "folder"])
def test_a_new_site_takes_the_place_of_whatever_stands_there(tmp_path: Path, kind: str) -> None:
    new, place = tmp_path / "moi", tmp_path / "site"
    new.mkdir()
    PLACES[kind](place)
    settle(place, tmp_path / "cu")
    swap(new, place, tmp_path / "cu")
    assert place.is_dir() and [one.name for one in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("lock", ["using", "building"])
@pytest.mark.parametrize("kind", ["pipe", "folder"])
def test_a_build_is_told_of_what_stands_for_its_lock(tmp_path: Path, kind: str, lock: str) -> None:
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    for folder in ("docs", ".build"):
        (tmp_path / folder).mkdir()
    PLACES[kind](tmp_path / ".build" / lock)
    done = subprocess.run(
        ["sh", "scripts/build"],
        cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    [line] = done.stderr.splitlines()
    assert done.returncode == 1 and f".build/{lock}" in line
