"""An article of the site as a tree for paper: what only a screen needs is gone, what only paper
needs is there.

The tree is HTML. Links inside the book have ``data-to`` with the label they lead to; notes for
the foot of the page are ``<span class="note">``; ids are labels that are unique in the book.
"""

import posixpath
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import etree, html
from lxml.html import HtmlElement

from handbook import marks
from handbook.language.foreign import onto_words, unwrapped
from handbook.paper import sparing
from handbook.paper.book import Article
from handbook.paper.notes import (
    ADDRESS,
    HEADS,
    add_note,
    is_note,
    notes_in,
    screen_only,
    settle_footnotes,
)
from handbook.paper.tags import INLINE, PHRASES, SPACE, check_printable

# The class of the line that says where the answers are.
ANSWERED = "answers-at"
# The class of a paragraph that opens a box or a table.
SUMMARY = "summary"


@dataclass(frozen=True)
class Destinations:
    """Where links can lead: ids of the book's articles by their address below the site's root,
    without slashes around it; ``address`` is the site's, empty when that is unknown."""

    articles: Mapping[str, str]
    address: str

    def label(self, base: str, link: str) -> str | None:
        """The label of a link from an article of the address ``base``; None outside the book."""
        path, _, anchor = link.partition("#")
        goal = posixpath.normpath(posixpath.join(base, path)) if path else base.rstrip("/")
        name = self.articles.get("" if goal == "." else goal)
        return None if name is None else label(name, anchor)

    def published(self, base: str, link: str) -> str:
        """The address of a link on the published site; empty when that is unknown."""
        return urljoin(urljoin(self.address, base), link) if self.address else ""


@dataclass
class Printed:
    """An article ready for paper. ``answers`` are those of its questions, in order."""

    article: Article
    body: HtmlElement
    answers: list[HtmlElement] = field(default_factory=list)

    @property
    def trees(self) -> tuple[HtmlElement, ...]:
        """All that is printed of it."""
        return (self.body, *self.answers)

    @property
    def key(self) -> list[tuple[int, HtmlElement]]:
        """The answers with the numbers of their questions; one alone has none."""
        first = 1 if len(self.answers) > 1 else 0
        return list(enumerate(self.answers, start=first))


def label(article: str, anchor: str = "") -> str:
    """What a link inside the book leads to: an article, or an anchor in it."""
    return f"{article}#{anchor}" if anchor else article


def answers_label(article: str) -> str:
    """The label of an article's answers."""
    return label(article, ANSWERED)


def destinations(articles: tuple[Article, ...], address: str) -> Destinations:
    """Where the links of these articles lead, on a site published at ``address``."""
    return Destinations({one.url.strip("./").rstrip("/"): one.id for one in articles}, address)


