"""A page that is an issue of a bulletin, read for paper: what it says itself, and in the place of
its cards the texts that these stand for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml.html import HtmlElement

from handbook import marks
from handbook.content.model import IssueSpec, Page
from handbook.language.texts import Texts
from handbook.paper import passages, sparing
from handbook.paper.articles import read
from handbook.paper.backmatter import SOURCES
from handbook.paper.book import OF, Article, Edition, Part

# Classes of what stands around a piece: words of the issue, where it is from, a wording that stands
# out in its text.
LEAD, FROM = "piece-lead", "piece-from"
PULLED, PULLED_SOURCE = "pull-quote", "pull-source"


@dataclass(frozen=True)
class Issue:
    """Reads an issue's page; the texts of its pieces come from their own articles."""

    page: Page
    spec: IssueSpec
    articles: Mapping[str, Article]
    texts: Texts

    def text(self, key: str, **values: object) -> str:
        return self.texts.get(self.page.language, f"paper.{key}", **values)

    @property
    def words(self) -> Mapping[str, str]:
        return self.texts.group(self.page.language, "paper")

    @property
    def line(self) -> str:
        """Number and month."""
        return issue_line(self.spec, self.page.language, self.texts)

    @property
    def title(self) -> str:
        """Masthead, number and month."""
        return f"{self.spec.masthead}. {self.line}"

    def whence(self, edition: Edition) -> str:
        """What the texts were taken from."""
        home = self.articles.get("index")
        return self.text("issue_from", title=home.title, edition=edition.name) if home else ""

    def parts(self) -> Iterator[Part]:
        """What comes before the first heading, then each heading with its pieces."""
        own = self.articles[self.page.id]
        body = read(own)
        sources = _take_sources(body, self.text("rests_on"))
        _take(body, marks.CONNECTIONS_ID)
        for head, elements in passages.stretches(body):
            title = self.title if head is None else head.text_content()
            name = own.id if head is None else f"{own.id}{OF}{head.get('id')}"
            words, pieces = self._sorted(elements)
            html = passages.alone([*passages.raised(words, 3), *(sources if head is None else ())])
            opening = Article(name, own.url, title, title, "", own.language, html, own.file)
            yield Part(opening, tuple(pieces))

    def _sorted(self, elements: Sequence[HtmlElement]) -> tuple[list[HtmlElement], list[Article]]:
        """Own words before the first piece, and the pieces. Words between pieces lead to the next
        of them, those behind the last close it."""
        waiting: list[HtmlElement] = []
        words: list[HtmlElement] | None = None
        found: list[_Piece] = []
        for element in elements:
            name = element.get(marks.PIECE)
            if name is None:
                waiting.append(element)
                continue
            if words is None:
                words, waiting = waiting, []
            found.append(_Piece(name, element, before=waiting))
            waiting = []
        if words is None:
            return waiting, []
        found[-1].after.extend(waiting)
        return words, [self._piece(piece) for piece in found]

    def _piece(self, piece: "_Piece") -> Article:
        page_id, _, anchor = piece.name.partition("#")
        source = self.articles[page_id]
        body = read(source)
        sources = _take_sources(body, self.text("rests_on"))
        _take(body, marks.CONNECTIONS_ID)
        whole, own = self._taken(source, body, anchor)
        headline = piece.card.get(marks.HEADLINE, "")
        title = headline or whole
        if headline:
            start = next((at for at, one in enumerate(own, 1) if not passages.level(one)), 0)
            own = [_from(whole), *own[:start], *_pulled(piece.card), *own[start:]]
        html = passages.alone([*_lead(piece.before), *own, *sources, *_lead(piece.after)])
        summary = piece.card.get(marks.LEAD) or ("" if anchor else source.summary)
        name = piece.name.replace("#", OF)
        return replace(source, id=name, title=title, label=title, summary=summary, html=html)

    def _taken(
        self, source: Article, body: HtmlElement, anchor: str
    ) -> tuple[str, list[HtmlElement]]:
        """What a page calls what is taken of it, and that: all, a passage, a question."""
        if not anchor:
            return source.label, list(body)
        for quiz in body.find_class(marks.QUIZ):
            if quiz.get("id") == anchor:
                quiz.tail = None
                title = self._passage(source, passages.heading_above(quiz))
                sparing.unnumber(quiz)
                return title, [quiz]
        head = passages.heading(body, anchor)
        title = self._passage(source, head)
        return title, passages.raised(passages.below(head), passages.level(head) + 1)

    def _passage(self, source: Article, head: HtmlElement | None) -> str:
        """What a part of a page is called, by its heading."""
        if head is None:
            return source.label
        return self.text("passage", page=source.label, passage=head.text_content())


@dataclass(frozen=True)
class _Piece:
    """A piece by its id, with the card that stands for it on the site, and the issue's own words
    before and behind it."""

    name: str
    card: HtmlElement
    before: list[HtmlElement]
    after: list[HtmlElement] = field(default_factory=list)


def issue_line(spec: IssueSpec, language: str, texts: Texts) -> str:
    """Number and month in words."""
    month = spec.month.month or 1
    name = texts.list(language, "dates.months")[month - 1]
    said = texts.get(language, "dates.month", month=month, name=name, year=spec.month.year)
    return texts.get(language, "paper.issue", number=spec.number, month=said)


def _lead(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The issue's own words inside a piece."""
    return [_boxed(LEAD, passages.raised(elements, 3))] if elements else []


def _from(name: str) -> HtmlElement:
    """Where a piece with a headline of its own is from."""
    line = passages.parsed("")
    line.tag, line.text = "p", name
    line.set("class", FROM)
    return line


def _pulled(card: HtmlElement) -> list[HtmlElement]:
    """The wording in a card, for between the paragraphs of the piece."""
    found = card.find_class(marks.QUOTATION)
    for source in (line for one in found for line in one.find_class(marks.QUOTATION_SOURCE)):
        source.set("class", PULLED_SOURCE)
        for link in list(source.iter("a")):
            link.drop_tag()  # its place is in the list of sources
    return [_boxed(PULLED, list(quoted)) for one in found for quoted in one.iter("blockquote")]


def _boxed(kind: str, elements: Sequence[HtmlElement]) -> HtmlElement:
    box = passages.parsed("")
    box.set("class", kind)
    box.extend(elements)
    return box


def _take(body: HtmlElement, name: str) -> list[HtmlElement]:
    """Take a section out of a page, without its heading; nothing when there is none."""
    try:
        head = passages.heading(body, name)
    except KeyError:
        return []
    found = passages.below(head)
    for element in (head, *found):
        element.getparent().remove(element)
    return found


def _take_sources(body: HtmlElement, said: str) -> list[HtmlElement]:
    """The sources of a page, for the end of its text, under words that fit there."""
    found = _take(body, marks.SOURCES_ID)
    if not found:
        return []
    intro = passages.parsed("")
    intro.tag, intro.text = "p", said
    listed = found[1:] if found[0].tag == "p" else found
    return [_boxed(SOURCES, [intro, *listed])]
