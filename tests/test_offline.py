"""The offline copy: the list of files, the worker, the manifests.

What a browser does with them: tests/browser/offline*.test.mjs.
"""

import gzip
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from handbook.content.handbook import Content
from handbook.language.texts import load_texts
from handbook.packed import gzip_file
from handbook.publish.copy import Finished, files_for_copies
from handbook.publish.manifest import ICONS, SCREENSHOTS, TOUCH_ICON
from tests.conftest import LANGUAGES, READER_LANGUAGES, BuiltSite, build, is_papers, project

Listed = tuple[str, str, int, str]
# Whatever a file for paper is called, it is no part of a copy.
UNKEPT = ("tep/vi/a.pdf", "tep/vi/a.txt", "tep/en/a.html")
# As they are when they lie at the root.
MISSING = {
    "vi": '<html data-base="."><a href>Lại</a><a href=".">Đầu</a><a href="#x">Tới</a>'
    '<img src="data:,"><a href="http://a.vn/">Ngoài</a><script src="assets/missing.js"></script>',
    "en": "<html>",
}
SHORT = {"vi": "Sổ & tay"}
NAMES = {"vi": "Sổ &amp; tay", "en": "Handbook"}
LESSON = "bai-hoc/kiem-soat-quyen-luc"
STYLE = ":root{--a:0;--hb-accent:#0b3d91}:root:not([data-scheme]){--hb-accent:#fff}"
PAGE = """<!doctype html><html lang="{language}"><head>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<title>Trang</title>
<script>(function(){{}})()</script><link rel="stylesheet" href="{up}assets/style.01234567.css">
</head><body><a class="top-title" href="{up}.">{name}</a>{body}</body></html>"""


def files_of(site: Path, root: Path) -> dict[str, str]:
    return files_for_copies(
        Finished(
            site, root / "browser", load_texts(), READER_LANGUAGES.all, "2026.11", MISSING, SHORT
        )
    )


