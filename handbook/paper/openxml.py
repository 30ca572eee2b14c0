"""Pieces of Word's own XML, for what pandoc cannot write: contents, page numbers, sections."""

from collections.abc import Iterable, Mapping

from lxml import etree
from lxml.etree import _Element

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
SPACES = "{http://www.w3.org/XML/1998/namespace}space"
# A4 and the margins of templates/word/document.xml, in twentieths of a point.
WIDTH, HEIGHT = "11906", "16838"
MARGINS = {"top": "1247", "right": "1134", "bottom": "1247", "left": "1701"}
EDGES = {"header": "709", "footer": "567", "gutter": "0"}
# The footer's name in the reference document, and in what pandoc makes of it.
FOOTER = "rIdFooter"


def w(name: str, *inside: _Element, **values: str) -> _Element:
    """An element of Word's namespace; so are its attributes."""
    element = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={"w": NAMESPACE})
    for key, value in values.items():
        element.set(f"{{{NAMESPACE}}}{key}", value)
    element.extend(inside)
    return element


def text(element: _Element) -> str:
    """The element as it is written into a document."""
    return str(etree.tostring(element, encoding="unicode"))


def run(words: str) -> _Element:
    """A run of plain text."""
    written = w("t")
    written.text = words
    written.set(SPACES, "preserve")
    return w("r", written)


def field(instruction: str, shown: str = "") -> tuple[_Element, ...]:
    """The runs of a field; ``shown`` stands there until Word fills it in."""
    return (*_field_start(instruction), run(shown), _mark("end"))


def page_of(bookmark: str) -> str:
    """The number of the page of a bookmark, for the middle of a paragraph."""
    return "".join(text(part) for part in field(f" PAGEREF {bookmark} \\h ", "…"))


def contents(title: str, entries: Iterable[tuple[int, str, str]]) -> str:
    """The table of contents: level, bookmark and title of each entry. Word makes it anew from the
    headings; other programs show these entries."""
    lines = [_entry(*entry) for entry in entries]
    start = _field_start(' TOC \\o "1-2" \\h \\z ')
    for part in reversed(start):
        lines[0].insert(1, part)
    lines.append(w("p", w("r", w("fldChar", fldCharType="end"))))
    heading = w("p", _style("TOCHeading"), run(title))
    gallery = w("docPartGallery", val="Table of Contents")
    kind = w("sdtPr", w("docPartObj", gallery, w("docPartUnique")))
    return text(w("sdt", kind, w("sdtContent", heading, *lines)))


def section(
    columns: int = 1,
    footer: bool = True,
    flowing: bool = False,
    margins: Mapping[str, str] = MARGINS,
    ruled: bool = False,
) -> str:
    """An empty paragraph that ends a section; ``flowing`` sections begin on the same page,
    ``ruled`` ones have a line between their columns."""
    parts = []
    if footer:
        reference = w("footerReference", type="default")
        reference.set(RELATION, FOOTER)
        parts.append(reference)
    parts.append(w("type", val="continuous" if flowing else "nextPage"))
    parts += [w("pgSz", w=WIDTH, h=HEIGHT), w("pgMar", **margins, **EDGES)]
    line = {"sep": "1"} if ruled else {}
    parts.append(w("cols", num=str(columns), space="425", **line))
    spacing = w("spacing", before="0", after="0", line="20", lineRule="exact")
    return text(w("p", w("pPr", spacing, w("sectPr", *parts))))


def rule() -> str:
    """An empty paragraph with a line below."""
    line = w("bottom", val="single", sz="4", space="1", color="B8A9A7")
    return text(w("p", w("pPr", w("pBdr", line))))


def _entry(level: int, bookmark: str, title: str) -> _Element:
    link = w("hyperlink", run(title), anchor=bookmark, history="1")
    return w("p", _style(f"TOC{level}"), link)


def _style(name: str) -> _Element:
    return w("pPr", w("pStyle", val=name))


def _field_start(instruction: str) -> tuple[_Element, ...]:
    written = w("instrText")
    written.text = instruction
    return _mark("begin"), w("r", written), _mark("separate")


def _mark(kind: str) -> _Element:
    return w("r", w("fldChar", fldCharType=kind))
