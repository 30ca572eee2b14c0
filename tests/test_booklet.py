"""Booklets: printed on both sides, folded and stitched, the pages come in their order."""

import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from handbook.paper.booklet import HEIGHT, WIDTH, impose

A5 = (419.53, 595.28)
EMPTY = 0


def source(folder: Path, count: int) -> Path:
    """A5 pages, each with its number on it."""
    path = folder / f"a5-{count}.pdf"
    with pikepdf.new() as document:
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        for number in range(1, count + 1):
            page = document.add_blank_page(page_size=A5)
            page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
            text = f"BT /F 40 Tf 180 300 Td (page {number}.) Tj ET"
            page.Contents = document.make_stream(text.encode())
        document.docinfo["/Title"] = "Tờ tin"
        document.Root.Lang = "vi"
        document.save(path)
    return path


def half(path: Path, side: int, left: int) -> int:
    """The number of the page that is seen in a half of a side; EMPTY when there is none."""
    box = ["-x", str(left), "-y", "0", "-W", str(int(WIDTH / 2)), "-H", str(int(HEIGHT) + 1)]
    command = ["pdftotext", "-f", str(side), "-l", str(side), *box, str(path), "-"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.findall(r"page (\d+)\.", out)
    assert len(found) <= 1, out
    return int(found[0]) if found else EMPTY


def folded(path: Path) -> list[int]:
    """The pages in the order of reading, when the sheets lie in one pile, are folded and opened.

    A sheet is a pair of leaves. Turned over its short edge, what is on the left of its back lies
    behind what is on the right of its front.
    """
    with pikepdf.open(path) as document:
        count = len(document.pages)
    assert count % 2 == 0
    leaves: list[tuple[int, int]] = []
    # From the innermost sheet outwards: each is put around those before.
    for front in range(count - 1, 0, -2):
        back = front + 1
        right = int(WIDTH / 2) + 1
        first = (half(path, front, right), half(path, back, 0))
        last = (half(path, back, right), half(path, front, 0))
        leaves = [first, *leaves, last]
    return [page for leaf in leaves for page in leaf]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6, 7, 8, 12, 13, 30])
def test_folded_sheets_are_read_in_order(tmp_path: Path, count: int) -> None:
    target = tmp_path / "booklet.pdf"
    impose(source(tmp_path, count), target)
    read = folded(target)
    places = -(-count // 4) * 4
    assert read == [*range(1, count + 1), *[EMPTY] * (places - count)]


def test_sheets_are_a4_on_its_side_and_turned_over_the_short_edge(tmp_path: Path) -> None:
    impose(source(tmp_path, 5), tmp_path / "booklet.pdf")
    with pikepdf.open(tmp_path / "booklet.pdf") as document:
        assert len(document.pages) == 4
        for page in document.pages:
            assert [round(float(edge)) for edge in page.mediabox] == [0, 0, 842, 595]
        asked = document.Root.ViewerPreferences
        assert asked.Duplex == pikepdf.Name.DuplexFlipShortEdge
        assert str(asked.PrintScaling) == "/None"
        assert document.docinfo["/Title"] == "Tờ tin" and document.Root.Lang == "vi"


def test_pages_meet_at_the_fold_and_keep_their_size(tmp_path: Path) -> None:
    impose(source(tmp_path, 4), tmp_path / "booklet.pdf")
    command = ["pdftotext", "-bbox", str(tmp_path / "booklet.pdf"), "-"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    lefts = [float(left) for left in re.findall(r'xMin="([\d.]+)"[^>]*>page<', out)]
    # On the source the word begins 180 points from the left edge.
    middle = WIDTH / 2
    assert sorted({round(left) for left in lefts}) == [
        round(middle - A5[0] + 180), round(middle + 180)
    ]  # fmt: skip


def test_two_booklets_are_the_same_to_the_byte(tmp_path: Path) -> None:
    made = []
    for name in ("one.pdf", "two.pdf"):
        impose(source(tmp_path, 6), tmp_path / name)
        made.append((tmp_path / name).read_bytes())
    assert made[0] == made[1]


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    impose(source(tmp_path, 7), tmp_path / "booklet.pdf")
    command = ["qpdf", "--check", str(tmp_path / "booklet.pdf")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
