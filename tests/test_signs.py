"""Texts are texts: whatever signs they hold, they are shown as they are typed, wherever they are
shown. One handbook full of signs (tests/signs.py) is built and printed once, which takes a while.
"""

import bisect
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree, html
from lxml.html import HtmlElement

from handbook.language.foreign import SIGN
from scripts.parts import CODE, copy_parts
from tests.conftest import READER, build
from tests.signs import MARK, Texts, write_handbook

WORD = re.compile(r"Chỗ\d+z")
# What pages are made of; what a text would become, if its signs were taken for markup, is not here.
TAGS = frozenset((
    "a", "abbr", "article", "aside", "blockquote", "body", "br", "button", "details", "div", "em",
    "footer", "h1", "h2", "h3", "head", "header", "hr", "html", "li", "link", "main", "meta",
    "nav", "ol", "p", "path", "script", "small", "span", "strong", "summary", "sup", "svg", "table",
    "tbody", "td", "th", "thead", "title", "tr", "ul",
))  # fmt: skip
# The head of a bulletin is on paper alone; what the English site is about, on no page.
HEAD, NOWHERE = {"masthead", "publisher"}, {"aboutEN"}
# A row that goes on overleaf is drawn page by page: of its texts each may stand in so many parts,
# and a part of so few letters would be found anywhere.
PARTS, FEW = 4, 6


@dataclass(frozen=True)
class Shown:
    """The built handbook: its folder, its texts, its pages by path."""

    folder: Path
    texts: Texts
    pages: dict[str, HtmlElement]


