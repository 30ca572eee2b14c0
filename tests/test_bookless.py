"""A build without the files that are made of all texts: quick, said, and not for readers."""

import re
from pathlib import Path

import pytest

from handbook.publish.edition import PARTIAL
from tests.articles import SOUND
from tests.conftest import build, project
from tests.html import parse


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small handbook, built without them into ``quick``, then whole into ``whole``."""
    folder = project(tmp_path_factory.mktemp("bookless") / "handbook", SOUND)
    for name, books in (("quick", "false"), ("whole", "true")):
        done = build(folder, folder / name, PAPER="true", BOOKS=books)
        assert done.returncode == 0, done.stdout + done.stderr
        (folder / f"{name}.txt").write_text(done.stderr, encoding="utf-8")
    return folder


def files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_what_is_made_of_all_texts_is_left_and_nothing_else(root: Path) -> None:
    quick, whole = files(root / "quick"), files(root / "whole")
    left = set((root / "quick" / PARTIAL).read_text(encoding="utf-8").split())
    assert {Path(name).suffix for name in left} == {".pdf", ".epub", ".docx"}
    assert "tep/vi/so-tay-phong-doc-a4.pdf" in left
    assert left <= whole and not left & quick
    # Pictures of first pages, and no more, go with them.
    assert whole - quick - left == {
        name for name in whole - quick - left if re.fullmatch(r"tep/.*\.png", name)
    }
    assert any(name.endswith(".pdf") for name in quick)
    assert quick - whole == {PARTIAL}


def test_the_build_says_so(root: Path) -> None:
    count = len((root / "quick" / PARTIAL).read_text(encoding="utf-8").split())
    said = (root / "quick.txt").read_text(encoding="utf-8")
    assert f"BOOKS=false): thiếu {count} tệp" in said and "sh scripts/build" in said
    assert "BOOKS" not in (root / "whole.txt").read_text(encoding="utf-8")


def test_no_page_leads_to_what_is_left(root: Path) -> None:
    left = set((root / "quick" / PARTIAL).read_text(encoding="utf-8").split())
    for page in (root / "quick").rglob("*.html"):
        goals = [str(one.attributes.get("href")) for one in parse(page).all("a")]
        assert not [goal for goal in goals if any(goal.endswith(name) for name in left)]
