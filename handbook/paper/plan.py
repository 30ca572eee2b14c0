"""Which files there are to download, and what each is: known before any of them is made."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.model import ISSUE_SIZES, IssueSpec, Page
from handbook.content.values import said_date
from handbook.language.dates import PartialDate
from handbook.language.folding import slugify
from handbook.language.spoken import can_speak
from handbook.language.texts import Texts
from handbook.paper.format import (
    BOOK_PART,
    DECK,
    DECKS,
    HANDOUT,
    HANDOUTS,
    ISSUE,
    KIT,
    PAGE,
    PDF,
    POSTS,
    RADIO,
    SHARE,
    STREET,
    WHOLE,
    Format,
)
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
    """The files of a language that readers are shown together, in that order."""
    return tuple(_planned(content, texts, language))


def plan_all(content: Content, texts: Texts, language: str, address: str) -> tuple[Planned, ...]:
    """All files of a language; of what has no ``address`` nobody can send a link."""
    is_shared = address and ("index", language) in content.pages
    pictures = (share_picture(content, texts, language),) if is_shared else ()
    kits = (kit_files(content, texts, language, pages) for pages in meetings(content, language))
    pieces = (*handouts(content, texts, language), *decks(content, texts, language))
    sheets = (*pieces, *(file for files in kits for file in files))
    return (*plan(content, texts, language), *sheets, *pictures)


def handouts(content: Content, texts: Texts, language: str) -> tuple[Planned, ...]:
    """The handout of each entry that has one."""
    return tuple(
        _handout(texts, page)
        for page_id in content.handed_out
        if (page := content.pages.get((page_id, language)))
    )


def handout(content: Content, texts: Texts, page: Page) -> Planned | None:
    """The handout of a page; None when it has none."""
    return _handout(texts, page) if has_handout(content, page) else None


def decks(content: Content, texts: Texts, language: str) -> tuple[Planned, ...]:
    """The slides of each entry that has a handout: they show what stands on that."""
    pages = (content.pages.get((page_id, language)) for page_id in content.handed_out)
    return tuple(one for page in pages if page for one in deck(content, texts, page))


def deck(content: Content, texts: Texts, page: Page) -> tuple[Planned, ...]:
    """The slides of a page, in each of their forms; none when it has no handout."""
    if not has_handout(content, page):
        return ()
    words, stem = texts.group(page.language, "paper"), page.id.replace("/", "-")
    made = (Made(page.title, DECK, page.id, form) for form in _of(DECK))
    return tuple(_file(page.language, words, stem, one) for one in made)


def has_handout(content: Content, page: Page) -> bool:
    """Whether a page is an entry of a kind with handouts, and not only for screens."""
    return page.id in content.handed_out


def meetings(content: Content, language: str) -> Iterator[tuple[str, ...]]:
    """What there are papers for a meeting about: each entry with a handout, then the pairs that the
    handbook names, where the language has them."""
    if content.meeting is None:
        return
    alone = ((name,) for name in content.handed_out)
    for pages in (*alone, *(pair.entries for pair in content.meeting.pairs)):
        if all((page, language) in content.pages for page in pages):
            yield pages


def meeting_page(content: Content, language: str, pages: Sequence[str]) -> str:
    """Where the site has the page of the papers about these entries, below its root: below that of
    the first, which then leads there in few bytes."""
    first, *others = pages
    beside = "".join(f"{_stem([page])}/" for page in others)
    return f"{content.languages.folder(language)}{first}/{marks.MEETINGS}/{beside}"


def kit_files(
    content: Content, texts: Texts, language: str, pages: Sequence[str]
) -> tuple[Planned, ...]:
    """The files of the papers for a meeting about these entries."""
    words = texts.group(language, "paper")
    title = "; ".join(content.page_label(content.page(page, language)) for page in pages)
    stem = f"{_stem(pages)}-{slugify(words[f'name_{KIT}'], '-')}"
    return tuple(
        Planned(
            f"{marks.DOWNLOADS}/{language}/{stem}.{form.ending}",
            Made(title, KIT, " ".join(pages), form),
            words[f"format_{form.name}"],
        )
        for form in _of(KIT)
    )


def _stem(pages: Sequence[str]) -> str:
    return "-".join(page.replace("/", "-") for page in pages)


def share_picture(content: Content, texts: Texts, language: str) -> Planned:
    """The picture that links to the site of a language are shown with: in that of its home page."""
    [form] = _of(SHARE)
    home = content.page("index", language)
    name = slugify(texts.get(home.language, f"paper.name_{form.name}"), "-")
    path = f"{marks.DOWNLOADS}/{home.language}/{name}.{form.ending}"
    return Planned(path, Made(home.title, SHARE, "", form), "")


def days_of(
    content: Content, texts: Texts, languages: Iterable[str], modified: Callable[[Page], str]
) -> dict[str, str]:
    """Of which day the texts of each file are that readers are shown, in words for them, by its
    path; ``modified`` has the day of a page, as ``2026-11-30``. Empty while one has changed since.
    """
    found = {}
    known = {key: modified(page) for key, page in content.pages.items()}
    for language in languages:
        for one in plan(content, texts, language):
            days = [known[page.id, language] for page in _pages_in(content, one, language)]
            day = max(days) if days and all(days) else ""
            found[one.path] = _said_day(texts, language, day) if day else ""
    return found


def _said_day(texts: Texts, language: str, day: str) -> str:
    year, month, of_month = (int(part) for part in day.split("-"))
    date = said_date(texts, language, PartialDate(year, month, of_month))
    return texts.get(language, "downloads.day", date=date)


def _pages_in(content: Content, one: Planned, language: str) -> Iterator[Page]:
    """The pages of a language that a file is made of: all, those of a part, one."""
    of = one.made.of
    folder = of.removesuffix("index").rstrip("/") if of.endswith("/index") else None
    for page in content.pages.values():
        is_in = of in ("", page.id) or page.folder == folder
        if page.language == language and not page.screen_only and is_in:
            yield page


def chosen(
    content: Content, texts: Texts, language: str, page_id: str, what: str = PAGE
) -> tuple[Planned, ...]:
    """The files of one page, planned for all readers or only asked for now: a part's by its index,
    the whole handbook's by ``index``. Nothing when the language has no such page."""
    page = content.pages.get((page_id, language))
    if page is None:
        return ()
    of = "" if page_id == "index" else page_id
    planned = plan(content, texts, language) if what == PAGE else ()
    found = tuple(one for one in planned if one.made.of == of)
    words, stem = texts.group(language, "paper"), _stem_of(page)
    asked = (Made(page.title, what, of, form) for form in _of(what))
    return found or tuple(_file(language, words, stem, one) for one in asked)


