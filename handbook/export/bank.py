"""The questions of a language, read from its rendered pages: what readers are shown is what goes
into the files, with bold words, links and what macros say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.content.bank import Paper, draw
from handbook.content.handbook import Content
from handbook.content.mixing import LETTERS, key, shown
from handbook.content.model import Page, Question
from handbook.content.questions import ASKED_ID, BLANK, GAP, ONE, OPEN, ORDER
from handbook.export.parts import parts_of
from handbook.export.text import NOTHING, Text, plain_text, text_of
from handbook.language.texts import Texts


@dataclass(frozen=True)
class Leaf:
    """A rendered page; ``url`` is relative to the site's root."""

    url: str
    html: str


@dataclass(frozen=True)
class Offer:
    """A choice as it is shown, why it is right or wrong, and its letter. Of things to put in order
    ``place`` is the right one, from 1."""

    letter: str
    text: Text
    reason: Text
    right: bool
    place: int


@dataclass(frozen=True)
class Asked:
    """A question. ``name`` is what it is known by in every edition and language, ``title`` names it
    for people; ``task`` says what there is to do where the kind does not, ``key`` has the letters
    of the answer; ``guidance`` is what a good answer to an open question holds. ``address`` is
    where it stands, empty when that is unknown; in other orders its choices would say something
    else when it ``keeps_order``."""

    name: str
    title: str
    page: str
    kind: str
    level: str
    stem: Text
    task: Text
    offers: tuple[Offer, ...] = ()
    key: tuple[str, ...] = ()
    guidance: tuple[Text, ...] = ()
    hint: Text = NOTHING
    sources: Text = NOTHING
    address: str = ""
    keeps_order: bool = False

    @property
    def right(self) -> tuple[Offer, ...]:
        """The right choices; things to put in order all in their right order."""
        if self.kind == ORDER:
            return tuple(sorted(self.offers, key=lambda offer: offer.place))
        return tuple(offer for offer in self.offers if offer.right)


@dataclass(frozen=True)
class Shown:
    """A page of a part: its title for readers, its text, its questions."""

    id: str
    title: str
    leaf: Leaf
    asked: tuple[Asked, ...]


@dataclass(frozen=True)
class Part:
    """A part of the handbook that has questions; ``name`` is its folder."""

    name: str
    title: str
    pages: tuple[Shown, ...]

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(one for page in self.pages for one in page.asked)


@dataclass(frozen=True)
class Bank:
    """All questions of a language. ``gone`` are the names of those that were published once and are
    no more; ``address`` is the site's, empty when that is unknown."""

    language: str
    title: str
    edition: str
    address: str
    parts: tuple[Part, ...]
    gone: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[Asked, ...]:
        return tuple(one for part in self.parts for one in part.asked)


@dataclass(frozen=True)
class BankReader:
    """Reads the bank of a language from its pages (by id); ``address`` is the site's."""

    content: Content
    texts: Texts
    language: str
    leaves: Mapping[str, Leaf]
    address: str = ""
    names: Mapping[str, str] = field(default_factory=dict)

    def read(self, edition: str) -> Bank:
        """The bank; ``edition`` is the name of the running one."""
        home = self.content.page("index", self.language)
        named = replace(self, names=_first_names(self.content))
        found = parts_of(self.content, self.language)
        parts = tuple(
            Part(part.name, part.title, tuple(named._pages(part.pages))) for part in found
        )
        gone = tuple(sorted(_gone(self.content, named.names)))
        return Bank(self.language, home.title, edition, self.address, parts, gone)

    def drawn(self, paper: Paper) -> tuple[Asked, ...]:
        """The questions of a paper, in its order."""
        drawn = draw(self.content, paper)
        pages = {one.page.id: one.page for one in drawn if one.page.id in self.leaves}
        found = {
            (name, question.id): asked
            for name, page in pages.items()
            for question, asked in zip(
                page.questions,
                self._asked(page, self.leaves[name], self.content.page_label(page)),
                strict=True,
            )
        }
        return tuple(found[one.page.id, one.question.id] for one in drawn)

    def _pages(self, pages: tuple[Page, ...]) -> Iterator[Shown]:
        for page in pages:
            leaf = self.leaves.get(page.id)
            if leaf:
                title = self.content.page_label(page)
                asked = tuple(self._asked(page, leaf, title)) if page.questions else ()
                yield Shown(page.id, title, leaf, asked)

    def _asked(self, page: Page, leaf: Leaf, title: str) -> Iterator[Asked]:
        tree = html.fragment_fromstring(leaf.html, "div")
        base = urljoin(self.address, leaf.url) if self.address else ""
        by_id = {one.get("id"): one for one in tree.find_class(marks.QUIZ)}
        for number, question in enumerate(page.questions, start=1):
            said = self.texts.get(self.language, "quiz.number", number=number)
            asked = self._question(page, question, by_id[question.id], base)
            yield replace(asked, title=f"{title} · {said}")

    def _question(self, page: Page, item: Question, quiz: HtmlElement, base: str) -> Asked:
        name = f"{page.id}#{item.id}"
        stem, task = _stem(quiz, item, base)
        [answer] = quiz.find_class(marks.QUIZ_ANSWER)
        paragraphs = [one for one in answer.findall("p") if one.get("class") != marks.QUIZ_RIGHT]
        sources = paragraphs.pop() if item.citations else None
        hint = next((one.find("p") for one in quiz.find_class(marks.QUIZ_HINT)), None)
        return Asked(
            name=self.names.get(name, name),
            title="",
            page=page.id,
            kind=item.kind,
            level=item.level,
            stem=stem,
            task=task,
            offers=tuple(_offers(page, item, quiz, base)),
            key=() if item.kind in (GAP, OPEN) else key(page.id, item),
            guidance=tuple(text_of(one, base) for one in paragraphs),
            hint=NOTHING if hint is None else text_of(hint, base),
            sources=NOTHING if sources is None else text_of(sources, base),
            address=f"{base}#{item.id}" if base else "",
            keeps_order=item.keep_order,
        )


