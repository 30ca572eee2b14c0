"""The codes that a PDF shows: where they are and what they say they lead to, by its structure; what
a camera reads in them as they are drawn."""

import json
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from PIL import Image

# Points, and dots to the inch with which a page is drawn; as a telephone has them or fewer.
INCH, DENSITY = 72, 200


@dataclass(frozen=True)
class Code:
    """A code on a page, from 0: its edges (left, low, right, high, in points), and the address that
    is told to those who do not see it."""

    page: int
    box: tuple[float, float, float, float]
    address: str


def codes_in(path: Path) -> list[Code]:
    """The pictures of a tagged PDF that tell of an address."""
    with pikepdf.open(path) as document:
        pages = {page.obj.objgen: at for at, page in enumerate(document.pages)}
        return sorted(_codes(document, pages), key=lambda code: code.page)


def _codes(document: pikepdf.Pdf, pages: dict[tuple[int, int], int]) -> Iterator[Code]:
    for one in document.objects:
        if not isinstance(one, pikepdf.Dictionary) or one.get("/S") != "/Figure":
            continue
        address = str(one.get("/Alt", "")).rpartition(" ")[2]
        if address.startswith("https://"):
            left, low, right, high = (float(edge) for edge in one.A[0].BBox)
            yield Code(pages[one.Pg.objgen], (left, low, right, high), address)


def read_codes(path: Path, codes: Sequence[Code], folder: Path) -> list[str | None]:
    """What a camera reads where these codes are; None for nothing."""
    given = [
        word
        for at, code in enumerate(codes)
        for word in _seen(path, code, folder / f"{path.stem}{at}")
    ]
    command = ["node", "tests/scanned.mjs", *given]
    done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    return [json.loads(line) for line in done.stdout.splitlines()]


def _seen(path: Path, code: Code, goal: Path) -> tuple[str, str, str]:
    """Draw a code, and no more than that, into a file of its dots; width and height."""
    with pikepdf.open(path) as document:
        _, _, _, top = (float(edge) for edge in document.pages[code.page].mediabox)
    left, low, right, high = code.box
    edges = (left, top - high, right - left, high - low)
    x, y, width, height = (str(round(edge / INCH * DENSITY)) for edge in edges)
    page, where = str(code.page + 1), ("-x", x, "-y", y, "-W", width, "-H", height)
    draw = ["pdftoppm", "-r", str(DENSITY), "-f", page, "-l", page, *where, "-png", "-singlefile"]
    subprocess.run([*draw, str(path), str(goal)], check=True, capture_output=True)
    picture = Image.open(goal.with_name(f"{goal.name}.png")).convert("RGBA")
    goal.write_bytes(picture.tobytes())
    return str(goal), str(picture.width), str(picture.height)
