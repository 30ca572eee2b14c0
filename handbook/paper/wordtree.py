"""Trees of articles -> documents of pandoc with the styles and bookmarks of Word."""

import copy
import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from handbook import marks
from handbook.paper import openxml
from handbook.paper.columns import widths
from handbook.paper.format import WORD
from handbook.paper.notes import is_note
from handbook.paper.pandoc import NOTHING, Node, Nodes, attributes, div, holding, node, table
from handbook.paper.pictures import drawn_file, shown
from handbook.paper.rows import is_row_by_row, unsaid_cells
from handbook.paper.tags import (
    ALIGN,
    ARTICLE,
    CAPTION,
    HEADINGS,
    INLINE,
    SPACE,
    TreeWriter,
    rows_of,
)
from handbook.paper.wordstyles import (
    BODY,
    BULLET,
    CODE,
    DEFINITION,
    INDEX,
    INLINES,
    KINDS,
    NUMBER,
    OPENING_HEADING,
    PICTURE,
    PICTURE_CAPTION,
    PICTURE_WITH_CAPTION,
    QUOTE,
    ROW_HEAD,
    ROW_TEXT,
    TABLE_HEAD,
    TABLE_TEXT,
    TERM,
)

# Word knows languages by their countries.
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
LETTERS, NUMBERS = "UpperAlpha", "Decimal"
BREAK: Node = {"t": "LineBreak"}


def bookmark(label: str) -> str:
    """A label as Word wants the name of a bookmark: letters, digits and ``_``, no more than 40."""
    plain = re.sub("[^A-Za-z0-9]", "_", label)[-28:]
    return f"p_{plain}_{hashlib.sha256(label.encode()).hexdigest()[:8]}"


def heading(level: int, label: str, inside: Nodes) -> Node:
    """A heading with its bookmark."""
    return node("Header", level, attributes(bookmark(label) if label else ""), inside)


def anchor(label: str | None) -> Nodes:
    """The bookmark of a label, if there is one."""
    return [node("Span", attributes(bookmark(label)), ())] if label else []


def link(label: str, inside: Nodes) -> Node:
    """A link to a label of the book."""
    return outside(f"#{bookmark(label)}", inside)


def outside(address: str, inside: Nodes) -> Node:
    """A link to an address."""
    return node("Link", NOTHING, inside, (address, ""))


def text(words: str) -> Node:
    """Plain text; spaces need no nodes of their own."""
    return holding("Str", words)


def raw(xml: str, kind: str = "RawBlock") -> Node:
    """Word's own XML."""
    return node(kind, "openxml", xml)


