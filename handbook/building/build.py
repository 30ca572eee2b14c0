"""What one build of a handbook gathers from its pages, and the order in which it is finished.

Whoever renders the pages gives each one here, and at the end the folder with what was made of all.
"""

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from urllib.parse import urljoin

from handbook import marks
from handbook.building.settings import BuildSettings
from handbook.content.editions import Standing
from handbook.content.files import downloads, is_picture
from handbook.content.fingerprint import Fingerprints
from handbook.content.glossary import Abbreviations
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.content.sayings import load_sayings
from handbook.content.unbroken import unbroken_words
from handbook.export.gathering import Exports
from handbook.images.store import Store
from handbook.language.foreign import SIGN, told
from handbook.language.problems import Problems
from handbook.language.texts import Texts
from handbook.paper.book import Article
from handbook.paper.firstpage import draw_first_pages
from handbook.paper.meetings import all_kits
from handbook.paper.plan import days_of, plan_all, share_picture
from handbook.paper.printing import Printing
from handbook.paper.requests import Requested
from handbook.publish.assets import Sources
from handbook.publish.bank import Bank
from handbook.publish.bom import BOM, Made, bill
from handbook.publish.cards import card_files
from handbook.publish.copy import Finished, files_for_copies, retired_files
from handbook.publish.downloads import archive_name, keep_promises, merged, zim_name
from handbook.publish.edition import PARTIAL
from handbook.publish.figures import Figures
from handbook.publish.finish import finish_beside, pack, write_files
from handbook.publish.kiwix import INDEX, write_zims
from handbook.publish.manifest import colours_of, put_pictures
from handbook.publish.meetings import Papers, meeting_pages
from handbook.publish.moved import moved_pages, moved_paths
from handbook.publish.notices import Notices
from handbook.publish.policy import written_policy
from handbook.publish.portal import Portal, portal_names
from handbook.publish.screen import Screen
from handbook.publish.scripts import player_files
from handbook.publish.servers import Served, server_files
from handbook.publish.zim import ZimPage
from handbook.search.corpus import FoundPage, passages, read_page
from handbook.search.files import Vocabulary, index_files
from handbook.search.near import near_files

# Where files go that are asked for one by one.
PRINTED = "in"


