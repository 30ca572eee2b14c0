"""What a build makes of the pages: small styles, hashed code, policy, a folder to take along."""

import base64
import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from handbook.language.texts import load_texts
from handbook.publish.assets import (
    LAZY_STYLES,
    NAMED_STYLES,
    PRESSED_STYLES,
    STYLE,
    Sources,
)
from handbook.publish.downloads import keep_promises, offer, promise, without_promises
from handbook.publish.errors import PublishError
from handbook.publish.finish import WRITTEN_STYLES, finish
from handbook.publish.folder import with_files
from handbook.publish.policy import (
    FRESH,
    UNCHANGING,
    cache,
    headers,
    inline_scripts,
    is_foreign,
    policy,
    written_policy,
)
from handbook.publish.servers import FOLDER, HIDDEN
from handbook.publish.styles import for_pages, small, with_choices
from tests.conftest import BuiltSite, build, is_papers, project

HASHED = re.compile(r"[\w.]+\.[0-9a-f]{8,10}\.(js|css|json)")
CLASS, COMMENT = re.compile(r"\.([a-z][\w-]*)(?=[^{}]*\{)"), re.compile(r"/\*.*?\*/", re.DOTALL)
QUOTED = re.compile(r"""'[^'\n]*'|"[^"\n]*"|`[^`]*`""")


@pytest.mark.parametrize(
    ("sheet", "written"),
    [
        ("p { top: 0; }", "p{top:0}"),
        (".there { top: 0 } p .gone { top: 0 }", ".there{top:0}"),
        (".gone, p.there { top: 0 }", "p.there{top:0}"),
        (".there .gone { top: 0 }", ""),
        ("p:not(.gone) { top: 0 }", "p:not(.gone){top:0}"),
        (
            "@media print { .there { top: .5em } .gone { top: 0 } }",
            "@media print{.there{top:.5em}}",
        ),
        ("@media print { .gone { top: 0 } } p { top: 0 }", "p{top:0}"),
    ],
)
def test_selectors_for_classes_that_no_page_has_go(sheet: str, written: str) -> None:
    assert for_pages(small(sheet), ['<p class="a there">', "<p>gone"]) == written


def rules_of(root: Path) -> dict[str, str]:
    """Every sheet of ours without its comments."""
    paths = (root / "overrides/assets/stylesheets").glob("*.css")
    return {path.stem: COMMENT.sub("", path.read_text(encoding="utf-8")) for path in paths}


def test_every_class_of_our_own_is_somewhere(
    root: Path, site: BuiltSite, reader_site: BuiltSite
) -> None:
    """Else it is a rule for nothing. Those of the theme's rules: tests/test_dialect.py."""
    pages = [page for each in (site, reader_site) for page in each.pages.values()]
    values = [tag.attributes.get("class", "") for page in pages for tag in page.tags]
    scripts = [path.read_text(encoding="utf-8") for path in (root / "browser").rglob("*.js")]
    scripts += inline_scripts((root / "overrides/main.html").read_text(encoding="utf-8"))
    found = set(re.findall(r"[\w-]+", " ".join((*values, *QUOTED.findall("".join(scripts))))))
    sheets = rules_of(root)
    assert {*STYLE, *LAZY_STYLES, *NAMED_STYLES, *PRESSED_STYLES} == set(sheets)
    own = "".join(text for name, text in sheets.items() if name != "base")
    assert set(CLASS.findall(own)) - found == set()


def test_every_variable_and_animation_is_used(root: Path) -> None:
    text = "".join(rules_of(root).values())
    set_there = re.findall(r"(?<![\w-])(--[\w-]+):", text)
    assert set(set_there) - set(re.findall(r"var\((--[\w-]+)", text)) == set()
    for name in re.findall(r"@keyframes ([\w-]+)", text):
        assert re.search(rf"animation[\w-]*:[^;]*\b{name}\b", text), name


def test_code_is_named_after_what_it_says(site: BuiltSite) -> None:
    names = [path.name for path in (site.folder / "assets").iterdir() if path.is_file()]
    assert names and not [name for name in names if not HASHED.fullmatch(name)]
    assert not (site.folder / "assets/javascripts").exists()
    assert not (site.folder / "assets/stylesheets").exists()


def test_every_page_has_the_policy(site: BuiltSite) -> None:
    for page, document in site.pages.items():
        (meta,) = [tag for tag in document.all("meta") if "http-equiv" in tag.attributes]
        text = meta.attributes["content"]
        assert "default-src 'none'" in text and "unsafe" not in text, page
        assert text.count("sha256-") == 1, page


