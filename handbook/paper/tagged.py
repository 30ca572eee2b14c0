"""The text of a PDF as its structure has it: what a screen reader says, block by block.

Running heads, page numbers and the repeated heads of tables stand outside the structure, and a
paragraph that goes on over pages or columns is one of its elements. So nothing about the text has
to be guessed from how a page looks.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pikepdf

# Elements inside a line of text; those of which the signs are no text: bullets, numbers of notes;
# and the contents, which say again what stands elsewhere.
INLINE = frozenset({"/Span", "/Strong", "/Em", "/Link", "/Code", "/Reference", "/Sub"})
MARKS, CONTENTS, NOTE = "/Lbl", "/TOC", "/Note"
# What the operators of a page do: open and close marked content, choose a font, show text.
OPEN, PLAIN, CLOSE, FONT, SHOW = "BDC", "BMC", "EMC", "Tf", ("Tj", "TJ")
OPERATORS = " ".join((OPEN, PLAIN, CLOSE, FONT, *SHOW))
LETTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
LETTER = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
# A sign that the font says nothing about.
UNKNOWN = "\ufffd"

Letters = Mapping[int, str]
# A stretch of marked content: the page's object, its number on the page.
Stretch = tuple[tuple[int, int], int]


@dataclass
class Tagged:
    """The blocks of text of a PDF, and apart from them those of its notes, in order. A space may
    stand where a line or an element begins or ends inside a word."""

    blocks: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def read_tagged(path: Path) -> Tagged:
    """The text of a PDF as Typst makes them. KeyError when it has no structure."""
    with pikepdf.open(path) as document:
        fonts: dict[tuple[int, int], Letters] = {}
        texts: dict[Stretch, str] = {}
        for page in document.pages:
            _Page(page.obj.objgen, _fonts(page, fonts), texts).read(page)
        walk = _Walk(texts)
        walk.element(document.Root.StructTreeRoot, None)
        return Tagged([*walk.said()], walk.notes)


def _fonts(page: pikepdf.Page, known: dict[tuple[int, int], Letters]) -> Mapping[str, Letters]:
    """What the codes of the page's fonts mean, by the names of the fonts."""
    found = page.resources.get("/Font", pikepdf.Dictionary())
    for font in found.as_dict().values():
        if font.objgen not in known:
            known[font.objgen] = _letters(font)
    return {name: known[font.objgen] for name, font in found.as_dict().items()}


def _letters(font: pikepdf.Object) -> Letters:
    """Typst writes one line for each sign."""
    table = font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""
    pairs = (pair for block in LETTERS.findall(table) for pair in LETTER.findall(block))
    return {int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in pairs}


@dataclass
class _Page:
    """Reads what a page shows into ``texts``, by the stretches that the structure names."""

    name: tuple[int, int]
    fonts: Mapping[str, Letters]
    texts: dict[Stretch, str]
    # Of each open mark: the number, and whether the text was said in words of its own.
    open: list[tuple[int | None, bool]] = field(default_factory=list)
    letters: Letters = field(default_factory=dict)

    def read(self, page: pikepdf.Page) -> None:
        for one in pikepdf.parse_content_stream(page, OPERATORS):
            self._operate(str(one.operator), list(one.operands))

    def _operate(self, operator: str, given: Sequence[Any]) -> None:
        if operator == CLOSE:
            self.open.pop()
        elif operator == PLAIN:
            self.open.append((None, False))
        elif operator == OPEN:
            self._open(given[1])
        elif operator == FONT:
            self.letters = self.fonts[str(given[0])]
        elif not any(replaced for _, replaced in self.open):
            self._say("".join(map(self._shown, given[0] if operator == "TJ" else given)))

    def _open(self, about: pikepdf.Object) -> None:
        number = int(about.MCID) if "/MCID" in about else None
        self.open.append((number, "/ActualText" in about))
        if "/ActualText" in about:
            self._say(str(about.ActualText))

    def _say(self, text: str) -> None:
        number = next((number for number, _ in reversed(self.open) if number is not None), None)
        if number is not None:
            at = self.name, number
            self.texts[at] = self.texts.get(at, "") + text

    def _shown(self, piece: object) -> str:
        """A string of codes of two bytes; between strings stand distances."""
        if not isinstance(piece, pikepdf.String):
            return ""
        codes = bytes(piece)
        pairs = zip(codes[::2], codes[1::2], strict=True)
        return "".join(self.letters.get(high << 8 | low, UNKNOWN) for high, low in pairs)


@dataclass
class _Walk:
    """Goes through the structure and gathers blocks."""

    texts: Mapping[Stretch, str]
    parts: list[str] = field(default_factory=lambda: [""])
    notes: list[str] = field(default_factory=list)

    def element(self, element: pikepdf.Object, page: pikepdf.Object | None) -> None:
        tag, page = str(element.get("/S", "")), element.get("/Pg", page)
        if tag in (MARKS, CONTENTS):
            return
        if tag == NOTE:
            inner = _Walk(self.texts)
            inner.kids(element, page)
            self.notes.append(" ".join(inner.said()))
            return
        self._begin(tag)
        self.kids(element, page)
        self._begin(tag)

    def _begin(self, tag: str) -> None:
        """Where an element begins or ends a word does too; a block, where it is none of a line."""
        if tag in INLINE:
            self.parts[-1] += " "
        else:
            self.parts.append("")

    def kids(self, element: pikepdf.Object, page: pikepdf.Object | None) -> None:
        found: Any = element.get("/K", [])
        kids: Iterable[Any] = [found] if isinstance(found, int | pikepdf.Dictionary) else found
        for kid in kids:
            if isinstance(kid, int):
                self._stretch(kid, page)
            elif kid.get("/Type") == "/MCR":
                self._stretch(int(kid.MCID), kid.get("/Pg", page))
            elif kid.get("/Type") != "/OBJR":
                self.element(kid, page)

    def said(self) -> Iterator[str]:
        """The blocks that have text."""
        return (text for text in (" ".join(part.split()) for part in self.parts) if text)

    def _stretch(self, number: int, page: pikepdf.Object | None) -> None:
        if page is not None:
            self.parts[-1] += " " + self.texts.get((page.objgen, number), "")
