"""Trees of articles -> the markup of Typst, which sets them in type.

Every text is written as a string and every element as a call, so that no sign of a text can
become a command. The calls are those of templates/*.typ.
"""

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from handbook import marks
from handbook.paper.columns import widths
from handbook.paper.notes import before, is_note, notes_in, said
from handbook.paper.pictures import shown
from handbook.paper.sparing import ENDS
from handbook.paper.tags import ALIGN, CAPTION, HEADINGS, INLINE, SPACE, TreeWriter, rows_of

# The number of a document: 147-KH/TU.
CODE = re.compile(r"(\d+-[^\W\d_]+/[^\W\d_]+)")
LAST = re.compile(rf"{CODE.pattern}\Z")
# A cell of more letters may be higher than a page; what begins a line in it counts as so many.
TALL, LINE = 700, 25
# A question of more may be higher than a page.
LONG_QUIZ = 1800
# A card of more too.
LONG_CARD = 2400
# What a table that takes the whole width may stand in.
FREE, BOXED = ("div", "section"), ("admonition", "note")
LINES = ".//br | .//p | .//li | .//tr | .//dt | .//dd"
# A longer word may be wider than a column: it may break behind its points, and else behind so many
# letters of it, at a sign that is not seen.
LONG = re.compile(r"[^\s/\-\u2013]{17,}")
PIECE = re.compile(r"[^.]{1,8}\.?|\.")
# One that is not that long breaks behind its points, as long as what is between is not too long.
LONGEST, POINTED = 25, re.compile(r"[^.]{1,16}\.?|\.")
BREAK = "\u200b"
STYLES = {
    "b": "strong",
    "code": "code-text",
    "em": "emph",
    "i": "emph",
    "small": "small-text",
    "strong": "strong",
    "sub": "sub",
    "sup": "super",
}


