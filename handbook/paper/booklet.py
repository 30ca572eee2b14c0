"""Booklets: A5 pages on A4 sheets, which are printed on both sides, folded and stitched."""

from collections.abc import Iterator
from pathlib import Path

import pikepdf

from handbook.paper import pdf, pdfpack
from handbook.paper.format import A5, BOOKLET, ISSUE, Format
from handbook.paper.jobs import Job

MADE = "booklet.pdf"
POINTS = 72 / 25.4
# The sheet, turned on its side.
WIDTH, HEIGHT = 297 * POINTS, 210 * POINTS
# Pages on both sides of a sheet.
OF_A_SHEET = 4
LEFT, RIGHT = "Left", "Right"


def make_booklet(job: Job, work: Path) -> Path:
    """Set main.typ in type as ``pdf.make_pdf`` does, in its format a5, and lay the pages out."""
    made = work / MADE
    impose(pdf.make_pdf(job, work), made)
    return made


def impose(source: Path, target: Path) -> None:
    """Lay the pages out so that the sheets, printed on both sides, turned over the short edge and
    folded in one pile, are the source in the order of its pages. Empty ones fill up the end."""
    with pikepdf.open(source) as pages, pikepdf.new() as sheets:
        for left, right in sides(len(pages.pages)):
            side = sheets.add_blank_page(page_size=(WIDTH, HEIGHT))
            drawn = (_drawn(pages, sheets, side, *half) for half in ((LEFT, left), (RIGHT, right)))
            side.Contents = sheets.make_stream(b"".join(drawn))
        _describe(pages, sheets)
        pdfpack.write(sheets, target)


def sides(count: int) -> Iterator[tuple[int, int]]:
    """The pages, from 0, on the left and on the right of each side of each sheet, the outermost
    sheet first and its outside before its inside. Those from ``count`` on are empty."""
    places = -(-count // OF_A_SHEET) * OF_A_SHEET
    for first in range(0, places // 2, 2):
        last = places - 1 - first
        yield last, first
        yield first + 1, last - 1


def _drawn(
    pages: pikepdf.Pdf, sheets: pikepdf.Pdf, side: pikepdf.Page, half: str, number: int
) -> bytes:
    """What draws a page in a half, beside the fold and at its own size."""
    if number >= len(pages.pages):
        return b""
    page = pages.pages[number]
    _, _, width, height = (float(edge) for edge in page.mediabox)
    left = WIDTH / 2 - (width if half == LEFT else 0)
    side.add_resource(
        sheets.copy_foreign(page.as_form_xobject()),
        pikepdf.Name.XObject,
        pikepdf.Name(f"/{half}"),
    )
    return f"q 1 0 0 1 {left:.3f} {(HEIGHT - height) / 2:.3f} cm /{half} Do Q\n".encode()


def _describe(pages: pikepdf.Pdf, sheets: pikepdf.Pdf) -> None:
    """Title and language of the source; for printers, both sides and nothing scaled."""
    for name in ("/Title", "/CreationDate"):
        if name in pages.docinfo:
            sheets.docinfo[name] = str(pages.docinfo[name])
    if "/Lang" in pages.Root:
        sheets.Root.Lang = str(pages.Root.Lang)
    sheets.Root.ViewerPreferences = pikepdf.Dictionary(
        DisplayDocTitle=True,
        Duplex=pikepdf.Name.DuplexFlipShortEdge,
        PrintScaling=pikepdf.Name("/None"),
    )


FORMAT = Format(BOOKLET, make_booklet, (ISSUE,), set_as=A5)
