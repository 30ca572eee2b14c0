"""A newer engine in a handbook that an older one started: the engine alone, and all of it."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.language.texts import Texts
from scripts.campaign import start, update
from scripts.engine import ENGINE, LIST, OWN, engine
from scripts.refusal import RefusedError
from tests.conftest import ROOT
from tests.test_campaign import KNOWN, NAME


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """A new handbook."""
    start(ROOT, tmp_path / "new", NAME, KNOWN)
    return tmp_path / "new"


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """An engine of which one file is other, one is new, one and a folder are no more."""
    root = tmp_path / "newer"
    for name in engine(ROOT):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, root / name)
    (root / "hooks.py").write_text("# mới\n", encoding="utf-8")
    (root / "handbook" / "moi.py").write_text("# mới\n", encoding="utf-8")
    (root / "ARCHITECTURE.md").unlink()
    shutil.rmtree(root / "browser" / "landing")
    return root


def own(root: Path) -> dict[str, bytes]:
    tops = (root / name for name in OWN)
    paths = (path for top in tops for path in (top, *top.rglob("*")) if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in paths}


def test_a_newer_engine_leaves_the_handbook_alone(new: Path, newer: Path) -> None:
    (new / "docs" / "index.md").write_text("của tôi", encoding="utf-8")
    before = own(new)
    gone = ["ARCHITECTURE.md", *(name for name in engine(ROOT) if "/landing/" in name)]
    assert update(newer, new) == sorted((*gone, "handbook/moi.py", "hooks.py"))
    assert not (new / "browser" / "landing").exists()
    assert own(new) == before and engine(new) == engine(newer)
    assert update(newer, new) == []


def test_what_somebody_changed_in_the_engine_is_not_lost(new: Path, newer: Path) -> None:
    for name in ("hooks.py", "ARCHITECTURE.md", "handbook/moi.py"):
        (new / name).write_text("của tôi", encoding="utf-8")
    before = engine(new)
    with pytest.raises(RefusedError) as caught:
        update(newer, new)
    assert caught.value.values == {"files": "ARCHITECTURE.md, handbook/moi.py, hooks.py"}
    assert engine(new) == before


def test_an_update_that_was_cut_can_be_done_again(new: Path, newer: Path) -> None:
    shutil.copy(newer / "hooks.py", new / "hooks.py")
    (new / "ARCHITECTURE.md").unlink()
    update(newer, new)
    assert engine(new) == engine(newer)


def test_what_lies_about_is_no_part_of_the_engine(newer: Path, tmp_path: Path) -> None:
    """With git what it keeps, in a copy without git what stands in the engine's own places."""
    before = engine(newer)
    assert {name.partition("/")[0] for name in engine(ROOT)} == set(ENGINE)
    (newer / "ghi-chu.docx").touch()
    (newer / "mat-khau").mkdir()
    (newer / "mat-khau" / "a.txt").touch()
    assert engine(newer) == before
    for command in (["init", "--quiet"], ["add", "."], ["rm", "--cached", "-q", "ghi-chu.docx"]):
        subprocess.run(["git", *command], cwd=newer, check=True)
    (newer / "scripts" / "thu.py").touch()
    assert engine(newer) == before


def stand_for_a_file(root: Path) -> None:
    (root / "hooks.py").unlink()
    (root / "hooks.py").mkdir()


def stand_for_a_folder(root: Path) -> None:
    shutil.rmtree(root / "handbook" / "paper")
    (root / "handbook" / "paper").touch()


def stand_beside_a_file(root: Path) -> None:
    (root / "hooks.py.part").mkdir()


@pytest.mark.parametrize(
    ("make", "places"),
    [
        (stand_for_a_file, "hooks.py"),
        (stand_for_a_folder, "handbook/paper"),
        (stand_beside_a_file, "hooks.py.part"),
    ],
)
def test_what_stands_in_the_place_of_the_engine_is_told(
    new: Path, newer: Path, texts: Texts, make: Callable[[Path], None], places: str
) -> None:
    make(new)
    before = engine(new)
    with pytest.raises(RefusedError) as caught:
        update(newer, new)
    assert (caught.value.code, caught.value.values) == ("misplaced", {"places": places})
    assert places in texts.message("campaign.misplaced", **caught.value.values)
    assert engine(new) == before


def test_a_folder_where_a_file_was_given_up_is_left_alone(new: Path, newer: Path) -> None:
    (new / "ARCHITECTURE.md").unlink()
    (new / "ARCHITECTURE.md").mkdir()
    update(newer, new)
    assert (new / "ARCHITECTURE.md").is_dir()


@pytest.mark.parametrize(
    "line", ["a  ../ngoai.md", "a  docs/index.md", "a  /ngoai.md", "chữ", "\udcff"]
)
def test_a_list_that_is_none_removes_nothing(
    new: Path, newer: Path, texts: Texts, line: str
) -> None:
    said = line.replace("a ", f"{'a' * 64} ", 1).encode(errors="surrogateescape")
    (new / LIST).write_bytes((new / LIST).read_bytes() + said + b"\n")
    before = own(new)
    with pytest.raises(RefusedError) as caught:
        update(newer, new)
    assert caught.value.code == "list" and texts.message("campaign.list", **caught.value.values)
    assert own(new) == before
