"""Notes to a text: each stands as ``<span class="note">`` right behind what it explains, until a
format puts it at the foot of a page, under a table or to the end."""

import re
from collections.abc import Sequence

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.paper.tags import SPACE

ADDRESS = re.compile(r"[a-z]+:")
# Here no note can stand: it would be repeated wherever the text is.
HEADS = frozenset(("h2", "h3", "h4", "h5", "h6", "th", "summary"))
# Classes: of a note, in an EPUB of the sign that leads to it; of a paragraph that holds notes.
NOTE, NOTES = "note", "end-notes"


def is_note(element: HtmlElement) -> bool:
    """Whether an element is a note; boxes of that class are none."""
    return element.tag in ("span", "sup") and element.get("class") == NOTE


def before(note: HtmlElement) -> str:
    """The text that a note stands behind."""
    last = note.getprevious()
    said = note.getparent().text if last is None else last.tail or last.text_content()
    return said or ""


def notes_in(tree: HtmlElement) -> Sequence[HtmlElement]:
    """The notes of a tree, in order."""
    return [element for element in tree.iter("span") if is_note(element)]


def add_note(element: HtmlElement, text: str, of: str = "") -> None:
    """A note right behind an element, or behind the link around it: links hold no notes. What
    stands in a head gets a line below that instead.

    ``of`` names what is explained, for notes that come to stand apart from it."""
    note = html.Element("span", {"class": NOTE, "data-of": of})
    note.text = text
    head = next((around for around in element.iterancestors() if around.tag in HEADS), None)
    if head is not None:
        line = html.Element("p", {"class": NOTES})
        line.text = _named(of, text)
        _put_behind(next(head.iterancestors("table"), head), line)
        return
    links = list(element.iterancestors("a"))
    _put_behind(links[0] if links else element, note)


def said(note: HtmlElement) -> str:
    """A note that stands apart: what it explains, if that has a name, and what it says."""
    return _named(note.get("data-of"), (note.text or "").removesuffix("."))


def _named(of: str | None, text: str) -> str:
    return f"{of}: {text}" if of else text


def screen_only(element: HtmlElement) -> str:
    """What a link or an abbreviation says only on a screen: the address, the full form."""
    if element.tag == "abbr":
        return element.get("title", "") if marks.FIRST in element.get("class", "").split() else ""
    link = element.get("href", "")
    is_hidden = ADDRESS.match(link) and link not in element.text_content()
    return link.removeprefix("mailto:") if is_hidden else ""


def settle_footnotes(body: HtmlElement) -> None:
    """Let the footnotes of Markdown be notes like all others, each where its sign was."""
    texts: dict[str, str] = {}
    for box in body.xpath(".//div[@class='footnote']"):
        texts |= {f"#{item.get('id')}": _told(item) for item in box.findall("ol/li")}
        box.drop_tree()
    for link in body.find_class("footnote-ref"):
        sign = link.getparent()
        add_note(sign, texts[link.get("href")])
        sign.drop_tree()


def _told(item: HtmlElement) -> str:
    for back in item.find_class("footnote-backref"):
        back.drop_tree()
    for element in item.iter("a", "abbr"):
        more = screen_only(element)
        element.tail = f" ({more}){element.tail or ''}" if more else element.tail
    return SPACE.sub(" ", item.text_content()).strip()


def _put_behind(before: HtmlElement, element: HtmlElement) -> None:
    element.tail, before.tail = before.tail, None
    before.addnext(element)
