"""Handouts for a meeting: a side of A4 for every entry, all in one document.

What goes on it is said by the kinds: which sections, of which the first items are printed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from lxml.html import HtmlElement

from handbook.content import Content
from handbook.paper import passages, pdf
from handbook.paper.articles import Places, Printed, blocks, printed
from handbook.paper.model import Article, Edition
from handbook.paper.qr import qr_svg
from handbook.paper.typst import Writer, array, content, string
from handbook.texts import Texts

# So many items of each list: what can be talked over in one meeting.
ITEMS = 3
LISTS = ("ul", "ol")
WORDING = "quotation"
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
    codes: dict[str, bytes] = {}
    opened: set[str] = set()
    for number, sheet in enumerate(made, start=1):
        address = urljoin(edition.address, sheet.one.article.url) if edition.address else ""
        file = f"qr-{number}.svg" if address else ""
        if address:
            codes[file] = qr_svg(address)
        parts.append(_markup(sheet, file, address, opens=sheet.kind not in opened))
        opened.add(sheet.kind)
    return pdf.document("\n\n".join(parts) + "\n", words, codes)


def handout_texts(made: Sequence[Sheet]) -> tuple[str, ...]:
    """All that must be found again on paper, a block each."""
    found: list[str] = []
    for sheet in made:
        found += [sheet.kind, sheet.one.article.title, *blocks(sheet.one.body)]
    return tuple(found)


def _markup(sheet: Sheet, code: str, address: str, *, opens: bool) -> str:
    article = sheet.one.article
    given = [
        string(article.id),
        content(sheet.kind),
        content(article.label),
        f"opens: {str(opens).lower()}",
        f"code: {string(code)}",
        f"address: {string(address)}",
    ]
    return f"#handout({', '.join(given)})[\n{Writer(SECTIONS).blocks(sheet.one.body)}\n]"


def _cut(article: Article, wanted: Sequence[str]) -> Printed:
    """The wording at the top of an entry and the first items of the lists of some sections."""
    body = passages.parsed(article.html)
    _, opening = passages.stretches(body)[0]
    kept = [element for element in opening if element.get("class") == WORDING]
    for name in wanted:
        head = passages.heading(body, name)
        below = (one for one in passages.below(head) if _is_kept(one))
        kept += passages.raised([head, *below], passages.level(head))
    one = printed(replace(article, html=passages.alone(map(_shortened, kept))), Places({}, ""))
    for link in list(one.body.iter("a")):
        link.drop_tag()
    return one


def _is_kept(element: HtmlElement) -> bool:
    return element.tag in LISTS or passages.level(element) > 0


def _shortened(element: HtmlElement) -> HtmlElement:
    if element.tag in LISTS:
        for item in element.findall("li")[ITEMS:]:
            element.remove(item)
    return element
