"""The handbook as one file for Kiwix: what Debian's zimcheck and the library's own reader find in
it. That a browser shows it: tests/browser/kiwix.test.mjs.
"""

import errno
import os
import posixpath
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pytest
from libzim.reader import Archive
from libzim.search import Query, Searcher
from libzim.suggestion import SuggestionSearcher
from PIL import Image

from handbook import marks
from handbook.content.handbook import Content
from handbook.language.codes import three_letters
from handbook.language.texts import Texts
from handbook.machine import is_full
from handbook.publish import folder, zimbytes
from handbook.publish.downloads import zim_name
from handbook.publish.zim import BARE, SUMMARY, TITLE, About, ZimPage, write_zim
from tests.conftest import READER_LANGUAGES, BuiltSite, build, is_papers, project
from tests.html import Document

LESSON = "bai-hoc/noi-di-doi-voi-lam/index.html"
DEFAULT = READER_LANGUAGES.default
SIZE = re.compile(r"\(.*MB\)")
SCRIPTED = re.compile(rf'<div (?:class="{marks.NOW}"|hidden\b).*?</div>', re.DOTALL)


@pytest.fixture(params=READER_LANGUAGES.all)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def zim_of(site: Path, content: Content, language: str) -> Path:
    return site / zim_name(content, language)


@pytest.fixture
def archive(reader_site: BuiltSite, reader: Content, language: str) -> Archive:
    return Archive(zim_of(reader_site.folder, reader, language))


@pytest.fixture
def default(reader_site: BuiltSite, reader: Content) -> Archive:
    return Archive(zim_of(reader_site.folder, reader, DEFAULT))


def pages_in(site: BuiltSite, language: str) -> list[str]:
    """Those of the site of a language."""
    names = (name for name in site.pages if name != "404.html" and not is_papers(name))
    of = {name: READER_LANGUAGES.others.count(name.partition("/")[0]) for name in names}
    if language == DEFAULT:
        return sorted(name for name, foreign in of.items() if not foreign)
    return sorted(name for name in of if name.startswith(f"{language}/"))


def text_in(archive: Archive, name: str) -> str:
    return bytes(archive.get_entry_by_path(name).get_item().content).decode()


def document(text: str) -> Document:
    read = Document()
    read.feed(text)
    return read


def checked(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["zimcheck", "--all", "--details", str(path)], capture_output=True, text=True, check=False
    )


def test_zimcheck_has_nothing_to_say(
    reader_site: BuiltSite, reader: Content, language: str
) -> None:
    done = checked(zim_of(reader_site.folder, reader, language))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Status: Pass" in done.stdout
    assert "[ERROR]" not in done.stdout and "[WARNING]" not in done.stdout


def test_the_handbook_of_an_editor_passes_too(printed: BuiltSite, content: Content) -> None:
    for name in content.languages.all:
        done = checked(zim_of(printed.folder, content, name))
        assert "Status: Pass" in done.stdout, done.stdout


def test_it_says_what_it_is(archive: Archive, reader: Content, language: str) -> None:
    home = reader.page("index", language)

    def said(name: str) -> str:
        return archive.get_metadata(name).decode()

    assert said("Title") == home.title
    assert said("Description") == home.summary
    assert said("Language") == {"vi": "vie", "en": "eng"}[language]
    assert said("Creator") == said("Publisher") == home.title
    assert said("Date") == "2026-11-01"
    assert said("Name") == Path(zim_name(reader, language)).stem
    assert archive.main_entry.get_item().path.endswith("index.html")
    assert archive.main_entry.get_item().path == f"{READER_LANGUAGES.folder(language)}index.html"
    with Image.open(BytesIO(archive.get_illustration_item(48).content)) as picture:
        assert (picture.format, picture.size) == ("PNG", (48, 48))
    assert archive.has_fulltext_index and archive.has_title_index


def test_every_page_is_there_whole(
    archive: Archive, reader_site: BuiltSite, texts: Texts, language: str
) -> None:
    """But for links to the page in another language, the box for a copy, which needs scripts, what
    prints, sends or filters, papers for a meeting, what goes by the day, sizes of files."""
    said = {texts.get(language, "notice.read_original"), *READER_LANGUAGES.names.values()}
    said |= {texts.get(one, "offline.needs") for one in READER_LANGUAGES.all}
    keys = ("act.print", "act.share", "tables.label", "downloads.kit")
    said |= {texts.get(language, key) for key in keys}
    said |= {one.upper() for one in READER_LANGUAGES.all}
    for name in pages_in(reader_site, language):
        there = run_together(text for text, _ in document(text_in(archive, name)).texts)
        own = (reader_site.folder / name).read_text(encoding="utf-8")
        wanted = {text for text, _ in document(SCRIPTED.sub("", own)).texts} - said
        missing = [text for text in wanted if run_together([text]) not in there]
        assert [text for text in missing if not SIZE.fullmatch(text)] == [], name


def run_together(texts: Iterable[str]) -> str:
    """Without a link its text is one with that around it."""
    return re.sub(r"\s", "", "".join(texts))