def _stem(quiz: HtmlElement, item: Question, base: str) -> tuple[Text, Text]:
    """What is asked, and what there is to do, which is the last thing said."""
    asked, task = quiz.get_element_by_id(ASKED_ID.format(id=item.id)), NOTHING
    asked.find("strong").drop_tree()
    for blank in asked.xpath(".//*[@role='img']"):
        blank.text = BLANK
    if item.kind not in (ONE, OPEN):
        last = asked.findall("em")[-1]
        task = text_of(last, base)
        last.drop_tree()
    return text_of(asked, base), task


def _offers(page: Page, item: Question, quiz: HtmlElement, base: str) -> Iterator[Offer]:
    """The choices, which are the first list, each with its line in the list of the answer; what
    fills a gap stands in that line alone."""
    listed = [] if item.kind in (GAP, OPEN) else next(quiz.iter("ol")).findall("li")
    [answer] = quiz.find_class(marks.QUIZ_ANSWER)
    reasons = [] if item.kind == OPEN else next(answer.iter("ol", "ul")).findall("li")
    for at, (place, told) in enumerate(zip(shown(page.id, item), reasons, strict=True)):
        choice = item.choices[place]
        text = _filling(told) if item.kind == GAP else text_of(listed[at], base)
        letter = "" if item.kind == GAP else LETTERS[at]
        yield Offer(letter, text, _reason(told, base), choice.right, place + 1)


def _filling(told: HtmlElement) -> Text:
    """What fills a gap, in the words that a reader types; its line is left without it."""
    words = told.find("span")
    text = plain_text(text_of(words).plain)
    words.tail = (words.tail or "").removeprefix(".")
    words.drop_tree()
    return text


def _reason(told: HtmlElement, base: str) -> Text:
    """Why a choice is right or wrong, without the verdict that opens the line."""
    verdict = told.find("strong")
    verdict.drop_tree()
    return text_of(told, base)


def _first_names(content: Content) -> Mapping[str, str]:
    """The address of a part of a page now -> the one that it was published at first."""
    found: dict[str, str] = {}
    for record in reversed(content.editions.records):
        for page, (ids, _) in record.addresses.items():
            for one in ids:
                found.setdefault(content.editions.now(f"{page}#{one}"), f"{page}#{one}")
    return found


def _gone(content: Content, names: Mapping[str, str]) -> Iterator[str]:
    """The first addresses of what has left a page with questions, and is no question now. Editions
    do not say of an address whether it was one of a question or of a heading: of a heading nobody
    has a card, and what is told of it reaches nobody."""
    pages = [page for page in content.pages.values() if page.questions]
    asking = {page.id for page in pages}
    asked = {f"{page.id}#{one.id}" for page in pages for one in page.questions}
    for now, first in names.items():
        page = content.editions.now(first.partition("#")[0])
        if now not in asked | {first} and page in asking:
            yield first
