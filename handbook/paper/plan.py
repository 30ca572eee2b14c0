"""Which files there are to download, and what each is: known before any of them is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.content.handbook import Content
from handbook.language.folding import slugify
from handbook.language.texts import Texts

FOLDER = "tep"
# What a file is made of.
WHOLE, PART, PAGE, ISSUE, HANDOUTS = "whole", "part", "page", "issue", "handouts"
# What it is made as.
A4, A5, PHONE, BOOKLET, WORD, EPUB = "a4", "a5", "phone", "booklet", "word", "epub"
OF_WHOLE, OF_PART = (A4, A5, PHONE, EPUB, WORD), (A4, WORD)
ENDINGS = {WORD: "docx", EPUB: "epub"}


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
    """A file below the site's root; ``label`` tells readers what it is made as."""

    path: str
    made: Made
    label: str

    @property
    def has_pages(self) -> bool:
        """Whether it has pages to count; texts that flow have none."""
        return self.path.endswith(".pdf")


def plan(content: Content, texts: Texts, language: str) -> tuple[Planned, ...]:
    """All files of a language, in the order in which readers are shown them."""
    return tuple(_planned(content, texts, language))


def chosen(content: Content, texts: Texts, language: str, page_id: str) -> tuple[Planned, ...]:
    """The files of one page, planned for all readers or only asked for now: a part's by its index,
    the whole handbook's by ``index``. Nothing when the language has no such page."""
    if (page_id, language) not in content.pages:
        return ()
    of = "" if page_id == "index" else page_id
    found = tuple(one for one in plan(content, texts, language) if one.made.of == of)
    if found:
        return found
    words = texts.group(language, "paper")
    made = Made(content.page(page_id, language).title, PAGE, page_id, A4)
    return (_file(language, words, page_id.replace("/", "-"), made),)


def _planned(content: Content, texts: Texts, language: str) -> Iterator[Planned]:
    words = texts.group(language, "paper")
    home = content.page("index", language).title
    for form in OF_WHOLE:
        yield _file(language, words, slugify(home, "-"), Made(home, WHOLE, "", form))
    if _has_handouts(content, language):
        made = Made(words["handouts"], HANDOUTS, "", A4)
        yield _file(language, words, slugify(words["handouts"], "-"), made)
    for page in sorted(content.defaults.values(), key=lambda page: page.order):
        own = content.pages.get((page.id, language))
        if own and own.is_index and own.folder and not own.screen_only:
            for form in OF_PART:
                yield _file(language, words, own.folder, Made(own.title, PART, own.id, form))
        elif own and own.issue:
            for form in (*own.issue.sizes, BOOKLET, WORD):
                stem = own.id.replace("/", "-")
                yield _file(language, words, stem, Made(own.title, ISSUE, own.id, form))


def _has_handouts(content: Content, language: str) -> bool:
    """Whether an entry of a kind with handouts is written in the language."""
    return any(
        (entry.id, language) in content.pages
        for index in content.kinds.values()
        if index.kind and index.kind.handout
        for entry in content.entries[index.folder]
    )


def _file(language: str, words: Mapping[str, str], stem: str, made: Made) -> Planned:
    ending = ENDINGS.get(made.format)
    name = (
        f"{stem}.{ending}" if ending else f"{stem}-{slugify(words[f'name_{made.format}'], '-')}.pdf"
    )
    return Planned(f"{FOLDER}/{language}/{name}", made, words[f"format_{made.format}"])
