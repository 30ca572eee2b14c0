"""An issue of a bulletin in Word: its head across the page, then two columns, in the small type of
the paper edition. Only what differs from a book: templates/word has the rest."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from handbook.paper import openxml
from handbook.paper.book import Masthead
from handbook.paper.pandoc import Node, div, holding
from handbook.paper.wordtree import raw, text

TEMPLATES = Path(__file__).parent / "templates"
STYLES, DOCUMENT = "word/styles.xml", "word/document.xml"
# What replaces styles of a book, or is there only for issues; and the last section.
OWN_STYLES, OWN_DOCUMENT = "word/issue-styles.xml", "word/issue-document.xml"
# The margins of word/issue-document.xml, in twentieths of a point.
MARGINS = {"top": "1021", "right": "964", "bottom": "964", "left": "964"}
# How much smaller than in a book: letters, distances between paragraphs.
LETTERS, DISTANCES = 21 / 26, 0.6
SIZE = re.compile(r'(<w:sz(?:Cs)? w:val=")(\d+)(")')
DISTANCE = re.compile(r'( w:(?:before|after)=")(\d+)(")')
LINE = re.compile(r' w:line="\d+" w:lineRule="auto"')
STYLE = re.compile(r'  <w:style [^>]*w:styleId="(\w+)".*?</w:style>\n', re.DOTALL)
END = "</w:styles>"


def head(own: Masthead, summary: str, notice: str) -> Iterator[Node]:
    """The head of an issue, and the end of the section that goes across the page."""
    line = " · ".join(part for part in (own.line, own.publisher) if part)
    said = {"Title": own.name, "Subtitle": line, "Issue Summary": summary, "Notice": notice}
    for style, words in said.items():
        if words:
            yield paragraph(style, words)
    yield raw(openxml.section(margins=MARGINS, flowing=True))


def end(own: Masthead) -> Node:
    """The end of the columns, which evens them out."""
    count = own.columns
    return raw(openxml.section(columns=count, flowing=True, margins=MARGINS, ruled=count > 1))


def paragraph(style: str, words: str) -> Node:
    """A paragraph of plain text in a style."""
    return div(style, holding("Para", [text(words)]))


def files(of_a_book: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The files of a document's job with the styles and the paper of an issue."""
    own = {
        STYLES: _styles(of_a_book[STYLES].decode()).encode(),
        DOCUMENT: (TEMPLATES / OWN_DOCUMENT).read_bytes(),
    }
    return {**of_a_book, **own}


def smaller(styles: str, letters: float) -> str:
    """The styles of a book with smaller letters, by this factor, and lines closer to each other."""
    small = SIZE.sub(_scaled(letters), styles)
    small = DISTANCE.sub(_scaled(DISTANCES), small)
    return LINE.sub(' w:line="247" w:lineRule="auto"', small)


def _styles(of_a_book: str) -> str:
    small = smaller(of_a_book, LETTERS)
    own = (TEMPLATES / OWN_STYLES).read_text(encoding="utf-8")
    replaced = {found[1] for found in STYLE.finditer(own)}
    kept = STYLE.sub(lambda found: "" if found[1] in replaced else found[0], small)
    added = "".join(found[0] for found in STYLE.finditer(own))
    return kept.replace(END, added + END)


def _scaled(factor: float) -> Callable[[re.Match[str]], str]:
    """What makes the number in a match smaller."""
    return lambda found: f"{found[1]}{round(int(found[2]) * factor)}{found[3]}"