def test_policy_names_each_inline_script_once() -> None:
    assert policy(["a()", "a()", "b()"]).count("'sha256-") == 2


def test_hosts_of_static_sites_find_the_headers(site: BuiltSite) -> None:
    """Each path has every header from one group at most: such a host would send both."""
    groups = (site.folder / "_headers").read_text(encoding="utf-8").strip().split("\n\n")
    named = {path: lines for path, *lines in (group.split("\n") for group in groups)}
    allowed = written_policy((site.folder / "index.html").read_text(encoding="utf-8"))
    assert "frame-ancestors 'none'" in headers(allowed)["Content-Security-Policy"]
    assert named.pop("/*") == [f"  {name}: {value}" for name, value in headers(allowed).items()]
    assert named.pop("/sw.js") == [f"  Cache-Control: {FRESH}"]
    assert set(map(tuple, named.values())) == {(f"  Cache-Control: {UNCHANGING}",)}
    files = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*.*")]
    kept = {name for name in files if any(fnmatchcase(f"/{name}", path) for path in named)}
    assert kept == {name for name in files if cache(name) == UNCHANGING}
    assert len(named) <= len(kept) and len(named) < 100


def test_only_a_name_that_changes_with_the_text_is_kept_for_long(site: BuiltSite) -> None:
    for path in (path for path in site.folder.rglob("*") if path.is_file()):
        name = path.relative_to(site.folder).as_posix()
        body = hashlib.sha256(path.read_bytes()).hexdigest()
        of_search = re.fullmatch(r"search/[a-z]+-[0-9a-f]{8}/(words|w?\d+)\.js", name)
        is_named = bool(of_search) or body[:8] in name
        assert (cache(name) == UNCHANGING) == is_named, name
    for name in ("assets/images/a.png", "sw.js", "search/vi.js", "index.html", "a/assets/b.js"):
        assert cache(name) == FRESH


