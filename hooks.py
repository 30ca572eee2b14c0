"""MkDocs events -> handbook. Each priority is explained where it is set."""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage

from handbook import languages, navigation
from handbook.content import Content
from handbook.files import downloads, is_picture
from handbook.folding import slugify
from handbook.images.store import Store
from handbook.paper.errors import FailedJobsError, PaperError
from handbook.paper.model import Article, Edition
from handbook.paper.printing import Printing
from handbook.paper.requests import Requested, languages_of, requested
from handbook.problems import ContentError
from handbook.publish.assets import Sources
from handbook.publish.downloads import keep_promises
from handbook.publish.errors import PublishError
from handbook.publish.figures import Figures
from handbook.publish.finish import data_address, finish, pack, write_files
from handbook.publish.offline import Finished, offline_files, retired_files
from handbook.search.corpus import FoundPage, read_page
from handbook.search.files import Vocabulary, index_files
from handbook.site import check
from handbook.texts import Texts, load_texts
from macros import boxes, entries
from macros.catalog import catalog
from macros.context import Context
from macros.downloads import archive_name, promised
from macros.extension import HandbookExtension
from macros.glossary import Abbreviations
from macros.view import PageView, view

# What stands below the body of every page.
TAIL = ("{{ connections() }}", "{{ citations() }}", "")

# Addresses of files; those of pages end in a slash and are the same on the site of any language.
FILE_LINK = re.compile(r'(?:href|src)="(?![a-z]+:|#)[^"#]*[^"#/](?:#[^"]*)?"')


@dataclass(frozen=True)
class Converted:
    """What MkDocs made of a page's Markdown."""

    html: str
    toc: Any
    anchors: set[str] | None


@dataclass
class Site:
    """The loaded handbook, kept on the configuration object for one build of all languages.

    ``rendered`` holds each file's Markdown after all macros: a page without a translation is
    shown on both sites from one file, and its text is the same on both.
    """

    root: Path
    content: Content
    texts: Texts
    icon: str
    scripts: bool
    paper: bool
    edition: Edition
    only: Requested | None
    languages: tuple[str, ...] = languages.ALL
    contexts: dict[str, Context] = field(default_factory=dict)
    rendered: dict[str, str] = field(default_factory=dict)
    converted: dict[str, Converted] = field(default_factory=dict)
    found: dict[str, list[FoundPage]] = field(default_factory=dict)
    articles: dict[str, dict[str, Article]] = field(default_factory=dict)

    @cached_property
    def abbreviations(self) -> dict[str, Abbreviations]:
        return {name: Abbreviations(self.content, name) for name in self.languages}

    @cached_property
    def figures(self) -> Figures:
        """Puts pictures into pages."""
        return Figures(Store.of(self.root), frozenset(filter(is_picture, self.content.files)))

    @cached_property
    def letters(self) -> str | None:
        """The id of the page with the list by letter; None when the handbook has none."""
        pages = self.content.defaults.values()
        return next((p.id for p in pages if any(call.name == "alphabet" for call in p.calls)), None)

    def context(self, page: SitePage) -> Context:
        """The macro context of a page; a new one when the page is rendered anew."""
        return self.contexts[page.file.src_uri]

    def open(self, page: SitePage) -> Context:
        """Start rendering a page."""
        file: Any = page.file  # static-i18n adds locale
        found = self.content.page(page_id(page), file.locale)
        context = Context(self.content, self.texts, found)
        self.contexts[page.file.src_uri] = context
        return context


def site_of(config: MkDocsConfig) -> Site:
    """The handbook that ``on_config`` left on the configuration."""
    site: Site = config.handbook  # type: ignore[attr-defined]
    return site


def page_id(page: SitePage) -> str:
    """The handbook's id of a page: its path without suffixes, whatever the language."""
    file: Any = page.file  # static-i18n adds norm_src_uri
    return str(file.norm_src_uri).removesuffix(".md")


def current_language(config: MkDocsConfig) -> str:
    """The language of the site being built; its pages may be in the default one."""
    return str(config.plugins["i18n"].current_language or languages.DEFAULT)  # type: ignore[attr-defined]


