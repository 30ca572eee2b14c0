"""MkDocs events -> handbook. Each priority is explained where it is set."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as SitePage

from handbook.building.build import Build
from handbook.building.settings import BuildSettings
from handbook.check.all import check
from handbook.content import navigation
from handbook.content.contest import withheld
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.folding import slugify
from handbook.language.languages import Languages
from handbook.language.problems import ContentError
from handbook.language.texts import Texts
from handbook.machine import kept_to_the_end
from handbook.paper.errors import FailedJobsError, PaperError
from handbook.paper.requests import Requested, asked_for, languages_of
from handbook.publish.errors import PublishError
from handbook.publish.finish import data_address
from handbook.publish.manifest import icon
from macros import boxes, questions
from macros.catalog import catalog
from macros.context import Context
from macros.extension import HandbookExtension
from macros.view import view

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
    """The loaded handbook, kept on the configuration object for one build of all languages, partly
    for the templates. ``rendered``: each file's Markdown after all macros, alike on all sites."""

    build: Build
    icon: str
    only: Requested | None
    contexts: dict[str, Context] = field(default_factory=dict)
    rendered: dict[str, str] = field(default_factory=dict)
    converted: dict[str, Converted] = field(default_factory=dict)

    @property
    def content(self) -> Content:
        return self.build.content

    @property
    def languages(self) -> Languages:
        return self.content.languages

    @property
    def texts(self) -> Texts:
        return self.build.texts

    @property
    def scripts(self) -> bool:
        return self.build.settings.scripts

    def page(self, page: SitePage) -> Page:
        """The handbook's page in the language of its file, whatever the site's."""
        file: Any = page.file  # static-i18n adds locale
        return self.content.page(page_id(page), file.locale)

    def context(self, page: SitePage) -> Context:
        """The macro context of a page; a new one when the page is rendered anew."""
        return self.contexts[page.file.src_uri]

    def open(self, page: SitePage) -> Context:
        """Start rendering a page."""
        context = Context(self.content, self.texts, self.page(page))
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
    named = config.plugins["i18n"].current_language  # type: ignore[attr-defined]
    return str(named or site_of(config).languages.default)


