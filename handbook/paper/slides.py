"""Slides for whoever speaks of an entry, or of a whole part: what stands on each, and what is said
with it. They are made as a presentation (``powerpoint.py``) and as a PDF (``slidespdf.py``).

The headings of a handout are those of the slides: what is a list of points there is one slide, of
what is numbered each item has one; what stands between is said, not shown.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from string import ascii_uppercase
from urllib.parse import urljoin

from lxml.html import HtmlElement

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.foreign import SIGN, signed
from handbook.language.texts import Texts
from handbook.paper import passages, sparing, wordings
from handbook.paper.articles import Destinations, Printed, blocks, printed
from handbook.paper.book import Article, Edition
from handbook.paper.notes import notes_in
from handbook.paper.tags import SPACE

# The layouts of a template, by the names that an editor sees in it.
TITLE, QUOTATION, POINTS, QUESTION, CHOICES, END = (
    "ten-bai",
    "cau-trich",
    "y-chinh",
    "cau-hoi",
    "phuong-an",
    "het",
)
LAYOUTS = (TITLE, QUOTATION, POINTS, QUESTION, CHOICES, END)
LETTERS = ascii_uppercase
Words = Mapping[str, str]


@dataclass(frozen=True)
class Slide:
    """A slide in one of ``LAYOUTS``: a head, what fills it, what stands small with that; ``notes``
    are only for whoever speaks."""

    layout: str
    title: str
    lines: tuple[str, ...] = ()
    small: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Deck:
    """Slides that are shown together. ``runs`` are the texts with words of another language,
    ``other``: each in pieces, every second of which is in that one."""

    title: str
    language: str
    slides: tuple[Slide, ...]
    other: str = ""
    runs: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def texts(self) -> tuple[str, ...]:
        """All that must be found again on the slides, a block each."""
        return tuple(text for one in self.slides for text in (one.title, *one.lines, *one.small))

    def pieces(self, text: str) -> Iterator[tuple[str, str]]:
        """A text in pieces, each with its language."""
        for at, piece in enumerate(self.runs.get(text, (text,))):
            if piece:
                yield piece, self.other if at % 2 else self.language


def deck_of(
    content: Content, articles: Mapping[str, Article], page: Page, edition: Edition, words: Words
) -> Deck:
    """The slides of an entry, or of a part by its index. ``words`` are the interface's, of the
    groups ``paper`` and ``slides``."""
    article = articles[page.id]
    inside = content.entries[page.folder] if page.is_index else (page,)
    shown = [articles[one.id] for one in inside if one.id in articles]
    opening = [_opening(article, edition, words)] if page.is_index else []
    index = content.kinds[page.folder]
    wanted = index.kind.handout if index.kind else ()
    slides = [*opening]
    for one in shown:
        slides += _slides(one, wanted, edition, words)
    slides.append(_end(article, edition, words))
    return Deck(article.label, article.language, tuple(slides))


def with_foreign(deck: Deck, default: str, texts: Texts) -> Deck:
    """The slides, which know what words on them are of the handbook's own language, ``default``."""
    said = {*deck.texts, *(note for one in deck.slides for note in one.notes)}
    told = {text: signed(text, deck.language, default, texts).split(SIGN) for text in sorted(said)}
    runs = {text: pieces for text, pieces in told.items() if len(pieces) > 1}
    return replace(deck, other=default, runs=runs)


def _opening(article: Article, edition: Edition, words: Words) -> Slide:
    return Slide(TITLE, article.label, (article.summary,), (_edition(edition, words),))


def _end(article: Article, edition: Edition, words: Words) -> Slide:
    address = urljoin(edition.address, article.url) if edition.address else ""
    lines = (words["online"], address) if address else ()
    return Slide(END, article.label, lines, (words["notice"], _edition(edition, words)))


def _edition(edition: Edition, words: Words) -> str:
    return words["edition"].replace("{edition}", edition.name)


def _slides(
    article: Article, wanted: Sequence[str], edition: Edition, words: Words
) -> Iterator[Slide]:
    one = _without_notes(article)
    yield _opening(article, edition, words)
    yield from _quotations(one, words)
    for name in wanted:
        yield from _section(one.body, f"{article.id}#{name}", wanted, words)
    yield from _questions(one, words)


