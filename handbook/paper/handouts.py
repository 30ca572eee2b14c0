"""Handouts for a meeting: a side of A4 for every entry, all in one document.

What goes on it is said by the kinds: which sections, of which the first items are printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.model import HANDOUT_ITEMS
from handbook.language.texts import Texts
from handbook.paper import passages, pdf
from handbook.paper.articles import Destinations, Printed, printed, read, texts_of
from handbook.paper.book import Article, Edition
from handbook.paper.qr import picture_of
from handbook.paper.typst import Writer, array, content, string

LISTS = ("ul", "ol")
# Levels of headings: a kind, an entry in it; below them the sections.
SECTIONS = 3


@dataclass(frozen=True)
class Sheet:
    """The handout of an entry; ``kind`` is the title of its kind."""

    kind: str
    one: Printed


def sheets(
    content: Content, articles: Mapping[str, Article], texts: Texts, language: str
) -> tuple[Sheet, ...]:
    """The handouts of a language, kind by kind in the order of the site. ``articles`` are those
    of the language by id; an entry that is not among them has none."""
    return tuple(_sheets(content, articles, texts, language))


def _sheets(
    content: Content, articles: Mapping[str, Article], texts: Texts, language: str
) -> Iterator[Sheet]:
    for index in sorted(content.kinds.values(), key=lambda page: (page.order, page.id)):
        wanted = index.kind.handout if index.kind else ()
        title = content.page(index.id, language).title
        for entry in content.entries[index.folder] if wanted else ():
            if entry.id in articles:
                one = _cut(articles[entry.id], wanted)
                passages.gather_notes(one, texts.get(language, "paper.notes"))
                yield Sheet(title, one)


def handout_files(
    made: Sequence[Sheet], edition: Edition, words: Mapping[str, str], language: str
) -> Mapping[str, bytes]:
    """The files of the document, for ``pdf.make_pdf``. ``words`` are the interface's."""
    settings = {
        "title": string(words["handouts"]),
        "edition": string(edition.name),
        "notice": string(words["notice"]),
        "language": string(language),
        "date": array((str(edition.year), str(edition.month))),
    }
    given = ", ".join(f"{name}: {value}" for name, value in settings.items())
    parts = ['#import "handout.typ": *', f"#show: handouts.with({given})"]
    addresses = _addresses(made, edition)
    opened: set[str] = set()
    for sheet in made:
        address = addresses.get(sheet.one.article.id, "")
        parts.append(_markup(sheet, address, opens=sheet.kind not in opened))
        opened.add(sheet.kind)
    return pdf.document("\n\n".join(parts) + "\n", words, addresses)


def handout_texts(made: Sequence[Sheet]) -> tuple[str, ...]:
    """All that must be found again on paper, a block each."""
    return tuple(text for sheet in made for text in (sheet.kind, *texts_of(sheet.one)))


def handout_around(
    made: Sequence[Sheet], edition: Edition, words: Mapping[str, str]
) -> Iterator[str]:
    """What stands there besides: where each entry is on the site."""
    return pdf.addresses_around(_addresses(made, edition).values(), words)


def _addresses(made: Sequence[Sheet], edition: Edition) -> Mapping[str, str]:
    articles = (sheet.one.article for sheet in made)
    return {one.id: urljoin(edition.address, one.url) for one in articles if edition.address}


def _markup(sheet: Sheet, address: str, *, opens: bool) -> str:
    article = sheet.one.article
    given = [
        string(article.id),
        content(sheet.kind),
        content(article.label),
        f"opens: {str(opens).lower()}",
        f"code: {string(picture_of(article.id))}",
        f"address: {string(address)}",
    ]
    return f"#handout({', '.join(given)})[\n{Writer(SECTIONS).blocks(sheet.one.body)}\n]"


def _cut(article: Article, wanted: Sequence[str]) -> Printed:
    """The wording at the top of an entry and the first items of the lists of some sections."""
    body = read(article)
    _, opening = passages.stretches(body)[0]
    kept = [element for element in opening if element.get("class") == marks.QUOTATION]
    for name in wanted:
        head = passages.heading(body, name)
        below = (one for one in passages.below(head) if _is_kept(one))
        kept += passages.raised([head, *below], passages.level(head))
    one = printed(
        replace(article, html=passages.alone(map(_shortened, kept))), Destinations({}, "")
    )
    for link in list(one.body.iter("a")):
        link.drop_tag()
    return one


def _is_kept(element: HtmlElement) -> bool:
    return element.tag in LISTS or passages.level(element) > 0


def _shortened(element: HtmlElement) -> HtmlElement:
    if element.tag in LISTS:
        for item in element.findall("li")[HANDOUT_ITEMS:]:
            element.remove(item)
    return element
