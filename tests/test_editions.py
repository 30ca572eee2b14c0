"""The register of editions: which pages count as changed, the command that writes it, what a new
edition changes of a site, and addresses that have moved. What a browser does with them:
tests/browser/editions.test.mjs, tests/browser/moved.test.mjs.
"""

import json
import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from handbook import marks
from handbook.check.all import check
from handbook.content.editions import Editions, Move, Record
from handbook.content.fingerprint import fingerprints
from handbook.content.model import Position
from handbook.language.problems import report
from macros.catalog import catalog
from scripts.editions import Written, write
from scripts.refusal import RefusedError
from tests.conftest import READER, BuiltSite, build, project

BASE = Path(__file__).parent / "content_rules" / "base"
TODAY = date(2026, 12, 5)
LOG = "# Thay đổi\n\n## 2026.11\n\nẤn bản đầu tiên.\n"
ENTRY, TABLES, OTHER = "docs/chuyen-de/doc-cham.md", "docs/tra-cuu.md", "docs/chuyen-de/tim-sach.md"
QUOTATIONS, ROWS = "docs/_registers/quotations.yml", "docs/_registers/sessions.yml"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A sound handbook with a list of changes, and no page in its register yet."""
    root = shutil.copytree(BASE, tmp_path / "small")
    (root / "CHANGELOG.md").write_text(LOG, encoding="utf-8")
    return root


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def hashes(root: Path) -> dict[str, str]:
    return dict(fingerprints(check(root, catalog()).content, root / "docs"))


def must_be_sound(root: Path) -> None:
    found = check(root, catalog()).problems
    assert not found, report(found.found)


# What counts as a change of a page's text.


@pytest.mark.parametrize(
    ("file", "old", "new", "changed"),
    [
        (ENTRY, "tự kể lại bằng lời", "tự kể lại bằng lời nói", [ENTRY]),
        (ENTRY, "title: Đọc chậm", "title: Đọc thật chậm", [ENTRY]),
        (ENTRY, "summary: Đọc ít", "summary: Đọc rất ít", [ENTRY]),
        (ENTRY, "sources: [noi-quy#dieu-1]", "sources: [noi-quy#dieu-2]", [ENTRY]),
        (ENTRY, "theo kịp một", "theo\n  kịp một", []),
        (ENTRY, "{#y-chinh}", "{#y-lon}", []),
        (ENTRY, "- Chỗ yên", "{## Xem lại. ##}\n\n- Chỗ yên", []),
        (ENTRY, "links: [chuyen-de/tim-sach]", "links: []", []),
        (ENTRY, "quotations: [giu-yen-lang]", "quotations: []", [ENTRY]),
    ],
)
def test_a_page_changes_by_its_own_text(
    small: Path, file: str, old: str, new: str, changed: Sequence[str]
) -> None:
    before = hashes(small)
    edit(small / file, old, new)
    after = hashes(small)
    assert [f"docs/{path}" for path in after if after[path] != before[path]] == changed


def test_a_page_changes_with_the_wording_and_the_rows_that_it_prints(small: Path) -> None:
    content = check(small, catalog()).content
    before = hashes(small)
    name, quotation = next(iter(content.quotations.items()))
    edit(small / QUOTATIONS, f"    vi: {quotation.text['vi']}", "    vi: Câu khác hẳn.")
    after = hashes(small)
    printing = {
        page.path
        for page in content.pages.values()
        if name in page.quotations or "quotations" in page.body or f'"{name}"' in page.body
    }
    assert TABLES.removeprefix("docs/") in printing
    assert {path for path in after if after[path] != before[path]} == printing


def test_a_row_that_a_table_leaves_out_is_none_of_its_page(small: Path) -> None:
    """Two pages print some rows of the same register."""
    for path, where in ((ENTRY, "true"), (OTHER, "false")):
        call = f'\n{{{{ table("sessions", columns=["seats"], where={{"open": "{where}"}}) }}}}\n'
        with (small / path).open("a", encoding="utf-8") as page:
            page.write(call)
    before, rows = hashes(small), check(small, catalog()).content.registers["sessions"].rows
    closed = next(row for row in rows.values() if row.values["open"] is False)
    edit(small / ROWS, f"seats: {closed.values['seats']}", "seats: 9")
    after = hashes(small)
    assert {path for path in after if after[path] != before[path]} == {
        path.removeprefix("docs/") for path in (OTHER, TABLES)
    }


def test_a_page_changes_with_its_picture(small: Path) -> None:
    before = hashes(small)
    with (small / "docs/hinh/phong-doc.svg").open("a", encoding="utf-8") as picture:
        picture.write("\n")
    after = hashes(small)
    shown = {
        page.path
        for page in check(small, catalog()).content.pages.values()
        if "phong-doc.svg" in page.body
    }
    assert shown and {path for path in after if after[path] != before[path]} == shown


# The command.


def say(root: Path, written: Written, text: str) -> None:
    """Write the lines that the command asks for."""
    path = root / written.file
    path.write_text(path.read_text("utf-8").replace("what:\n", f"what: {text}\n"), "utf-8")


def test_the_first_edition_has_every_page_and_asks_for_nothing(small: Path) -> None:
    written = write(small, "2026.11", TODAY)
    content = check(small, catalog()).content
    assert (written.new, written.changed, written.unsaid) == (len(content.pages), 0, ())
    assert content.editions.records[0].day == "2026-12-05"
    must_be_sound(small)


def test_a_new_edition_has_what_changed_and_is_refused_until_it_is_said(small: Path) -> None:
    write(small, "2026.11", date(2026, 11, 1))
    settings = (small / "mkdocs.yml").read_text(encoding="utf-8")
    edit(small / ENTRY, "lập luận dài", "lập luận rất dài")
    (small / "docs/moi.md").write_text("---\ntitle: Mới\nsummary: Mới.\n---\n\nMới.\n", "utf-8")
    written = write(small, "2026.12", TODAY)
    assert (written.new, written.changed) == (1, 1)
    assert written.unsaid == (ENTRY.removeprefix("docs/"),)
    now = (small / "mkdocs.yml").read_text(encoding="utf-8")
    assert now == settings.replace("'2026.11'", "'2026.12'")
    codes = [one.code for one in check(small, catalog()).problems.found]
    assert sorted(codes) == ["edition-unsaid", "edition-what"]
    say(small, written, "Nói rõ hơn.")
    edit(small / "CHANGELOG.md", "## 2026.12\n", "## 2026.12\n\nThêm một trang.\n")
    must_be_sound(small)


def test_written_anew_it_keeps_what_was_said(small: Path) -> None:
    write(small, "2026.11", date(2026, 11, 1))
    edit(small / ENTRY, "lập luận dài", "lập luận rất dài")
    said = "Nói: “rõ” hơn, # không sai."
    first = write(small, "2026.12", TODAY)
    path = small / first.file
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("what:\n", f"what: '{said}'\n    correction: true\n"), "utf-8")
    edit(small / OTHER, "title: Tìm sách", "title: Tìm cho ra sách")
    again = write(small, "2026.12", date(2027, 1, 1))
    assert again.unsaid == (OTHER.removeprefix("docs/"),)
    record = check(small, catalog()).content.editions.records[0]
    change = record.pages[ENTRY.removeprefix("docs/")]
    assert (change.what, change.correction, record.day) == (said, True, "2026-12-05")
    edit(small / ENTRY, "lập luận rất dài", "lập luận dài")
    assert ENTRY not in write(small, "2026.12", TODAY).unsaid
    pages = check(small, catalog()).content.editions.records[0].pages
    assert set(pages) == {OTHER.removeprefix("docs/")}


def test_what_it_is_known_by_stays_when_it_is_called_otherwise(small: Path) -> None:
    """Said by the first register that is written, never by another."""
    content = check(small, catalog()).content
    assert content.editions.handbook == "" and content.known_by == "so-tay-phong-doc"
    first = small / write(small, "2026.11", date(2026, 11, 1)).file
    home = small / "docs/index.md"
    edit(home, "title: Sổ tay phòng đọc", "title: Nơi đọc sách")
    for name in ("2026.11", "2026.12"):
        other = small / write(small, name, TODAY).file
    assert "handbook: so-tay-phong-doc\n" in first.read_text(encoding="utf-8")
    assert "handbook:" not in other.read_text(encoding="utf-8")
    assert check(small, catalog()).content.known_by == "so-tay-phong-doc"


@pytest.mark.parametrize(
    ("name", "title", "code"),
    [("2026", "title", "name"), ("2026.10", "title", "old"), ("2026.12", "titel", "unsound")],
)
def test_what_cannot_be_written_changes_nothing(
    small: Path, name: str, title: str, code: str
) -> None:
    edit(small / ENTRY, "title: Đọc chậm", f"{title}: Đọc chậm")
    before = own(small)
    with pytest.raises(RefusedError) as caught:
        write(small, name, TODAY)
    assert caught.value.code == code
    assert own(small) == before


def test_a_month_has_one_edition_however_it_is_written(small: Path) -> None:
    """Who writes 2027.1 for the one that is registered as 2027.01 means that."""
    write(small, "2027.01", date(2027, 1, 5))
    files = set(own(small))
    edit(small / ENTRY, "lập luận dài", "lập luận rất dài")
    assert write(small, "2027.1", TODAY).file == "docs/_editions/2027.01.yml"
    assert set(own(small)) == files
    assert "'2027.01'" in (small / "mkdocs.yml").read_text(encoding="utf-8")
    assert "2027.1\n" not in (small / "CHANGELOG.md").read_text(encoding="utf-8")


def test_settings_that_cannot_be_written_leave_no_register(small: Path) -> None:
    edit(small / "mkdocs.yml", "'2026.11'", ">-\n    2026.11")
    before = own(small)
    with pytest.raises(RefusedError) as caught:
        write(small, "2026.12", TODAY)
    assert caught.value.code == "settings" and own(small) == before


def test_a_list_of_changes_may_end_in_the_middle_of_a_line(small: Path) -> None:
    (small / "CHANGELOG.md").write_text("# Thay đổi\n\nNhững gì đã đổi.", encoding="utf-8")
    write(small, "2026.12", TODAY)
    said = (small / "CHANGELOG.md").read_text(encoding="utf-8")
    assert said == "# Thay đổi\n\nNhững gì đã đổi.\n\n## 2026.12\n\n"


def own(root: Path) -> dict[Path, bytes]:
    """What an editor keeps; pictures that have been made lie beside it."""
    paths = (root / "mkdocs.yml", root / "CHANGELOG.md", *(root / "docs").rglob("*"))
    return {path: path.read_bytes() for path in paths if path.is_file()}


def test_a_page_that_has_moved_goes_on_in_the_register(small: Path) -> None:
    """It is neither new nor changed, nor are those that name it by its new id."""
    write(small, "2026.11", date(2026, 11, 1))
    (small / ENTRY).rename(small / "docs/chuyen-de/doc-ky.md")
    for path in (*small.rglob("*.md"), *small.rglob("*.yml")):
        if path.parent.name != "_editions":
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("doc-cham", "doc-ky"), encoding="utf-8")
    moved = small / "docs/_editions/moved.yml"
    moved.write_text("chuyen-de/doc-cham: chuyen-de/doc-ky\n", encoding="utf-8")
    must_be_sound(small)
    written = write(small, "2026.12", TODAY)
    assert (written.new, written.changed) == (0, 0)
    record = check(small, catalog()).content.editions.records[0]
    assert set(record.addresses) == {"chuyen-de/doc-ky"}


# Addresses.


@pytest.mark.parametrize(
    ("address", "now"),
    [
        ("a", "c"),
        ("a#x", "c#y"),
        ("b#x", "c#y"),
        ("a#z", "c#z"),
        ("d", "c#phan"),
        ("d#x", "c#phan"),
        ("c#z", "c#z"),
    ],
)
def test_moves_are_followed_one_after_the_other(address: str, now: str) -> None:
    at = Position("", 1)
    moves = {"a": "b", "b": "c", "b#x": "c#y", "d": "c#phan"}
    editions = Editions(moved={old: Move(goal, at) for old, goal in moves.items()})
    assert editions.now(address) == now
    assert editions.former == {"c": ("a", "b")}


def test_a_page_that_became_the_index_of_its_folder_has_left_no_address() -> None:
    """Nothing may lead on from there: it would lie in the page's own place, and take what readers
    keep from the page for the page."""
    at = Position("", 1)
    moves = {"a": "a/index", "b": "c/index", "d": "a/index#x", "e/index": "e"}
    editions = Editions(moved={old: Move(goal, at) for old, goal in moves.items()})
    assert editions.left == ("b", "d")
    assert (editions.left_by("a/index"), editions.left_by("c/index")) == ((), ("b",))
    assert editions.former["a/index"] == ("a",) and editions.first_id("e") == "e"


def test_editions_are_in_the_order_of_time() -> None:
    names = [
        Record(name, None, {}, {}, Position("", 1)) for name in ("2026.9", "2026.10", "2027.1")
    ]
    assert sorted(names, key=lambda one: one.order) == names


# What a new edition changes of a site.

LESSONS = ("bai-hoc/phoi-hop", "bai-hoc/hop-noi-minh", "gia-tri/viec-chung")
NEWS = ("tra-cuu/co-gi-moi/index.html", "en/tra-cuu/co-gi-moi/index.html")


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A site, and that of the next edition, in which three lessons have changed."""
    root = project(tmp_path_factory.mktemp("editions") / "project")
    write(root, "2026.11", date(2026, 11, 5))
    address = {"SITE_URL": "https://so-tay.example/"}
    found = (root.parent / "before", root.parent / "after")
    before = build(root, found[0], **address)
    for lesson in LESSONS:
        edit(
            root / f"docs/{lesson}.md",
            "## Ý chính {#y-chinh}\n",
            "## Ý chính {#y-chinh}\n\nThêm.\n",
        )
    say(root, write(root, "2026.12", TODAY), "Thêm một đoạn.")
    after = build(root, found[1], **address)
    for done in (before, after):
        assert done.returncode == 0, done.stdout + done.stderr
    return found


