"""The articles of a built site, as what is printed gets them."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from lxml import html

from handbook.check.all import check
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.paper.book import Article
from macros.catalog import catalog
from tests.conftest import BuiltSite

SOUND = Path(__file__).parent / "content_rules" / "base"


def read_articles(site: BuiltSite, content: Content, language: str) -> dict[str, Article]:
    """Every page that is written in a language, by its id."""
    pages = (page for page in content.pages.values() if page.language == language)
    return {page.id: _article(site.folder, content, page) for page in pages}


def _article(folder: Path, content: Content, page: Page) -> Article:
    prefix = content.languages.folder(page.language)
    place = page.id.removesuffix("index").rstrip("/")
    url = f"{prefix}{place}/" if place else prefix
    text = (folder / url / "index.html").read_text(encoding="utf-8")
    root = html.document_fromstring(text)
    [body] = [box for box in root.iter("div") if box.get("class") == "handbook-text"]
    [title] = body.findall("h1")
    after = [element for element in title.itersiblings() if element.get("class") != "files"]
    written = "".join(html.tostring(element, encoding="unicode") for element in after)
    label = content.page_label(page)
    return Article(page.id, url, page.title, label, page.summary, page.language, written, page.path)


def small_handbook(folder: Path, pages: Mapping[str, str]) -> Content:
    """The sound handbook of tests/content_rules with other pages laid over it."""
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    for name, text in pages.items():
        (folder / "docs" / name).write_text(text, encoding="utf-8")
    return check(folder, catalog()).must_be_sound()


def article(content: Content, name: str, written: str) -> Article:
    """An article of the default language with a text of its own."""
    page = content.defaults[name]
    label = content.page_label(page)
    url = f"{name.removesuffix('index').rstrip('/')}/"
    return Article(name, url, page.title, label, page.summary, page.language, written, page.path)


def with_text(one: Article, written: str) -> Article:
    """An article with something added to its text."""
    return replace(one, html=one.html + written)
