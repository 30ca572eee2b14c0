"""Texts of a rendered page as other programs show them: as plain text, and as simple HTML."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin

from lxml.html import HtmlElement

from handbook import marks

# What stays of a text's own marks; of everything else its words do, and what language they are in.
KEPT = frozenset(("strong", "em", "code", "sub", "sup"))
TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Text:
    """A text on one line: ``html`` has the tags of KEPT, links and languages, ``plain`` has no
    marks."""

    html: str
    plain: str


NOTHING = Text("", "")


def text_of(element: HtmlElement, base: str = "") -> Text:
    """What an element says. ``base`` is the full address of its page; without one no link is
    kept, because it would lead nowhere."""
    return written("".join(_inner(element, base)))


def written(inner: str) -> Text:
    """A text from its simple HTML."""
    line = " ".join(inner.split())
    return Text(line, " ".join(html.unescape(TAG.sub("", line)).split()))


def joined(between: str, *texts: Text) -> Text:
    """Texts one behind the other, without the empty ones."""
    found = [text for text in texts if text.plain]
    simple = html.escape(between, quote=False).join(text.html for text in found)
    return Text(simple, between.join(text.plain for text in found))


def plain_text(words: str) -> Text:
    """Words without marks."""
    return Text(html.escape(words, quote=False), words)


def _inner(element: HtmlElement, base: str) -> Iterator[str]:
    yield html.escape(element.text or "", quote=False)
    for child in element:
        if child.get(marks.PAPER) != marks.OFF:
            yield from _whole(child, base)
        yield html.escape(child.tail or "", quote=False)


def _whole(element: HtmlElement, base: str) -> Iterator[str]:
    inner = "".join(_inner(element, base)) if isinstance(element.tag, str) else ""
    language = html.escape(element.get("lang", ""))
    said = f' lang="{language}"' if language else ""
    if element.tag == "a" and base and element.get("href"):
        yield f'<a href="{html.escape(urljoin(base, element.get("href")))}"{said}>{inner}</a>'
    elif element.tag == "br":
        yield " "
    elif element.tag in KEPT or said:
        tag = element.tag if element.tag in KEPT else "span"
        yield f"<{tag}{said}>{inner}</{tag}>"
    else:
        yield inner