def test_no_page_has_code_or_what_needs_it(
    archive: Archive, reader_site: BuiltSite, language: str
) -> None:
    for name in pages_in(reader_site, language):
        read = document(text_in(archive, name))
        assert not {"script", "button", "form", "iframe", "base"} & {tag.name for tag in read.tags}
        for tag in read.tags:
            assert not [one for one in tag.attributes if one.startswith("on")], (name, tag)
            assert "hidden" not in tag.attributes, (name, tag)
            assert tag.attributes.get("http-equiv") is None, (name, tag)
            assert not tag.attributes.get("href", "").startswith("javascript:")


def test_every_link_leads_to_something(
    archive: Archive, reader_site: BuiltSite, language: str
) -> None:
    count = 0
    for name in pages_in(reader_site, language):
        read = document(text_in(archive, name))
        links = [tag.attributes.get(kind, "") for tag in read.tags for kind in ("href", "src")]
        for link in filter(None, links):
            if re.match(r"(https?|data|mailto):", link):
                continue
            path, _, anchor = link.partition("#")
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            where = goal if path else name
            assert archive.has_entry_by_path(where), (name, link)
            if anchor:
                assert anchor in document(text_in(archive, where)).ids, (name, link)
            count += 1
    assert count > 300


def test_all_that_is_in_it_is_used(archive: Archive, reader_site: BuiltSite, language: str) -> None:
    """Pages and their bare titles, the sheet of every page; no code, no index of the site."""
    paths = [archive._get_entry_by_id(number).path for number in range(archive.all_entry_count)]
    files = {path for path in paths if re.search(r"\.\w+\Z", path)}
    bare = {path for path in files if posixpath.basename(path) == BARE}
    rest = files - set(pages_in(reader_site, language)) - bare
    assert [re.sub(r"\.\w{8}\.", ".", path) for path in rest] == ["assets/style.css"]


@pytest.mark.parametrize(
    "query", ["nói đi đôi", "noi di doi", "Nói Đi Đôi", "noi đi đoi", "noi đi đôi với làm"]
)
def test_a_page_is_found_by_its_title_and_by_its_text(default: Archive, query: str) -> None:
    found = SuggestionSearcher(default).suggest(query).getResults(0, 5)
    assert {posixpath.dirname(path) for path in found} == {posixpath.dirname(LESSON)}
    search = Searcher(default).search(Query().set_query(query))
    assert next(iter(search.getResults(0, 1))) == LESSON


@pytest.mark.parametrize("query", ["giặc nội xâm", "giac noi xam", "đường ngõ", "duong ngo"])
def test_words_are_found_with_and_without_marks(default: Archive, query: str) -> None:
    assert Searcher(default).search(Query().set_query(query)).getEstimatedMatches() > 2


def test_menus_are_not_searched(default: Archive) -> None:
    """Else the title of any page would be found in every page of its folder."""
    assert "Đóng danh mục" in text_in(default, LESSON)
    search = Searcher(default).search(Query().set_query("Đóng danh mục"))
    assert search.getEstimatedMatches() == 0


def test_two_builds_are_the_same_bytes(
    reader_site: BuiltSite, reader: Content, tmp_path: Path
) -> None:
    """Another folder, another process, and lots drawn anew."""
    done = build(project(tmp_path / "elsewhere"), tmp_path / "site", ZIM="true", TZ="Asia/Tokyo")
    assert done.returncode == 0, done.stdout + done.stderr
    for name in READER_LANGUAGES.all:
        first = zim_of(reader_site.folder, reader, name).read_bytes()
        assert zim_of(tmp_path / "site", reader, name).read_bytes() == first, name


