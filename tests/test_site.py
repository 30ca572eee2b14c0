"""The built site as a reader meets it: links, ids, titles, languages, no outside request."""

import posixpath
import re
import subprocess
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from handbook import marks
from handbook.check.rules import OF_SITE
from handbook.content.handbook import Content
from handbook.language.foreign import Own, foreign
from handbook.language.texts import Texts
from tests.conftest import LANGUAGES, READER_LANGUAGES, BuiltSite, language_of
from tests.html import Document, title

# What is elsewhere, or a letter to whom the settings name.
FOREIGN = re.compile(r"https?://|mailto:", re.IGNORECASE)
# A file written in the page itself.
WRITTEN = re.compile(r"data:image/svg\+xml[,;]")
# Links of the frame that lead to a page under words of their own.
FRAMED = frozenset(("top-title", "search-open"))
NAMESPACE = "http://www.w3.org/2000/svg"
FETCHING = (("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"))
# Words of the theme that must not show through on the Vietnamese site.
ENGLISH = re.compile(
    r"\b(search|skip|next|previous|footer|header|table of contents|copy|loading|initializing|"
    r"not found|back to top|switch|share|clear|navigation|made with|dark|light|the|and|of)\b",
    re.IGNORECASE,
)


def target_of(page: str, link: str) -> tuple[str, str]:
    """Path of the page that a link leads to, and the anchor."""
    parts = urlsplit(link)
    path = unquote(parts.path)
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    if path.endswith("/") or path in (".", "..") or goal == ".":
        goal = posixpath.normpath(posixpath.join(goal, "index.html"))
    return goal, unquote(parts.fragment)


def text_language(document: Document) -> str:
    """The language of a page's text, which may be another than that of its frame."""
    return next(
        tag.language for tag in document.tags if "handbook-text" in tag.attributes.get("class", "")
    )


def test_every_link_and_anchor_leads_somewhere(site: BuiltSite) -> None:
    files = {str(path.relative_to(site.folder)) for path in site.folder.rglob("*")}
    broken = []
    for page, document in site.pages.items():
        for tag in document.tags:
            link = tag.attributes.get("href") or tag.attributes.get("src") or ""
            if not link or FOREIGN.match(link) or WRITTEN.match(link) or page == "404.html":
                continue
            goal, anchor = target_of(page, link)
            lost = bool(anchor) and goal in site.pages and anchor not in site.pages[goal].ids
            if goal not in files or lost:
                broken.append(f"{page}: {link}")
    assert not broken, broken


def test_no_page_is_named_as_a_folder_of_the_site(site: BuiltSite, content: Content) -> None:
    """What the site has of its own is refused to pages: one would be lost in the other."""
    pages = {page.id.partition("/")[0] for page in content.pages.values()}
    tops = {path.name for path in site.folder.iterdir() if path.is_dir()}
    # Where a page was once, one leads on to where it is now.
    moved = {re.split("[/#]", address)[0] for address in content.editions.moved}
    own = {*OF_SITE, *content.languages.others, *moved, ".well-known"}
    assert tops - pages - own == set()


def test_no_page_has_an_id_twice(site: BuiltSite) -> None:
    double = {
        page: [name for name, count in Counter(document.ids).items() if count > 1]
        for page, document in site.pages.items()
    }
    assert not {page: names for page, names in double.items() if names}


def test_titles_are_unique_in_each_language(site: BuiltSite) -> None:
    for language in LANGUAGES.all:
        titles = Counter(
            title(site.folder / page)
            for page, document in site.pages.items()
            if document.language == language
        )
        assert not [name for name, count in titles.items() if count > 1]


def test_every_page_says_its_language(site: BuiltSite) -> None:
    for page, document in site.pages.items():
        assert document.language == language_of(page), page


def test_untranslated_pages_say_so_and_name_their_language(reader_site: BuiltSite) -> None:
    seen = 0
    for page, document in reader_site.pages.items():
        if page == "404.html":
            continue
        text = next(
            tag for tag in document.tags if "handbook-text" in tag.attributes.get("class", "")
        )
        if text.attributes["lang"] == document.language:
            continue
        seen += 1
        classes = [tag.attributes.get("class", "") for tag in document.tags]
        assert "untranslated" in classes, page
        robots = [tag for tag in document.all("meta") if tag.attributes.get("name") == "robots"]
        assert robots and robots[0].attributes["content"] == "noindex", page
    assert seen > 0


def test_no_english_shows_on_the_vietnamese_site(reader_site: BuiltSite) -> None:
    """In tests/reader the words of the handbook itself are Vietnamese."""
    found = []
    for page, document in reader_site.pages.items():
        if document.language != "vi":
            continue
        labels = [
            tag.attributes[name]
            for tag in document.tags
            if tag.language == "vi"
            for name in ("title", "aria-label", "placeholder", "alt")
            if name in tag.attributes
        ]
        texts = [text for text, language in document.texts if language == "vi"]
        found += [f"{page}: {text}" for text in labels + texts if ENGLISH.search(text)]
    assert not found, found[:20]


