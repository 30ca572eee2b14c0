"""A built page as sections: the passages that an answer can lead to."""

from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element

from handbook import marks
from handbook.language.foreign import SIGN

HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
# Text on both sides of such a tag is never one phrase.
BLOCKS = HEADINGS.union(
    ("blockquote", "br", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure"),
    ("hr", "li", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead"),
    ("tr", "ul"),
)
VOID = frozenset(("br", "col", "hr", "img", "input", "source", "wbr"))
SKIPPED = frozenset(("nav", "script", "style", "template"))


@dataclass(frozen=True)
class Section:
    """A passage with an address. ``anchor`` is empty for the start of the page; ``text`` holds
    blocks, one a line, in composed letters; a phrase never crosses a line. In both, words in the
    tongue that was asked for stand between signs. ``asks`` is true for a question that tests the
    reader."""

    anchor: str
    title: str
    text: str
    asks: bool = False


@dataclass
class _Open:
    anchor: str
    depth: int | None
    around: str = ""
    asks: bool = False
    titles: list[str] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Its own title, else that of the section around it."""
        return " ".join(self.titles) or self.around


class SectionReader:
    """Cuts an article at its headings with an id, register rows and other elements with an id.

    A heading rules until the next one; any other element rules for what is inside it, and then
    the section around it goes on. The first cell of a row is its title.
    """

    def __init__(self, title: str, tongue: str) -> None:
        self.sections = [_Open("", None, titles=[title])]
        self.around = [self.sections[0]]
        self.depth = 0
        self.titled: tuple[_Open, int] | None = None
        self.skipping: int | None = None
        self.text: list[str] = []
        self.tongue = tongue
        # Which elements say a language, and whether it is that tongue.
        self.said: list[tuple[int, bool]] = []

    def read(self, element: _Element) -> None:
        """An element with all that is in it."""
        if not isinstance(element.tag, str):  # a remark
            return
        self._start(element)
        self._say(element.text)
        for child in element:
            self.read(child)
            self._say(child.tail)
        self._end(element.tag)

    def _start(self, element: _Element) -> None:
        tag = str(element.tag)
        if tag in BLOCKS:
            self._end_block()
        if tag in VOID:
            return
        self.depth += 1
        if said := element.get("lang"):
            self.said.append((self.depth, said == self.tongue))
        if self.skipping is not None:
            return
        classes = element.get("class", "").split()
        if self._is_skipped(element, classes):
            self.skipping = self.depth
        elif (anchor := element.get("id")) and element.get("class") != marks.QUOTATION:
            self._open(tag, anchor, marks.QUIZ in classes)

    def _is_skipped(self, element: _Element, classes: list[str]) -> bool:
        if element.tag in SKIPPED or element.get(marks.SEARCH) == marks.OFF:
            return True
        # What opens an answer, and its letters, are the same of every question.
        around = element.getparent()
        inside = "" if around is None else around.get("class", "")
        opens = element.tag == "summary" and inside == marks.QUIZ_ANSWER
        return opens or marks.QUIZ_RIGHT in classes

    def _end(self, tag: str) -> None:
        if tag in BLOCKS:
            self._end_block()
        if tag in VOID:
            return
        if self.titled and self.depth <= self.titled[1]:
            self.titled = None
        while self.around[-1].depth is not None and self.depth <= self.around[-1].depth:
            self.around.pop()
        if self.skipping is not None and self.depth <= self.skipping:
            self.skipping = None
        if self.said and self.depth <= self.said[-1][0]:
            self.said.pop()
        self.depth -= 1

    def _say(self, text: str | None) -> None:
        if not text or self.skipping is not None:
            return
        is_said = self.said and self.said[-1][1]
        self.text.append(f"{SIGN}{text}{SIGN}" if is_said else text)

    def _open(self, tag: str, anchor: str, asks: bool) -> None:
        if tag == "p":
            # The name of the element around it, which refers to it by this id.
            if self.around[-1].depth is not None and not self.around[-1].titles:
                self.titled = (self.around[-1], self.depth)
            return
        row = tag == "tr"
        depth = None if tag in HEADINGS else self.depth
        section = _Open(anchor, depth, self.around[-1].title, asks)
        self.sections.append(section)
        if tag in HEADINGS:
            self.around = [section]
        else:
            self.around.append(section)
        if row or tag in HEADINGS:
            self.titled = (section, self.depth + row)

    def _end_block(self) -> None:
        if not self.text:
            return
        text = " ".join("".join(self.text).replace(SIGN + SIGN, "").split())
        self.text.clear()
        if not any(char.isalnum() for char in text):
            return
        if self.titled:
            self.titled[0].titles.append(text)
        else:
            self.around[-1].blocks.append(text)

    def found(self) -> tuple[Section, ...]:
        """The sections of the page, in order; the start of the page is the first."""
        self._end_block()
        return tuple(
            Section(section.anchor, section.title, "\n".join(section.blocks), section.asks)
            for section in self.sections
        )


def sections(title: str, html: str, tongue: str = "") -> tuple[Section, ...]:
    """The sections of a page in order, its start first, from the HTML of its article; ``tongue`` is
    a language whose words are signed."""
    reader = SectionReader(title, tongue)
    if html:
        reader.read(etree.HTML(f"<div>{html}</div>"))
    return reader.found()
