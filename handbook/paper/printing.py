"""Printing at the end of a build: all planned files, or those of the pages that were asked for."""

import sys
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from handbook.content.bank import Paper
from handbook.content.handbook import Content
from handbook.images.store import Store
from handbook.language.texts import Texts
from handbook.paper import fonts
from handbook.paper.book import Article, Edition
from handbook.paper.errors import FailedJobsError, PaperError
from handbook.paper.exam import Exam, Question, versions
from handbook.paper.examiner import Examiner
from handbook.paper.format import DECK, KIT, OF_ALL
from handbook.paper.jobs import Job
from handbook.paper.pdf import page_count
from handbook.paper.plan import Planned, chosen, decks, handouts, kit_files, plan_all
from handbook.paper.press import Press, workshop
from handbook.paper.requests import BOOKS, Requested

# The files of a language.
Wanted = Callable[[str], Sequence[Planned]]
# The questions of a paper.
Drawn = Callable[[Paper], Sequence[Question]]
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

    def print_all(self, target: Path, left: Collection[str] = ()) -> Lengths:
        """Make all planned files but those that are ``left``, by their paths; none, and say why,
        where the machine lacks what it takes.

        PaperError when one cannot be made.
        """
        try:
            self.must_be_able()
        except PaperError as error:
            _say(error.message(self.texts))
            return {}
        jobs, failed = self._jobs(
            lambda language: [one for one in self._planned(language) if one.path not in left]
        )
        _must_be_none(failed | self._make(jobs, target, forget=not left))
        made = [job.path for job in jobs]
        return {path: page_count(target / path) for path in made if path.endswith(".pdf")}

    def _planned(self, language: str) -> Sequence[Planned]:
        return plan_all(self.content, self.texts, language, self.edition.address)

    def of_all(self) -> list[str]:
        """The paths of the files that are made of all texts of a language."""
        planned = (one for language in self.articles for one in self._planned(language))
        return [one.path for one in planned if one.made.what in OF_ALL]

    def print_only(self, asked: Requested, target: Path, drawn: Drawn) -> None:
        """Make the files of these pages in every language that has them, and the papers of exams,
        whose questions ``drawn`` gives; say where they are.

        FailedJobsError when there are some that cannot be printed, after the others are.
        """
        self.must_be_able()

        jobs, failed = self._jobs(lambda language: self._asked(asked, language))
        jobs += [job for exam in asked.exams for job in self._exam(exam, drawn(exam.paper))]
        failed |= self._make(jobs, target, forget=False)
        for job in jobs:
            if job.path not in failed:
                _say(f"{target.name}/{job.path}")
        # Last what could not be: that is what is read.
        _must_be_none({**failed, **asked.refused})

    def _asked(self, asked: Requested, language: str) -> Sequence[Planned]:
        """The files of these pages in a language; none where it has not what they take."""
        if asked.what == KIT:
            is_there = all((page, language) in self.content.pages for page in asked.pages)
            files = kit_files(self.content, self.texts, language, asked.pages)
            return files if is_there else ()
        if asked.what not in BOOKS.values():
            every = decks if asked.what == DECK else handouts
            planned = every(self.content, self.texts, language)
            return [one for one in planned if one.made.of in asked.pages]
        return [
            one
            for page in asked.pages
            for one in chosen(self.content, self.texts, language, page, asked.what)
        ]

    def _exam(self, exam: Exam, asked: Sequence[Question]) -> Sequence[Job]:
        """What makes all files of an exam; says what is not in all of them."""
        language = self.content.languages.default
        shop = Examiner(self.content, self.texts, language, self.edition, self._fonts)
        made = versions(exam, asked)
        if len(asked) < exam.paper.count:
            wanted = exam.paper.count
            _say(self.texts.message("printing.exam_few", found=len(asked), wanted=wanted))
        if made[0].others:
            _say(self.texts.message("printing.exam_left", count=len(made[0].others)))
        return shop.jobs(exam, made)

    @cached_property
    def _fonts(self) -> Mapping[str, Path]:
        return fonts.find((self.root / FONTS, *fonts.SYSTEM))

    @property
    def is_able(self) -> bool:
        """Whether the machine has what printing takes."""
        return set(self._fonts) == set(fonts.FILES)

    def must_be_able(self) -> None:
        """PaperError when the machine lacks what printing takes."""
        if not self.is_able:
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
                self.content,
                self.texts,
                articles,
                language,
                self.edition,
                self._fonts,
                store,
                self.root / "docs",
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