@dataclass(frozen=True)
class WordWriter(TreeWriter[Nodes]):
    """Writes trees. ``top`` is the level of their highest headings, ``words`` are the interface's,
    ``style`` is that of paragraphs, ``room`` the format whose width pictures have."""

    top: int
    words: Mapping[str, str]
    style: str = BODY
    room: str = WORD

    def blocks(self, parent: HtmlElement, start: Nodes = ()) -> list[Node]:
        """The blocks inside an element, with ``start`` in front of their text."""
        found: list[Node] = []
        run = [*start, *_text(parent.text)]
        for child in parent:
            if child.tag in INLINE:
                run += [*self._inline(child), *_text(child.tail)]
                continue
            found += [*self._paragraph(run, self.style), *self.block(child)]
            run = _text(child.tail)
        return [*found, *self._paragraph(run, self.style)]

    def inlines(self, element: HtmlElement) -> list[Node]:
        """What is inside an element, as one run of text."""
        found = _text(element.text)
        for child in element:
            found += [*self._inline(child), *_text(child.tail)]
        return found

    def _paragraph(self, run: Sequence[Node], style: str) -> list[Node]:
        inside = _trimmed(run)
        return [div(style, holding("Para", inside))] if inside else []

    def paragraph(self, element: HtmlElement) -> Nodes:
        style = _kind(element) or self.style
        if element.get("data-to"):
            return self._paragraph(self._where(element.get("data-to")), style)
        return self._paragraph([*anchor(element.get("id")), *self.inlines(element)], style)

    def code(self, element: HtmlElement) -> Nodes:
        lines = [node("Code", NOTHING, line) for line in element.text_content().splitlines()]
        broken = [part for line in lines for part in (BREAK, line)]
        return self._paragraph([*anchor(element.get("id")), *broken[1:]], CODE)

    def rule(self, element: HtmlElement) -> Nodes:
        return [*self._paragraph(anchor(element.get("id")), self.style), raw(openxml.rule())]

    def _where(self, label: str) -> Nodes:
        words, number = self.words, openxml.page_of(bookmark(label))
        start, end = text(f"{words['answers_at']} ({words['page']} "), text(")")
        return [link(label, [start, raw(number, "RawInline"), end])]

    def heading(self, element: HtmlElement) -> Nodes:
        level = self.top + HEADINGS.index(element.tag)
        inside, label = _trimmed(self.inlines(element)), element.get("id", "")
        # A heading of that level would be an article; in the text that opens a part it looks so.
        if level > ARTICLE:
            return [heading(min(level, 6), label, inside)]
        return self._paragraph([*anchor(label), *inside], OPENING_HEADING)

    def listing(self, element: HtmlElement) -> Nodes:
        items = list(element.iterchildren("li"))
        if self.style == INDEX:
            return [block for item in items for block in self._holder(item)]
        if element.tag == "ul":
            writer = replace(self, style=BULLET)
            return [holding("BulletList", [writer._holder(item) for item in items])]
        writer = replace(self, style=NUMBER)
        kind = LETTERS if element.get("type") == "A" else NUMBERS
        numbering = (int(element.get("start", "1")), {"t": kind}, {"t": "Period"})
        return [node("OrderedList", numbering, [writer._holder(item) for item in items])]

    def _holder(self, element: HtmlElement) -> list[Node]:
        label = element.get("id")
        if not label or _starts_with_text(element):
            return self.blocks(element, anchor(label))
        return [node("Div", attributes(bookmark(label)), self.blocks(element))]

    def box(self, element: HtmlElement) -> Nodes:
        if element.get(marks.PAPER) == marks.INDEX:
            inside = replace(self, style=INDEX).blocks(element)
            ends = (openxml.section(), openxml.section(columns=2, flowing=True))
            return [raw(ends[0]), *inside, raw(ends[1])]
        return replace(self, style=_kind(element) or self.style)._holder(element)

    def quote(self, element: HtmlElement) -> Nodes:
        return replace(self, style=QUOTE)._holder(element)

    def definitions(self, element: HtmlElement) -> Nodes:
        styles = {"dt": TERM, "dd": DEFINITION}
        return [
            block
            for item in element
            for block in replace(self, style=styles.get(item.tag, self.style))._holder(item)
        ]

    def table(self, element: HtmlElement) -> Nodes:
        rows = rows_of(element)
        if is_row_by_row(rows):
            return list(self._row_by_row(rows))
        head, *body = [[self._cell(cell) for cell in row] for row in rows]
        shares = widths([[_plain(cell) for cell in row] for row in rows])
        return [table(shares, [cell.get(ALIGN, "") for cell in rows[0]], head, body)]

    def picture(self, element: HtmlElement) -> Nodes:
        one, caption = shown(element.find("img")), element.find(CAPTION)
        image = node(
            "Image",
            attributes(**one.centimetres(self.room)),
            [text(one.alternative)],
            (drawn_file(one), ""),
        )
        style = PICTURE if caption is None else PICTURE_WITH_CAPTION
        below = [] if caption is None else self._paragraph(self.inlines(caption), PICTURE_CAPTION)
        return [*self._paragraph([*anchor(element.get("id")), image], style), *below]

    def _cell(self, cell: HtmlElement) -> Nodes:
        writer = replace(self, style=TABLE_HEAD if cell.tag == "th" else TABLE_TEXT)
        return _in_language(cell, writer._holder(cell), "Div")

    def _row_by_row(self, rows: Sequence[Sequence[HtmlElement]]) -> Iterator[Node]:
        """A paragraph for each cell that says something, the first of them as a heading."""
        head, *body = rows
        names = [cell.text_content().strip() for cell in head]
        unsaid = set(unsaid_cells(rows))
        for row in body:
            for name, cell in zip(names, row, strict=True):
                if cell not in unsaid:
                    yield from self._named(name, cell, ROW_HEAD if cell is row[0] else ROW_TEXT)

    def _named(self, name: str, cell: HtmlElement, style: str) -> Nodes:
        label = holding("Strong", [text(f"{name}:")])
        start = [*anchor(cell.get("id")), label, text(" ")]
        return replace(self, style=style).blocks(_spoken(cell), start)

    def _inline(self, element: HtmlElement) -> list[Node]:
        if element.tag == "br":
            return [BREAK]
        if element.tag == "code":
            return [*anchor(element.get("id")), node("Code", NOTHING, element.text_content())]
        inside = self.inlines(element)
        if is_note(element):
            return [holding("Note", [holding("Para", inside)])]
        return [*anchor(element.get("id")), *_formed(element, inside)]


def _formed(element: HtmlElement, inside: Nodes) -> Nodes:
    inside = _in_language(element, inside, "Span")
    if element.tag in INLINES:
        return [holding(INLINES[element.tag], inside)]
    if element.tag == "small":
        return [node("Span", attributes(custom_style="Small Text"), inside)]
    if element.tag != "a":
        return inside
    if element.get("data-to"):
        return [link(element.get("data-to"), inside)]
    return [outside(element.get("href", ""), inside)]


def _in_language(element: HtmlElement, inside: Nodes, kind: str) -> Nodes:
    name = element.get("lang")
    return [node(kind, attributes(lang=LOCALES.get(name, name)), inside)] if name else inside


def _spoken(cell: HtmlElement) -> HtmlElement:
    """The cell, or one whose text says its language: what is put in front has another."""
    if not cell.get("lang"):
        return cell
    spoken = copy.deepcopy(cell)
    words = spoken.makeelement("span", {"lang": cell.get("lang")})
    words.text, spoken.text = spoken.text, None
    words.extend(list(spoken))
    spoken.append(words)
    return spoken


def _starts_with_text(element: HtmlElement) -> bool:
    return bool((element.text or "").strip()) or (len(element) > 0 and element[0].tag in INLINE)


def _kind(element: HtmlElement) -> str:
    return next((KINDS[kind] for kind in element.get("class", "").split() if kind in KINDS), "")


def _plain(cell: HtmlElement) -> str:
    """The text of a cell without its notes, which stand at the foot of the page."""
    return "".join(cell.xpath(".//text()[not(ancestor::span[@class='note'])]"))


def _text(words: str | None) -> list[Node]:
    plain = SPACE.sub(" ", words or "")
    return [text(plain)] if plain else []


def _trimmed(run: Sequence[Node]) -> list[Node]:
    """Without spaces at the ends; nothing when there is nothing else."""
    found = list(run)
    while found and found[0] == text(" "):
        del found[0]
    while found and found[-1] == text(" "):
        del found[-1]
    for place, strip in ((0, str.lstrip), (-1, str.rstrip)):
        if found and found[place]["t"] == "Str":
            found[place] = text(strip(str(found[place]["c"])))
    return found
