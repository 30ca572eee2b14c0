"""The papers for a meeting about an entry, or about two together: the sheets that the handbook's
own file asks for, with the texts of the entries where they belong.

A kit is a book of its own: each sheet is an article in it, as the site has articles.
"""

import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from pathlib import Path

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.meetings import (
    ENTRIES,
    Agenda,
    Asked,
    Block,
    Form,
    Items,
    Meeting,
    Section,
    Sheet,
    Table,
)
from handbook.content.questions import LEVELS
from handbook.language.foreign import told
from handbook.language.languages import LocalText
from handbook.language.texts import Texts
from handbook.paper import passages, pdf, word, wordissue
from handbook.paper.articles import Printed, read
from handbook.paper.book import Article, Book, Edition, Part
from handbook.paper.format import A4, KIT, Format
from handbook.paper.jobs import Job
from handbook.paper.kittables import empty, form, on_screen, table

NUMBER = re.compile(r"\d+")
# How much smaller letters are than in a book in Word: those of templates/parts.typ.
LETTERS = 22 / 26
# How templates/parts.typ knows a paragraph whose lines are not stretched: of long numbers.
RAGGED = "ragged"
# A link to somewhere below the site's root, as a page writes it.
INSIDE = re.compile(r"(?![a-z]+:|#|/)")


@dataclass(frozen=True)
class Kit:
    """The papers for one meeting. ``meeting`` says what they are; ``articles`` are those of the
    entries it is about, ``levels`` of their questions by the articles' ids; ``url`` is where the
    site has the page of these papers; by ``mark`` words of the handbook's own language in HTML say
    so."""

    meeting: Meeting
    articles: tuple[Article, ...]
    levels: Mapping[str, Mapping[str, str]]
    url: str
    words: Mapping[str, str]
    mark: Callable[[str], str] = str

    @property
    def language(self) -> str:
        return self.articles[0].language

    @property
    def entries(self) -> str:
        """The names of the entries that the meeting is about."""
        return "; ".join(one.label for one in self.articles)

    @property
    def addresses(self) -> Mapping[str, str]:
        """Where the entries are, below the site's root, with their names."""
        return {one.url: one.label for one in self.articles}

    @property
    def title(self) -> str:
        """What all of it is called."""
        return f"{self.meeting.title[self.language]}: {self.entries}"

    @cached_property
    def sheets(self) -> tuple[Article, ...]:
        """The sheets as articles of a book; the first bears the title of all."""
        first, *others = (self._sheet(sheet) for sheet in self.meeting.sheets)
        return (replace(first, label=self.title), *others)

    def book(self, edition: Edition) -> Book:
        """All sheets as a book. It says no addresses: the page on the site leads to the entries."""
        opening, *others = self.sheets
        plain = replace(edition, address="")
        notice = f"{self.words['notice']} {self.meeting.caution[self.language]}"
        part = Part(opening, tuple(others))
        return Book(self.language, self.title, "", plain, (part,), notice, bound=False)

    def body(self) -> str:
        """All sheets as the text of one page of the site."""
        return "".join(f"<h2>{escape(one.title)}</h2>{on_screen(one.html)}" for one in self.sheets)

    def _sheet(self, sheet: Sheet) -> Article:
        title, id_ = sheet.title[self.language], f"{self.url}{sheet.id}"
        rules = "; ".join(rule[self.language] for rule in sheet.rules)
        said = self.words["kit_rules"].replace("{rules}", rules)
        blocks = (block for block in sheet.blocks if block.entries in (None, len(self.articles)))
        written = "".join(self._block(block) for block in blocks)
        said = f"{said} {self._said(self.meeting.caution)}"
        text = f'<p {marks.PAPER}="{RAGGED}"><small>{escape(said)}</small></p>'
        inside = self.mark(text + written)
        return Article(id_, self.url, title, title, "", self.language, inside, "")

    def _block(self, block: Block) -> str:
        """A block as HTML with its title; nothing when no entry has anything for it."""
        inside = block.inside
        if isinstance(inside, Section):
            return self._sections(block, inside)
        if isinstance(inside, Asked):
            written = "".join(self._asked(inside.count))
        elif isinstance(inside, Agenda):
            written = self._agenda(inside)
        else:
            written = self._plain(inside)
        title = f"<h2>{escape(self._said(block.title))}</h2>" if block.title else ""
        return f"{title}{written}" if written else ""

    def _plain(self, inside: LocalText | Items | Form | Table) -> str:
        """What asks for nothing of the entries."""
        if isinstance(inside, LocalText):
            return f"<p>{escape(self._said(inside))}</p>"
        if isinstance(inside, Items):
            return (
                f"<ul>{''.join(f'<li>{escape(self._said(one))}</li>' for one in inside.texts)}</ul>"
            )
        if isinstance(inside, Form):
            rows = [(escape(self._said(one.name)), empty(one.lines)) for one in inside.fields]
            return form((self.words["kit_field"], self.words["kit_filled"]), rows)
        columns = [self._said(one) for one in inside.columns]
        return form(columns, [[empty(inside.lines)] * len(columns)] * inside.rows)

    def _agenda(self, agenda: Agenda) -> str:
        head = tuple(self.words[f"kit_{name}"] for name in ("what", "who", "minutes"))
        steps = [
            (self._said(one.what), self._said(one.who), str(one.minutes)) for one in agenda.steps
        ]
        return table(head, [*steps, (self.words["kit_total"], "", str(agenda.minutes))])

    def _sections(self, block: Block, section: Section) -> str:
        found = [
            (one, *_section(self._tree(one), one, section.id, self.url)) for one in self.articles
        ]
        told = [(one, heading, text) for one, heading, text in found if text]
        if not told:
            return ""
        title = self._said(block.title) if block.title else told[0][1]
        texts = [text for _, _, text in told]
        if len(self.articles) > 1:
            texts = [f"<h3>{escape(one.label)}</h3>{text}" for one, _, text in told]
        return f"<h2>{escape(title)}</h2>{''.join(texts)}"

    def _asked(self, count: int) -> Iterator[str]:
        """Questions of the entries, numbered anew: of each entry one of each level, then others."""
        number = 0
        for article in self.articles:
            tree = self._tree(article)
            if len(self.articles) > 1:
                yield f"<h3>{escape(article.label)}</h3>"
            for name in _chosen(self.levels[article.id], count):
                number += 1
                yield _question(tree, name, number, article, self.url)

    @cached_property
    def _read(self) -> Mapping[str, HtmlElement]:
        return {one.id: read(one) for one in self.articles}

    def _tree(self, article: Article) -> HtmlElement:
        """An article to take something out of."""
        return deepcopy(self._read[article.id])

    def _said(self, text: LocalText) -> str:
        return text[self.language].replace(ENTRIES, self.entries)


