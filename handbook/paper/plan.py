"""Which files there are to download, and what each is: known before any of them is made."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.model import ISSUE_SIZES, IssueSpec
from handbook.language.folding import slugify
from handbook.language.texts import Texts
from handbook.paper.format import BOOK_PART, HANDOUTS, ISSUE, PAGE, PDF, WHOLE, Format
from handbook.paper.formats import FORMATS


@dataclass(frozen=True)
class Made:
    """What a file is: a title for readers, what it is made of, the id of the page that this is
    (empty for the whole), and what it is made as."""

    title: str
    what: str
    of: str
    format: Format


@dataclass(frozen=True)
class Planned:
    """A file below the site's root; ``label`` tells readers what it is made as."""

    path: str
    made: Made
    label: str

    @property
    def has_pages(self) -> bool:
        """Whether it has pages to count; texts that flow have none."""
        return self.made.format.ending == PDF


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
    title, stem = content.page(page_id, language).title, page_id.replace("/", "-")
    return tuple(_file(language, words, stem, Made(title, PAGE, page_id, f)) for f in _of(PAGE))


def _planned(content: Content, texts: Texts, language: str) -> Iterator[Planned]:
    if all(page.language != language for page in content.pages.values()):
        return
    words = texts.group(language, "paper")
    home = content.page("index", language).title
    for form in _of(WHOLE):
        yield _file(language, words, slugify(home, "-"), Made(home, WHOLE, "", form))
    if _has_handouts(content, language):
        for form in _of(HANDOUTS):
            made = Made(words["handouts"], HANDOUTS, "", form)
            yield _file(language, words, slugify(words["handouts"], "-"), made)
    for page in sorted(content.defaults.values(), key=lambda page: page.order):
        own = content.pages.get((page.id, language))
        if own and own.is_index and own.folder and not own.screen_only:
            for form in _of(BOOK_PART):
                yield _file(language, words, own.folder, Made(own.title, BOOK_PART, own.id, form))
        elif own and own.issue:
            for form in _of_issue(own.issue):
                stem = own.id.replace("/", "-")
                yield _file(language, words, stem, Made(own.title, ISSUE, own.id, form))


def _of(what: str) -> Iterator[Format]:
    return (form for form in FORMATS if what in form.of)


def _of_issue(issue: IssueSpec) -> Iterator[Format]:
    """Of sizes of paper those that the issue asks for."""
    unwanted = set(ISSUE_SIZES) - set(issue.sizes)
    return (form for form in _of(ISSUE) if form.name not in unwanted)


def _has_handouts(content: Content, language: str) -> bool:
    """Whether an entry of a kind with handouts is written in the language."""
    return any(
        (entry.id, language) in content.pages
        for index in content.kinds.values()
        if index.kind and index.kind.handout
        for entry in content.entries[index.folder]
    )


def _file(language: str, words: Mapping[str, str], stem: str, made: Made) -> Planned:
    form, name = made.format, stem
    if form.ending == PDF:
        name += f"-{slugify(words[f'name_{form.name}'], '-')}"
    label = words[f"format_{form.name}"]
    return Planned(f"{marks.DOWNLOADS}/{language}/{name}.{form.ending}", made, label)