def test_the_page_of_downloads_offers_it_with_its_size(
    reader_site: BuiltSite, reader: Content, language: str
) -> None:
    name = zim_name(reader, language)
    tenths = -(-(reader_site.folder / name).stat().st_size // 100_000)
    page = reader_site.folder / READER_LANGUAGES.folder(language) / "tai-ve" / "index.html"
    up = "../" * len(page.relative_to(reader_site.folder).parent.parts)
    point = {"vi": ",", "en": "."}[language]
    link = rf'<a href="{up}{name}" download>[^<]+</a> \({tenths // 10}{point}{tenths % 10} MB\)'
    assert re.search(link, page.read_text(encoding="utf-8"))


def test_a_site_without_it_promises_none(tmp_path: Path) -> None:
    """As scripts/serve builds it."""
    root = project(tmp_path / "project")
    done = build(root, tmp_path / "site", ZIM="false", ONLY_LANGUAGE=DEFAULT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not list((tmp_path / "site").rglob("*.zim"))
    page = (tmp_path / "site" / "tai-ve" / "index.html").read_text(encoding="utf-8")
    assert "Tệp ZIM cho ứng dụng Kiwix</p>" in page


def test_it_is_no_part_of_other_copies(reader_site: BuiltSite) -> None:
    (packed,) = reader_site.folder.glob("*.zip")
    assert b".zim" not in packed.read_bytes()
    (listed,) = (reader_site.folder / "assets").glob("offline.*.json")
    assert ".zim" not in listed.read_text(encoding="utf-8")


# By hand: a small site.
ABOUT = About(
    name="so-tay-vi",
    title="Sổ tay",
    short_title="",
    summary="Để đọc.",
    language="vi",
    date=date(2026, 1, 1),
    address="",
    icon=b"",
    home="index.html",
)
HEAD = '<!doctype html><html lang="vi"><head><title>a</title></head><body><main>'


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A site of two pages, of which one is of another language, with files of all kinds."""
    (tmp_path / "en" / "bai").mkdir(parents=True)
    (tmp_path / "tep").mkdir()
    for name, size in (
        ("phim.mp4", folder.LIGHT + 1),
        ("nhe.pdf", 9),
        ("to.png", 9),
        ("be.png", 9),
    ):
        (tmp_path / "tep" / name).write_bytes(bytes(size))
    (tmp_path / "tep" / "la.xyz").write_bytes(b"a")
    (tmp_path / "en" / "bai" / "index.html").write_text(f"{HEAD}English", encoding="utf-8")
    page = (
        '<a href="tep/phim.mp4">The <b>film</b></a> <a href="tep/nhe.pdf">Text</a> '
        '<a title="a > b" href="en/bai/#y">English</a> <a href="tep/la.xyz">?</a> '
        '<a href="https://a.example/">out</a> <a href="#y">here</a> <a id="y">y</a> '
        '<a href="file:tep/x.pdf" data-said="({whole})">PDF</a>'
        '<img src="tep/to.png" srcset="tep/be.png 360w, tep/to.png 720w" alt="">'
    )
    (tmp_path / "index.html").write_text(HEAD + page, encoding="utf-8")
    return tmp_path


def icon() -> bytes:
    made = BytesIO()
    Image.new("RGBA", (192, 192), "red").save(made, "PNG")
    return made.getvalue()


def written(site: Path, about: About, text: str = "chữ") -> Archive:
    pages = [ZimPage("index.html", about.title, text)]
    write_zim(site, "tep/a.zim", replace(about, icon=icon()), pages)
    return Archive(site / "tep" / "a.zim")


def test_a_disk_without_room_is_said_before_it_fills_up(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The library would wait for ever."""
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=len(HEAD)))
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)) as full:
        written(small, ABOUT)
    assert is_full(full.value)
    assert not list(small.rglob("*.zim*"))


def test_links_out_of_the_file_become_their_text(small: Path) -> None:
    archive = written(small, ABOUT)
    assert text_in(archive, "index.html").removeprefix(HEAD) == (
        'The <b>film</b> <a href="tep/nhe.pdf">Text</a> English ? '
        '<a href="https://a.example/">out</a> <a href="#y">here</a> <a id="y">y</a> PDF'
        '<img src="tep/to.png" srcset="tep/be.png 360w, tep/to.png 720w" alt="">'
    )
    for name, is_there in (("nhe.pdf", True), ("be.png", True), ("phim.mp4", False)):
        assert archive.has_entry_by_path(f"tep/{name}") is is_there


def test_the_library_says_nothing(small: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A quiet build stays quiet."""
    written(small, ABOUT)
    assert capfd.readouterr().out == ""
    assert [path.name for path in (small / "tep").glob("a.*")] == ["a.zim"]


def test_long_names_and_summaries_are_cut_at_a_word(small: Path) -> None:
    long = replace(ABOUT, title="Sổ tay " * 9, summary="Đọc từng bài một. " * 20)
    archive = written(small, long)
    title, said = (archive.get_metadata(name).decode() for name in ("Title", "Description"))
    assert len(title) <= TITLE and title.endswith("Sổ tay…")
    assert len(said) <= SUMMARY and said.endswith("…")
    assert archive.get_metadata("LongDescription").decode() == long.summary.strip()
    assert checked(small / "tep" / "a.zim").returncode == 0
    archive = written(small, replace(long, short_title="Sổ"))
    assert archive.get_metadata("Title").decode() == "Sổ"


def test_identifiers_change_with_the_content_alone(small: Path) -> None:
    first = written(small, ABOUT).uuid
    assert written(small, ABOUT).uuid == first
    assert written(small, ABOUT, "khác").uuid != first


def test_the_list_by_title_is_in_order(small: Path) -> None:
    """zimcheck looks for it; so do programs that do not know the newest form."""
    written(small, replace(ABOUT, title="Đi đôi"))
    body = (small / "tep" / "a.zim").read_bytes()
    head = zimbytes._Head(*zimbytes.HEAD.unpack_from(body))
    assert (head.major, head.minor) == (6, 1)
    assert head.by_title + 4 * head.entries == head.checksum == len(body) - 16


@pytest.mark.parametrize(
    ("code", "three"), [("vi", "vie"), ("en", "eng"), ("pt-BR", "por"), ("rad", "rad")]
)
def test_languages_have_three_letters(code: str, three: str) -> None:
    assert three_letters(code) == three
