"""The PDFs, opened with other people's tools: poppler, qpdf, and pikepdf for their structure."""

import itertools
import re
import subprocess
import unicodedata
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from handbook.building.build import Build
from handbook.building.settings import BuildSettings
from handbook.content.handbook import Content
from handbook.export.data import DATA, SCHEMA, data_path
from handbook.export.plan import plan as plan_questions
from handbook.paper.format import BOOK_PART, BOOKLET, DECKS, HANDOUT, ISSUE, RADIO, STREET, WHOLE
from handbook.paper.plan import days_of, handouts, plan, plan_all
from handbook.publish.downloads import zim_name
from handbook.publish.portal import Portal, portal_names
from handbook.types import first_page_of
from tests.conftest import LANGUAGES, ROOT, BuiltSite, all_texts, is_papers
from tests.poppler import drawn
from tests.realbooks import ADDRESS, EDITION


def pdfs(printed: BuiltSite) -> list[Path]:
    return sorted((printed.folder / "tep").rglob("*.pdf"))


def tagged(printed: BuiltSite, content: Content) -> Iterator[Path]:
    """Every PDF but booklets: what is to be folded is not to be read on a screen."""
    for language in LANGUAGES.all:
        for planned in plan_all(content, all_texts(), language, ADDRESS):
            if planned.has_pages and planned.made.format.name != BOOKLET:
                yield printed.folder / planned.path


def wholes(printed: BuiltSite, content: Content) -> Iterator[tuple[str, Path]]:
    """Every PDF of the whole handbook with its language."""
    for language in LANGUAGES.all:
        for planned in plan(content, all_texts(), language):
            if planned.made.what == WHOLE and planned.has_pages:
                yield language, printed.folder / planned.path


def plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def test_every_planned_file_is_there(printed: BuiltSite, content: Content) -> None:
    files = (plan_all(content, all_texts(), name, ADDRESS) for name in LANGUAGES.all)
    paths = [one.path for planned in files for one in planned]
    assert len(paths) == len(set(paths))
    there = {str(p.relative_to(printed.folder)) for p in (printed.folder / "tep").rglob("*.*")}
    questions = {
        one.path for name in LANGUAGES.all for one in plan_questions(content, all_texts(), name)
    }
    assert questions < there
    shown = (one for name in LANGUAGES.all for one in plan(content, all_texts(), name))
    pictures = {first_page_of(one.path) for one in shown if one.has_pages}
    # No feed before the first edition, no calendar without a date; data of what is written.
    portals = {*Portal(content, all_texts(), ADDRESS, EDITION.start).files(LANGUAGES.all)}
    assert portals <= {*portal_names(all_texts(), LANGUAGES.all)}
    written = {page.language for page in content.pages.values()}
    for name, ending in itertools.product(written, (DATA, SCHEMA)):
        portals.add(data_path(all_texts(), name, ending))
    others = {*(zim_name(content, name) for name in LANGUAGES.all), *pictures, *portals}
    assert there - questions == {*paths, *others}, (there - questions) ^ {*paths, *others}


def test_qpdf_finds_nothing_wrong(printed: BuiltSite) -> None:
    for path in pdfs(printed):
        done = subprocess.run(
            ["qpdf", "--check", path], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (path, done.stdout, done.stderr)


def test_all_fonts_are_embedded(printed: BuiltSite) -> None:
    for path in pdfs(printed):
        done = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True)
        rows = [line.split() for line in done.stdout.splitlines()[2:]]
        assert rows
        for row in rows:
            # From the right: object's two numbers, uni, sub, emb.
            assert row[-5] == "yes" and row[-3] == "yes", (path, row)
            assert re.fullmatch(r"[A-Z]{6}\+(Tinos|Arimo|Cousine)(-\w+)?", row[0]), (path, row)


def test_all_are_accessible_and_say_their_language(printed: BuiltSite, content: Content) -> None:
    for path in tagged(printed, content):
        language = path.relative_to(printed.folder / "tep").parts[0]
        with pikepdf.open(path) as document:
            root = document.Root
            assert root.MarkInfo.Marked and root.Lang == language, path
            assert root.ViewerPreferences.DisplayDocTitle, path
            with document.open_metadata() as metadata:
                assert metadata["pdfuaid:part"] == "1" and metadata["dc:title"], path
            for page in document.pages:
                for link in page.get("/Annots", []):
                    assert link.Subtype != "/Link" or (link.Contents and "/StructParent" in link)


