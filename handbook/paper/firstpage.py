"""Small pictures of the first pages of PDFs, for the page where these are downloaded. Whatever made
a PDF, Typst draws its page again."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import pikepdf
import typst

from handbook.images.png import drawn
from handbook.types import first_page_of

# Points that a picture is wide; dots to the inch, the finest first, until it has no more bytes.
WIDTH, DENSITIES, MOST = 90, (96, 84, 72, 60), 4000
PAGE = f"""#set page(width: {WIDTH}pt, height: auto, margin: 0pt)
#image("first.pdf", width: {WIDTH}pt)
"""


def draw_first_pages(site: Path, paths: Iterable[str]) -> None:
    """Draw the first page of each of these PDFs below a site into a picture beside it."""
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "main.typ").write_text(PAGE, encoding="utf-8")
        for path in paths:
            _cut(site / path, work / "first.pdf")
            (site / first_page_of(path)).write_bytes(_drawn(work))


def _cut(path: Path, goal: Path) -> None:
    with pikepdf.open(path) as whole, pikepdf.new() as first:
        first.pages.append(whole.pages[0])
        first.save(goal)


def _drawn(work: Path) -> bytes:
    """The largest picture that is small enough, or the smallest."""
    for density in DENSITIES:
        made = typst.compile(
            work / "main.typ", root=work, ignore_system_fonts=True, format="png", ppi=density
        )
        found = drawn(bytes(made))
        if len(found) <= MOST:
            break
    return found