# +50: before the macros plugin (0) calls define_env, which needs the content.
@event_priority(50)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the content, once for all languages. Abort when it has mistakes."""
    if not hasattr(config, "handbook"):
        config.handbook = _load(config)  # type: ignore[attr-defined]
        _render_only_what_is_printed(config)
        empty = site_of(config).texts.each_language("table.empty")
        config.markdown_extensions.append(HandbookExtension(empty))  # type: ignore[arg-type]
        config.mdx_configs.setdefault("toc", {})["slugify"] = slugify
    config.nav = navigation.tree(site_of(config).content)
    return config


def _load(config: MkDocsConfig) -> Site:
    root = Path(config.config_file_path).parent
    try:
        content = check(root, catalog()).must_be_sound()
        texts = load_texts()
    except ContentError as error:
        raise Abort(str(error)) from error
    favicon = root / "overrides" / config.theme["favicon"]
    icon = data_address(favicon.read_text(encoding="utf-8"))
    scripts, paper = (bool(config.extra.get(name)) for name in ("scripts", "paper"))
    with _told_to_editors(texts):
        edition = Edition.of(config.extra.get("edition"), config.site_url or "")
    names = str(config.extra.get("only") or "").split()
    only = requested(content, names) if names else None
    site = Site(root, content, texts, icon, scripts, paper, edition, only)
    _must_be_printable(site)
    return site


def _must_be_printable(site: Site) -> None:
    """Say at once what cannot be printed of what is asked for; Abort when that is all of it."""
    if site.only is None:
        return
    with _told_to_editors(site.texts):
        Printing(site.root, site.content, site.texts, {}, site.edition).must_be_able()
        if not site.only.pages:
            raise FailedJobsError(site.only.refused)
    for error in site.only.refused.values():
        sys.stderr.write(f"{error.message(site.texts)}\n")


def _render_only_what_is_printed(config: MkDocsConfig) -> None:
    """When all that is asked for is in the default language, leave out the sites of the others."""
    site = site_of(config)
    if site.only and languages_of(site.content, site.only.pages) == [languages.DEFAULT]:
        for language in config.plugins["i18n"].config.languages:
            language.build = language.locale == languages.DEFAULT


@contextmanager
def _told_to_editors(texts: Texts) -> Iterator[None]:
    """What goes wrong in the last steps ends the build with a message in their language."""
    try:
        yield
    except (PaperError, PublishError) as error:
        raise Abort(error.message(texts)) from error


def on_env(env: Any, config: MkDocsConfig, files: Any) -> Any:
    """Let the templates show texts as they are, whatever signs they hold."""
    env.autoescape = True
    return env


def on_page_read_source(page: SitePage, config: MkDocsConfig) -> str:
    """Front matter and body have been read strictly: nothing is left for MkDocs to guess at. An
    empty line, because it takes ``word: …`` at the top for front matter."""
    file: Any = page.file  # static-i18n adds locale
    page.title = site_of(config).content.page(page_id(page), file.locale).title
    return "\n"


# 0: before static-i18n (-100) looks for the home page of the language.
def on_nav(nav: Navigation, config: MkDocsConfig, files: Any) -> Navigation:
    """Name each section after its index page in the language of the site."""
    site, language = site_of(config), current_language(config)
    for item in _sections(nav.items):
        index = next((child for child in item.children if isinstance(child, SitePage)), None)
        if index is not None:
            item.title = site.content.page(page_id(index), language).title
    return nav


def _sections(items: list[Any]) -> list[Section]:
    found = [item for item in items if isinstance(item, Section)]
    return found + [inner for item in found for inner in _sections(item.children)]


# +100: before static-i18n (50) and the macros plugin (0), which then renders what is added here.
@event_priority(100)
def _with_parts(markdown: str, page: SitePage, config: MkDocsConfig, files: Any) -> str:
    site = site_of(config)
    context = site.open(page)
    if page.file.src_uri in site.rendered:
        _reuse(site, page)
        return site.rendered[page.file.src_uri]
    body = boxes.with_titles(context, entries.with_questions(context, context.page.body))
    return "\n".join(("{{ wording() }}\n", body, *TAIL))


def _reuse(site: Site, page: SitePage) -> None:
    """Let MkDocs take the HTML made for the other language instead of converting it again."""
    known = site.converted.get(page.file.src_uri)
    if known is None:
        return

    def render(config: MkDocsConfig, files: Any) -> None:
        page.content, page.toc, page.present_anchor_ids = known.html, known.toc, known.anchors

    setattr(page, "render", render)  # noqa: B010 (MkDocs has no event before the conversion)


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Any) -> str:
    """Put the pictures in. HTML without files is kept for the other language, where those lie
    elsewhere."""
    if not FILE_LINK.search(html):
        converted = Converted(html, page.toc, page.present_anchor_ids)
        site_of(config).converted[page.file.src_uri] = converted
    return site_of(config).figures.shown(html, page.url)


# -50: after the macros plugin, so that abbreviations in tables and links are explained too; right
# before the conversion, for which the text of links back from footnotes is set in the page's words.
@event_priority(-50)
def _with_abbreviations(markdown: str, page: SitePage, config: MkDocsConfig, files: Any) -> str:
    site, name = site_of(config), page.file.src_uri
    language = site.context(page).language
    back = site.texts.get(language, "entry.note_back", number="{}")
    config.mdx_configs.setdefault("footnotes", {})["BACKLINK_TITLE"] = back
    if name not in site.rendered:
        site.rendered[name] = markdown + site.abbreviations[language].definitions(markdown)
    return site.rendered[name]


on_page_markdown = CombinedEvent(_with_parts, _with_abbreviations)


def on_page_context(
    context: dict[str, Any], page: SitePage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Offer the page's view to the templates as ``handbook``."""
    shown: PageView = view(
        site_of(config).context(page), current_language(config), site_of(config).paper
    )
    context["handbook"] = shown
    _keep_for_search(page, config)
    _keep_for_paper(page, config)
    return context


