"""Printing at the end of a build: all planned files, or those of the pages that were asked for."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.content.handbook import Content
from handbook.images.store import Store
from handbook.language.texts import Texts
from handbook.paper import fonts
from handbook.paper.book import Article, Edition
from handbook.paper.errors import FailedJobsError, PaperError
from handbook.paper.jobs import Job
from handbook.paper.pdf import page_count
from handbook.paper.plan import Planned, chosen, plan
from handbook.paper.press import Press, workshop
from handbook.paper.requests import Requested

# The files of a language.
Wanted = Callable[[str], Sequence[Planned]]
# Why files could not be made, by their paths.
Failed = dict[str, PaperError]
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
            self.must_be_able()
        except PaperError as error:
            _say(error.message(self.texts))
            return {}
        jobs, failed = self._jobs(lambda language: plan(self.content, self.texts, language))
        _must_be_none(failed | self._make(jobs, target, forget=True))
        made = [job.path for job in jobs]
        return {path: page_count(target / path) for path in made if path.endswith(".pdf")}

    def print_only(self, asked: Requested, target: Path) -> None:
        """Make the files of these pages in every language that has them, and say where they are.

        FailedJobsError when there are some that cannot be printed, after the others are.
        """
        self.must_be_able()

        def wanted(language: str) -> Sequence[Planned]:
            found = (chosen(self.content, self.texts, language, page) for page in asked.pages)
            return [one for files in found for one in files]

        jobs, failed = self._jobs(wanted)
        failed |= self._make(jobs, target, forget=False)
        for job in jobs:
            if job.path not in failed:
                _say(f"{target.name}/{job.path}")
        # Last what could not be: that is what is read.
        _must_be_none({**failed, **asked.refused})

    @cached_property
    def _fonts(self) -> Mapping[str, Path]:
        return fonts.find((self.root / FONTS, *fonts.SYSTEM))

    def must_be_able(self) -> None:
        """PaperError when the machine lacks what printing takes."""
        if set(self._fonts) != set(fonts.FILES):
            raise PaperError("missing", {"packages": fonts.PACKAGE})

    def _make(self, jobs: Sequence[Job], target: Path, *, forget: bool) -> Failed:
        """Make the files; why some could not be, by their paths."""
        if not self.edition.address:
            _say(self.texts.message("printing.no_address"))
        try:
            workshop(self.root, self._fonts, self._progress).make(jobs, target, forget)
        except FailedJobsError as error:
            return error.reasons
        return {}

    def _jobs(self, wanted: Wanted) -> tuple[list[Job], Failed]:
        """What makes the files, and for those that cannot be made why, by their paths."""
        jobs: list[Job] = []
        failed: Failed = {}
        store = Store.of(self.root)
        for language, articles in self.articles.items():
            press = Press(
                self.content, self.texts, articles, language, self.edition, self._fonts, store
            )
            for planned in wanted(language):
                try:
                    jobs.append(press.job(planned))
                except PaperError as error:
                    failed[planned.path] = error
        return jobs, failed

    def _progress(self, done: int, count: int, path: str) -> None:
        _say(self.texts.message("printing.progress", done=done, count=count, path=path))


def _must_be_none(failed: Failed) -> None:
    if failed:
        raise FailedJobsError(failed)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")