def rows_of(files: dict[str, str]) -> dict[str, Listed]:
    (name,) = [name for name in files if name.endswith(".json")]
    return {row[0]: tuple(row) for row in json.loads(files[name])}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The smallest site that has everything."""
    pages = {
        "index.html": ("vi", "", "Trang đầu"),
        "bai/index.html": ("vi", "../", "Bài"),
        "tai/index.html": ("vi", "../", '<div class="offline-copy"></div>'),
        "en/index.html": ("en", "../", "Home"),
        "en/bai/index.html": ("en", "../../", "Lesson"),
        "404.html": ("vi", "", "404"),
    }
    files = {
        page: PAGE.format(language=language, up=up, name=NAMES[language], body=body)
        for page, (language, up, body) in pages.items()
    }
    for name in ("style", "engine", "page.vi", "page.en"):
        suffix = "css" if name == "style" else "js"
        files[f"assets/{name}.01234567.{suffix}"] = STYLE if suffix == "css" else name
    for name in ("vi.js", "en.js", "vi-01234567/0.js", "en-01234567/0.js"):
        files[f"search/{name}"] = name
    for name in (*UNKEPT, "sitemap.xml", "_headers", "tay.zip", "assets/images/a.png"):
        files[name] = name
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_list_names_what_each_language_needs(small: Path, root: Path) -> None:
    rows = rows_of(files_of(small, root))
    assert {path: row[3] for path, row in rows.items()} == {
        "": "vi",
        "bai/": "vi",
        "tai/": "vi",
        "en/": "en",
        "en/bai/": "en",
        "assets/style.01234567.css": "",
        "assets/engine.01234567.js": "",
        "assets/page.vi.01234567.js": "vi",
        "assets/page.en.01234567.js": "en",
        "search/vi.js": "vi",
        "search/en.js": "en",
        "search/vi-01234567/0.js": "vi",
        "search/en-01234567/0.js": "en",
        "manifest.vi.webmanifest": "vi",
        "manifest.en.webmanifest": "en",
        "offline.vi.txt": "vi",
        "offline.en.txt": "en",
    }
    assert list(rows) == sorted(rows)


def test_nothing_changed_is_the_same_edition(small: Path, root: Path) -> None:
    before = files_of(small, root)
    assert files_of(small, root) == before
    for name, text in before.items():
        (small / name).write_text(text, encoding="utf-8")
    assert files_of(small, root) == before


def test_a_changed_page_alone_differs_in_another_edition(small: Path, root: Path) -> None:
    before = files_of(small, root)
    page = small / "bai" / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Bài", "Bài sửa"), encoding="utf-8")
    after = files_of(small, root)
    assert set(before) - set(after) and before["sw.js"] != after["sw.js"]
    old, new = rows_of(before), rows_of(after)
    assert [path for path in old if old[path][:2] != new[path][:2]] == ["bai/"]


def test_manifest_names_the_application(small: Path, root: Path) -> None:
    files = files_of(small, root)
    found = [json.loads(files[f"manifest.{name}.webmanifest"]) for name in READER_LANGUAGES.all]
    vietnamese, english = found
    assert (vietnamese["name"], english["name"]) == ("Sổ & tay", "Handbook")
    assert (vietnamese["start_url"], english["start_url"]) == ("./", "./en/")
    assert (vietnamese["lang"], english["lang"]) == ("vi", "en")
    assert vietnamese["scope"] == english["scope"] == "./"
    assert vietnamese["short_name"] == "Sổ & tay" and "short_name" not in english
    assert vietnamese["theme_color"] == "#0b3d91"


def test_page_without_network_begins_at_the_root_wherever_it_is_shown(
    small: Path, root: Path
) -> None:
    files = files_of(small, root)
    assert files["offline.vi.txt"] == (
        '<html data-base="{root}."><a href>Lại</a><a href="{root}.">Đầu</a><a href="#x">Tới</a>'
        '<img src="data:,"><a href="http://a.vn/">Ngoài</a>'
        '<script src="{root}assets/missing.js"></script>'
    )
    assert files["offline.en.txt"] == MISSING["en"]


def test_page_without_network_is_one_of_the_site(site: BuiltSite, rows: dict[str, Listed]) -> None:
    """It has the frame of the home page, of its language, and all that it names is of the copy."""
    for language in LANGUAGES.all:
        start = LANGUAGES.folder(language)
        text = (site.folder / f"offline.{language}.txt").read_text(encoding="utf-8")
        home = (site.folder / start / "index.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}" dir="ltr" data-base="{{root}}.">' in text
        assert policy_of(text) == policy_of(home)
        assert re.findall(r'class="menu"|class="foot"', text) == ['class="menu"', 'class="foot"']
        named = set(re.findall(r'(?:href|src)="\{root\}([^"#]*)"', text))
        assert {"" if name == "." else name for name in named} - set(rows) == {
            "assets/images/bieu-tuong-180.png"
        }
        tops = {name for name in named if re.fullmatch(rf"{start}[^/]+/", name)}
        assert tops - {LANGUAGES.folder(one) for one in LANGUAGES.all}
        assert '"./' not in text and not list(site.folder.rglob("offline*.html"))


def policy_of(page: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert found
    return found[1]


@pytest.fixture(scope="module")
def rows(site: BuiltSite) -> dict[str, Listed]:
    (path,) = site.folder.glob("assets/offline.*.json")
    return {row[0]: tuple(row) for row in json.loads(path.read_text(encoding="utf-8"))}


def test_list_tells_the_truth_about_the_built_site(
    site: BuiltSite, rows: dict[str, Listed]
) -> None:
    # Behind the four of an address that has moved stands its goal.
    for path, short, size in (row[:3] for row in rows.values()):
        file = site.folder / path
        body = (file / "index.html" if file.is_dir() else file).read_bytes()
        assert hashlib.sha256(body).hexdigest().startswith(short) and len(short) == 10, path
        assert 0 <= size - len(gzip_file(body)) < 100, path
        # What a server sends that compresses by itself is hardly other.
        assert abs(size - len(gzip.compress(body, 9))) < 100 + size // 20, path


def test_list_holds_every_page_and_all_that_pages_ask_for(
    site: BuiltSite, rows: dict[str, Listed], content: Content
) -> None:
    names = [name for name in site.pages if name != "404.html"]
    pages = {name.removesuffix("index.html") for name in names if not is_papers(name)}
    assert pages <= set(rows)
    has_papers = bool(content.meeting and content.handed_out)
    assert any(map(is_papers, names)) == has_papers and not any(map(is_papers, rows))
    asked = {
        link
        for name in pages
        for link in re.findall(
            r'(?:href|src)="(?:\.\./|\./)*([^":#?]+\.(?:css|js|svg|png|webp|webmanifest))"',
            (site.folder / name / "index.html").read_text(encoding="utf-8"),
        )
    }
    # The pictures of the application are for when it is put on the home screen.
    asked = {name for name in asked if not name.startswith("assets/images/")}
    assert asked and asked <= set(rows)


def test_worker_and_list_are_of_one_edition(site: BuiltSite) -> None:
    (path,) = site.folder.glob("assets/offline.*.json")
    edition = hashlib.sha256(path.read_bytes()).hexdigest()[:10]
    assert path.name == f"offline.{edition}.json"
    assert f'id:"{edition}"' in (site.folder / "sw.js").read_text(encoding="utf-8")


def test_a_mended_lesson_is_a_small_new_edition(reader_site: BuiltSite, tmp_path: Path) -> None:
    """No other page and no code changes with it; of the index, what holds its words."""
    (path,) = reader_site.folder.glob("assets/offline.*.json")
    known = {row[1] for row in json.loads(path.read_text(encoding="utf-8"))}
    mended = project(tmp_path / "project")
    lesson = mended / "docs" / f"{LESSON}.md"
    text = lesson.read_text(encoding="utf-8")
    lesson.write_text(text + "\nMột câu mới để thử bản mới của sổ tay.\n", encoding="utf-8")
    done = build(mended, tmp_path / "site", ZIM="true")
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = (tmp_path / "site").glob("assets/offline.*.json")
    changed = [
        row[0] for row in json.loads(path.read_text(encoding="utf-8")) if row[1] not in known
    ]
    pages = [name for name in changed if name == "" or name.endswith("/")]
    assert pages == [f"{LESSON}/", f"en/{LESSON}/"]  # it has no translation
    others = [name for name in changed if name not in pages]
    assert all(name.startswith("search/") for name in others), others
    assert len(others) <= 6, others


def test_a_new_edition_with_three_mended_lessons_costs_little(
    site: BuiltSite, rows: dict[str, Listed], tmp_path: Path, root: Path
) -> None:
    """What a reader who has all of the first language fetches of it: the changed files, the list
    and the worker. The three longest lessons of the handbook itself, its number of edition too."""
    mended = project(tmp_path / "project", root)
    config = mended / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    raised = re.sub(r"(?<=edition: ')[\d.]+", "2031.1", text)
    assert raised != text
    config.write_text(raised, encoding="utf-8")
    lessons = longest_lessons(mended / "docs", 3)
    assert lessons
    for day, lesson in enumerate(lessons, start=1):
        text = lesson.read_text(encoding="utf-8")
        lesson.write_text(f"{text}\nMột câu mới, ngày {day}, để thử.\n", encoding="utf-8")
    done = build(mended, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    [path] = (tmp_path / "site").glob("assets/offline.*.json")
    new = [tuple(row) for row in json.loads(path.read_text(encoding="utf-8"))]
    known = {row[1] for row in rows.values()}
    changed = [row for row in new if row[1] not in known and row[3] in ("", LANGUAGES.default)]
    assert len([row for row in changed if row[0] == "" or row[0].endswith("/")]) >= len(lessons)
    # To the byte: the list rounds its sizes up.
    names = [row[0] + "index.html" * (row[0] == "" or row[0].endswith("/")) for row in changed]
    fetched = [path, *(tmp_path / "site" / name for name in ("sw.js", *names))]
    cost = sum(len(gzip.compress(one.read_bytes())) for one in fetched)
    assert cost <= 70_000, (cost, changed)


def longest_lessons(docs: Path, count: int) -> list[Path]:
    """Pages in the first language beside the one that budget.json has as a sample of lessons."""
    kinds = json.loads((docs / "_site" / "budget.json").read_text(encoding="utf-8"))
    folder = (docs / kinds["lesson"]["sample"]).parent
    found = [path for path in folder.glob("*.md") if "." not in path.stem and path.stem != "index"]
    return sorted(found, key=lambda path: path.stat().st_size)[-count:]


def test_what_every_reader_fetches_stays_small(site: BuiltSite) -> None:
    own = LANGUAGES.default
    limits = {"sw.js": 3000, f"manifest.{own}.webmanifest": 400, f"offline.{own}.txt": 2600}
    for name, limit in limits.items():
        assert len(gzip.compress((site.folder / name).read_bytes(), 9)) <= limit, name


def test_pictures_of_the_application_are_there_and_small(site: BuiltSite) -> None:
    folder = site.folder / "assets" / "images"
    for name, size in (*((name, size) for name, size, _ in ICONS), (TOUCH_ICON, 180)):
        body = (folder / name).read_bytes()
        assert png_size(body) == (size, size), name
        assert len(body) < 10_000, name
    shown = [folder / name for name, _, _ in SCREENSHOTS if (folder / name).is_file()]
    assert all(path.stat().st_size < 60_000 for path in shown)


def png_size(body: bytes) -> tuple[int, int]:
    assert body.startswith(b"\x89PNG")
    return int.from_bytes(body[16:20]), int.from_bytes(body[20:24])


def test_manifests_of_the_site(site: BuiltSite) -> None:
    for name in LANGUAGES.all:
        text = (site.folder / f"manifest.{name}.webmanifest").read_text(encoding="utf-8")
        manifest: dict[str, Any] = json.loads(text)
        shown = manifest.get("screenshots", [])
        for picture in manifest["icons"] + shown:
            assert (site.folder / picture["src"]).is_file(), picture["src"]
        assert all(picture["label"] for picture in shown)
        # It would be the same for handbooks under two paths of one server.
        assert "id" not in manifest
