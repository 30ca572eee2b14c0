"""Pictures: what is made of a file, and how the pages of a site show them."""

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import html
from PIL import Image, ImageCms

from handbook.check.pictures import MOST
from handbook.content.files import ATTACHMENTS, check_files
from handbook.content.handbook import load
from handbook.images import making, reading
from handbook.images.reading import Facts, facts_of, pixels
from handbook.images.store import Store
from handbook.language.problems import Problems
from handbook.publish import folder
from handbook.publish.figures import PICTURES
from tests.badpictures import DRAWING, SIZE, photo, saved
from tests.conftest import READER_LANGUAGES, ROOT
from tests.picturebook import ALT, CAPTION, ENTRY, KIND, SECRETS, built, write_handbook

PAGES = ("", "to-tin/", f"{ENTRY}/", "chuyen-de/")
LIMITS = ROOT / "docs" / "_site" / "budget.json"
BUDGET = json.loads(LIMITS.read_text(encoding="utf-8"))["pictures"]


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("handbook")
    write_handbook(root)
    return root


@pytest.fixture(scope="module")
def site(handbook: Path) -> Path:
    return built(handbook)


def images(site: Path, page: str) -> Iterator[tuple[Path, html.HtmlElement]]:
    """The pictures that a page shows, each with the folder that its addresses start from."""
    place = site / page
    tree = html.fromstring((place / "index.html").read_bytes())
    yield from ((place, image) for image in tree.iter("img"))


