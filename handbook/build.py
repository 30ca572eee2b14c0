"""What one build of a handbook gathers from its pages, and the order in which it is finished.

Whoever renders the pages gives each one here, and at the end the folder with what was made of all.
"""

import gc
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
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
from handbook.publish.copy import Finished, files_for_copies, retired_files
from handbook.publish.downloads import archive_name, keep_promises
from handbook.publish.figures import Figures
from handbook.publish.finish import finish, pack, write_files
from handbook.publish.manifest import colours_of, own_colour, put_pictures
from handbook.publish.moved import moved_pages
from handbook.search.corpus import FoundPage, read_page
from handbook.search.files import Vocabulary, index_files

# Where files go that are asked for one by one.
PRINTED = "in"


def keep_to_the_end() -> None:
    """Tell Python that what has been read stays: looking again and again whether it is still in use
    costs a twelfth of a build. What an earlier build of the same process read is let go first."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class BuildSettings:
    """What the content does not say. ``scripts``: pages may run code on readers' machines;
    ``paper``: files for paper are made too; ``short_names``: the site's, by language, for where
    there is little room."""

    root: Path
    edition: Edition
    scripts: bool
    paper: bool
    short_names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, extra: Mapping[str, Any], address: str) -> "BuildSettings":
        """As ``extra`` of mkdocs.yml has them. PaperError when the edition is none."""
        edition = Edition.of(extra.get("edition"), address, own_colour(root / "docs"))
        scripts, paper = (bool(extra.get(name)) for name in ("scripts", "paper"))
        return cls(root, edition, scripts, paper, extra.get("short_name") or {})

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
        each file is; the list of all files comes last. PaperError, PublishError when something
        cannot be printed or published.
        """
        self.figures.publish(folder, downloads(self.content))
        write_files(folder, self._moved())
        finish(folder, self._sources())
        put_pictures(self.settings.docs, folder)
        if self.settings.scripts:
            self._write_search(folder)
        pack(folder, archive_name(self.content))
        lengths = self.printing.print_all(folder) if self.settings.paper else {}
        keep_promises(folder, folder.rglob("*.html"), self._promised(), lengths)
        write_files(folder, self._for_copies(folder))

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

    def _promised(self) -> Iterable[str]:
        """The names of all files that pages may lead to before they are made."""
        planned = (one.path for name in self.found for one in plan(self.content, self.texts, name))
        return (f"{archive_name(self.content)}.zip", *planned)

    def _for_copies(self, folder: Path) -> Mapping[str, str]:
        if not self.settings.scripts:
            return retired_files(self.settings.browser)
        settings, names = self.settings, tuple(self.found)
        site = Finished(folder, settings.browser, self.texts, names, settings.short_names)
        return files_for_copies(site)
