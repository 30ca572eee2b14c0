"""Printing at the end of a build: all planned files, or those of the pages that were asked for."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook import languages
from handbook.content import Content
from handbook.folding import suggestion
from handbook.images.store import Store
from handbook.paper import completeness, fonts
from handbook.paper.errors import PaperError
from handbook.paper.jobs import Job
from handbook.paper.model import Article, Edition
from handbook.paper.pdf import page_count
from handbook.paper.plan import Planned, chosen, plan
from handbook.paper.press import Press, workshop
from handbook.texts import Texts

# The files of a language.
Wanted = Callable[[str], Sequence[Planned]]
# Pages of files by their paths, for those that have pages.
Lengths = Mapping[str, int]
# Below a project, before the fonts of the system.
FONTS = "fonts"


@dataclass(frozen=True)
class Printing:
    """Prints what a build has read. ``articles`` are by language and id."""

    root: Path
    content: Content
    texts: Texts
    articles: Mapping[str, Mapping[str, Article]]
    edition: Edition

    def print_all(self, target: Path) -> Lengths:
        """Make all planned files; none, and say why, where the machine lacks what it takes.

        PaperError when one cannot be made.
        """
        try:
            self._must_be_able()
        except PaperError as error:
            _say(error.message(self.texts))
            return {}
        made = self._print(target, lambda language: plan(self.content, self.texts, language))
        return {path: page_count(target / path) for path in made if path.endswith(".pdf")}

    def print_only(self, names: Sequence[str], target: Path) -> None:
        """Make the files of these pages in every language that has them, and say where they are.

        PaperError when there is no such page, or its files cannot be made.
        """
        self._must_be_able()
        for name in names:
            self._must_be_known(name)

        def wanted(language: str) -> Sequence[Planned]:
            found = (chosen(self.content, self.texts, language, name) for name in names)
            return [one for files in found for one in files]

        for path in self._print(target, wanted, forget=False):
            _say(f"{target.name}/{path}")

    @cached_property
    def _fonts(self) -> Mapping[str, Path]:
        return fonts.find((self.root / FONTS, *fonts.SYSTEM))

    def _must_be_able(self) -> None:
        able = {
            fonts.PACKAGE: set(self._fonts) == set(fonts.FILES),
            completeness.PACKAGE: completeness.can_read(),
        }
        missing = " ".join(package for package, there in able.items() if not there)
        if missing:
            raise PaperError("missing", {"packages": missing})

    def _must_be_known(self, name: str) -> None:
        pages = self.content.defaults
        if name not in pages and f"{name}/index" not in pages:
            raise PaperError("unknown", {"id": name, "near": suggestion(name, pages)})

    def _print(self, target: Path, wanted: Wanted, forget: bool = True) -> Sequence[str]:
        if not self.edition.address:
            _say(self.texts.get(languages.DEFAULT, "paper.no_address"))
        store = Store.of(self.root)
        jobs: list[Job] = []
        for language, articles in self.articles.items():
            press = Press(
                self.content, self.texts, articles, language, self.edition, self._fonts, store
            )
            jobs += press.jobs(wanted(language))
        workshop(self.root, self._fonts, self._progress).make(jobs, target, forget)
        return [job.path for job in jobs]

    def _progress(self, done: int, count: int, path: str) -> None:
        said = self.texts.get(
            languages.DEFAULT, "paper.progress", done=done, count=count, path=path
        )
        _say(said)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
