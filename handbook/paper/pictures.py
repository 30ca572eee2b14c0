"""Pictures on paper: which of them a text has, and how large each is in what is made."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml.html import HtmlElement

from handbook.images.store import Store
from handbook.paper.format import A4, A5, EPUB, IN_COLUMNS, PHONE, WORD

# So many pixels to an inch, no more and, where the picture has fewer, no less than the second.
DENSITY, LEAST_DENSITY, INCH = 220, 110, 25.4
# In millimetres, by the formats of templates/parts.typ: how wide a picture can be at the most
# (the width of the text) and how high, so that its caption finds place on the same page.
ROOM = {
    A4: (160.0, 120.0),
    IN_COLUMNS: (84.0, 110.0),
    A5: (116.0, 110.0),
    PHONE: (70.0, 70.0),
    WORD: (160.0, 120.0),
    EPUB: (116.0, 155.0),
}
# The folder of the files, and what is made of a drawing for programs that show none.
PICTURES, DRAWN = "pictures", ".png"
DRAWING, SIZES = ".svg", "pictures.json"
NAME, FILE = "data-picture", "data-file"


@dataclass(frozen=True)
class Shown:
    """A picture in a text, as hooks.py wrote it down: its name, the file that holds it, its size in
    pixels."""

    name: str
    file: str
    width: int
    height: int
    alternative: str

    def size(self, form: str) -> tuple[float, float]:
        """Width and height in millimetres in a format."""
        widest, highest = ROOM.get(form, ROOM[A4])
        width = min(widest, self.natural, highest * self.width / self.height)
        return width, width * self.height / self.width

    def centimetres(self, form: str) -> Mapping[str, str]:
        """Width and height as Word's maker reads them."""
        width, height = self.size(form)
        return {"width": f"{width / 10:.2f}cm", "height": f"{height / 10:.2f}cm"}

    @property
    def natural(self) -> float:
        """The width in millimetres from which on its pixels would be seen."""
        return self.width / LEAST_DENSITY * INCH


def pictures_in(trees: Iterable[HtmlElement]) -> Mapping[str, Shown]:
    """The pictures of trees by their files."""
    found = (shown(image) for tree in trees for image in tree.iter("img"))
    return {one.file: one for one in found}


def shown(image: HtmlElement) -> Shown:
    """The picture that an element of a tree stands for."""
    width, height = int(image.get("width", "1")), int(image.get("height", "1"))
    return Shown(image.get(NAME, ""), image.get(FILE, ""), width, height, image.get("alt", ""))


def drawn_file(one: Shown) -> str:
    """The file that shows a picture where drawings are not shown."""
    return one.file.removesuffix(DRAWING) + DRAWN if one.file.endswith(DRAWING) else one.file


def sizes_file(pictures: Mapping[str, Shown], form: str) -> Mapping[str, bytes]:
    """What templates/parts.typ must know: the sizes in millimetres."""
    sizes = {file: one.size(form) for file, one in pictures.items()}
    return {SIZES: json.dumps(sizes).encode()} if sizes else {}


def files_of(pictures: Mapping[str, Shown], form: str, store: Store) -> Mapping[str, bytes]:
    """The files of pictures as they are set in a format, cut to what paper can show."""
    return {file: _cut(one, form, store) for file, one in pictures.items()}


def _cut(one: Shown, form: str, store: Store) -> bytes:
    width, height = (round(side / INCH * DENSITY) for side in one.size(form))
    return store.for_paper(one.name, width, height)