@pytest.fixture(scope="module")
def shown(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Shown:
    folder = tmp_path_factory.mktemp("signs")
    copy_parts(root, folder, CODE)
    copy_parts(READER, folder, ["mkdocs.yml"])
    texts = write_handbook(folder)
    done = build(folder, folder / "site", PAPER="true")
    assert done.returncode == 0, done.stdout + done.stderr
    site = folder / "site"
    paths = sorted(site.rglob("*.html"))
    return Shown(site, texts, {path.relative_to(site).as_posix(): read(path) for path in paths})


def read(path: Path) -> HtmlElement:
    return parsed(path.read_text(encoding="utf-8"))


def parsed(text: str) -> HtmlElement:
    page: HtmlElement = html.document_fromstring(text)
    return page


def one_line(text: str) -> str:
    return " ".join(text.split())


def said(page: HtmlElement) -> Iterator[str]:
    """What a page says: its text, the values of its attributes."""
    yield one_line(page.text_content())
    for element in page.iter(etree.Element):
        yield from map(one_line, element.attrib.values())


def spoilt(text: str, known: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The texts that are there otherwise than typed; what is cut short ends with three dots."""
    for found in WORD.finditer(text):
        typed = known[found[0]]
        start = found.start() - typed.index(found[0])
        there = text[max(0, start) : start + len(typed)]
        cut = there.partition("…")[0].rstrip() if "…" in there else typed
        if there != typed and not typed.startswith(cut):
            yield typed, there


def test_every_page_shows_every_text_as_typed(shown: Shown) -> None:
    seen: set[str] = set()
    for name, page in shown.pages.items():
        for text in said(page):
            assert not list(spoilt(text, shown.texts.known)), name
            seen |= set(WORD.findall(text))
    assert {name for name, word in shown.texts.names.items() if word not in seen} == HEAD | NOWHERE


def test_no_text_becomes_an_element(shown: Shown) -> None:
    for name, page in shown.pages.items():
        # The first page of a file is shown by what offers the file.
        elements = [one for one in page.iter(etree.Element) if one.get("class") != "first-page"]
        assert {element.tag for element in elements} <= TAGS, name
        assert all(element.get("lang") for element in page.iter("em")), name
        assert len([one for one in page.iter("script") if not one.get("src")]) == 1, name
        assert not page.find_class("x") and not page.xpath("//*[@id='a' or @id='x']"), name
        assert not page.xpath("//a[@href='b' or starts-with(@href, 'http')]"), name


@pytest.mark.parametrize(
    ("page", "name", "site"),
    [
        ("index.html", "home", "site"),
        ("en/index.html", "homeEN", "siteEN"),
        ("bai/index.html", "kind", "site"),
        ("bai/mot/index.html", "one", "site"),
        ("en/bai/mot/index.html", "oneEN", "siteEN"),
        ("en/bai/hai/index.html", "two", "siteEN"),
        ("tra-cuu/index.html", "tables", "site"),
        ("ban-tin/index.html", "issue", "site"),
    ],
)
def test_the_head_of_a_page_says_title_and_summary(
    shown: Shown, page: str, name: str, site: str
) -> None:
    of, found = shown.texts.of, shown.pages[page]
    title, summary, site_name = of(f"title {name}"), of(f"summary {name}"), of(site)
    wanted = site_name if page in ("index.html", "en/index.html") else f"{title} – {site_name}"
    assert found.findtext("head/title") == wanted
    assert found.xpath("string(//meta[@name='description']/@content)") == summary
    assert found.xpath("string(//meta[@property='og:title']/@content)") == title
    assert found.xpath("string(//meta[@property='og:description']/@content)") == summary
    assert one_line(found.xpath("string(//h1)")) == title
    assert one_line(found.find_class("top-title")[0].text_content()) == site_name


def test_the_way_to_other_pages_says_their_titles(shown: Shown) -> None:
    of, page = shown.texts.of, shown.pages["bai/mot/index.html"]
    before, after = of("title kind"), of("title two")
    menu = [one_line(link.text_content()) for link in page.xpath("//nav[@class='menu']//a")]
    numbered = {re.sub(r"\A\d+\. ", "", name) for name in menu}
    assert {of("title home"), before, after} <= numbered
    [previous, following] = page.xpath("//footer//a[@rel='prev'] | //footer//a[@rel='next']")
    assert before in one_line(previous.text_content()), before
    assert after in one_line(following.text_content()), after
    contents = one_line(shown.pages["tra-cuu/index.html"].find_class("contents")[0].text_content())
    for heading in ("columnpageVI", "registerVI", "codemot"):
        assert of(heading) in contents


def test_a_note_leads_back_in_the_language_of_its_page(shown: Shown) -> None:
    for page, words in (
        ("bai/mot", "Về chỗ có chú thích 1"),
        ("en/bai/mot", "Back to where note 1"),
    ):
        found = shown.pages[f"{page}/index.html"]
        [back] = found.xpath("//a[@class='footnote-backref']/@title")
        assert back.startswith(words)


def test_an_abbreviation_says_its_full_form(shown: Shown) -> None:
    for page, language in (("bai/hai/index.html", "VI"), ("en/tra-cuu/index.html", "EN")):
        found = shown.pages[page].xpath("//abbr[text()='Q&T']/@title")
        assert set(found) == {shown.texts.of(f"term{language}")}


def test_texts_of_the_interface_are_shown_as_typed(shown: Shown) -> None:
    for name, page in shown.pages.items():
        assert one_line(page.find_class("search-name")[0].text_content()).endswith(MARK), name
        assert all(label.endswith(MARK) for label in page.xpath("//nav/@aria-label")), name
    [needs] = shown.pages["tai-ve/index.html"].find_class("offline-needs")
    assert one_line(needs.text_content()).endswith(MARK)
    assert MARK in one_line(shown.pages["404.html"].text_content())


def unsigned(script: str) -> str:
    """A file for scripts without the signs around words of another tongue, which are not shown."""
    return script.replace(json.dumps(SIGN)[1:-1], "")


def test_search_and_manifest_have_the_texts_as_typed(shown: Shown) -> None:
    site = shown.folder
    seen: set[str] = set()
    for path in sorted((site / "search").rglob("*.js")):
        for word in WORD.findall(text := unsigned(path.read_text(encoding="utf-8"))):
            assert json.dumps(shown.texts.known[word], ensure_ascii=False)[1:-1] in text, path
            seen.add(word)
    assert seen >= {name for key, name in shown.texts.names.items() if key.startswith("title")}
    for language, name in (("vi", "site"), ("en", "siteEN")):
        manifest = json.loads((site / f"manifest.{language}.webmanifest").read_text("utf-8"))
        assert manifest["name"] == shown.texts.of(name)
        offline = read(site / f"offline.{language}.txt")
        assert {element.tag for element in offline.iter(etree.Element)} <= TAGS
        assert MARK in one_line(offline.text_content())


def test_the_folder_to_take_along_says_the_same(shown: Shown) -> None:
    [archive] = shown.folder.glob("*.zip")
    with zipfile.ZipFile(archive) as files:
        for name, page in shown.pages.items():
            if name != "404.html" and not page.xpath("//a[@download]"):
                packed = parsed(files.read(f"{archive.stem}/{name}").decode())
                assert packed.text_content() == page.text_content(), name


def read_pdf(path: Path) -> str:
    done = subprocess.run(["pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def read_parts(path: Path, kept: str) -> str:
    with zipfile.ZipFile(path) as parts:
        names = [name for name in parts.namelist() if re.search(kept, name)]
        trees = [etree.fromstring(parts.read(name)) for name in names]
    return " ".join(str(text) for tree in trees for text in tree.itertext())


READERS: Mapping[str, Callable[[Path], str]] = {
    ".pdf": read_pdf,
    ".docx": lambda path: read_parts(path, r"^word/.*\.xml$"),
    ".epub": lambda path: read_parts(path, r"\.(xhtml|opf)$"),
}


def together(text: str) -> str:
    """The text without spaces, which lines of paper do not keep; pages stay apart."""
    return re.sub(r"[^\S\f]+|[\u2060\u200b]", "", text)


def stands(letters: str, text: str) -> bool:
    """Whether a text is there, whole or in the parts that pages make of it."""
    for _ in range(PARTS):
        sizes = range(len(letters) + 1)
        size = bisect.bisect(sizes, False, key=lambda size: letters[:size] not in text) - 1
        if size < min(FEW, len(letters)):
            return False
        letters = letters[size:]
    return not letters


@pytest.mark.parametrize("ending", READERS)
def test_paper_shows_every_text_as_typed(shown: Shown, ending: str) -> None:
    seen: set[str] = set()
    files = sorted((shown.folder / "tep").rglob(f"*{ending}"))
    assert files
    for path in files:
        text = together(READERS[ending](path))
        seen |= (here := set(WORD.findall(text)))
        for word in here:
            letters = together(shown.texts.known[word])
            assert stands(letters, text), (path.name, letters)
    names = {name for name, word in shown.texts.names.items() if word in seen}
    assert names >= {"title one", "q1VI", "q2VI", "q3EN", "own", "placeVI", "namemotEN", "printed"}
    assert ending == ".epub" or names >= HEAD


def test_names_of_files_made_for_paper_are_promised(shown: Shown) -> None:
    page = shown.pages["tai-ve/index.html"]
    for link in page.xpath("//a[@download]"):
        assert (shown.folder / "tai-ve" / link.get("href")).is_file()
    assert not page.xpath("//a[starts-with(@href, 'file:')]")
