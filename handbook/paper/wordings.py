"""Wordings that a page opens with. Short ones from one place, such as the names of what the page is
about, are shown and said together: alone none of them says anything."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.language.spoken import syllables
from handbook.paper.tags import SPACE

# So many syllables have all of them together, at most.
SHORT = 30
# Between two of them on one line.
TOGETHER = "”, “"
# In the line below a wording, between the place and what else is said of it.
BETWEEN = " · "
Wording = TypeVar("Wording")


def together(
    found: Iterable[Wording], place: Callable[[Wording], str], said: Callable[[Wording], str]
) -> Iterator[list[Wording]]:
    """The wordings that are shown together; a long one is by itself."""
    for _, group in groupby(found, key=place):
        near = list(group)
        if sum(syllables(said(one)) for one in near) <= SHORT:
            yield near
        else:
            yield from ([one] for one in near)


def boxes(elements: Iterable[HtmlElement]) -> list[HtmlElement]:
    """The boxes of wordings among these elements, one for all that are shown together."""
    found = [one for one in elements if one.get("class") == marks.QUOTATION]
    return [_joined(*near) for near in together(found, _place, _said)]


def _joined(box: HtmlElement, *others: HtmlElement) -> HtmlElement:
    """The box with what others say put in before its source, and what is said of that behind it."""
    source = _source(box)
    notes = [_note(box)]
    for other in others:
        for line in _lines(other):
            line.tail = None
            source.addprevious(line)
        if _note(other) not in ("", *notes):
            notes.append(_note(other))
            more = html.Element("span")
            more.text = f"{BETWEEN}{notes[-1]}"
            source.append(more)
            more.drop_tag()
    return box


def _source(box: HtmlElement) -> HtmlElement:
    [source] = box.find_class(marks.QUOTATION_SOURCE)
    return source


def _lines(box: HtmlElement) -> list[HtmlElement]:
    return [line for line in box.iter("p") if line is not _source(box)]


def _said(box: HtmlElement) -> str:
    return " ".join(line.text_content() for line in _lines(box))


def _place(box: HtmlElement) -> str:
    return _told(box)[0]


def _note(box: HtmlElement) -> str:
    return _told(box)[1]


def _told(box: HtmlElement) -> tuple[str, str]:
    place, _, note = SPACE.sub(" ", _source(box).text_content()).strip().partition(BETWEEN)
    return place, note
