"""Issues of a bulletin: a page's own text, and in the place of its pieces the texts themselves.

An issue is a book: its headings open parts, its pieces are articles under names of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from handbook import marks
from handbook.content.model import IssueSpec, Page
from handbook.language.texts import Texts
from handbook.paper import passages, pdf
from handbook.paper.articles import Printed, destinations, printed, read, settle, texts_of
from handbook.paper.book import OF, Article, Book, Edition, Part
from handbook.paper.qr import picture_of
from handbook.paper.tags import ARTICLE, PART
from handbook.paper.typst import Writer, array, content, string

# Classes of what stands around a piece: words of the issue, its sources.
LEAD, SOURCES = "piece-lead", "piece-sources"
# The format of the largest paper in columns.
IN_COLUMNS = "a4-columns"


def spec_of(page: Page) -> IssueSpec:
    """What the page says of itself as an issue. ValueError when it is none."""
    if page.issue is None:
        raise ValueError(page.id)
    return page.issue


def format_of(spec: IssueSpec, size: str) -> str:
    """The format, of those in templates/parts.typ, in which a size of an issue is set."""
    return IN_COLUMNS if size == "a4" and spec.columns > 1 else size


def issue_book(
    page: Page, articles: Mapping[str, Article], edition: Edition, texts: Texts
) -> tuple[Book, Mapping[str, Printed]]:
    """An issue as a book, and its articles ready for paper. ``articles`` are those of its
    language by id. KeyError when a piece is not among them."""
    issue = _Issue(page, spec_of(page), articles, texts)
    said = (issue.spec.publisher, issue.text("notice"))
    notice = ". ".join(text for text in said if text)
    parts = tuple(issue.parts())
    book = Book(page.language, issue.title, page.summary, edition, parts, notice)
    # Links lead inside the issue only to what is there as a whole.
    whole = (one for part in parts for one in part.articles if OF not in one.id)
    where = destinations(tuple(whole), edition.address)
    ready = {article.id: printed(article, where) for article in book.articles}
    settle(ready.values())
    for one in ready.values():
        passages.gather_notes(one, issue.text("notes"))
    return book, ready


def issue_files(
    page: Page, book: Book, ready: Mapping[str, Printed], words: Mapping[str, str]
) -> Mapping[str, bytes]:
    """The files of an issue's document, for ``pdf.make_pdf``. ``words`` are the interface's."""
    addresses = _addresses(book)
    first, *others = book.parts
    settings = _settings(spec_of(page), book, words)
    markup = ['#import "bulletin.typ": *', f"#show: issue.with({settings})"]
    markup += _part_markup(first, PART, ready, addresses)
    for part in others:
        markup.append(f"#part({string(part.opening.id)}, {content(part.opening.label)})")
        markup += _part_markup(part, ARTICLE, ready, addresses)
    markup += pdf.answers(ready.values(), words["answers"])
    return pdf.document("\n\n".join(markup) + "\n", words, addresses)


def issue_texts(book: Book, ready: Mapping[str, Printed]) -> tuple[str, ...]:
    """All that must be found again in whatever is made of an issue, a block each: its title stands
    in its head, cut in two on paper."""
    first = ready[book.parts[0].opening.id]
    texts = [text for one in ready.values() if one is not first for text in texts_of(one)]
    return (*texts_of(first)[1:], *texts)


def issue_around(
    page: Page, book: Book, ready: Mapping[str, Printed], words: Mapping[str, str]
) -> Iterator[str]:
    """What stands on paper besides: the head, what leads to pieces, the key's headings."""
    spec = spec_of(page)
    yield from (spec.masthead, _line(spec, book), spec.publisher, words["notice"])
    yield from (book.subtitle, words["issue_contents"])
    pieces = [article for part in book.parts for article in part.articles]
    yield from (article.summary for article in pieces)
    yield from pdf.addresses_around(_addresses(book).values(), words)
    yield from pdf.answers_around(ready.values(), words)


def _line(spec: IssueSpec, book: Book) -> str:
    """Number and month."""
    return book.title.removeprefix(f"{spec.masthead}. ")


def _addresses(book: Book) -> Mapping[str, str]:
    """Where each piece is on the site, by its id; nothing when that is unknown."""
    pieces = (article for part in book.parts for article in part.articles)
    edition = book.edition
    return {one.id: _address(one, edition) for one in pieces} if edition.address else {}


@dataclass(frozen=True)
class _Issue:
    """Reads an issue's page; the texts of its pieces come from their own articles."""

    page: Page
    spec: IssueSpec
    articles: Mapping[str, Article]
    texts: Texts

    def text(self, key: str, **values: object) -> str:
        return self.texts.get(self.page.language, f"paper.{key}", **values)

    @property
    def title(self) -> str:
        """Masthead, number and month."""
        line = issue_line(self.spec, self.page.language, self.texts)
        return f"{self.spec.masthead}. {line}"

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
            found.append(_Piece(name, before=waiting))
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
        title, own = source.label, list(body)
        if anchor:
            head = passages.heading(body, anchor)
            passage = head.text_content()
            title = self.text("passage", page=source.label, passage=passage)
            own = passages.raised(passages.below(head), passages.level(head) + 1)
        html = passages.alone([*_lead(piece.before), *own, *sources, *_lead(piece.after)])
        summary = "" if anchor else source.summary
        name = piece.name.replace("#", OF)
        return replace(source, id=name, title=title, label=title, summary=summary, html=html)


@dataclass(frozen=True)
class _Piece:
    """A piece by its id, with the issue's own words before and behind it."""

    name: str
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


def _address(article: Article, edition: Edition) -> str:
    """Where a piece stands on the published site."""
    _, sign, anchor = article.id.partition(OF)
    address = urljoin(edition.address, article.url)
    return f"{address}#{anchor}" if sign else address


def _settings(spec: IssueSpec, book: Book, words: Mapping[str, str]) -> str:
    settings = {
        "title": string(book.title),
        "masthead": string(spec.masthead),
        "line": string(_line(spec, book)),
        "publisher": string(spec.publisher),
        "summary": string(book.subtitle),
        "notice": string(words["notice"]),
        "language": string(book.language),
        "date": array((str(spec.month.year), str(spec.month.month))),
    }
    return ", ".join(f"{name}: {value}" for name, value in settings.items())


def _part_markup(
    part: Part, level: int, ready: Mapping[str, Printed], addresses: Mapping[str, str]
) -> Iterator[str]:
    """The own words of a part and its pieces, whose titles have the level."""
    yield Writer(level).blocks(ready[part.opening.id].body)
    for article in part.articles:
        yield from _piece_markup(ready[article.id], level, addresses.get(article.id))


def _piece_markup(one: Printed, level: int, address: str | None) -> tuple[str, str]:
    article = one.article
    given = f"{string(article.id)}, {level}, {content(article.label)}"
    if article.summary:
        given += f", summary: {string(article.summary)}"
    if address:
        given += f", code: {string(picture_of(article.id))}, address: {string(address)}"
    return f"#piece({given})", Writer(level + 1).blocks(one.body)
