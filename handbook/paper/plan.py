"""Which files there are to download, and what each is: known before any of them is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.content import Content
from handbook.folding import slugify
from handbook.texts import Texts

FOLDER = "tep"
# What a file is made of.
WHOLE, PART = "whole", "part"
# What it is made as.
A4, A5, PHONE = "a4", "a5", "phone"
PDF_FORMATS = (A4, A5, PHONE)


@dataclass(frozen=True)
class Made:
    """What a file is: a title for readers, what it is made of, the id of the page that this is
    (empty for the whole), and what it is made as."""

    title: str
    what: str
    of: str
    format: str


@dataclass(frozen=True)
class Planned:
    """A file below the site's root; ``format`` tells readers what it is made as."""

    path: str
    made: Made
    format: str

    @property
    def has_pages(self) -> bool:
        """Whether it has pages to count; texts that flow have none."""
        return self.path.endswith(".pdf")


def plan(content: Content, texts: Texts, language: str) -> tuple[Planned, ...]:
    """All files of a language, in the order in which readers are shown them."""
    return tuple(_planned(content, texts, language))


def _planned(content: Content, texts: Texts, language: str) -> Iterator[Planned]:
    words = texts.group(language, "paper")
    home = content.page("index", language).title
    for form in PDF_FORMATS:
        yield _pdf(language, words, slugify(home, "-"), Made(home, WHOLE, "", form))
    for page in sorted(content.defaults.values(), key=lambda page: page.order):
        is_part = page.is_index and page.folder and (page.id, language) in content.pages
        if is_part:
            title = content.page(page.id, language).title
            yield _pdf(language, words, page.folder, Made(title, PART, page.id, A4))


def _pdf(language: str, words: Mapping[str, str], stem: str, made: Made) -> Planned:
    suffix = slugify(words[f"name_{made.format}"], "-")
    path = f"{FOLDER}/{language}/{stem}-{suffix}.pdf"
    return Planned(path, made, words[f"format_{made.format}"])
