"""Books for a print shop and for a copier: their inks, their boxes, their cover."""

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
import typst
from PIL import Image, ImageChops

from handbook.building.settings import BuildSettings
from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper import fonts, pdf, shop
from handbook.paper.book import Article, Book, Edition, Part
from handbook.paper.errors import PaperError
from handbook.paper.format import A4, MONO, PRESS
from handbook.paper.inks import in_inks
from handbook.paper.jobs import Job
from handbook.paper.plan import chosen
from handbook.paper.press import document_of, options_of
from handbook.paper.requests import requested
from tests.poppler import drawn
from tests.realbooks import EDITION, put
from tests.scanned import codes_in, read_codes

RED = "#9b1c1c"
HTML = """<p>Một đoạn có <a href="https://noi-khac.example/">liên kết</a>.</p>
<h2 id="muc">Mục thứ nhất</h2>
<div class="admonition"><p class="admonition-title">Nên nhớ</p><p>Lời trong khung.</p></div>
<table><thead><tr><th>Tên</th><th>Việc</th></tr></thead>
<tbody><tr><td>Cơ quan</td><td>Lo việc đầu tiên</td></tr></tbody></table>"""
MILLIMETRE = 72 / 25.4
DRAWING = """<linearGradient id="a"><stop stop-color="#9b1c1c"/>
<stop offset=".5" stop-color="#fff"/><stop offset="1" stop-color="#1a4"/></linearGradient>
<radialGradient id="b"><stop stop-color="#00f"/>
<stop offset="1" stop-color="#ff0"/></radialGradient>
<pattern id="c" width="4" height="4" patternUnits="userSpaceOnUse">
<path fill="#9b1c1c" d="M0 0h2v2H0z"/><path fill="#0a0" d="M2 2h2v2H2z"/></pattern>
<mask id="d"><circle cx="30" cy="25" r="5" fill="#fff"/></mask>
<path fill="#1a4" d="M0 0h9v9z"/><path fill="url(#a)" d="M10 0h30v8H10z"/>
<path fill="url(#b)" d="M0 10h10v8H0z"/><path fill="url(#c)" d="M12 10h10v8H12z"/>
<g opacity=".5"><path fill="#9b1c1c" d="M24 10h8v5h-8z"/><path fill="#06c" d="M26 12h8v6h-8z"/></g>
<path fill="#f60" mask="url(#d)" d="M22 20h18v10H22z"/>"""
PLAIN = pikepdf.ObjectStreamMode.disable
# A part of a colour of 255 steps, where edges of letters are mixed.
SLIGHT = 12


@pytest.fixture(scope="module")
def book() -> Book:
    articles = [
        Article(f"bai-{at}", f"bai-{at}/", f"Bài {at}", f"Bài {at}", "Tóm lại", "vi", HTML, "b.md")
        for at in range(5)
    ]
    parts = (Part(articles[0], tuple(articles[1:])),)
    return Book("vi", "Sổ tay mẫu", "Năm bài", replace(EDITION, thickness=0.5), parts, "Để thử.")


def made(book: Book, texts: Texts, form: str, work: Path) -> Path:
    """The book as the tool of a format makes it; ``a4`` is the one for everybody."""
    words, found = texts.group("vi", "paper"), fonts.find(fonts.SYSTEM)
    source = document_of(book, words)
    [one] = [one for one in (*pdf.FORMATS, *shop.FORMATS) if one.name == form]
    options = {**options_of(A4, found, words), "ink": one.ink, "spot": RED}
    wanted = source.texts + source.around
    asked = one.texts(source.texts, book, source.ready, words) if one.texts else wanted
    files = {**source.files, **shop.jacket_files(book, words)}
    work.mkdir()
    put(files, work)
    return one.make(Job("mau.pdf", one.tool, files, options, asked, source.notes), work)