@pytest.mark.parametrize("built", ("site", "reader_site"))
def test_words_of_the_handbook_say_their_language_on_other_sites(
    built: str, texts: Texts, request: pytest.FixtureRequest
) -> None:
    """All but names, which are the same in both, and what an attribute says beside it. In
    tests/reader a translated title keeps such words, wherever the frame says it."""
    found, spoken = [], 0
    languages = LANGUAGES if built == "site" else READER_LANGUAGES
    for page, document in request.getfixturevalue(built).pages.items():
        labels = [
            (tag.attributes[name], tag.language)
            for tag in document.tags
            for name in ("aria-label", "placeholder", "alt", marks.COLUMN)
            if name in tag.attributes
        ]
        own = [text for text, language in document.texts if language == languages.default]
        spoken += bool(own) and document.language != languages.default
        found += [
            f"{page}: {text}"
            # The first is the title of the window, in which nothing can be marked.
            for text, language in (*document.texts[1:], *labels)
            if language != languages.default and any(foreign(text, Own.of(texts, language)))
        ]
    assert not found, found[:20]
    assert spoken > 0 or not languages.others


@pytest.mark.parametrize("built", ("site", "reader_site"))
def test_names_of_pages_say_their_language(built: str, request: pytest.FixtureRequest) -> None:
    """Wherever the frame leads to one by its name: in the menu, at the foot. The name of the site
    and that of the search are no names of pages."""
    site: BuiltSite = request.getfixturevalue(built)
    wrong, others, foreign_pages = [], 0, 0
    for page, document in site.pages.items():
        foreign_pages += page != "404.html" and text_language(document) != document.language
        for tag in document.tags:
            link = tag.attributes.get("href", "#")
            goal, _ = target_of(page, link)
            leads = tag.name == "a" and "article" not in tag.around and link[0] != "#"
            unnamed = not FRAMED.isdisjoint(tag.attributes.get("class", "").split())
            if not leads or unnamed or page == "404.html" or "hreflang" in tag.attributes:
                continue
            told = text_language(site.pages[goal])
            others += told != document.language
            wrong += [f"{page}: {goal}"] if tag.language != told else []
    assert not wrong, wrong[:20]
    # A handbook that was just started has no page that is not translated; tests/reader has.
    assert bool(others) == bool(foreign_pages) and (others or built == "site")


def test_nothing_is_fetched_from_elsewhere(site: BuiltSite) -> None:
    for page, document in site.pages.items():
        for name, attribute in FETCHING:
            for tag in document.all(name):
                assert not urlsplit(tag.attributes.get(attribute, "")).netloc, (page, tag)
    sheets = list(site.folder.rglob("*.css"))
    assert sheets
    for sheet in sheets:
        assert "http" not in sheet.read_text(encoding="utf-8").replace(NAMESPACE, "")


def test_every_page_has_a_description_and_sharing_data(site: BuiltSite, texts: Texts) -> None:
    for page, document in site.pages.items():
        metas = {
            tag.attributes.get("name") or tag.attributes.get("property"): tag.attributes["content"]
            for tag in document.all("meta")
            if "content" in tag.attributes
        }
        assert metas["description"].strip(), page
        assert metas["og:title"].strip() and metas["og:description"].strip(), page
        assert metas["og:locale"] == texts.get(language_of(page), "site.locale"), page
        # A picture has to have a full address, which this site has not.
        assert not [name for name in metas if name and name.startswith(("og:image", "twitter:"))]


def test_addresses_are_plain_ascii(site: BuiltSite) -> None:
    for path in site.folder.rglob("*"):
        assert re.fullmatch(r"[\x20-\x7e]+", path.name), path
    for page, document in site.pages.items():
        for name in document.ids:
            assert name.isascii(), (page, name)


def test_every_row_of_every_register_has_its_anchor(site: BuiltSite, content: Content) -> None:
    missing = []
    for register in content.registers.values():
        page = register.page.removesuffix("index").rstrip("/")
        ids = set(site.pages[f"{page}/index.html".lstrip("/")].ids)
        missing += [f"{register.name}/{name}" for name in register.rows if name not in ids]
    assert not missing, missing


def test_questions_work_without_scripts(reader_site: BuiltSite, reader: Content) -> None:
    asking = [page for page in reader.defaults.values() if page.questions]
    assert asking
    for page in asking:
        document = reader_site.pages[f"{page.id}/index.html"]
        details = [
            tag
            for tag in document.all("details")
            if "quiz-answer" in tag.attributes.get("class", "")
        ]
        assert len(details) == len(page.questions), page.id
        for question in page.questions:
            for choice in question.choices:
                assert choice.reason, page.id


def test_no_markdown_is_left_in_the_text(site: BuiltSite) -> None:
    left = re.compile(r"\*\*\w|\{[:#{]|\]\(|^/// ")
    found = [
        f"{page}: {text}"
        for page, document in site.pages.items()
        for text, _ in document.texts
        if left.search(text)
    ]
    assert not found, found[:10]


def test_some_page_says_what_the_site_brings_along(content: Content) -> None:
    """Licences of others ask for it: a page calls ``licences()``."""
    assert content.page_with("licences") is not None


def test_the_not_found_page_speaks_every_language(site: BuiltSite) -> None:
    document = site.pages["404.html"]
    assert document.language == LANGUAGES.default
    assert {language for _, language in document.texts} == set(LANGUAGES.all)


@pytest.mark.slow
def test_html_is_valid(site: BuiltSite, root: Path) -> None:
    # Without a server the checker cannot tell the site's own files from others.
    apart = ".*Resource violates Content Security Policy.*"
    jar = root / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "gnu"]
    done = subprocess.run(
        [*command, "--filterpattern", apart, str(site.folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0 and not done.stderr.strip(), done.stderr[:4000]
