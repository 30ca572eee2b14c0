"""From the site's articles to all files that are planned of them."""

import hashlib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib import metadata
from pathlib import Path

from handbook.paper import books, fonts, pdf
from handbook.paper.articles import Printed, blocks, places, printed, settle
from handbook.paper.jobs import Job, Say, Tool, Workshop
from handbook.paper.model import Book
from handbook.paper.plan import Planned
from handbook.texts import Texts

TOOLS: Mapping[str, Tool] = {"pdf": pdf.make_pdf}
PACKAGES = ("typst", "lxml", "pikepdf", "segno", "pypandoc-binary")


@dataclass(frozen=True)
class Document:
    """The input of a tool, and what must be found again in what it makes."""

    files: Mapping[str, bytes]
    texts: tuple[str, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Press:
    """Makes the jobs of one language from its whole book."""

    whole: Book
    texts: Texts
    fonts: Mapping[str, Path]

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The interface's words in the language of the book."""
        return self.texts.group(self.whole.language, "paper")

    def jobs(self, planned: Sequence[Planned]) -> list[Job]:
        """What makes each of the planned files."""
        documents: dict[str, Document] = {}
        found = []
        folders = os.pathsep.join(sorted({str(path.parent) for path in self.fonts.values()}))
        for one in planned:
            of = one.made.of
            if of not in documents:
                documents[of] = self._document(of)
            source = documents[of]
            options = {"format": one.made.format, "fonts": folders, "page": self.words["page"]}
            found.append(Job(one.path, "pdf", source.files, options, source.texts, source.notes))
        return found

    def _document(self, of: str) -> Document:
        book = books.excerpt(self.whole, of) if of else self.whole
        ready = self.printed(book)
        texts = tuple(text for one in ready.values() for text in texts_of(one))
        notes = tuple(note for one in ready.values() for note in notes_of(one))
        markup = pdf.book_markup(book, ready, self.words)
        return Document(pdf.document(markup, self.words, {}), texts, notes)

    def printed(self, book: Book) -> Mapping[str, Printed]:
        """The book's articles ready for paper, by id; links to others lead to the site."""
        where = places(book.articles, book.edition.address)
        ready = {article.id: printed(article, where) for article in book.articles}
        settle(ready.values())
        return ready


def notes_of(one: Printed) -> list[str]:
    """What stands at the foot of its pages."""
    return [str(note.text) for tree in (one.body, *one.answers) for note in tree.find_class("note")]


def texts_of(one: Printed) -> list[str]:
    """All that must be found again on paper: title, text, answers, a block each."""
    trees = (one.body, *one.answers)
    return [one.article.title, *(text for tree in trees for text in blocks(tree))]


def workshop(root: Path, found: Mapping[str, Path], say: Say) -> Workshop:
    """The workshop of a project with its cache in .build; ``found`` are the fonts."""
    hashed = hashlib.sha256()
    for name in sorted(found):
        hashed.update(found[name].read_bytes())
    versions = " ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return Workshop(TOOLS, f"{versions} {hashed.hexdigest()}", root / ".build" / "paper", say)


def missing_fonts(found: Mapping[str, Path]) -> list[str]:
    """The fonts that no folder has."""
    return [name for name in fonts.FILES if name not in found]