def kit(
    content: Content,
    texts: Texts,
    articles: Mapping[str, Article],
    pages: Sequence[str],
    url: str,
) -> Kit:
    """The papers for a meeting about these entries. ``articles`` are those of a language by id.
    ValueError when the handbook has no such papers, KeyError when the language has not all of the
    entries."""
    if content.meeting is None:
        raise ValueError(pages)
    own = tuple(articles[page] for page in pages)
    language = own[0].language
    asked = {page: content.page(page, language).questions for page in pages}
    levels = {page: {one.id: one.level for one in asked[page]} for page in pages}
    mark = partial(told, language=language, default=content.languages.default, texts=texts)
    return Kit(content.meeting, own, levels, url, texts.group(language, "paper"), mark)


def _chosen(levels: Mapping[str, str], count: int) -> Sequence[str]:
    """Some questions by their ids: one of each level, then the next ones; the easy first."""
    firsts = [next((name for name in levels if levels[name] == level), "") for level in LEVELS]
    order = dict.fromkeys((*filter(None, firsts), *levels))
    kept = list(order)[:count]
    return sorted(kept, key=lambda name: LEVELS.index(levels[name]))


def _question(tree: HtmlElement, name: str, number: int, article: Article, url: str) -> str:
    """A question of an article with a number of its own, no longer to be answered in the page."""
    [asked] = tree.xpath(".//*[@id=$name]", name=name)
    for strong in asked.find_class(marks.QUIZ_QUESTION)[0].iter("strong"):
        strong.text = NUMBER.sub(str(number), strong.text or "")
        for level in strong.iter("small"):
            level.attrib.pop(marks.PAPER, None)
    for part in (part for summary in asked.iter("summary") for part in summary.iter()):
        part.text = NUMBER.sub(str(number), part.text or "")
    text = _settled(asked, article, url, kept=("class", "type", "start"))
    # On paper it is a question as any other: no page ends in it.
    return f'<div id="{marks.QUIZ}-{number}" {marks.PAPER}="{marks.QUIZ}">{text}</div>'


def _section(body: HtmlElement, article: Article, name: str, url: str) -> tuple[str, str]:
    """The heading of a section of an article, and what stands below; nothing without one."""
    try:
        head = passages.heading(body, name)
    except KeyError:
        return "", ""
    around = html.Element("div")
    around.extend(one for one in passages.below(head) if not one.find_class(marks.QUIZ))
    for inner in list(around.iter(*passages.HEADINGS)):
        inner.tag = "p"
    return head.text_content(), _settled(around, article, url, kept=("type", "start"))


def _settled(element: HtmlElement, article: Article, url: str, kept: Iterable[str]) -> str:
    """What is inside an element as HTML: without pictures and ids, with links as seen from where
    the papers are."""
    for picture in list(element.iter("figure", "img")):
        picture.drop_tree()
    for link in list(element.iter("a")):
        address = link.get("href", "")
        if not INSIDE.match(address):
            link.drop_tag()
            continue
        path, sign, anchor = address.partition("#")
        goal = posixpath.normpath(posixpath.join(article.url, path))
        link.set("href", f"{posixpath.relpath(goal, url)}/{sign}{anchor}")
    names = {*kept, "href", "lang", "title"}
    for inner in element.iter(html.etree.Element):
        for gone in set(inner.attrib) - names:
            del inner.attrib[gone]
    written = "".join(html.tostring(inner, encoding="unicode") for inner in element)
    return f"{escape(element.text or '')}{written}"


def make_kit(job: Job, work: Path) -> Path:
    """As ``pdf.make_pdf``, but in this process: a few pages take little memory."""
    pdf.typeset(job.options, work)
    return pdf.finished(job, work)


def kit_word_files(
    book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]
) -> Mapping[str, bytes]:
    """As ``word.word_files``, in letters as small as on paper: both have as many pages then."""
    of_a_book = word.word_files(book, printed, words)
    styles = wordissue.smaller(of_a_book[wordissue.STYLES].decode(), LETTERS)
    return {**of_a_book, wordissue.STYLES: styles.encode()}


def make_kit_word(job: Job, work: Path) -> Path:
    """As ``word.make_docx``, which takes no time for a few pages."""
    return word.make_docx(job, work)


FORMATS = (
    Format(KIT, make_kit, (KIT,), set_as=A4, quick=True),
    Format(
        "kit-word",
        make_kit_word,
        (KIT,),
        ending="docx",
        files=kit_word_files,
        texts=word.all_texts,
        quick=True,
    ),
)