def _stem_of(page: Page) -> str:
    """What files of a page, a part or the whole are named after."""
    name = page.folder if page.is_index and page.folder else page.id
    return slugify(page.title, "-") if page.id == "index" else name.replace("/", "-")


def _planned(content: Content, texts: Texts, language: str) -> Iterator[Planned]:
    if all(page.language != language for page in content.pages.values()):
        return
    yield from _whole(content, texts, language)
    for page in sorted(content.defaults.values(), key=lambda page: page.order):
        own = content.pages.get((page.id, language))
        if own and own.is_index and own.folder and not own.screen_only:
            yield from _part(content, texts, own)
        elif own and own.issue:
            yield from _made(texts, own, own.id.replace("/", "-"), ISSUE, _of_issue(own.issue))
        if own and own.id != "index":
            yield from _street(texts, own)


def _whole(content: Content, texts: Texts, language: str) -> Iterator[Planned]:
    words = texts.group(language, "paper")
    home = content.page("index", language).title
    for form in _of(WHOLE):
        yield _file(language, words, slugify(home, "-"), Made(home, WHOLE, "", form))
    yield from _street(texts, content.pages.get(("index", language)))
    if handouts(content, texts, language):
        for form in _of(POSTS):
            yield _file(language, words, slugify(home, "-"), Made(home, POSTS, "", form))
        for form in _of(HANDOUTS):
            made = Made(words["handouts"], HANDOUTS, "", form)
            yield _file(language, words, slugify(words["handouts"], "-"), made)


def _part(content: Content, texts: Texts, index: Page) -> Iterator[Planned]:
    """The files of a part; what is shown and said of it only where its entries are."""
    yield from _made(texts, index, index.folder, BOOK_PART, _of(BOOK_PART))
    if _is_shown(content, index):
        yield from _made(texts, index, index.folder, DECKS, _of(DECKS))
        spoken = _of(RADIO) if can_speak(index.language) else ()
        yield from _made(texts, index, index.folder, RADIO, spoken)


def _made(
    texts: Texts, page: Page, stem: str, what: str, forms: Iterable[Format]
) -> Iterator[Planned]:
    words = texts.group(page.language, "paper")
    for form in forms:
        yield _file(page.language, words, stem, Made(page.title, what, page.id, form))


def _street(texts: Texts, page: Page | None) -> Iterator[Planned]:
    """Poster and leaflet of a page that has a sentence for them; the home page's are those of the
    whole."""
    if page is None or not page.poster or page.screen_only:
        return
    words, of = texts.group(page.language, "paper"), "" if page.id == "index" else page.id
    for form in _of(STREET):
        yield _file(page.language, words, _stem_of(page), Made(page.title, STREET, of, form))


def _is_shown(content: Content, index: Page) -> bool:
    """Whether there are slides of a part: of entries in its language."""
    entries = content.entries.get(index.folder, ())
    return any(
        has_handout(content, page) and (page.id, index.language) in content.pages
        for page in entries
    )


def _of(what: str) -> Iterator[Format]:
    return (form for form in FORMATS if what in form.of)


def _of_issue(issue: IssueSpec) -> Iterator[Format]:
    """Of sizes of paper those that the issue asks for."""
    unwanted = set(ISSUE_SIZES) - set(issue.sizes)
    return (form for form in _of(ISSUE) if form.name not in unwanted)


def _handout(texts: Texts, page: Page) -> Planned:
    words, stem = texts.group(page.language, "paper"), page.id.replace("/", "-")
    [form] = _of(HANDOUT)
    return _file(page.language, words, stem, Made(page.title, HANDOUT, page.id, form))


def _file(language: str, words: Mapping[str, str], stem: str, made: Made) -> Planned:
    form, name = made.format, stem
    if form.ending == PDF:
        name += f"-{slugify(words[f'name_{form.name}'], '-')}"
    label = words[f"format_{form.name}"]
    return Planned(f"{marks.DOWNLOADS}/{language}/{name}.{form.ending}", made, label)