@dataclass
class Build:
    """One build of the sites of all languages. By language: ``found``, ``articles``, what stands
    for pages that are not kept (``missing``), the ``frames`` of papers for meetings."""

    content: Content
    texts: Texts
    settings: BuildSettings
    found: dict[str, list[FoundPage]] = field(default_factory=dict)
    articles: dict[str, dict[str, Article]] = field(default_factory=dict)
    missing: dict[str, str] = field(default_factory=dict)
    frames: dict[str, str] = field(default_factory=dict)

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
    def screen(self) -> Screen:
        """Lays over a text what only the screen shows."""
        return Screen(unbroken_words(self.content, self.settings.docs))

    def told(self, html: str, language: str) -> str:
        """What a page, or the frame around it, says in a language; words of the handbook's own say
        so."""
        return told(html, language, self.content.languages.default, self.texts)

    @cached_property
    def fingerprints(self) -> Fingerprints:
        """Says whether the text of a page has changed."""
        return Fingerprints(self.content, self.settings.docs)

    @cached_property
    def exports(self) -> Exports:
        """Makes files of the questions."""
        edition = self.settings.edition
        return Exports(self.content, self.texts, edition.name, edition.address)

    @cached_property
    def standings(self) -> Mapping[tuple[str, str], Standing]:
        """Of which edition the text of each page is, by id and language: the site of each language
        asks anew."""
        told, hashed = self.content.editions.standing, self.fingerprints.of
        return {key: told(page, hashed(page)) for key, page in self.content.pages.items()}

    def modified(self, page: Page) -> str:
        """The day of the edition that changed a page last, for the site map; empty while the page
        has changed since."""
        standing = self.standings[page.id, page.language]
        return standing.record.day if standing.state == "same" and standing.record else ""

    def keep(self, page: Page, url: str, html: str, language: str) -> None:
        """Keep a page of the site of a language for the search and for paper. ``url`` is relative
        to the site's root, ``html`` the text of the page with its pictures."""
        told = partial(self.told, language=language)
        read = read_page(self.content, page, url, html, language, told=told)
        self.found.setdefault(language, []).append(read)
        own = self.told(html, page.language)
        self.exports.keep(page, url, own, language)
        if page.language == language and not page.screen_only:
            self.articles.setdefault(language, {})[page.id] = self._article(page, url, own)

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

    @cached_property
    def share_pictures(self) -> Mapping[str, str]:
        """The address of the picture that links to the site of a language are shown with, by the
        language; none without an address, or when nothing is made for paper."""
        settings, content = self.settings, self.content
        if not settings.edition.address or not settings.paper or not self.printing.is_able:
            return {}
        return {
            name: urljoin(settings.edition.address, share_picture(content, self.texts, name).path)
            for name in content.languages.all
        }

    def print_only(self, asked: Requested) -> None:
        """Print what is asked for, and nothing else. PaperError when any of it cannot be."""
        self.printing.print_only(asked, self.settings.root / PRINTED, self.exports.drawn)

    def finish(self, folder: Path) -> None:
        """Finish the site in a folder, in which all pages lie as they were rendered.

        The search is written before the site is packed, both before paper: a page says how large
        each file is; the list of all files comes behind them, and last what is for servers, which
        is no part of any copy. PaperError, PublishError when something cannot be printed or
        published.
        """
        self.figures.publish(folder, downloads(self.content))
        write_files(folder, self._moved())
        self._finish_pages(folder)
        put_pictures(self.settings.docs, folder)
        if self.settings.scripts:
            self._write_found(folder)
        pack(folder, archive_name(self.content))
        if self.settings.zim:
            self._write_zims(folder)
        left = [] if self.settings.books else self.printing.of_all()
        lengths = self.printing.print_all(folder, left) if self.settings.paper else {}
        write_files(folder, {BOM: self._bill(bool(lengths))})
        write_files(folder, self._for_portals())
        days = self._days() if self.settings.paper else {}
        draw_first_pages(folder, sorted(days.keys() & lengths.keys()))
        told = merged(self.exports.write(folder, self._player), {"pages": lengths, "day": days})
        write_files(folder, papers := self._papers())
        keep_promises(folder, folder.rglob("*.html"), (*self._promised(), *papers), told)
        write_files(folder, self._for_copies(folder))
        write_files(folder, self._for_servers(folder))
        write_files(folder, self._partial(left))

    def _partial(self, left: Sequence[str]) -> Mapping[str, str]:
        """What says that a site is not for readers, because these files are not there."""
        if not left:
            return {}
        sys.stderr.write(f"{self.texts.message('printing.no_books', count=len(left))}\n")
        return {PARTIAL: "".join(f"{path}\n" for path in left)}

    def _bill(self, has_paper: bool) -> str:
        """What the site is made of, which is no part of the folder to take along."""
        lock = (self.settings.root / "requirements.txt").read_text(encoding="utf-8")
        title, edition = self.content.defaults["index"].title, self.settings.edition.name
        return bill(Made(title, edition, has_paper), lock)

    def _player(self, language: str) -> Mapping[str, str]:
        return player_files(self.settings.browser, self.texts, language)

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

    def _finish_pages(self, folder: Path) -> None:
        """Without scripts nothing stands for another page."""
        missing = self.missing if self.settings.scripts else {}
        frames = {f"{marks.MEETINGS}.{name}": text for name, text in self.frames.items()}
        done = finish_beside(folder, self._sources(), {**missing, **frames})
        self.missing = {name: done[name] for name in missing}
        self.frames = {name: done[f"{marks.MEETINGS}.{name}"] for name in self.frames}

    def _days(self) -> Mapping[str, str]:
        return days_of(self.content, self.texts, self.found, self.modified)

    def _papers(self) -> Mapping[str, str]:
        kits = (
            Papers(kit.language, kit.url, kit.title, kit.body(), others, files)
            for language, articles in self.articles.items()
            for kit, others, files in all_kits(self.content, self.texts, articles, language)
        )
        return meeting_pages(kits, self.frames, self.texts, self.screen, self.told)

    def _moved(self) -> Mapping[str, str]:
        return moved_pages(self.content, self._sources(), self.settings.edition.address)

    def _write_found(self, folder: Path) -> None:
        # What is wrong in the list was said before the build began.
        sayings = load_sayings(self.settings.root, self.content.languages, Problems())
        for language, pages in self.found.items():
            known = self.abbreviations[language].known
            vocabulary = Vocabulary.of(self.texts, language, known, sayings)
            index = index_files(language, pages, vocabulary)
            write_files(folder, {f"search/{name}": text for name, text in index.items()})
            write_files(folder, near_files(self.content, pages, folder))
            write_files(folder, Bank(self.content, self.texts, language, folder).files())
        cards = card_files(self.content, self.texts, self.found, passages(self.found.values()))
        write_files(folder, cards)

    def _write_zims(self, folder: Path) -> None:
        edition, names = self.settings.edition, self.settings.short_names
        found = {language: map(_in_zim, pages) for language, pages in self.found.items()}
        write_zims(folder, self.content, found, names, address=edition.address, month=edition.start)

    def _for_portals(self) -> Mapping[str, str]:
        edition = self.settings.edition
        return Portal(self.content, self.texts, edition.address, edition.start).files(self.found)

    def _promised(self) -> Iterable[str]:
        """The names of all files that pages may lead to before they are made."""
        address = self.settings.edition.address
        languages = self.content.languages.all
        found = (plan_all(self.content, self.texts, name, address) for name in self.found)
        planned = (one.path for files in found for one in files)
        zims = (zim_name(self.content, name) for name in languages)
        more = (*self.exports.names(), *portal_names(self.texts, languages))
        return (f"{archive_name(self.content)}.zip", BOM, *zims, *planned, *more)

    def _for_copies(self, folder: Path) -> Mapping[str, str]:
        if not self.settings.scripts:
            return retired_files(self.settings.browser)
        settings, names = self.settings, tuple(self.found)
        edition, short = settings.edition.name, settings.short_names
        moved = moved_paths(self.content, names)
        site = Finished(
            folder, settings.browser, self.texts, names, edition, self.missing, short, moved
        )
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
    return ZimPage(f"{page.url}{INDEX}", page.title, "\n".join((label, *said)).replace(SIGN, ""))