def _keep_for_search(page: SitePage, config: MkDocsConfig) -> None:
    site, language = site_of(config), current_language(config)
    url = "" if page.url == "./" else page.url
    source = site.context(page).page
    found = read_page(site.content, source, url, page.content or "", language)
    site.found.setdefault(language, []).append(found)


def _keep_for_paper(page: SitePage, config: MkDocsConfig) -> None:
    site, language = site_of(config), current_language(config)
    source = site.context(page).page
    if source.language != language or source.screen_only:
        return
    url = "" if page.url == "./" else page.url
    label = site.content.page_label(source)
    html = unicodedata.normalize("NFC", site.figures.printed(page.content or ""))
    kept = Article(source.id, url, source.title, label, source.summary, language, html)
    site.articles.setdefault(language, {})[source.id] = kept


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """One 404 page for both languages; no site map without a public address."""
    if template_name == "404.html" and current_language(config) != languages.DEFAULT:
        return ""
    if template_name == "sitemap.xml" and not config.site_url:
        return ""  # a site map needs full addresses
    return output


# -200: after static-i18n (-100) has built the other languages, which call this event too.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site, once for all languages: code, styles, index of the search, policy."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    site, folder = site_of(config), Path(config.site_dir)
    printing = Printing(site.root, site.content, site.texts, site.articles, site.edition)
    if site.only:
        with _told_to_editors(site.texts):
            printing.print_only(site.only, site.root / "in")
        return
    site.figures.publish(folder, downloads(site.content))
    overrides = site.root / "overrides"
    theme = next(folder.glob("assets/stylesheets/main.*.css"))
    sources = Sources(
        browser=site.root / "browser",
        styles=overrides / "assets" / "stylesheets",
        theme=theme,
        frame=overrides / "main.html",
        texts=site.texts,
        languages=tuple(site.found),
        scripts=site.scripts,
    )
    with _told_to_editors(site.texts):
        finish(folder, sources)
    if site.scripts:
        _write_search(site, folder)
    pack(folder, archive_name(site.content))
    with _told_to_editors(site.texts):
        lengths = printing.print_all(folder) if site.paper else {}
        known = promised(site.content, site.texts, site.found)
        keep_promises(folder, folder.rglob("*.html"), known, lengths)
    # Last, because it lists all files.
    write_files(folder, _offline(site, folder))


def _write_search(site: Site, folder: Path) -> None:
    for language, pages in site.found.items():
        index = index_files(language, pages, _vocabulary(site, language))
        write_files(folder, {f"search/{name}": text for name, text in index.items()})


def _offline(site: Site, folder: Path) -> dict[str, str]:
    browser = site.root / "browser"
    if not site.scripts:
        return retired_files(browser)
    return offline_files(Finished(folder, browser, site.texts, tuple(site.found)))


def _vocabulary(site: Site, language: str) -> Vocabulary:
    texts = site.texts
    names = texts.group(language, "lexicon")
    lists = {name: texts.list(language, f"lexicon.{name}") for name in names}
    lists["months"] = texts.list(language, "dates.months")
    return Vocabulary(tuple(site.abbreviations[language].known.items()), lists)
