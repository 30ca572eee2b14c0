"""One folder put in the place of another, killed for real after every change on the disk."""

import itertools
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.publish.swap import exchange, remove, settle, swap
from scripts.site import must_be_replaceable

# Kills itself at the event of the given number of those by which Python changes the disk.
CHILD = """
import os, signal, sys
from pathlib import Path
from handbook.publish import swap

left = int(sys.argv[1])
CHANGES = {"os.rename", "os.remove", "os.rmdir", "os.mkdir", "shutil.rmtree"}

def count(event, arguments):
    global left
    if event in CHANGES:
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

real = swap.exchange

def exchange(one, other):
    count("os.rename", ())
    done = sys.argv[2] == "exchange" and real(one, other)
    count("os.rename", ())
    return done

swap.exchange = exchange
sys.addaudithook(count)
new, place, aside = Path("new"), Path("place"), Path("aside")
swap.settle(place, aside)
swap.swap(new, place, aside)
"""
NAMES = ("a.html", "b/c.html", "b/d/e.html")


def fill(folder: Path, text: str) -> None:
    for name in NAMES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def held(folder: Path) -> set[str]:
    """The texts of all files that the folder must have."""
    return {(folder / name).read_text(encoding="utf-8") for name in NAMES}


def run(root: Path, folder: Path, moment: int, way: str) -> int:
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(moment), way],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    ).returncode


@pytest.mark.parametrize("way", ["exchange", "two renames"])
def test_killed_at_any_moment_one_of_the_two_is_there(root: Path, tmp_path: Path, way: str) -> None:
    seen: set[str] = set()
    for moment in itertools.count():
        folder = tmp_path / str(moment)
        fill(folder / "place", "old")
        fill(folder / "new", "new")
        code = run(root, folder, moment, way)
        if way == "exchange":
            assert len(held(folder / "place")) == 1, moment
        settle(folder / "place", folder / "aside")
        [found] = held(folder / "place")
        seen.add(found)
        assert not (folder / "aside").exists()
        if code == 0:
            break
        assert code == -signal.SIGKILL
        again(folder)
    assert found == "new" and seen == {"old", "new"} and moment > len(NAMES)


def again(folder: Path) -> None:
    """The next build after a killed one."""
    remove(folder / "new")
    fill(folder / "new", "next")
    swap(folder / "new", folder / "place", folder / "aside")
    assert held(folder / "place") == {"next"}
    assert [path.name for path in folder.iterdir()] == ["place"]


def test_first_of_all_is_put_in_an_empty_place(tmp_path: Path) -> None:
    fill(tmp_path / "new", "new")
    swap(tmp_path / "new", tmp_path / "place", tmp_path / "aside")
    assert held(tmp_path / "place") == {"new"}


def test_a_link_is_replaced_and_what_it_leads_to_is_kept(tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere", "old")
    fill(tmp_path / "new", "new")
    (tmp_path / "place").symlink_to("elsewhere")
    swap(tmp_path / "new", tmp_path / "place", tmp_path / "aside")
    assert held(tmp_path / "place") == {"new"} and held(tmp_path / "elsewhere") == {"old"}
    assert not os.path.lexists(tmp_path / "new")


def test_a_file_in_the_place_is_replaced_and_stops_no_later_swap(tmp_path: Path) -> None:
    (tmp_path / "place").write_text("tệp", encoding="utf-8")
    for text in ("new", "newer"):
        settle(tmp_path / "place", tmp_path / "aside")
        remove(tmp_path / "new")
        fill(tmp_path / "new", text)
        swap(tmp_path / "new", tmp_path / "place", tmp_path / "aside")
        assert held(tmp_path / "place") == {text}
    assert {path.name for path in tmp_path.iterdir()} == {"place"}


def test_a_disk_of_its_own_is_told_before_anything_is_made() -> None:
    with pytest.raises(SystemExit, match="ổ đĩa gắn riêng"):
        must_be_replaceable(Path("/"))


def test_what_cannot_be_exchanged_is_said(tmp_path: Path) -> None:
    assert not exchange(tmp_path / "none", tmp_path / "neither")