def test_only_what_was_touched_changes(sites: tuple[Path, Path]) -> None:
    before, after = sites
    names = {path.relative_to(after).as_posix() for path in after.rglob("*.html")}
    lessons = {f"{folder}{one}/index.html" for one in LESSONS for folder in ("", "en/")}
    changed = {one for one in names if (before / one).read_bytes() != (after / one).read_bytes()}
    # Papers for a meeting say what the lesson says.
    papers = {f"{one}/{marks.MEETINGS}/index.html" for one in LESSONS} & names
    assert changed == {*lessons, *papers, *NEWS}
    code, was = ({one.name for one in (site / "assets").glob("*.*s")} for site in (after, before))
    assert code and code == was


def test_every_page_says_the_edition_of_its_text(sites: tuple[Path, Path]) -> None:
    _, after = sites
    said = "Nội dung trang này theo ấn bản"
    pages = {
        path.relative_to(after).as_posix(): path.read_text("utf-8")
        for path in after.rglob("*.html")
    }
    assert f"{said} 2026.12." in pages["bai-hoc/phoi-hop/index.html"]
    assert f"{said} 2026.11." in pages["bai-hoc/kiem-soat-quyen-luc/index.html"]
    assert "is that of edition 2026.11." in pages["en/index.html"]
    named = {name for name, page in pages.items() if re.search(r"2026\.12", page)}
    assert named == {
        *NEWS,
        *(f"{folder}{one}/index.html" for one in LESSONS for folder in ("", "en/")),
    }