def elements(node: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Every element of a PDF's structure, in the order of reading."""
    kids: pikepdf.Object | list[pikepdf.Object] = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def test_structure_is_what_screen_readers_need(printed: BuiltSite, content: Content) -> None:
    for language, path in wholes(printed, content):
        with pikepdf.open(path) as document:
            level, seen = 0, set()
            for element in elements(document.Root.StructTreeRoot):
                name = str(element.S)
                seen.add(name)
                if re.fullmatch(r"/H\d", name):
                    assert int(name[2]) <= level + 1, (path, name)
                    level = int(name[2])
                if name == "/Figure":
                    assert element.Alt, path
                if name == "/Note":
                    assert element.ID, path
            assert {"/H1", "/P", "/Link", "/TOC", "/TOCI"} <= seen, (language, path)


def outline(document: pikepdf.Pdf) -> list[tuple[str, int]]:
    """Title and page of every bookmark, in order."""
    numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
    found = []

    def read(items: list[pikepdf.OutlineItem]) -> None:
        for item in items:
            goal = item.destination
            if goal is None:
                assert item.action is not None
                goal = pikepdf.Array(item.action.D)
            assert isinstance(goal, pikepdf.Array)
            found.append((item.title, numbers[goal[0].objgen]))
            read(list(item.children))

    with document.open_outline() as opened:
        read(list(opened.root))
    return found


def test_contents_and_bookmarks_agree_and_are_right(printed: BuiltSite, content: Content) -> None:
    for language, path in wholes(printed, content):
        texts = drawn(path)
        with pikepdf.open(path) as document:
            marks = outline(document)
        assert marks
        first = min(page for _, page in marks)
        listed = " ".join(texts[1 : first - 1])
        # A title may take two lines; dots, and a sign that keeps lines together, lead to the page.
        lines = re.sub(r"[ .]*\u2060", " … ", " ".join(listed.split()))
        at = 0
        for title, page in marks:
            wanted = f"{' '.join(title.split())} … {page}"
            found = lines.find(wanted, at)
            assert found >= 0, (path, wanted)
            at = found + len(wanted)
            assert plain(title) in plain(texts[page - 1]), (language, path, title)


def test_links_lead_to_pages_that_are_there(printed: BuiltSite) -> None:
    for path in pdfs(printed):
        with pikepdf.open(path) as document:
            pages = {page.obj.objgen for page in document.pages}
            names = set()
            if "/Names" in document.Root:
                names = set(pikepdf.NameTree(document.Root.Names.Dests).keys())
            for page in document.pages:
                for link in page.get("/Annots", []):
                    goal = link.get("/Dest") if "/Dest" in link else link.A.get("/D")
                    if goal is None:
                        assert re.match(r"(https?|mailto):", str(link.A.URI)), path
                    elif isinstance(goal, pikepdf.Array):
                        assert goal[0].objgen in pages, path
                    else:
                        assert str(goal) in names, path


def test_a_page_that_is_named_is_the_right_one(printed: BuiltSite, content: Content) -> None:
    found = 0
    for language, path in wholes(printed, content):
        word = re.escape(all_texts().get(language, "paper.page"))
        texts = [" ".join(text.split()) for text in drawn(path)]
        pages = [content.page(name, language) for name in content.defaults]
        # Those of numbered entries are in no other text.
        titles = [content.page_label(page) for page in pages if content.number_label(page)]
        for title in titles:
            for text in texts:
                for page in re.findall(rf"{re.escape(title)} \({word} (\d+)\)", text):
                    assert plain(title) in plain(texts[int(page) - 1]), (path, title, page)
                    found += 1
    numbered = [page for page in content.defaults.values() if content.number_label(page)]
    linked = [page for page in numbered if content.connections.get(page.id)]
    assert found >= len(linked)


def test_text_is_composed_and_copied_as_it_is_read(printed: BuiltSite) -> None:
    for path in pdfs(printed):
        for text in drawn(path):
            assert unicodedata.is_normalized("NFC", text), path
            # Signs without a meaning, for example of ligatures, and letters that no font had.
            assert not re.search(r"[\ue000-\uf8ff\ufb00-\ufb06\ufffd]", text), path


def test_every_article_says_where_it_is_on_the_site(printed: BuiltSite, content: Content) -> None:
    for language, path in wholes(printed, content):
        text = "".join("".join(drawn(path)).split())
        up = LANGUAGES.folder(language)
        for page in content.pages.values():
            if page.language == language and not page.screen_only and page.issue is None:
                url = up + page.id.removesuffix("index")
                assert f"https://so-tay.example/{url}" in text, (path, url)


def offering(content: Content, language: str) -> str | None:
    """The page that lists all files; None where none does in the language."""
    calling = (
        page.id
        for page in content.defaults.values()
        if any(call.name == "files" for call in page.calls)
    )
    name = next(calling, None)
    if name is None or content.page(name, language).language != language:
        return None
    up = LANGUAGES.folder(language)
    return f"{up}{name.removesuffix('index').rstrip('/')}/index.html"


def test_what_goes_to_paper_and_into_files_says_what_is_in_another_language(
    content: Content,
) -> None:
    """As the page on a screen does: a voice reads these too."""
    page = next(
        (one for one in content.pages.values() if one.language == "en" and one.id != "index"), None
    )
    if page is None:
        pytest.skip("sổ tay không có trang tiếng Anh")
    settings = BuildSettings(ROOT, EDITION, scripts=True, paper=True, zim=True)
    build = Build(content, all_texts(), settings)
    build.keep(page, "en/x/", "<h1>A</h1><p>a party cell (chi bộ)</p>", "en")
    said = '(<span lang="vi">chi bộ</span>)'
    assert said in build.exports.leaves["en"][page.id].html
    assert said in build.articles["en"][page.id].html


def test_every_file_is_offered_with_its_size_and_pages(
    printed: BuiltSite, content: Content
) -> None:
    texts = all_texts()
    offered = {name: page for name in LANGUAGES.all if (page := offering(content, name))}
    if not offered:
        pytest.skip("không trang nào của sổ tay kê các tệp in bằng lệnh files")
    build = Build(content, texts, BuildSettings(ROOT, EDITION, scripts=True, paper=True, zim=True))
    # Of a file with a page that no edition has as it is now, no day is said.
    days = days_of(content, texts, LANGUAGES.all, build.modified)
    assert all(re.search(r"\d{4}$", day) for day in days.values() if day)
    assert any(days.values()) or not all(map(build.modified, content.pages.values()))
    for language, page in offered.items():
        text = (printed.folder / page).read_text(encoding="utf-8")
        up = "../" * page.count("/")
        for one in plan(content, texts, language):
            path = printed.folder / one.path
            whole, part = divmod(-(-path.stat().st_size // 100_000), 10)
            said = texts.get(language, "downloads.size", whole=whole, part=part)
            if one.has_pages:
                with pikepdf.open(path) as document:
                    count = len(document.pages)
                said = f"{texts.get(language, 'downloads.pages', pages=count)}, {said}"
            link = f'<a href="{up}{one.path}" download>{one.label}</a> ({said}{days[one.path]})'
            assert link in text, one.path


def test_a_part_and_an_issue_offer_their_own_files(printed: BuiltSite, content: Content) -> None:
    own = [one for one in plan(content, all_texts(), LANGUAGES.default) if one.made.of]
    wanted = {BOOK_PART} | {
        DECKS for page in content.kinds.values() if page.kind and page.kind.handout
    }
    wanted |= {RADIO for page in content.kinds.values() if page.kind and page.kind.handout}
    wanted |= {STREET for page in content.defaults.values() if page.poster and page.folder}
    wanted |= {ISSUE for page in content.defaults.values() if page.issue}
    assert {one.made.what for one in own} == wanted
    for one in own:
        url = one.made.of.removesuffix("index").rstrip("/")
        text = (printed.folder / url / "index.html").read_text(encoding="utf-8")
        assert f'{"../" * (url.count("/") + 1)}{one.path}" download' in text, one.path


def test_every_entry_offers_its_own_handout(printed: BuiltSite, content: Content) -> None:
    """One side of paper with its title, told with its size."""
    for language in LANGUAGES.all:
        pages = LANGUAGES.folder(language)
        for one in handouts(content, all_texts(), language):
            path, page = printed.folder / one.path, content.pages[one.made.of, language]
            label = content.page_label(page)
            assert one.made.what == HANDOUT
            with pikepdf.open(path) as document:
                assert len(document.pages) == 1 and document.docinfo["/Title"] == label, path
            assert plain(label) in plain(drawn(path)[0]), path
            text = (printed.folder / pages / one.made.of / "index.html").read_text(encoding="utf-8")
            [said] = re.findall(rf'<a href="(?:../)+{one.path}" download>([^<]+)</a>', text)
            assert re.search(r"\(1 \w+, 0[,.]1 MB\)", said), said


def test_links_are_shown_with_a_picture(printed: BuiltSite) -> None:
    """On pages at an address; copies for readers have neither that nor the picture."""
    for page, document in printed.pages.items():
        metas = {
            tag.attributes.get("name") or tag.attributes.get("property"): tag.attributes["content"]
            for tag in document.all("meta")
            if "content" in tag.attributes
        }
        picture = metas["og:image"]
        assert (printed.folder / picture.removeprefix(ADDRESS)).is_file(), page
        assert metas["og:image:alt"] and metas["og:site_name"] and metas["twitter:card"], page
        framed = {*(f"{LANGUAGES.folder(name)}index.html" for name in LANGUAGES.all), "404.html"}
        wanted = "website" if page in framed or is_papers(page) else "article"
        assert metas["og:type"] == wanted, page


def test_handouts_and_pictures_are_in_no_copy(printed: BuiltSite) -> None:
    [packed] = printed.folder.glob("*.zip")
    with zipfile.ZipFile(packed) as archive:
        names = archive.namelist()
        assert not [name for name in names if "/tep/" in name]
        pages = [archive.read(name).decode() for name in names if name.endswith(".html")]
    assert pages and not [page for page in pages if "offer:" in page or "-to-phat.pdf" in page]
    [listed] = (printed.folder / "assets").glob("offline.*.json")
    assert "tep/" not in listed.read_text(encoding="utf-8")