def _without_notes(article: Article) -> Printed:
    one = printed(article, Destinations({}, ""))
    for tree in one.trees:
        for note in notes_in(tree):
            note.drop_tree()
    return one


def plain(article: Article) -> HtmlElement:
    """The text of an article without notes, answers and what only a screen needs."""
    return _without_notes(article).body


def _quotations(one: Printed, words: Words) -> Iterator[Slide]:
    """The wordings at the top of the entry."""
    _, opening = passages.stretches(one.body)[0]
    for box in wordings.boxes(opening):
        lines = [SPACE.sub(" ", part.text_content()).strip() for part in box.iter("p")]
        *said, source = lines
        yield Slide(QUOTATION, words["wording"], tuple(said), (source,), (words["read_out"],))


def _section(body: HtmlElement, name: str, wanted: Sequence[str], words: Words) -> Iterator[Slide]:
    head = passages.heading(body, name)
    title = text_of(head)
    for element in passages.below(head):
        if element.tag == "ul":
            spoken = tuple(_spoken(body, head, wanted))
            yield Slide(POINTS, title, tuple(items_of(element)), (), spoken)
        elif element.tag == "ol":
            items = list(items_of(element))
            for number, item in enumerate(items, start=1):
                of = f"{title} {number}/{len(items)}"
                yield Slide(QUESTION, of, (item,), (), (words["ask"],))


def _spoken(body: HtmlElement, head: HtmlElement, wanted: Sequence[str]) -> Iterator[str]:
    """What the text says behind a heading, up to the next that is shown, without questions."""
    between = False
    for element in body.iter():
        name = element.get("id", "").rpartition("#")[2]
        if element is head:
            between = True
        elif passages.level(element) and (name in wanted or element.get("class") == marks.QUIZ):
            between = False
        elif between and element.tag == "h2":
            yield from _told(element)


def _told(head: HtmlElement) -> Iterator[str]:
    below = passages.below(head)
    if any(element.get("class") == marks.QUIZ for element in below):
        return
    yield text_of(head)
    for element in below:
        yield from blocks(element)


def _questions(one: Printed, words: Words) -> Iterator[Slide]:
    """The questions for self-check, each with its answer for whoever speaks."""
    boxes = [box for box in one.body.iter("div") if box.get("class") == marks.QUIZ]
    for number, (box, answer) in enumerate(zip(boxes, one.answers, strict=True), start=1):
        asked = box.find("p")
        text = text_of(asked).removeprefix(text_of(asked.find("strong"))).strip()
        title = f"{words['check']} {number}/{len(boxes)}"
        listed = box.find("ol")
        lettered = listed is not None and listed.get("type") == "A"
        choices = [] if listed is None else list(items_of(listed))
        if lettered:
            choices = list(map("{}. {}".format, LETTERS, choices))
        yield Slide(CHOICES, title, (text,), tuple(choices), tuple(_answer(answer)))


def _answer(answer: HtmlElement) -> Iterator[str]:
    for element in answer:
        if sparing.ASKED in element.get("class", ""):
            continue  # it stands on the slide
        if element.tag == "ol" and element.get("type") == "A":
            yield from map("{}. {}".format, LETTERS, items_of(element))
        else:
            yield from blocks(element)


def items_of(listed: HtmlElement) -> Iterable[str]:
    """The texts of the items of a list."""
    return (text_of(item) for item in listed.iterchildren("li"))


def text_of(element: HtmlElement) -> str:
    """The text of an element on one line."""
    return SPACE.sub(" ", element.text_content()).strip()


def deck_file(deck: Deck) -> bytes:
    """A deck as a file of a job."""
    return json.dumps(asdict(deck), ensure_ascii=False).encode()


def read_deck(body: bytes) -> Deck:
    """The deck of such a file."""
    found = json.loads(body)
    slides = tuple(
        Slide(
            one["layout"], one["title"], *(tuple(one[name]) for name in ("lines", "small", "notes"))
        )
        for one in found["slides"]
    )
    return Deck(**{**found, "slides": slides})
