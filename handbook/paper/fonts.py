"""The fonts of everything printed: those with the widths of Times New Roman and Arial.

One file for each family, weight and style: letters of one word never come from two files.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

PACKAGE = "fonts-croscore"
# Where systems put them; the first is that of Debian's package.
SYSTEM = (Path("/usr/share/fonts/truetype/croscore"), Path("/usr/share/fonts/croscore"))
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
FILES = tuple(
    f"{family}-{style}.ttf" for family in ("Tinos", "Arimo", "Cousine") for style in STYLES
)


def find(folders: Iterable[Path]) -> Mapping[str, Path]:
    """The file of each font in the first of the folders that has it; missing ones are left out."""
    found: dict[str, Path] = {}
    for folder in folders:
        for name in FILES:
            if name not in found and (folder / name).is_file():
                found[name] = folder / name
    return found