def test_the_site_map_has_the_day_of_that_edition(sites: tuple[Path, Path]) -> None:
    text = (sites[1] / "sitemap.xml").read_text(encoding="utf-8")
    days = dict(re.findall(r"<loc>https://so-tay\.example/([^<]*)</loc>\s*<lastmod>([^<]*)<", text))
    assert days["bai-hoc/phoi-hop/"] == "2026-12-05"
    assert days["bai-hoc/kiem-soat-quyen-luc/"] == days[""] == "2026-11-05"
    assert len(days) == text.count("<loc>")


def test_after_the_edition_a_page_says_so_and_has_no_day(
    small: Path, reader_site: BuiltSite
) -> None:
    """In the handbook of the tests no page is as its register says."""
    lesson = (reader_site.folder / "bai-hoc/kiem-soat-quyen-luc/index.html").read_text("utf-8")
    other = (reader_site.folder / "bai-hoc/phoi-hop/index.html").read_text("utf-8")
    assert "Trang này được sửa sau ấn bản 2026.11." in lesson
    assert "Trang này mới có sau ấn bản 2026.11." in other


def test_a_page_at_an_old_address_is_kept_and_not_found_by_searching(
    sites: tuple[Path, Path],
) -> None:
    _, after = sites
    page = (after / "bai-hoc/lam-toi-noi/index.html").read_text(encoding="utf-8")
    assert '<link rel="canonical" href="https://so-tay.example/bai-hoc/lam-den-noi/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert "lam-toi-noi" not in (after / "sitemap.xml").read_text(encoding="utf-8")
    index = "".join(path.read_text("utf-8") for path in (after / "search").rglob("*.js"))
    assert "lam-den-noi" in index and "lam-toi-noi" not in index
    [listed] = (after / "assets").glob("offline.*.json")
    rows = {row[0]: row[3] for row in json.loads(listed.read_text(encoding="utf-8"))}
    assert (rows["bai-hoc/lam-toi-noi/"], rows["en/bai-hoc/lam-toi-noi/"]) == ("vi", "en")


def test_the_registers_of_the_tests_name_pages_of_theirs() -> None:
    content = check(READER, catalog()).must_be_sound()
    assert len(content.editions.records) > 1 and content.editions.former
