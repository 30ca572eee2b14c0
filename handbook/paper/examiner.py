"""The jobs that make all files of an exam: papers, sheet and key as PDF, papers as Word."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.content.handbook import Content
from handbook.language.folding import slugify
from handbook.language.texts import Texts
from handbook.paper import examword, pdf, word
from handbook.paper.book import Edition
from handbook.paper.exam import Exam, Papers, Version, key_texts, paper_texts
from handbook.paper.format import A4
from handbook.paper.jobs import Job
from handbook.paper.press import options_of


@dataclass(frozen=True)
class Examiner:
    """Makes the jobs in a language with these fonts."""

    content: Content
    texts: Texts
    language: str
    edition: Edition
    fonts: Mapping[str, Path]

    def jobs(self, exam: Exam, made: Sequence[Version]) -> Sequence[Job]:
        """All of them; the files lie in a folder named after the code."""
        words = {**self._group("paper"), **self._group("quiz"), **self._group("exam_paper")}
        title = self.content.page("index", self.language).title
        papers = Papers(exam, made, title, self.edition, self.language, words)
        return tuple(self._jobs(papers))

    def _group(self, name: str) -> Mapping[str, str]:
        return self.texts.group(self.language, name)

    def _jobs(self, papers: Papers) -> Iterator[Job]:
        for one in papers.made:
            name = f"{self._name(papers, 'paper')}-{one.number}"
            yield self._pdf(papers, name, papers.paper(one), tuple(paper_texts(one)))
            if one.lettered:
                files, options = examword.word_files(papers, one), self._options(papers)
                path = self._path(papers, f"{name}.docx")
                yield Job(path, word.FORMAT.tool, files, options, tuple(examword.word_texts(one)))
        yield self._pdf(papers, self._name(papers, "sheet"), papers.sheet(), ())
        texts = tuple(key_texts(papers.made[0]))
        yield self._pdf(papers, self._name(papers, "key"), papers.key(), texts)

    def _pdf(self, papers: Papers, name: str, markup: str, texts: tuple[str, ...]) -> Job:
        path, options = self._path(papers, f"{name}.pdf"), self._options(papers)
        return Job(path, pdf.FORMATS[0].tool, papers.files(markup), options, texts)

    def _options(self, papers: Papers) -> Mapping[str, str]:
        return options_of(A4, self.fonts, papers.words)

    def _name(self, papers: Papers, file: str) -> str:
        return slugify(papers.words[f"name_{file}"], "-")

    def _path(self, papers: Papers, name: str) -> str:
        folder = slugify(papers.words["name_folder"], "-")
        return f"{folder}/{papers.exam.code}/{name}"
