"""What one build of a handbook gathers from its pages, and the order in which it is finished.

Whoever renders the pages gives each one here, and at the end the folder with what was made of all.
"""

import gc
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from handbook.content.editions import Standing
from handbook.content.files import downloads, is_picture
from handbook.content.fingerprint import Fingerprints
from handbook.content.glossary import Abbreviations
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.images.store import Store
from handbook.language.texts import Texts
from handbook.paper.book import Article, Edition
from handbook.paper.plan import plan
from handbook.paper.printing import Printing
from handbook.paper.requests import Requested
from handbook.publish.assets import Sources
from handbook.publish.bom import BOM, Made, bill
from handbook.publish.copy import Finished, files_for_copies, retired_files
from handbook.publish.downloads import archive_name, keep_promises, zim_name
from handbook.publish.figures import Figures
from handbook.publish.finish import finish, pack, write_files
from handbook.publish.manifest import ICONS, IMAGES, colours_of, own_colour, put_pictures
from handbook.publish.moved import moved_pages, moved_paths
from handbook.publish.notices import Notices
from handbook.publish.policy import written_policy
from handbook.publish.servers import Served, server_files
from handbook.publish.zim import About, ZimPage, write_zim
from handbook.search.corpus import FoundPage, read_page
from handbook.search.files import Vocabulary, index_files

# Where files go that are asked for one by one.
PRINTED = "in"
# The file of a page in its folder.
INDEX = "index.html"


def keep_to_the_end() -> None:
    """Tell Python that what has been read stays: looking again and again whether it is still in use
    costs a twelfth of a build. What an earlier build of the same process read is let go first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class BuildSettings:
    """What the content does not say. ``scripts``: pages may run code on readers' machines;
    ``paper``, ``zim``: files for paper, for Kiwix are made too; ``short_names``: the site's, by
    language, for where there is little room; ``contact``: whom to tell of a fault of the site,
    empty for nobody."""

    root: Path
    edition: Edition
    scripts: bool
    paper: bool
    zim: bool
    short_names: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""

    @classmethod
    def of(cls, root: Path, extra: Mapping[str, Any], address: str) -> "BuildSettings":
        """As ``extra`` of mkdocs.yml has them. PaperError when the edition is none."""
        edition = Edition.of(extra.get("edition"), address, own_colour(root / "docs"))
        scripts, paper, zim = (bool(extra.get(name)) for name in ("scripts", "paper", "zim"))
        names, contact = extra.get("short_name") or {}, str(extra.get("contact") or "")
        return cls(root, edition, scripts, paper, zim, names, contact)

    @property
    def docs(self) -> Path:
        """The folder of the content."""
        return self.root / "docs"

    @property
    def browser(self) -> Path:
        """The folder of the scripts' sources."""
        return self.root / "browser"

    @property
    def overrides(self) -> Path:
        """The folder of templates and styles."""
        return self.root / "overrides"