# +50: before the macros plugin (0) calls define_env, which needs the content.
@event_priority(50)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load and check the content, once for all languages. Abort when it has mistakes."""
    if not hasattr(config, "handbook"):
        with kept_to_the_end():
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
        checked = check(root, catalog())
        whole, texts = checked.must_be_sound(), checked.texts
        content = whole if config.extra.get("contest") else withheld(whole)
    except ContentError as error:
        raise Abort(str(error)) from error
    with _told_to_editors(texts):
        settings = BuildSettings.of(root, config.extra, config.site_url or "")
    build = Build(content, texts, settings)
    only = asked_for(content, config.extra)
    _must_be_printable(build, only)
    drawing = icon(build.settings.docs, build.settings.overrides)
    return Site(build, data_address(drawing), only)


def _must_be_printable(build: Build, only: Requested | None) -> None:
    """Say at once what cannot be printed of what is asked for; Abort when that is all of it."""
    if only is None:
        return
    with _told_to_editors(build.texts):
        build.printing.must_be_able()
        if not only.pages and not only.exams:
            raise FailedJobsError(only.refused)
    for error in only.refused.values():
        sys.stderr.write(f"{error.message(build.texts)}\n")


def _render_only_what_is_printed(config: MkDocsConfig) -> None:
    """When all that is asked for is in the default language, leave out the sites of the others."""
    site = site_of(config)
    if site.only and not {*languages_of(site.content, site.only.pages)} - {site.languages.default}:
        for language in config.plugins["i18n"].config.languages:
            language.build = language.locale == site.languages.default


@contextmanager
def _told_to_editors(texts: Texts) -> Iterator[None]:
    """What goes wrong in the last steps ends the build with a message in their language."""
    try:
        yield
    except (PaperError, PublishError) as error:
        raise Abort(error.message(texts)) from error


def on_env(env: Any, config: MkDocsConfig, files: Any) -> Any:
    """Let the templates show texts as they are, whatever signs they hold, and know the language and
    the page with the list by letter, which each page leads to and none shall look for."""
    env.autoescape = True
    env.globals["language"] = current_language(config)
    name = f"{site_of(config).content.page_with('alphabet')}.md"
    pages = files.documentation_pages()
    env.globals["letters"] = next((one for one in pages if one.norm_src_uri == name), None)
    return env


def on_page_read_source(page: SitePage, config: MkDocsConfig) -> str:
    """Front matter and body have been read strictly: nothing is left for MkDocs to guess at. An
    empty line, because it takes ``word: …`` at the top for front matter."""
    page.title = site_of(config).page(page).title
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
    body = boxes.with_titles(context, questions.with_questions(context, context.page.body))
    return "\n".join(("{{ wording() }}\n", body, *TAIL))


def _reuse(site: Site, page: SitePage) -> None:
    """Let MkDocs take the HTML made for the other language instead of converting it again: a
    quarter of a build while few pages are translated."""
    known = site.converted.get(page.file.src_uri)
    if known is None:
        return

    def render(config: MkDocsConfig, files: Any) -> None:
        page.content, page.toc, page.present_anchor_ids = known.html, known.toc, known.anchors

    setattr(page, "render", render)  # noqa: B010 (MkDocs has no event before the conversion)


# -50: after the macros plugin, so that abbreviations in tables and links are explained too; right
# before the conversion, for which the text of links back from footnotes is set in the page's words.
@event_priority(-50)
def _with_abbreviations(markdown: str, page: SitePage, config: MkDocsConfig, files: Any) -> str:
    site, name = site_of(config), page.file.src_uri
    language = site.context(page).language
    back = site.texts.get(language, "entry.note_back", number="{}")
    config.mdx_configs.setdefault("footnotes", {})["BACKLINK_TITLE"] = back
    if name not in site.rendered:
        site.rendered[name] = markdown + site.build.abbreviations[language].definitions(markdown)
    return site.rendered[name]


on_page_markdown = CombinedEvent(_with_parts, _with_abbreviations)


def on_page_content(html: str, page: SitePage, config: MkDocsConfig, files: Any) -> str:
    """Put the pictures in. HTML without files is kept for the other language, where those lie
    elsewhere."""
    site = site_of(config)
    if not FILE_LINK.search(html):
        converted = Converted(html, page.toc, page.present_anchor_ids)
        site.converted[page.file.src_uri] = converted
    return site.build.figures.shown(html, page.url)


def on_page_context(
    context: dict[str, Any], page: SitePage, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Offer the page's view to the templates as ``handbook``, and give the page to the build."""
    build, own = site_of(config).build, site_of(config).context(page)
    language, html = current_language(config), page.content or ""
    standing = build.standings[own.page.id, own.page.language]
    context["handbook"] = view(own, language, build.settings, standing, html)
    build.keep(own.page, "" if page.url == "./" else page.url, html, language)
    return context


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """One 404 page for both languages; frames of what is no page yet are for the last steps."""
    site, language = site_of(config), current_language(config)
    frames = {"offline.html": site.build.missing, "meeting.html": site.build.frames}
    if template_name in frames:  # addresses as a page at the root writes them
        frames[template_name][language] = output.replace('="./', '="')
    is_other = template_name == "404.html" and language in site.languages.others
    is_blind = template_name == "sitemap.xml" and not config.site_url  # it needs full addresses
    return "" if is_other or is_blind or template_name in frames else output


# -200: after static-i18n (-100) has built the other languages, which call this event too.
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site, or what is printed instead of it, once for all languages."""
    if config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    site = site_of(config)
    with _told_to_editors(site.texts):
        if site.only:
            site.build.print_only(site.only)
        else:
            site.build.finish(Path(config.site_dir))
