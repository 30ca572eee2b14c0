"""Issues of a bulletin: a page's own text, and in the place of its pieces the texts themselves.

An issue is a book: its headings open parts, its pieces are articles under names of their own.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from handbook.content.model import IssueSpec, Page
from handbook.language.texts import Texts
from handbook.paper import backmatter, pdf
from handbook.paper.articles import Printed, destinations, printed, settle, texts_of
from handbook.paper.book import OF, Article, Book, Edition, Masthead, Part
from handbook.paper.format import IN_COLUMNS
from handbook.paper.issue import Issue
from handbook.paper.qr import picture_of
from handbook.paper.tags import ARTICLE, PART
from handbook.paper.typst import Writer, array, content, string

# So many letters of a part's own words stay with its first piece.
FEW = 300


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
    spec = spec_of(page)
    issue = Issue(page, spec, articles, texts)
    said = (issue.spec.publisher, issue.text("notice"))
    notice = ". ".join(text for text in said if text)
    parts = tuple(issue.parts())
    head = Masthead(spec.masthead, issue.line, spec.publisher, spec.columns)
    book = Book(page.language, issue.title, page.summary, edition, parts, notice, head=head)
    # Links lead inside the issue only to what is there as a whole.
    whole = (one for part in parts for one in part.articles if OF not in one.id)
    where = destinations(tuple(whole), edition.address)
    ready = {article.id: printed(article, where) for article in book.articles}
    settle(ready.values())
    back = backmatter.back_matter(
        articles[page.id], ready, issue.spec, issue.words, issue.whence(edition)
    )
    ready[back.article.id] = back
    return replace(book, parts=(*parts, Part(back.article))), ready


def issue_files(
    page: Page,
    book: Book,
    ready: Mapping[str, Printed],
    words: Mapping[str, str],
    fillers: Sequence[tuple[str, str]] = (),
) -> Mapping[str, bytes]:
    """The files of an issue's document, for ``pdf.make_pdf``. ``words`` are the interface's,
    ``fillers`` wordings with their sources for pages that are left over."""
    addresses = _addresses(book)
    first, *others, back = book.parts
    settings = _settings(spec_of(page), book, words)
    markup = ['#import "bulletin.typ": *', f"#show: issue.with({settings})"]
    markup += _part_markup(first, PART, ready, addresses)
    for part in others:
        markup.append(f"#part({string(part.opening.id)}, {content(part.opening.label)})")
        markup += _part_markup(part, ARTICLE, ready, addresses)
    markup += pdf.answers(ready.values(), words["answers"])
    markup += _back_markup(back.opening, ready)
    markup.append(f"#to-the-foot({array(array(map(string, one)) for one in fillers)})")
    return pdf.document("\n\n".join(markup) + "\n", words, {**addresses, **_codes(ready)})


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
    body = ready[part.opening.id].body
    words = Writer(level).blocks(body)
    yield f"#short-lead[{words}]" if part.articles and _is_short(body) else words
    for article in part.articles:
        yield from _piece_markup(ready[article.id], level, addresses.get(article.id))


def _is_short(body: HtmlElement) -> bool:
    """Whether these are a few plain words: kept with what follows they leave no hole."""
    return all(one.tag == "p" for one in body) and 0 < len(body.text_content()) <= FEW


def _piece_markup(one: Printed, level: int, address: str | None) -> tuple[str, str]:
    article = one.article
    given = f"{string(article.id)}, {level}, {content(article.label)}"
    if article.summary:
        given += f", summary: {string(article.summary)}"
    end = ""
    if address:
        end = f"#piece-end({string(picture_of(article.id))}, {string(address)})"
    return f"#piece({given})", Writer(level + 1).blocks(one.body) + f"\n\n{end}"


def _codes(ready: Mapping[str, Printed]) -> Mapping[str, str]:
    """The addresses that pieces refer to, by the names of their codes."""
    return {f"code-{one.number}": one.address for one in backmatter.references(ready)}


def _back_markup(opening: Article, ready: Mapping[str, Printed]) -> Iterator[str]:
    """What is said at the end."""
    yield f"#part({string(opening.id)}, {content(opening.label)})"
    pictures = [
        f"(file: {string(picture_of(name))}, address: {string(address)})"
        for name, address in _codes(ready).items()
    ]
    yield f"#let codes = {array(pictures)}"
    small, imprint = (Writer(PART + 1).block(box) for box in ready[opening.id].body)
    yield from (small, "#codes-of(codes)", imprint)