def string(text: str) -> str:
    """A text as Typst writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def content(text: str) -> str:
    """A plain text as content."""
    return f"[#{string(breakable(text))}]" if text else "[]"


def breakable(text: str) -> str:
    """The text with places for its longest words to break."""
    return LONG.sub(lambda word: BREAK.join(_pieces(word[0])), text)


def _pieces(word: str) -> list[str]:
    pieces: list[str] = (PIECE if len(word) >= LONGEST else POINTED).findall(word)
    return pieces


def array(items: Iterable[str]) -> str:
    """Values as an array, also when there is one."""
    return "(" + "".join(f"{item}, " for item in items) + ")"


@dataclass(frozen=True)
class Writer(TreeWriter[str]):
    """Writes trees; ``top`` is the level of their highest headings, the h2 of an article. Where
    text has less than the width of the paper, tables are ``wide``: they take all of it. ``closing``
    stands behind what closes an article. Links inside a book are ``linked``."""

    top: int
    wide: bool = False
    closing: str = ""
    linked: bool = True

    def blocks(self, parent: HtmlElement) -> str:
        """The blocks inside an element; text and inline elements between make paragraphs."""
        return "\n\n".join(block for block in self._blocks(parent) if block)

    def numbered(self, answer: HtmlElement, number: int) -> str:
        """The blocks of an answer; its first paragraph gets the number of the question beside, if
        that has one."""
        copied = copy.deepcopy(answer)
        if number:
            copied.find("p").set("data-number", str(number))
        return self.blocks(copied)

    def inline(self, element: HtmlElement) -> str:
        """What is inside an element, as one run of text."""
        return "".join(self._inline_parts(element))

    def _blocks(self, parent: HtmlElement) -> Iterator[str]:
        run = [_start(parent.text)]
        for child in parent:
            if child.tag in INLINE:
                run += [self._inline(child), _text(child.tail)]
                continue
            yield _paragraph(run)
            yield self.block(child)
            run = [_start(child.tail)]
        yield _paragraph(run)

    def paragraph(self, element: HtmlElement) -> str:
        if element.get("data-to"):
            return f"#answers-at({string(element.get('data-to'))})"
        text = _anchor(element) + self.inline(element)
        kind, number = _kind(element), element.get("data-number")
        beside = f", number: {string(number)}" if number else ""
        return f"#paragraph({string(kind)}{beside})[{text}]" if kind or number else text

    def code(self, element: HtmlElement) -> str:
        text = breakable(element.text_content().rstrip())
        return f"{_anchor(element)}#code-block({string(text)})"

    def rule(self, element: HtmlElement) -> str:
        return f"{_anchor(element)}#rule()"

    def heading(self, element: HtmlElement) -> str:
        depth = HEADINGS.index(element.tag)
        name = string(element.get("id", ""))
        level = self.top + depth
        # Typst knows what a link inside the book says too late for the title of a heading.
        text = replace(self, linked=self.linked and _has_own_words(element)).inline(element)
        if any(around.get("class") == ENDS for around in element.iterancestors()):
            return f"#minor({name}, {level})[{text}]"
        return f"#section({name}, {level}, {depth})[{text}]"

    def listing(self, element: HtmlElement) -> str:
        items = ", ".join(f"[{self._item(item)}]" for item in element.iterchildren("li"))
        if element.tag == "ul":
            return f"#list({items})"
        letters = 'numbering: "A.", ' if element.get("type") == "A" else ""
        start = int(element.get("start", "1"))
        return f"#enum({letters}start: {start}, {items})"

    def _item(self, item: HtmlElement) -> str:
        return _anchor(item) + self.blocks(item)

    def box(self, element: HtmlElement) -> str:
        kind, body = _kind(element), self._item(element)
        if kind == ENDS:
            return self._ends(element)
        if kind == marks.QUIZ and _height(element) > LONG_QUIZ:
            return body
        return f"#div({string(kind)})[{body}]" if kind else body

    def _ends(self, element: HtmlElement) -> str:
        """What closes an article: it stands apart from the text, and has its notes below it."""
        element = copy.deepcopy(element)
        notes = list(dict.fromkeys(_take_notes(element)))
        parts = array(f"[{self._item(part)}]" for part in element)
        place = f"closing: [{self.closing}], flow: {str(not self.wide).lower()}"
        shares = f"shares: {array(_shares(list(element)))}"
        return f"#ends({parts}, {array(map(content, notes))}, {shares}, {place})"

    def quote(self, element: HtmlElement) -> str:
        return f"#quoted[{self.blocks(element)}]"

    def definitions(self, element: HtmlElement) -> str:
        return "\n\n".join(
            f"#term[{self.inline(item)}]"
            if item.tag == "dt"
            else f"#definition[{self._item(item)}]"
            for item in element
        )

    def table(self, element: HtmlElement) -> str:
        is_wide = self.wide and _is_free(element)
        element = copy.deepcopy(element)
        notes = _take_notes(element)
        rows = rows_of(element)
        parts = widths([[cell.text_content() for cell in row] for row in rows])
        shares = array(f"{part:.4f}fr" for part in parts)
        head, *body = [array(f"[{self._item(cell)}]" for cell in row) for row in rows]
        tall = any(_height(cell) > TALL for row in rows for cell in row)
        settings = f"columns: {shares}, tall: {str(tall).lower()}{_alignments(rows[0])}"
        settings += ", wide: true" if is_wide else ""
        if any(sum(map(_height, row)) > LONG_CARD for row in rows):
            settings += ", long: true"
        table = f"#records({settings}, head: {head}, rows: {array(body)})"
        return f"{table}\n\n#table-notes({array(map(content, notes))})" if notes else table

    def picture(self, element: HtmlElement) -> str:
        one, caption = shown(element.find("img")), element.find(CAPTION)
        words = "none" if caption is None else f"[{self.inline(caption)}]"
        call = f"#picture({string(one.file)}, {string(one.alternative)}, {words})"
        return _anchor(element) + call

    def _inline_parts(self, element: HtmlElement) -> Iterator[str]:
        yield _text(element.text)
        for child in element:
            yield self._inline(child) if child.tag in INLINE else self.block(child)
            yield _text(child.tail)

    def _inline(self, element: HtmlElement) -> str:
        if element.tag == "br":
            return "#linebreak()"
        inside = self.inline(element)
        if is_note(element):
            return f"#{'noted' if LAST.search(before(element)) else 'footnote'}[{inside}]"
        if element.get("lang"):
            inside = f"#text(lang: {string(element.get('lang'))})[{inside}]"
        if element.tag == "a":
            return _link(element, inside, self.linked)
        style = STYLES.get(element.tag)
        return _anchor(element) + (f"#{style}[{inside}]" if style else inside)


def _paragraph(run: Sequence[str]) -> str:
    text = "".join(run)
    return text if text.replace('#" "', "").strip() else ""


def _anchor(element: HtmlElement) -> str:
    name = element.get("id")
    return f"#anchor({string(name)})" if name else ""


def _kind(element: HtmlElement) -> str:
    """What the templates know it by: its use on paper, else its first class."""
    kinds: list[str] = (element.get(marks.PAPER) or element.get("class", "")).split()
    return kinds[0] if kinds else ""


def _alignments(cells: Sequence[HtmlElement]) -> str:
    """How the columns stand; nothing when all stand at the left."""
    sides = [cell.get(ALIGN, "left") for cell in cells]
    if set(sides) == {"left"}:
        return ""
    return f", sides: {array(f'{side} + top' for side in sides)}"


def _is_free(element: HtmlElement) -> bool:
    """Whether nothing around it has a width of its own."""
    around = list(element.iterancestors())
    return all(one.tag in FREE and _kind(one) not in BOXED for one in around)


def _shares(parts: Sequence[HtmlElement]) -> tuple[str, str]:
    """How wide what is connected and the sources are beside each other: sources have less room,
    but where there are so many that they would be the higher for it."""
    first, last = _height(parts[0]), _height(parts[-1])
    is_even = 2 * max(first, last) < max(1.5 * first, 3 * last)
    return ("1fr", "1fr") if is_even else ("2fr", "1fr")


def _take_notes(table: HtmlElement) -> list[str]:
    """The notes of a table, for below it: at the foot of the page each would cost the setting of
    the whole table once more, in time and memory. So of what moves to the foot itself."""
    notes = notes_in(table)
    for note in notes:
        note.drop_tree()
    return list(map(said, notes))


def _height(cell: HtmlElement) -> int:
    return len(cell.text_content()) + LINE * len(cell.xpath(LINES))


def _has_own_words(heading: HtmlElement) -> bool:
    """Whether a heading says anything beside links inside the book."""
    links = [link.text_content() for link in heading.iter("a") if link.get("data-to")]
    return len("".join(heading.text_content().split())) > len("".join("".join(links).split()))


def _link(element: HtmlElement, inside: str, linked: bool) -> str:
    to = element.get("data-to")
    if to:
        page = f"#at({string(to)})" if element.get("data-page") is not None else ""
        return f"#inside({string(to)})[{inside}]{page}" if linked else f"{inside}{page}"
    return f"#outside({string(element.get('href', ''))})[{inside}]"


def _start(text: str | None) -> str:
    """The text that may begin a paragraph: Typst shows its spaces too."""
    return _text((text or "").lstrip())


def _text(text: str | None) -> str:
    """A text, the numbers of documents in boxes: their signs are no place for a line to break."""
    plain = breakable(SPACE.sub(" ", text or ""))
    if not plain:
        return ""
    parts = [part for part in CODE.split(plain) if part]
    return "".join(f"#box[#{string(p)}]" if CODE.fullmatch(p) else f"#{string(p)}" for p in parts)
