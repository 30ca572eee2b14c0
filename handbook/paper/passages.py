"""Parts of articles, which become texts of their own on paper."""

from collections.abc import Iterable

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.paper.articles import Printed
from handbook.paper.notes import NOTES, notes_in, said

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def level(element: HtmlElement) -> int:
    """The level of a heading, 0 for anything else."""
    return HEADINGS.index(element.tag) + 1 if element.tag in HEADINGS else 0


def heading(body: HtmlElement, name: str) -> HtmlElement:
    """The heading of an id. KeyError when there is none."""
    for element in body.iter(*HEADINGS):
        if element.get("id") == name:
            return element
    raise KeyError(name)


def heading_above(element: HtmlElement) -> HtmlElement | None:
    """The nearest heading before an element; nothing where there is none."""
    return next((one for one in element.itersiblings(preceding=True) if level(one)), None)


def below(start: HtmlElement) -> list[HtmlElement]:
    """What stands below a heading, up to the next one of its level or a higher one."""
    found: list[HtmlElement] = []
    for element in start.itersiblings():
        if 0 < level(element) <= level(start):
            break
        found.append(element)
    return found


def stretches(body: HtmlElement) -> list[tuple[HtmlElement | None, list[HtmlElement]]]:
    """All of a body: what comes before the first h2, then each h2 with all below it."""
    found: list[tuple[HtmlElement | None, list[HtmlElement]]] = [(None, [])]
    for element in body:
        if element.tag == "h2":
            found.append((element, []))
        else:
            found[-1][1].append(element)
    return found


def raised(elements: Iterable[HtmlElement], top: int) -> list[HtmlElement]:
    """The elements with their headings raised: those of level ``top`` become h2."""
    found = list(elements)
    for element in found:
        for inner in element.iter(*HEADINGS):
            inner.tag = HEADINGS[max(1, level(inner) - top + 1)]
    return found


def alone(elements: Iterable[HtmlElement]) -> str:
    """Elements as the HTML of a text of its own: an abbreviation is explained where it has it
    first."""
    body = parsed("")
    body.extend(elements)
    seen: set[str] = set()
    for abbreviation in body.iter("abbr"):
        name = abbreviation.text_content()
        abbreviation.set("class", "" if name in seen else marks.FIRST)
        seen.add(name)
    return "".join(html.tostring(element, encoding="unicode") for element in body)


def parsed(text: str) -> HtmlElement:
    """HTML as the children of one element."""
    return html.fragment_fromstring(text, "div")


def gather_notes(one: Printed, intro: str) -> None:
    """Put the notes at the end, behind some words: in columns and on single sheets there is no
    good place for them at the foot."""
    found: dict[str, None] = {}
    for tree in one.trees:
        for note in notes_in(tree):
            found.setdefault(said(note))
            note.drop_tree()
    if not found:
        return
    line = parsed("")
    line.tag, line.text = "p", f"{intro} {'; '.join(found)}."
    line.set("class", NOTES)
    one.body.append(line)