@dataclass
class Build:
    """One build of the sites of all languages; ``found`` and ``articles`` are by language."""

    content: Content
    texts: Texts
    settings: BuildSettings
    found: dict[str, list[FoundPage]] = field(default_factory=dict)
    articles: dict[str, dict[str, Article]] = field(default_factory=dict)

    @cached_property
    def abbreviations(self) -> Mapping[str, Abbreviations]:
        """Those of each language."""
        return {name: Abbreviations(self.content, name) for name in self.content.languages.all}

    @cached_property
    def figures(self) -> Figures:
        """Puts pictures into pages."""
        names = frozenset(filter(is_picture, self.content.files))
        return Figures(Store.of(self.settings.root), names)

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """Says whether the text of a page has changed."""
        return Fingerprints(self.content, self.settings.docs)

    def standing(self, page: Page) -> Standing:
        """Of which edition the text of a page is."""
        return self.content.editions.standing(page, self.fingerprints.of(page))

    def modified(self, page: Page) -> str:
        """The day of the edition that changed a page last, for the site map; empty while the page
        has changed since."""
        standing = self.standing(page)
        return standing.record.day if standing.state == "same" and standing.record else ""

    def keep(self, page: Page, url: str, html: str, language: str) -> None:
        """Keep a page of the site of a language for the search and for paper. ``url`` is relative
        to the site's root, ``html`` the text of the page with its pictures."""
        read = read_page(self.content, page, url, html, language)
        self.found.setdefault(language, []).append(read)
        if page.language == language and not page.screen_only:
            self.articles.setdefault(language, {})[page.id] = self._article(page, url, html)

    def _article(self, page: Page, url: str, html: str) -> Article:
        label = self.content.page_label(page)
        printed = unicodedata.normalize("NFC", self.figures.printed(html))
        return Article(
            page.id, url, page.title, label, page.summary, page.language, printed, page.path
        )

    @property
    def printing(self) -> Printing:
        """Makes files for paper of what has been kept so far."""
        settings = self.settings
        return Printing(settings.root, self.content, self.texts, self.articles, settings.edition)

    def print_only(self, asked: Requested) -> None:
        """Print what is asked for, and nothing else. PaperError when any of it cannot be."""
        self.printing.print_only(asked, self.settings.root / PRINTED)

    def finish(self, folder: Path) -> None:
        """Finish the site in a folder, in which all pages lie as they were rendered.

        The search is written before the site is packed, both before paper: a page says how large
        each file is; the list of all files comes behind them, and last what is for servers, which
        is no part of any copy. PaperError, PublishError when something cannot be printed or
        published.
        """
        self.figures.publish(folder, downloads(self.content))
        write_files(folder, self._moved())
        finish(folder, self._sources())
        put_pictures(self.settings.docs, folder)
        if self.settings.scripts:
            self._write_search(folder)
        pack(folder, archive_name(self.content))
        if self.settings.zim:
            self._write_zims(folder)
        lengths = self.printing.print_all(folder) if self.settings.paper else {}
        write_files(folder, {BOM: self._bill(bool(lengths))})
        keep_promises(folder, folder.rglob("*.html"), self._promised(), lengths)
        write_files(folder, self._for_copies(folder))
        write_files(folder, self._for_servers(folder))

    def _bill(self, has_paper: bool) -> str:
        """What the site is made of, which is no part of the folder to take along."""
        lock = (self.settings.root / "requirements.txt").read_text(encoding="utf-8")
        title, edition = self.content.defaults["index"].title, self.settings.edition.name
        return bill(Made(title, edition, has_paper), lock)

    def _sources(self) -> Sources:
        settings = self.settings
        return Sources(
            browser=settings.browser,
            styles=settings.overrides / "assets" / "stylesheets",
            frame=settings.overrides / "main.html",
            colours=colours_of(settings.docs),
            texts=self.texts,
            languages=tuple(self.found),
            scripts=settings.scripts,
        )

    def _moved(self) -> Mapping[str, str]:
        sources, address = self._sources(), self.settings.edition.address
        return moved_pages(self.content, sources, address)

    def _write_search(self, folder: Path) -> None:
        for language, pages in self.found.items():
            index = index_files(language, pages, self._vocabulary(language))
            write_files(folder, {f"search/{name}": text for name, text in index.items()})

    def _vocabulary(self, language: str) -> Vocabulary:
        names = self.texts.group(language, "lexicon")
        lists = {name: self.texts.list(language, f"lexicon.{name}") for name in names}
        lists["months"] = self.texts.list(language, "dates.months")
        return Vocabulary(tuple(self.abbreviations[language].known.items()), lists)

    def _write_zims(self, folder: Path) -> None:
        icon = (folder / IMAGES / ICONS[0][0]).read_bytes()
        for language, pages in self.found.items():
            file = zim_name(self.content, language)
            about = self._about(language, icon, Path(file).stem)
            write_zim(folder, file, about, map(_in_zim, pages))

    def _about(self, language: str, icon: bytes, name: str) -> About:
        home, edition = self.content.page("index", language), self.settings.edition
        return About(
            name=name,
            title=home.title,
            short_title=self.settings.short_names.get(language, ""),
            summary=home.summary,
            language=language,
            date=date(edition.year, edition.month, 1),
            address=edition.address,
            icon=icon,
            home=f"{self.content.languages.folder(language)}{INDEX}",
        )

    def _promised(self) -> Iterable[str]:
        """The names of all files that pages may lead to before they are made."""
        planned = (one.path for name in self.found for one in plan(self.content, self.texts, name))
        zims = (zim_name(self.content, name) for name in self.content.languages.all)
        return (f"{archive_name(self.content)}.zip", BOM, *zims, *planned)

    def _for_copies(self, folder: Path) -> Mapping[str, str]:
        if not self.settings.scripts:
            return retired_files(self.settings.browser)
        settings, names = self.settings, tuple(self.found)
        edition, short = settings.edition.name, settings.short_names
        moved = moved_paths(self.content, names)
        site = Finished(folder, settings.browser, self.texts, names, edition, short, moved)
        return files_for_copies(site)

    def _for_servers(self, folder: Path) -> Mapping[str, str]:
        edition, languages = self.settings.edition, tuple(self.found)
        files = (path for path in folder.rglob("*") if path.is_file())
        names = sorted(path.relative_to(folder).as_posix() for path in files)
        allowed = written_policy((folder / "index.html").read_text(encoding="utf-8"))
        served = Served(edition.address, allowed, languages, names)
        notices = Notices(
            edition.address, self.settings.contact, edition.year, edition.month, languages
        )
        return {**server_files(served), **notices.files()}


def _in_zim(page: FoundPage) -> ZimPage:
    """A page with what it is found by: kind and number as in the search, titles, texts."""
    said = (text for one in page.sections for text in (one.section.title, one.section.text))
    label = f"{page.kind} {page.number}" if page.number else ""
    return ZimPage(f"{page.url}{INDEX}", page.title, "\n".join((label, *said)))