def test_what_is_for_servers_is_no_part_of_any_copy(reader_site: BuiltSite) -> None:
    (archive,) = reader_site.folder.glob("*.zip")
    with zipfile.ZipFile(archive) as files:
        inside = {name.partition("/")[2] for name in files.namelist()}
    (listed,) = reader_site.folder.glob("assets/offline.*.json")
    inside |= {row[0] for row in json.loads(listed.read_text(encoding="utf-8"))}
    assert "index.html" in inside and (reader_site.folder / FOLDER / "nginx.conf").is_file()
    assert [name for name in inside if re.match(HIDDEN, name)] == []


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ("../", "../index.html"),
        ("./", "./index.html"),
        ("..", "../index.html"),
        ("../..", "../../index.html"),
        (".", "./index.html"),
        ("bai-hoc/x/", "bai-hoc/x/index.html"),
        ("../y/#a", "../y/index.html#a"),
        ("../y/?h=a#b", "../y/index.html?h=a#b"),
        ("#a", "#a"),
        ("../assets/style.css", "../assets/style.css"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_in_a_folder_links_name_their_file(link: str, file: str) -> None:
    assert with_files(f'<a href="{link}">') == f'<a href="{file}">'


def test_the_folder_to_take_along_is_whole(site: BuiltSite, tmp_path: Path) -> None:
    (archive,) = site.folder.glob("*.zip")
    with zipfile.ZipFile(archive) as files:
        assert files.testzip() is None
        texts = [entry for entry in files.infolist() if entry.filename.endswith(".html")]
        sizes = [(entry.file_size, entry.compress_size) for entry in texts]
        assert sum(packed for _, packed in sizes) < 0.5 * sum(whole for whole, _ in sizes)
        names = set(files.namelist())
        files.extractall(tmp_path)
    folder = tmp_path / archive.stem
    pages = {name for name in site.pages if name != "404.html" and not is_papers(name)}
    assert {f"{archive.stem}/{name}" for name in pages} <= names
    assert not [name for name in names if is_papers(name.partition("/")[2])]
    for name in pages:
        text = (folder / name).read_text(encoding="utf-8")
        for link in re.findall(r'href="([^"#?]*)[^"]*"', text):
            if link and not re.match(r"[a-z]+:", link):
                assert ((folder / name).parent / link).is_file(), (name, link)


def test_one_line_takes_all_scripts_away(tmp_path: Path) -> None:
    settings = project(tmp_path / "project") / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    assert "scripts: true" in text
    settings.write_text(text.replace("scripts: true", "scripts: false"), encoding="utf-8")
    done = build(settings.parent, tmp_path / "site")
    assert done.returncode == 0, done.stdout + done.stderr
    site = tmp_path / "site"
    # The worker that readers may have from before removes itself; no page asks for it.
    assert [path.name for path in site.rglob("*.js")] == ["sw.js"]
    assert not list(site.rglob("*.webmanifest"))
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text and 'rel="manifest"' not in text, page


def test_pages_link_to_the_archive_with_its_size(reader_site: BuiltSite) -> None:
    (archive,) = reader_site.folder.glob("*.zip")
    tenths = -(-archive.stat().st_size // 100_000)
    for page, up, size in (
        ("tai-ve/index.html", "../", f"({tenths // 10},{tenths % 10} MB)"),
        ("en/tai-ve/index.html", "../../", f"({tenths // 10}.{tenths % 10} MB)"),
    ):
        text = (reader_site.folder / page).read_text(encoding="utf-8")
        assert re.search(
            rf'<a href="{up}{archive.name}" download>[^<]+</a> {re.escape(size)}', text
        )
        with zipfile.ZipFile(archive) as files:
            inside = files.read(f"{archive.stem}/{page}").decode()
        assert archive.name not in inside


def test_a_file_that_was_not_made_is_not_linked(tmp_path: Path) -> None:
    page = tmp_path / "a" / "index.html"
    page.parent.mkdir()
    page.write_text(promise("made.pdf", "Made", "({whole} MB)") + promise("lost.pdf", "Lost", ""))
    (tmp_path / "made.pdf").write_bytes(b"x")
    keep_promises(tmp_path, [page], ["made.pdf", "lost.pdf"], {})
    assert page.read_text() == '<a href="../made.pdf" download>Made</a> (0 MB)Lost'


def test_of_an_offer_nothing_is_left_where_the_file_is_not(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    here, lost = offer("made.pdf", "Made", "({pages}, {whole} MB)"), offer("lost.pdf", "Lost", "")
    page.write_text(f'<p class="a">{here}</p><ul><li>{lost}</li></ul><p>Or {lost}</p>{lost}')
    assert without_promises(page.read_text()) == "<ul></ul><p>Or </p>"
    (tmp_path / "made.pdf").write_bytes(b"x")
    keep_promises(tmp_path, [page], ["made.pdf", "lost.pdf"], {"made.pdf": {"pages": 1}})
    link = '<a href="made.pdf" download>Made (1, 0 MB)</a>'
    assert page.read_text() == f'<p class="a">{link}</p><ul></ul><p>Or </p>'


@pytest.mark.parametrize("link", [promise, offer])
@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "sw.js", "a/../../b"])
def test_only_files_that_the_build_makes_are_promised(
    tmp_path: Path, name: str, link: Callable[[str, str, str], str]
) -> None:
    page = tmp_path / "index.html"
    page.write_text(written := link(name, "Passwords", "({whole} MB)"))
    with pytest.raises(PublishError) as caught:
        keep_promises(tmp_path, [page], ["made.pdf"], {})
    assert name in caught.value.message(load_texts()) and page.read_text() == written


def test_what_is_said_of_a_file_is_text(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text(promise("made.pdf", "Made", "{bad} {0} {pages:5} &lt;b&gt; {pages}"))
    (tmp_path / "made.pdf").write_bytes(b"x")
    keep_promises(tmp_path, [page], ["made.pdf"], {"made.pdf": {"pages": 7}})
    assert page.read_text().endswith("</a> {bad} {0} {pages:5} &lt;b&gt; 7")


OWN = "a()"
FRAME = (
    '<meta http-equiv="Content-Security-Policy" content="policy">'
    '<script>a()</script><script defer src="../assets/page.js"></script><p>x</p>'
)


@pytest.mark.parametrize(
    "more",
    [
        "<script>b()</script>",
        "<SCRIPT>b()</SCRIPT>",
        "<script type=module>a()</script>",
        '<script src="../x.js"></script>',
        '<script src="https://example.org/assets/x.js"></script>',
        "<script>a();b()</script>",
        "<svg><script>b()</script></svg>",
        "<script/>b()",
    ],
)
def test_another_script_is_foreign(more: str) -> None:
    assert is_foreign(FRAME + more, [OWN])


@pytest.mark.parametrize(
    "more",
    ["", "&lt;script>b()&lt;/script>", "<p title='<script>b()</script>'>", "<!-- <script -->"],
)
def test_own_scripts_and_words_about_scripts_are_not_foreign(more: str) -> None:
    assert not is_foreign(FRAME + more, [OWN])


@pytest.fixture
def sources(root: Path, tmp_path: Path) -> Sources:
    frame = tmp_path / "main.html"
    frame.write_text(f"<script>{OWN}</script>")
    (tmp_path / "site" / "assets" / WRITTEN_STYLES).mkdir(parents=True)
    styles = root / "overrides" / "assets" / "stylesheets"
    colours = tmp_path / "colours.css"
    return Sources(root / "browser", styles, frame, colours, load_texts(), ("vi",))


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (f"{FRAME}<script>b()</script>", "trang-la/index.html có mã chạy trong trình duyệt"),
        (f"{FRAME}<script>if(</script>", "Không thu gọn được trang trang-la/index.html"),
        ("<p>x</p>", "trang-la/index.html không phải một trang của sổ tay"),
    ],
)
def test_a_page_that_cannot_be_published_is_named(
    sources: Sources, tmp_path: Path, page: str, said: str
) -> None:
    path = tmp_path / "site" / "trang-la" / "index.html"
    path.parent.mkdir()
    path.write_text(page)
    with pytest.raises(PublishError) as caught:
        finish(tmp_path / "site", sources)
    assert said in caught.value.message(sources.texts)


