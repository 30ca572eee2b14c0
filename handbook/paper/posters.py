"""A poster and a leaflet of a page that asks for them: a sentence of an official wording, large,
with where it stands, and how to come to the handbook."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from handbook.content import navigation
from handbook.content.handbook import Content
from handbook.content.model import Citation, Page
from handbook.paper import pdf
from handbook.paper.book import Article, Edition
from handbook.paper.format import LEAFLET, POSTER, STREET, Format
from handbook.paper.jobs import Job
from handbook.paper.qr import picture_of
from handbook.paper.typst import array, content, string

CODE = "street"
NO_BREAK = "\u00a0"
Words = Mapping[str, str]


@dataclass(frozen=True)
class Sheet:
    """What stands on a poster and on a leaflet; ``inside`` are names and summaries of what there is
    to read, ``address`` is empty when it is unknown."""

    title: str
    summary: str
    said: str
    source: str
    inside: tuple[tuple[str, str], ...]
    notice: str
    address: str
    language: str

    @property
    def texts(self) -> tuple[str, ...]:
        """What must be found again on both, a block each."""
        return (self.title, self.summary, self.said, self.source, self.notice)


def sheet_of(
    handbook: Content,
    articles: Mapping[str, Article],
    page: Page,
    edition: Edition,
    words: Words,
) -> Sheet:
    """The sheet of a page with a ``poster``."""
    quotation = handbook.quotations[page.poster]
    article = articles[page.id]
    address = urljoin(edition.address, article.url) if edition.address else ""
    notice = f"{words['notice']} {words['edition'].replace('{edition}', edition.name)}."
    said = quotation.text[page.language]
    source = cited(handbook, quotation.citation, page.language)
    inside = tuple((one.label, one.summary) for one in _inside(handbook, articles, page))
    return Sheet(article.label, page.summary, said, source, inside, notice, address, page.language)


def kept_together(text: str, unbroken: Collection[str]) -> str:
    """The text with words of several syllables that no line ends in."""
    longest = sorted(unbroken, key=lambda word: (-len(word), word))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda word: word[0].replace(" ", NO_BREAK), text) if longest else text


def cited(handbook: Content, citation: Citation, language: str) -> str:
    """A source and the place in it as plain words."""
    source = handbook.sources[citation.source]
    name = source.title[language]
    return f"{name}, {source.places[citation.place].label[language]}" if citation.place else name


def quoted(handbook: Content, names: Iterable[str], language: str) -> list[tuple[str, str]]:
    """Wordings of quotations, each with where it stands."""
    found = (handbook.quotations[name] for name in names)
    return [(one.text[language], cited(handbook, one.citation, language)) for one in found]


def _inside(handbook: Content, articles: Mapping[str, Article], page: Page) -> list[Article]:
    """The entries of a part; of the whole handbook the parts with entries."""
    if page.folder in handbook.kinds:
        names = [one.id for one in handbook.entries[page.folder]]
    else:
        order = (name for name in navigation.tree(handbook) if not isinstance(name, str))
        opened = [path for item in order for paths in item.values() for path in paths[:1]]
        found = (str(path).removesuffix(".md") for path in opened)
        names = [name for name in found if _is_kind(handbook, name)]
    return [articles[name] for name in names if name in articles]


def _is_kind(handbook: Content, name: str) -> bool:
    page = handbook.defaults.get(name)
    return bool(page and page.kind and page.kind.handout)


def sheet_files(sheet: Sheet, edition: Edition, words: Words) -> Mapping[str, bytes]:
    """The files of both documents; which one is set is said by the job's format."""
    settings = {
        "title": string(sheet.title),
        "language": string(sheet.language),
        "date": array((str(edition.year), str(edition.month))),
    }
    given = ", ".join(f"{name}: {value}" for name, value in settings.items())
    texts = ", ".join(map(content, (sheet.title, sheet.summary, sheet.said, sheet.source)))
    inside = array(array(map(content, one)) for one in sheet.inside)
    notice = content(sheet.notice)
    where = f"code: {string(picture_of(CODE))}, address: {string(sheet.address)}"
    head = content(words["inside"])
    markup = (
        f'#import "poster.typ": *\n#show: sheet.with({given})\n'
        f'#if sys.inputs.format == "{POSTER}" {{ poster({texts}, {notice}, {where}) }} else {{\n'
        f"leaflet({texts}, {inside}, {notice}, head: {head}, {where}) }}\n"
    )
    return pdf.document(markup, words, {CODE: sheet.address} if sheet.address else {})


def make_street(job: Job, work: Path) -> Path:
    """As ``pdf.make_pdf``, but in this process: one page takes little memory."""
    pdf.typeset(job.options, work)
    return pdf.finished(job, work)


FORMATS = (
    Format(POSTER, make_street, (STREET,), quick=True),
    Format(LEAFLET, make_street, (STREET,), quick=True),
)
