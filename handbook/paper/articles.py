"""An article of the site as a tree for paper: what only a screen needs is gone, what only paper
needs is there.

The tree is HTML. Links inside the book have ``data-to`` with the label they lead to; notes for
the foot of the page are ``<span class="note">``; ids are labels that are unique in the book.
"""

import posixpath
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from handbook.markdown import CONNECTIONS_ID
from handbook.paper.model import Article

SPACE = re.compile(r"\s+")
# Here no note can stand: it would be repeated wherever the text is.
HEADS = frozenset(("h2", "h3", "h4", "h5", "h6", "th", "summary"))
# What a page says of itself: not for paper, or a list of places to print small.
OFF, INDEX = "off", "index"
ANSWER, ANSWERED = "quiz-answer", "answers-at"


@dataclass(frozen=True)
class Places:
    """Where links can lead: the book's articles by their address, and the published site."""

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


def label(article: str, anchor: str = "") -> str:
    """The name of a place in the book."""
    return f"{article}#{anchor}" if anchor else article


def answers_label(article: str) -> str:
    """The name of the place of an article's answers."""
    return label(article, ANSWERED)


def places(articles: tuple[Article, ...], address: str) -> Places:
    """Where the links of these articles lead."""
    return Places({one.url.strip("./").rstrip("/"): one.id for one in articles}, address)


def printed(article: Article, where: Places) -> Printed:
    """The article for paper."""
    body = html.fragment_fromstring(unicodedata.normalize("NFC", article.html), "div")
    for element in body.xpath(f".//*[@data-paper='{OFF}']"):
        element.drop_tree()
    done = Printed(article, body)
    _take_answers(done)
    for element in body.xpath(".//details"):
        _open(element)
    for tree in (body, *done.answers):
        _prepare(tree, article, where)
    return done


def _take_answers(done: Printed) -> None:
    for element in done.body.find_class(ANSWER):
        quiz = element.getparent()
        element.drop_tree()
        element.tail = None
        element.find("summary").drop_tree()
        element.tag = "div"
        element.set("id", f"{quiz.get('id')}-tra-loi")
        done.answers.append(element)
    if done.answers:
        # Behind the last question: where the answers are.
        at = html.Element("p", {"class": ANSWERED, "data-to": answers_label(done.article.id)})
        at.tail, quiz.tail = quiz.tail, None
        quiz.addnext(at)


def _open(details: HtmlElement) -> None:
    details.tag = "div"
    summary = details.find("summary")
    if summary is not None:
        summary.tag = "p"
        summary.set("class", "summary")


def _prepare(tree: HtmlElement, article: Article, where: Places) -> None:
    for element in tree.iter(html.etree.Element):
        if element.get("id"):
            element.set("id", label(article.id, element.get("id")))
    for element in list(tree.iter("abbr")):
        _abbreviation(element)
    for element in list(tree.iter("a")):
        _link(element, article, where)
    for table in tree.iter("table"):
        _link_once(table)


def _abbreviation(element: HtmlElement) -> None:
    if "first" in element.get("class", "").split() and not _without_notes(element):
        _add_note(element, element.get("title", ""), element.text_content())
    element.drop_tag()


def _link(element: HtmlElement, article: Article, where: Places) -> None:
    link = element.get("href", "")
    if re.match(r"[a-z]+:", link):
        if link not in element.text_content():
            _add_note(element, link.removeprefix("mailto:"))
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
        element.drop_tag()


def _add_note(element: HtmlElement, text: str, of: str = "") -> None:
    """A note right behind an element, or behind the link around it: links hold no notes.

    ``data-of`` names what is explained, for notes that stand apart from it."""
    links = list(element.iterancestors("a"))
    place = links[0] if links else element
    note = html.Element("span", {"class": "note", "data-of": of})
    note.text = text
    note.tail, place.tail = place.tail, None
    place.addnext(note)


def _link_once(table: HtmlElement) -> None:
    """Of the same links in a table the first: a column of sources says one name in every row."""
    seen: set[str] = set()
    for element in table.xpath(".//a[@data-to]"):
        to = element.get("data-to")
        if to in seen:
            element.drop_tag()
        seen.add(to)


def _with_page(element: HtmlElement, article: Article) -> bool:
    """Whether a link stands in a list of places, which on paper says their pages."""
    if any(around.get("data-paper") == INDEX for around in element.iterancestors()):
        return True
    listed = next(element.iterancestors("ul"), None)
    heading = None if listed is None else listed.getprevious()
    return heading is not None and heading.get("id") == label(article.id, CONNECTIONS_ID)


def _without_notes(element: HtmlElement) -> bool:
    return any(
        around.tag in HEADS or around.get("data-paper") == INDEX
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


INLINE = frozenset(("a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup"))


def _gather(element: HtmlElement, parts: list[str]) -> None:
    if element.get("class") == "note":
        parts[-1] += element.tail or ""
        return
    block = element.tag not in INLINE
    if block:
        parts.append("")
    parts[-1] += element.text or ""
    for child in element:
        _gather(child, parts)
    if block:
        parts.append("")
    parts[-1] += element.tail or ""


def settle(book: Iterable[Printed]) -> None:
    """Let links to what is not printed lead to the article that had it."""
    trees = [tree for one in book for tree in (one.body, *one.answers)]
    known = {name for tree in trees for name in tree.xpath(".//@id")}
    for tree in trees:
        for element in tree.xpath(".//a[@data-to]"):
            if element.get("data-to") not in known:
                element.set("data-to", element.get("data-to").partition("#")[0])