def test_colours_of_the_handbook_come_behind_those_of_the_engine(
    sources: Sources, tmp_path: Path
) -> None:
    sources.colours.write_text(":root { --hb-accent: #0b3d91; }\n", encoding="utf-8")
    (tmp_path / "site" / "index.html").write_text(FRAME)
    finish(tmp_path / "site", sources)
    (sheet,) = (tmp_path / "site" / "assets").glob("style.*.css")
    text = sheet.read_text(encoding="utf-8")
    assert text.endswith(":root{--hb-accent:#0b3d91}") and text.count("--hb-accent:") > 2


def test_the_policy_allows_the_scripts_of_the_template(sources: Sources, tmp_path: Path) -> None:
    path = tmp_path / "site" / "index.html"
    path.write_text(FRAME)
    finish(tmp_path / "site", sources)
    digest = base64.b64encode(hashlib.sha256(OWN.encode()).digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in path.read_text()


@pytest.mark.parametrize(
    ("sheet", "written"),
    [
        ("p{top:0;}", "p{top:0}"),
        # One block becomes two, the reader's without the system's wishes.
        (
            "@media screen and (prefers-a: b) and (prefers-c: d)"
            "{ :root:not([data-scheme]), [data-scheme='x'] {--a: 1} p {top: var(--a)}}",
            "@media screen and (prefers-a:b) and (prefers-c:d)"
            "{:root:not([data-scheme]){--a:1}p{top:var(--a)}}"
            "@media screen{[data-scheme=x]{--a:1}}",
        ),
        # What is for a chosen scheme only, and what has nothing to do with schemes, stays there.
        ("@media screen{[data-scheme=x]{top:0;}}", "@media screen{[data-scheme=x]{top:0}}"),
        (
            "@media screen and (prefers-a: b){:is(p,a){top:0;}}",
            "@media screen and (prefers-a:b){:is(p,a){top:0}}",
        ),
    ],
)
def test_a_scheme_written_once_can_be_asked_for_and_chosen(sheet: str, written: str) -> None:
    assert with_choices(small(sheet)) == written


@pytest.mark.parametrize(
    ("scheme", "asked"),
    [
        ("dark", "(prefers-color-scheme:dark)"),
        ("contrast", "(prefers-contrast:more) and (prefers-color-scheme:light)"),
    ],
)
def test_a_chosen_scheme_is_the_one_of_the_system(site: BuiltSite, scheme: str, asked: str) -> None:
    """Each stands once in the sources; the built sheet has both."""
    (path,) = (site.folder / "assets").glob("style.*.css")
    text = path.read_text(encoding="utf-8")
    before = rf"@media screen and {re.escape(asked)}{{:root:not\(\[data-scheme\]\)"
    (by_system,) = re.findall(rf"{before}{{([^{{}}]+)}}}}", text)
    (by_reader,) = re.findall(rf"@media screen{{\[data-scheme={scheme}\]{{([^{{}}]+)}}}}", text)
    assert by_system == by_reader
