"""What is left at an address that the handbook has moved away from: scripts/publish --retire."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.marks import DOWNLOADS
from handbook.publish.edition import EDITION
from handbook.publish.policy import inline_scripts
from handbook.publish.servers import FOLDER
from handbook.publish.sums import checked_sums, write_sums
from handbook.types import TYPES
from scripts.publish import main
from tests.conftest import READER_LANGUAGES, BuiltSite, project, read_site
from tests.retired_site import retired
from tests.test_scripts import PROJECT

NEW = "https://moi.example/so-tay/"


@pytest.fixture(scope="module")
def left(reader_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("left") / "site"
    return read_site(retired(reader_site.folder, NEW, folder))


def pages(site: BuiltSite) -> Iterator[tuple[str, str]]:
    """Path and text of every page that is one."""
    for name in names(site):
        if name != "404.html":
            yield name, (site.folder / name).read_text(encoding="utf-8")


def names(site: BuiltSite) -> list[str]:
    """Those that only lead on are among them."""
    return sorted(str(path.relative_to(site.folder)) for path in site.folder.rglob("*.html"))


def test_every_page_leads_to_itself(left: BuiltSite, reader_site: BuiltSite) -> None:
    assert names(left) == names(reader_site) and len(names(left)) > len(reader_site.pages)
    for name, page in pages(left):
        goal = NEW + re.sub(r"(?:(?<=/)|^)index\.html$", "", name)
        assert re.findall(r'class="go" href="([^"]+)"', page) == [goal]
        assert re.findall(r'rel="canonical" href="([^"]+)"', page) == [goal]
        assert f'<noscript><meta http-equiv="refresh" content="0; url={goal}"></noscript>' in page


def test_every_page_speaks_its_language_and_has_its_name(
    left: BuiltSite, reader_site: BuiltSite
) -> None:
    spoken = set()
    old = dict(pages(reader_site))
    for name, page in pages(left):
        for pattern in (r'<html lang="(\w+)"', r"<title[^>]*>(.*?)</title>"):
            assert re.findall(pattern, page) == re.findall(pattern, old[name]), name
        spoken |= set(re.findall(r'<html lang="(\w+)"', page))
    assert spoken == set(READER_LANGUAGES.all)


def test_pages_ask_only_for_what_is_there_and_run_nothing_of_their_own(left: BuiltSite) -> None:
    for name, page in pages(left):
        assert "content=\"default-src 'none'" in page and not inline_scripts(page)
        used = re.findall(r'(?:src|rel="stylesheet" href)="([^"]+)"', page)
        assert len(used) == 2
        for link in used:
            assert ((left.folder / name).parent / link).resolve().is_file(), (name, link)


def test_wrong_addresses_are_led_on_too(left: BuiltSite) -> None:
    page = (left.folder / "404.html").read_text(encoding="utf-8")
    assert f'<a href="{NEW}">' in page and all(f'lang="{one}"' in page for one in ("vi", "en"))


def test_it_is_whole_and_small_and_goes_on_telling_the_server(
    left: BuiltSite, reader_site: BuiltSite
) -> None:
    listed = checked_sums(left.folder)
    files = [path for path in reader_site.folder.rglob("*") if path.is_file()]
    told = [path for path in files if path.suffix not in TYPES or FOLDER in path.parts]
    assert {"_headers", "nginx.conf", "DOC-TRUOC.txt"} <= {path.name for path in told}
    for path in told:
        name = path.relative_to(reader_site.folder)
        assert (left.folder / name).read_bytes() == path.read_bytes()
    assert {"sw.js", "edition.txt"} <= set(listed) and "SHA256SUMS" not in listed
    most = max((left.folder / name).stat().st_size for name in listed if name.endswith(".html"))
    assert most < 3000


def test_downloads_are_told_to_hosts_that_can_lead_on(
    left: BuiltSite, reader_site: BuiltSite
) -> None:
    [archive] = [path.name for path in reader_site.folder.glob("*.zip")]
    lines = (left.folder / "_redirects").read_text(encoding="utf-8").splitlines()
    assert f"/{archive} {NEW}{archive} 301" in lines
    # Calendars and data too, which programs go on asking for.
    offered = [path for path in (reader_site.folder / DOWNLOADS).rglob("*") if path.is_file()]
    assert {".ics", ".json", ".csv"} <= {path.suffix for path in offered}
    led = {line.split()[0] for line in lines}
    assert led >= {f"/{path.relative_to(reader_site.folder)}" for path in offered}
    assert not [line for line in lines if ".html" in line or "sw.js" in line]
    rules = (left.folder / "nginx-redirects.conf").read_text(encoding="utf-8").splitlines()
    for rule in rules:
        pattern, goal = re.fullmatch(r'rewrite "([^"]+)" (\S+) permanent;', rule).groups()  # type: ignore[union-attr]
        assert re.search(pattern, "/so-tay/" + goal.removeprefix(NEW))
    assert len(rules) == len(lines)


def test_nothing_in_it_clears_what_readers_keep(left: BuiltSite) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in left.folder.rglob("*.js"))
    assert "caches.delete" in code and "localStorage" in code
    assert not re.search(r"removeItem|\.clear\(|setItem|deleteDatabase", code)


def test_the_pages_can_be_moved_again(left: BuiltSite, tmp_path: Path) -> None:
    again = retired(left.folder, "https://thu-ba.example/", tmp_path / "again")
    page = (again / "index.html").read_text(encoding="utf-8")
    assert 'class="go" href="https://thu-ba.example/"' in page and NEW not in page
    lines = (left.folder / "_redirects").read_text(encoding="utf-8")
    later = (again / "_redirects").read_text(encoding="utf-8")
    assert lines and later == lines.replace(NEW, "https://thu-ba.example/")


def test_the_command_leaves_it_and_takes_it_back(
    reader_site: BuiltSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = project(tmp_path / "project", parts=PROJECT)
    shutil.copytree(reader_site.folder, place / "site")
    (place / "site" / EDITION).write_text("2026.11\n", encoding="utf-8")
    home, old = place / "site" / "index.html", "https://cu.example/so-tay/"
    linked = f'<link rel="canonical" href="{old}"></head>'
    home.write_text(home.read_text(encoding="utf-8").replace("</head>", linked, 1), "utf-8")
    write_sums(place / "site")
    monkeypatch.chdir(place)
    monkeypatch.delenv("MINISIGN_KEY", raising=False)
    start = place / "www" / "site" / "index.html"
    main([str(place), "www"])
    before = start.read_bytes()
    main([str(place), "www", "--retire", NEW.rstrip("/")])
    assert f'class="go" href="{NEW}"' in start.read_text(encoding="utf-8")
    checked_sums(start.parent.resolve())
    main([str(place), "www", "--rollback"])
    assert start.read_bytes() == before
    for address in (old, old.rstrip("/")):
        with pytest.raises(SystemExit, match="chính là địa chỉ"):
            main([str(place), "www", "--retire", address])
    with pytest.raises(SystemExit, match=r"“moi\.example”"):
        main([str(place), "www", "--retire", "moi.example"])
    assert start.read_bytes() == before