def candidates(place: Path, image: html.HtmlElement) -> Mapping[int, Path]:
    """The files of a picture by their widths."""
    offered = image.get("srcset") or f"{image.get('src')} {image.get('width')}w"
    pairs = (one.split() for one in offered.split(", "))
    return {int(width.removesuffix("w")): (place / path).resolve() for path, width in pairs}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("language", ["", "en/"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_its_pictures(site: Path, language: str, page: str) -> None:
    """Also where the page is not translated, and where it lies in a folder."""
    found = list(images(site, language + page))
    assert found
    for place, image in found:
        files = candidates(place, image)
        assert (place / image.get("src")).resolve() == files[max(files)]
        assert image.get("loading") == "lazy" and image.get("decoding") == "async"
        for width, path in files.items():
            assert path.parent == (site / PICTURES).resolve()
            assert path.stat().st_size <= making.WEIGHT
            if path.suffix != ".svg":
                assert opened(path.read_bytes()).width == width <= making.WIDTHS[-1]


def test_figure_says_what_the_editor_wrote(site: Path) -> None:
    (_, first), (_, second) = images(site, f"{ENTRY}/")
    assert first.get("alt") == ALT
    assert first.getparent().tag == second.getparent().tag == "figure"
    assert [one.text for one in first.getparent().iter("figcaption")] == [CAPTION]
    assert not second.getparent().findall("figcaption")


def test_picture_stands_upright_in_both_widths(site: Path) -> None:
    (place, image), _ = images(site, f"{ENTRY}/")
    files = candidates(place, image)
    assert tuple(files) == making.WIDTHS
    for path in files.values():
        picture = opened(path.read_bytes())
        assert picture.height * 3 == picture.width * 4
    width, height = int(image.get("width")), int(image.get("height"))
    assert (width, height) == (480, 640), "no higher than a screen"


def test_nothing_is_enlarged_and_printers_colours_are_those_of_screens(site: Path) -> None:
    small, printers = (candidates(*one) for one in images(site, "chuyen-de/"))
    assert tuple(small) == (200,) and tuple(printers) == (360, 500)
    for path in (*small.values(), *printers.values()):
        assert opened(path.read_bytes()).mode == "RGB"


def test_nothing_published_says_where_a_picture_comes_from(site: Path) -> None:
    pictures = [path for path in site.rglob("*") if path.suffix in (".jpg", ".png", ".webp")]
    made = [path for path in pictures if path.parent.name != "images"]
    assert len(made) > 6
    for path in made:
        assert not [secret for secret in SECRETS if secret in path.read_bytes()], path


def test_originals_are_not_published_but_for_a_clean_copy_of_what_is_linked(site: Path) -> None:
    copy = opened((site / "hinh" / "hop-to.jpg").read_bytes())
    assert copy.size == (1200, 1600) and not copy.getexif()
    for name in ("hinh/so-do.png", "hinh/nho.webp", "hinh/in.jpg", "chuyen-de/goc.jpg"):
        assert not (site / name).exists()
    listed = (site / "assets").glob("offline.*.json")
    paths = {row[0] for row in json.loads(next(listed).read_text(encoding="utf-8"))}
    assert "hinh/hop-to.jpg" not in paths
    assert {f"{PICTURES}/{path.name}" for path in (site / PICTURES).iterdir()} <= paths


def test_two_builds_are_the_same_and_the_second_makes_nothing(handbook: Path, site: Path) -> None:
    again = built(handbook, "again")
    kept = {path.name for path in (handbook / ".build" / "pictures").iterdir()}
    shutil.rmtree(handbook / ".build" / "pictures")
    anew = built(handbook, "anew")
    assert {path.name for path in (handbook / ".build" / "pictures").iterdir()} == kept
    for path in (site / PICTURES).iterdir():
        for other in (again, anew):
            assert (other / PICTURES / path.name).read_bytes() == path.read_bytes()


def test_changed_picture_changes_its_pages_and_itself_alone(handbook: Path, site: Path) -> None:
    path = handbook / "docs" / "hinh" / "in.jpg"
    before = path.read_bytes()
    path.write_bytes(saved(photo(500, 400).rotate(90), "JPEG"))
    changed = built(handbook, "changed")
    path.write_bytes(before)

    def texts(folder: Path) -> Mapping[str, bytes]:
        found = (path for path in folder.rglob("*") if path.suffix in (".html", ".js", ".css"))
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}

    old, new = texts(site), texts(changed)
    of_edition = {"sw.js"}
    assert {name for name in old if old[name] != new.get(name)} - of_edition == {
        "chuyen-de/index.html",
        "en/chuyen-de/index.html",
    }
    names = [{path.name for path in (folder / PICTURES).iterdir()} for folder in (site, changed)]
    assert len(names[0] - names[1]) == len(names[1] - names[0]) == 2


def test_pages_keep_the_budget_for_pictures(site: Path) -> None:
    """As a phone loads them that is 360 pixels wide and has two dots to a pixel."""
    for page in site.rglob("index.html"):
        name = page.parent.relative_to(site).as_posix()
        sizes = []
        for place, image in images(site, "" if name == "." else f"{name}/"):
            files = candidates(place, image)
            chosen = min((width for width in files if width >= 720), default=max(files))
            sizes.append(files[chosen].stat().st_size)
        assert sum(sizes) <= BUDGET["page"]
        assert max(sizes, default=0) <= BUDGET["each"]


def test_the_budget_is_what_the_rules_allow() -> None:
    assert BUDGET == {"each": making.WEIGHT, "page": MOST * making.WEIGHT}


@pytest.mark.parametrize(
    ("size", "mode"),
    [((2000, 1500), "RGB"), ((800, 4000), "RGB"), ((1500, 1000), "RGBA"), ((2000, 900), "L")],
)
def test_the_worst_picture_is_light_enough(size: tuple[int, int], mode: str) -> None:
    """Noise cannot be packed."""
    channels = [Image.effect_noise(size, 200) for _ in mode]
    image = Image.merge(mode, channels) if len(channels) > 1 else channels[0]
    data = saved(image, "PNG")
    facts = facts_of(data)
    for width in making.widths(facts):
        assert len(making.for_screens(data, facts, width).body) <= making.WEIGHT


@pytest.mark.parametrize(
    ("width", "made"),
    [(100, (100,)), (360, (360,)), (400, (400,)), (500, (360, 500)), (4000, (360, 720))],
)
def test_widths_are_never_those_of_larger_pictures(width: int, made: tuple[int, ...]) -> None:
    assert making.widths(Facts("jpeg", width, 10, "jpeg")) == made


@pytest.mark.parametrize(
    ("image", "mode", "made"),
    [
        (photo().convert("P"), "RGB", "png"),
        (photo().convert("1"), "L", "png"),
        (photo().convert("LA"), "RGB", "png"),
        (photo(), "RGB", "jpeg"),
        (Image.new("I;16", (50, 40), 32768), "L", "png"),
        (Image.new("RGBA", (50, 40), (255, 0, 0, 120)), "RGBA", "png"),
    ],
)
def test_whatever_kind_of_pixels_it_has(image: Image.Image, mode: str, made: str) -> None:
    data = saved(image, "PNG")
    assert facts_of(data).made == made
    plain = pixels(data, "png")
    assert plain.mode == mode and plain.info == {}


def test_deep_grey_stays_what_it_is() -> None:
    found = pixels(saved(Image.new("I;16", (9, 9), 32768), "PNG"), "png").getpixel((4, 4))
    assert found == 128


def test_colours_of_another_profile_are_those_of_screens() -> None:
    """Of the Lab profile every colour changes; one that cannot be read changes nothing."""
    wide = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    image = Image.new("RGB", (20, 20), (10, 200, 30))
    plain = saved(image, "PNG")
    broken = pixels(saved(image, "PNG", icc_profile=b"no profile"), "png")
    assert broken.tobytes() == pixels(plain, "png").tobytes()
    assert "icc_profile" not in pixels(saved(image, "PNG", icc_profile=wide), "png").info


def test_drawing_is_published_without_what_programs_noted() -> None:
    noted = '<!-- by me --><metadata>me</metadata><title>me</title><g id="a" a:b="me"/>'
    space = f'{SIZE} xmlns:a="urn:me"'
    data = DRAWING.format(noted, space).encode()
    made = making.for_screens(data, facts_of(data), 40)
    assert b"me" not in made.body and b'<g id="a"/>' in made.body
    assert (made.width, made.height) == (40, 30)


def test_drawing_that_says_its_shape_alone_has_a_size() -> None:
    data = DRAWING.format("", ' viewBox="0 0 4 3"').encode()
    assert facts_of(data) == Facts("svg", 720, 540, "svg")


def test_picture_is_read_to_its_end_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.jpg").write_bytes(saved(photo(), "JPEG"))
    (tmp_path / "docs" / "b.jpg").write_bytes(b"")
    first = Store.of(tmp_path).verdicts(["a.jpg", "b.jpg"])

    def never(_: bytes) -> Facts:
        raise AssertionError

    monkeypatch.setattr(reading, "facts_of", never)
    again = Store.of(tmp_path).verdicts(["a.jpg", "b.jpg"])
    assert again["a.jpg"] == first["a.jpg"] == Facts("jpeg", 400, 300, "jpeg")
    assert str(again["b.jpg"]) == str(first["b.jpg"])


def test_what_is_kept_lies_there_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build that is ended while it writes leaves nothing that the next one would take."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.jpg").write_bytes(saved(photo(), "JPEG"))

    def ended(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", ended)
        with pytest.raises(KeyboardInterrupt):
            Store.of(tmp_path).facts("a.jpg")
    assert Store.of(tmp_path).facts("a.jpg").width == 400


def test_heavy_files_stay_out_of_the_folder_to_take_along(tmp_path: Path) -> None:
    (tmp_path / "tep").mkdir()
    (tmp_path / "tep" / "phim.mp4").write_bytes(bytes(folder.LIGHT + 1))
    (tmp_path / "tep" / "nhe.pdf").write_bytes(b"%PDF")
    page = '<a href="../tep/phim.mp4">The <b>film</b></a> <a href="../tep/nhe.pdf">Text</a>'
    (tmp_path / "bai").mkdir()
    (tmp_path / "bai" / "index.html").write_text(page, encoding="utf-8")
    packed = folder.folder_zip(tmp_path, "so-tay", [p for p in tmp_path.rglob("*") if p.is_file()])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert sorted(archive.namelist()) == ["so-tay/bai/index.html", "so-tay/tep/nhe.pdf"]
        said = archive.read("so-tay/bai/index.html").decode()
    assert said == 'The <b>film</b> <a href="../tep/nhe.pdf">Text</a>'


def test_every_kind_of_file_to_download_is_accepted_where_it_is_linked(tmp_path: Path) -> None:
    write_handbook(tmp_path)
    page = tmp_path / "docs" / f"{KIND}.md"
    links = [f"[tệp {number}](tep{ending})" for number, ending in enumerate(ATTACHMENTS)]
    page.write_text(page.read_text(encoding="utf-8") + "\n\n".join(links), encoding="utf-8")
    for ending in ATTACHMENTS:
        (tmp_path / "docs" / "chuyen-de" / f"tep{ending}").write_bytes(b"a")
    problems = Problems()
    content = load(tmp_path, READER_LANGUAGES, problems)
    check_files(tmp_path / "docs", content, problems)
    assert not problems.found


def test_addresses_of_pictures_are_no_names_of_languages(site: Path) -> None:
    """A file whose name begins like a language would be missing from the other one's copy."""
    assert all(re.match("[0-9a-f]{8}-", path.name) for path in (site / PICTURES).iterdir())