def read(article: Article) -> HtmlElement:
    """The article as a tree in which Markdown's extensions have left no forms of their own."""
    body = html.fragment_fromstring(unicodedata.normalize("NFC", article.html), "div")
    etree.strip_elements(body, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    _settle_tables(body)
    settle_footnotes(body)
    for table in body.find_class("highlighttable"):
        # Code beside a column with the numbers of its lines.
        table.getparent().replace(table, table.find(".//td[@class='code']//pre"))
    for caption in list(body.iter("caption")):
        caption.tag, caption.tail = "p", None
        caption.set("class", SUMMARY)
        caption.getparent().addprevious(caption)
    return body


def _settle_tables(body: HtmlElement) -> None:
    """No group to unfold; a row's name is its first cell, which has the anchor."""
    for group in body.find_class(marks.GROUP):
        summary = group.find("summary")
        if summary.find("h3") is None:
            summary.tag = "p"
        else:
            summary.drop_tag()
        group.drop_tag()
    for cell in body.xpath(".//th[@scope='row']"):
        cell.tag = "td"
        del cell.attrib["scope"]
        name = cell.getparent().attrib.pop("id", None)
        if name:
            cell.set("id", name)


def printed(article: Article, where: Destinations) -> Printed:
    """The article for paper. PaperError when it has what cannot be printed."""
    body = read(article)
    for element in body.xpath(f".//*[@{marks.PAPER}='{marks.OFF}']"):
        element.drop_tree()
    sparing.spare(body)
    done = Printed(article, body)
    _take_answers(done)
    for tree in done.trees:
        for element in list(tree.iter("details")):
            _open(element)
        check_printable(article.file, tree)
        _prepare(tree, article, where)
    return done


def _take_answers(done: Printed) -> None:
    for element in done.body.find_class(marks.QUIZ_ANSWER):
        quiz = element.getparent()
        element.drop_tree()
        element.tail = None
        element.find("summary").drop_tree()
        sparing.unlabel(quiz, element)
        for hint in quiz.find_class(marks.QUIZ_HINT):
            element.insert(0, _hint(hint))
        element.insert(0, sparing.asked(quiz))
        element.tag = "div"
        element.set("id", f"{quiz.get('id')}-tra-loi")
        done.answers.append(element)
    if done.answers:
        # Behind the last question: where the answers are.
        at = html.Element("p", {"class": ANSWERED, "data-to": answers_label(done.article.id)})
        at.tail, quiz.tail = quiz.tail, None
        quiz.addnext(at)


def _hint(details: HtmlElement) -> HtmlElement:
    """The paragraph of a hint, which on paper stands with the answer: there nothing unfolds."""
    name, said = details.find("summary").text_content().strip(), details.find("p")
    said.set("class", marks.QUIZ_HINT)
    said.text = f"{name}: {said.text or ''}"
    details.drop_tree()
    said.tail = None
    return said


def _open(details: HtmlElement) -> None:
    details.tag = "div"
    summary = details.find("summary")
    if summary is not None:
        summary.tag = "p"
        summary.set("class", SUMMARY)


def _prepare(tree: HtmlElement, article: Article, where: Destinations) -> None:
    for element in tree.iter(html.etree.Element):
        if element.get("id"):
            element.set("id", label(article.id, element.get("id")))
        if element.tag == "br":
            # Behind it Markdown begins a line of its own, which is no space in the text.
            element.tail = (element.tail or "").lstrip()
    for element in list(tree.iter("abbr")):
        _abbreviation(element)
    for element in list(tree.iter("a")):
        _link(element, article, where)
    for element in list(tree.iterfind(".//th//a")):
        # A head that is repeated on the next page may hold no link.
        unwrapped(element)
    for table in tree.iter("table"):
        _link_once(table)
    onto_words(tree, article.language, INLINE)


def _abbreviation(element: HtmlElement) -> None:
    full = screen_only(element)
    if full and not _without_notes(element):
        add_note(element, full, element.text_content())
    unwrapped(element)


def _link(element: HtmlElement, article: Article, where: Destinations) -> None:
    link = element.get("href", "")
    if ADDRESS.match(link):
        address = screen_only(element)
        if address:
            add_note(element, address, element.text_content())
        return
    to = where.label(article.url, link)
    address = "" if to else where.published(article.url, link)
    if to:
        element.set("data-to", to)
        if _with_page(element, article):
            element.set("data-page", "")
    elif address:
        element.set("href", address)
    else:
        unwrapped(element)


def _link_once(table: HtmlElement) -> None:
    """Of the same links in a table the first: a column of sources says one name in every row."""
    seen: set[str] = set()
    for element in table.xpath(".//a[@data-to]"):
        to = element.get("data-to")
        if to in seen:
            unwrapped(element)
        seen.add(to)


def _with_page(element: HtmlElement, article: Article) -> bool:
    """Whether a link stands in a list of links, which on paper says their pages."""
    if any(around.get(marks.PAPER) == marks.INDEX for around in element.iterancestors()):
        return True
    listed = next(element.iterancestors("ul"), None)
    heading = None if listed is None else listed.getprevious()
    return heading is not None and heading.get("id") == label(article.id, marks.CONNECTIONS_ID)


def _without_notes(element: HtmlElement) -> bool:
    return any(
        around.tag in HEADS or around.get(marks.PAPER) == marks.INDEX
        for around in element.iterancestors()
    )


def blocks(tree: HtmlElement) -> Iterator[str]:
    """The text of a tree, a block each: what must be found again in whatever is made of it."""
    parts: list[str] = [""]
    _gather(tree, parts)
    for part in parts:
        text = SPACE.sub(" ", part).strip()
        if text:
            yield text


def _gather(element: HtmlElement, parts: list[str]) -> None:
    if is_note(element):
        parts[-1] += element.tail or ""
        return
    if element.tag == "pre":
        parts += ["", *"".join(element.itertext()).splitlines(), element.tail or ""]
        return
    block = element.tag not in PHRASES
    if block:
        parts.append("")
    parts[-1] += element.text or ""
    for child in element:
        _gather(child, parts)
    if block:
        parts.append("")
    parts[-1] += element.tail or ""


def texts_of(one: Printed) -> tuple[str, ...]:
    """All that must be found again on paper: title, text, answers, a block each."""
    return (one.article.label, *(text for tree in one.trees for text in blocks(tree)))


def notes_of(one: Printed) -> tuple[str, ...]:
    """What stands apart from its text, as a rule at the foot of its pages."""
    return tuple(note.text or "" for tree in one.trees for note in notes_in(tree))


def settle(book: Iterable[Printed]) -> None:
    """Let links to what is not printed lead to the article that had it."""
    trees = [tree for one in book for tree in one.trees]
    known = {name for tree in trees for name in tree.xpath(".//@id")}
    for tree in trees:
        for element in tree.xpath(".//a[@data-to]"):
            if element.get("data-to") not in known:
                element.set("data-to", element.get("data-to").partition("#")[0])