@pytest.fixture(scope="module")
def editions(book: Book, texts: Texts, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("shop")
    return {name: made(book, texts, name, folder / name) for name in (A4, PRESS, "jacket", MONO)}


def boxes(path: Path) -> dict[str, tuple[float, ...]]:
    """The boxes of all pages, in millimetres, as poppler reads them; all pages have the same."""
    command = ["pdfinfo", "-box", "-l", "999", str(path)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found: dict[str, set[tuple[float, ...]]] = {}
    for name, numbers in re.findall(r"^Page +\d+ (\w+)Box: +(.*)$", said, re.MULTILINE):
        edges = tuple(round(float(one) / MILLIMETRE, 1) for one in numbers.split())
        found.setdefault(name, set()).add(edges)
    assert all(len(one) == 1 for one in found.values()), found
    return {name: one.pop() for name, one in found.items()}


def pictures(path: Path, folder: Path) -> list[Image.Image]:
    folder.mkdir()
    subprocess.run(["pdftoppm", "-r", "60", "-png", path, folder / "p"], check=True)
    return [Image.open(one).convert("RGB") for one in sorted(folder.glob("*.png"))]


def saturation(picture: Image.Image) -> int:
    """How far the parts of its most colourful dot are from each other."""
    red, green, blue = picture.split()
    return max(farthest(*pair) for pair in ((red, green), (green, blue), (red, blue)))


def farthest(one: Image.Image, other: Image.Image) -> int:
    """How far two greys are from each other, where that is most."""
    return max(
        at for at, count in enumerate(ImageChops.difference(one, other).histogram()) if count
    )


def darkest(picture: Image.Image) -> int:
    return next(at for at, count in enumerate(picture.convert("L").histogram()) if count)


def chosen_colours(path: Path) -> tuple[set[str], set[str]]:
    """The operators of colour of a PDF, and the inks of its own."""
    operators, inks = set(), set()
    with pikepdf.open(path) as document:
        for page in document.pages:
            for one in pikepdf.parse_content_stream(page):
                if re.fullmatch(r"cs|sc|scn?|g|rg|k|sh", str(one.operator), re.IGNORECASE):
                    operators.add(str(one.operator))
            spaces = page.resources.ColorSpace.as_dict().values()
            inks |= {str(one[1]) for one in spaces}
            assert all(one[0] == "/Separation" for one in spaces)
    return operators, inks


@pytest.mark.parametrize("name", [PRESS, "jacket", MONO])
def test_other_programs_find_nothing_wrong(editions: dict[str, Path], name: str) -> None:
    command = ["qpdf", "--check", str(editions[name])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_page_is_a4_with_three_millimetres_more_and_room_for_marks(
    editions: dict[str, Path],
) -> None:
    found = boxes(editions[PRESS])
    assert found["Media"] == (0.0, 0.0, 230.0, 317.0)
    assert found["Bleed"] == (7.0, 7.0, 223.0, 310.0)
    assert found["Trim"] == (10.0, 10.0, 220.0, 307.0)


def test_pages_are_those_of_the_book_for_everybody(editions: dict[str, Path]) -> None:
    """So that who has the one finds the page in the other."""
    plain = [page.split() for page in drawn(editions[A4])]
    assert len(plain) > 5
    for name in (PRESS, MONO):
        assert [page.split() for page in drawn(editions[name])] == plain


def test_the_spine_is_as_thick_as_the_sheets(editions: dict[str, Path]) -> None:
    sheets = -(-pdf.page_count(editions[PRESS]) // 2)
    found = boxes(editions["jacket"])
    left, low, right, high = found["Trim"]
    assert right - left == pytest.approx(2 * 210 + sheets * 0.5, abs=0.15)
    assert high - low == pytest.approx(297, abs=0.15)
    assert found["Bleed"][0] == pytest.approx(left - 3, abs=0.15)
    # The back before the front; neither says what is inside.
    said = " ".join(" ".join(drawn(editions["jacket"])).split())
    assert said.index("Để thử.") < said.index("Năm bài")
    assert "Lời trong khung" not in said


def test_a_camera_reads_the_code_on_the_cover(editions: dict[str, Path], tmp_path: Path) -> None:
    [code] = codes_in(editions["jacket"])
    assert code.address == f"{EDITION.address}bai-0/"
    assert read_codes(editions["jacket"], [code], tmp_path) == [code.address]


def test_without_an_address_the_notice_stays_at_the_foot(
    book: Book, texts: Texts, tmp_path: Path
) -> None:
    nowhere = replace(book, edition=replace(book.edition, address=""))
    cover = made(nowhere, texts, "jacket", tmp_path / "cover")
    # The lower half of the back, in points.
    half = ["-x", "0", "-y", "449", "-W", "600", "-H", "450"]
    done = subprocess.run(["pdftotext", *half, cover, "-"], capture_output=True, check=True)
    assert done.stdout.decode().split() == ["Để", "thử."]


def test_there_are_black_and_one_more_ink(editions: dict[str, Path]) -> None:
    for name in (PRESS, "jacket"):
        operators, inks = chosen_colours(editions[name])
        assert inks == {"/MauPha", "/All"}
        assert operators <= {"g", "G", "cs", "CS", "scn", "SCN"} and "scn" in operators


def test_marks_are_in_all_inks_and_outside_of_what_is_left(
    editions: dict[str, Path], tmp_path: Path
) -> None:
    for page in pictures(editions[PRESS], tmp_path / "pages"):
        width, height = page.size
        around = round(10 / 25.4 * 60) - 2
        strips = ((0, 0, width, around), (0, height - around, width, height))
        for strip in strips:
            assert darkest(page.crop(strip)) < 128
        # Between the marks of the corners there is nothing.
        middle = page.crop((around * 2, 0, width - around * 2, around))
        assert darkest(middle) == 255


def test_a_copier_gets_no_colour_and_can_tell_boxes(
    editions: dict[str, Path], tmp_path: Path
) -> None:
    copied, shown = (pictures(editions[name], tmp_path / name) for name in (MONO, A4))
    assert max(map(saturation, copied)) <= SLIGHT < max(map(saturation, shown))
    operators, _ = chosen_colours(editions[MONO])
    assert operators == {"g", "G"}
    # A frame all around: more is black than where there is a bar at the left alone.
    with pikepdf.open(editions[MONO]) as document:
        drawn_lines = [str(one.operator) for one in pikepdf.parse_content_stream(document.pages[3])]
    with pikepdf.open(editions[A4]) as document:
        fewer = [str(one.operator) for one in pikepdf.parse_content_stream(document.pages[3])]
    assert drawn_lines.count("l") + drawn_lines.count("re") > fewer.count("l") + fewer.count("re")


@pytest.fixture
def pictured(tmp_path: Path) -> Path:
    """A page with a picture and a drawing with all that drawings fill with."""
    Image.new("RGB", (40, 40), (20, 160, 40)).save(tmp_path / "p.png")
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">{DRAWING}</svg>'
    (tmp_path / "v.svg").write_text(drawing, encoding="utf-8")
    shown = "\n".join(f'#image("{name}", width: 3cm)' for name in ("p.png", "v.svg"))
    markup = f'#set text(fill: rgb("{RED}"))\n{shown}\nA'
    (tmp_path / "main.typ").write_text(markup, encoding="utf-8")
    typst.compile(tmp_path / "main.typ", output=tmp_path / "m.pdf")
    return tmp_path / "m.pdf"


def test_pictures_become_grey(pictured: Path, tmp_path: Path) -> None:
    [before] = pictures(pictured, tmp_path / "before")
    in_inks(pictured, "")
    [after] = pictures(pictured, tmp_path / "after")
    assert saturation(before) > 100 and saturation(after) <= 1
    # As light as they were, and where they were.
    assert farthest(before.convert("L"), after.convert("L")) < 40


def test_pictures_are_mixed_of_no_other_ink(pictured: Path) -> None:
    """Whatever a drawing fills with: a space of more colours would be printed in four inks."""
    in_inks(pictured, RED)
    with pikepdf.open(pictured) as document:
        kinds = [one for one in document.objects if not isinstance(one, pikepdf.Array)]
        found = {key for one in kinds for key in ("/ShadingType", "/PatternType") if key in one}
        masks = [one.G for one in kinds if one.get("/S") == "/Luminosity"]
        groups = [one for one in kinds if "/Group" in one]
        assert len(found) == 2 and masks and len(groups) > len(masks)
        own = [one for one in groups if "/CS" in one.Group]
        assert {one.objgen for one in own} == {one.objgen for one in masks}
        assert {str(one.Group.CS) for one in own} == {"/DeviceGray"}
        document.save(pictured.with_name("plain.pdf"), object_stream_mode=PLAIN)
    body = pictured.with_name("plain.pdf").read_bytes()
    assert b"/ICCBased" not in body and b"/DeviceRGB" not in body and b"/Separation" in body


def test_all_the_handbook_a_part_and_a_page_can_be_asked_for(reader: Content, texts: Texts) -> None:
    names = {
        page: [one.path for one in chosen(reader, texts, "vi", page, PRESS)]
        for page in ("index", "bai-hoc/index")
    }
    assert names == {
        "index": ["tep/vi/so-tay-khu-pho-nha-in-ruot.pdf", "tep/vi/so-tay-khu-pho-nha-in-bia.pdf"],
        "bai-hoc/index": ["tep/vi/bai-hoc-nha-in-ruot.pdf", "tep/vi/bai-hoc-nha-in-bia.pdf"],
    }


def test_an_issue_of_a_bulletin_is_in_no_book(reader: Content, texts: Texts) -> None:
    issue = next(page.id for page in reader.defaults.values() if page.issue)
    for what in (PRESS, MONO):
        found = requested(reader, [issue, "index"], what)
        assert found.pages == ("index",)
        assert f"docs/{issue}.md" in found.refused[issue].message(texts)


@pytest.mark.parametrize("found", ["0,1", 0, 12, None])
def test_a_thickness_that_is_none_is_said(root: Path, texts: Texts, found: object) -> None:
    extra = {"edition": "2026.11", "paper_thickness": found}
    with pytest.raises(PaperError) as caught:
        BuildSettings.of(root, extra, "")
    said = caught.value.message(texts)
    assert "paper_thickness" in said and str(found) in said


def test_the_thickness_is_the_settings(root: Path) -> None:
    settings = BuildSettings.of(root, {"edition": "2026.11", "paper_thickness": 0.08}, "")
    assert settings.edition.thickness == 0.08
    assert Edition("2026.11", 2026, 11).thickness == 0.1
