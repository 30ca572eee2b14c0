"""Is every text found as it was typed? The texts of a page against what was made of it."""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree, html
from lxml.html import HtmlElement

from handbook.paper.typst import BREAK
from tests import poppler
from tests.random_pages.blocks import ANY, Block, Shown
from tests.random_pages.pages import Written
from tests.random_pages.texts import NOTE, PAPER

SPACE = re.compile(r"\s+")
# What tells where a text stands; all else in between says nothing of it.
PLACES = frozenset(("ul", "ol", "blockquote", "td", "th", "pre", "h2", "h3", "h4", "h5", "h6"))
PHRASES = frozenset(("a", "abbr", "code", "em", "span", "strong", "sup", "small", "br", "wbr"))
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Into how many pieces pages may cut a text, beside one for so many signs.
CUTS, SIGNS = 3, 900


@dataclass(frozen=True)
class Lost:
    """A text that is not found, and what stands there instead."""

    page: str
    block: Block
    text: str
    instead: str = ""

    def __str__(self) -> str:
        instead = f"\n  instead: {self.instead}" if self.instead else ""
        return f"{self.page}: lost “{self.text}”{instead}\n{self.block.written}"


def clean(text: str) -> str:
    """One blank between words, no marks of the generator."""
    return SPACE.sub(" ", text.replace(NOTE, "").replace(PAPER, "")).strip()


def squashed(text: str) -> str:
    """Without any blank, and without the places at which paper may break long words."""
    return SPACE.sub("", text).replace(BREAK, "")


def page_file(site: Path, page: Written) -> Path:
    """Where the page is on the site."""
    prefix = "" if page.language == "vi" else f"{page.language}/"
    name = page.id.removesuffix("index").rstrip("/")
    return site / prefix / name / "index.html"


def body_of(path: Path) -> HtmlElement:
    """The text of a page, below its title."""
    root = html.document_fromstring(path.read_text(encoding="utf-8"))
    [body] = [box for box in root.iter("div") if box.get("class") == "handbook-text"]
    return body


def texts_in(body: HtmlElement) -> list[Shown]:
    """The texts of a tree in order, each with the forms around it."""
    found: list[tuple[str, str]] = [("", "")]
    _gather(body, "", found)
    lines = ((place, clean(text)) for place, text in found)
    return [Shown(place, text) for place, text in lines if text]


def _place(element: HtmlElement, around: str) -> str:
    kind = element.get("class") or ""
    own = element.tag if element.tag in PLACES else ""
    if element.get("scope") == "row":
        own = "td"  # on the screen the first cell names its row
    if element.tag == "details" or "admonition" in kind.split():
        own = "box"
    if element.tag == "summary" or kind == "admonition-title":
        own = "title"
    return f"{around}/{own}".strip("/") if own else around


def _gather(element: HtmlElement, around: str, found: list[tuple[str, str]]) -> None:
    if not isinstance(element.tag, str):
        return
    place, block = _place(element, around), element.tag not in PHRASES
    if element.tag == "img":
        found += [(f"{place}/img".strip("/"), element.get("alt") or ""), (place, "")]
    elif element.tag == "pre":
        found += [(place, line) for line in element.text_content().split("\n")]
    elif (element.get("id") or "").startswith("fnref"):
        pass
    else:
        if block:
            found.append((place, ""))
        _add(found, " " if element.tag == "br" else element.text)
        for child in element:
            _gather(child, place, found)
            if child.tag not in PHRASES:
                found.append((place, ""))
            _add(found, child.tail)


def _add(found: list[tuple[str, str]], text: str | None) -> None:
    place, before = found[-1]
    found[-1] = (place, before + (text or ""))


def lost_in_html(page: Written, site: Path) -> Iterator[Lost]:
    """What of a page is not on the site as it was typed, in its order and in its forms."""
    body = body_of(page_file(site, page))
    notes = [note for box in body.find_class("footnote") for note in texts_in(box)]
    for box in body.find_class("footnote"):
        box.drop_tree()
    there = texts_in(body)
    everything = "\n".join(one.text for one in (*there, *notes))
    at = 0
    for block, run in _runs(page.blocks):
        at, wrong = _follow(there, at, run)
        if wrong is not None:
            instead = " ¦ ".join(f"{one.place}: {one.text}" for one in there[at : at + 2])
            yield Lost(page.path, block, f"{wrong.place}: {wrong.text}", instead)
    for block in page.blocks:
        for text in block.apart:
            if clean(text) not in everything:
                yield Lost(page.path, block, clean(text))


def _runs(blocks: Sequence[Block]) -> Iterator[tuple[Block, list[Shown]]]:
    """The texts of each block, cleaned."""
    for block in blocks:
        found = [
            Shown(one.place, one.text if one is ANY else clean(one.text)) for one in block.shown
        ]
        yield block, found


def _follow(there: Sequence[Shown], start: int, run: Sequence[Shown]) -> tuple[int, Shown | None]:
    """Where the texts of a block end behind ``start``; with what is not there, if anything.

    A block begins where its first text is found next; the others follow at once.
    """
    at, free = start, True
    for one in run:
        if one.place == ANY.place:
            free = True
            continue
        if free:
            at = next((n for n in range(at, len(there)) if there[n] == one), -1)
            if at < 0:
                return start, one
        elif at >= len(there) or there[at] != one:
            return at, one
        at, free = at + 1, False
    return at, None


def parts_of(page: Written) -> Iterator[tuple[Block, str]]:
    """The stretches of text that nothing on paper interrupts, with the blocks that they are of.
    What a picture shows is no text there."""
    for block in page.blocks:
        drawn = (one.text for one in block.shown if not one.place.endswith((ANY.place, "img")))
        for text in (*drawn, *block.apart):
            for part in re.split(f"[{NOTE}{PAPER}]", text):
                if part.strip():
                    yield block, SPACE.sub(" ", part).strip()


def lost_in_text(pages: Sequence[Written], text: str) -> Iterator[Lost]:
    """What of the pages is not in a text that is drawn: blanks aside, as it was typed."""
    whole = squashed(text)
    for page in pages:
        for block, part in parts_of(page):
            wanted = squashed(part)
            if wanted not in whole and not _in_pieces(wanted, whole):
                yield Lost(page.path, block, part)


def _in_pieces(wanted: str, whole: str) -> bool:
    """Whether the text is there, cut by the ends of a few pages."""
    for _ in range(CUTS + len(wanted) // SIGNS):
        size = _longest(wanted, whole)
        wanted = wanted[size:]
        if not wanted:
            return True
        if not size:
            return False
    return False


def _longest(wanted: str, whole: str) -> int:
    least, most = 0, len(wanted)
    while least < most:
        middle = (least + most + 1) // 2
        if wanted[:middle] in whole:
            least = middle
        else:
            most = middle - 1
    return least


def lost_in_blocks(pages: Sequence[Written], blocks: Sequence[str]) -> Iterator[Lost]:
    """What of the pages is not in the blocks of a file whose texts flow."""
    whole = "\n".join(clean(block) for block in blocks)
    for page in pages:
        for block, part in parts_of(page):
            if clean(part) not in whole:
                yield Lost(page.path, block, part)


def drawn(pdf: Path) -> str:
    """The text of a PDF in the order in which it was drawn."""
    return "\f".join(poppler.drawn(pdf))


def word_blocks(path: Path) -> list[str]:
    """The paragraphs of a file for Word, those of its notes too."""
    found = []
    with zipfile.ZipFile(path) as packed:
        for name in ("word/document.xml", "word/footnotes.xml"):
            root = etree.fromstring(packed.read(name))
            found += [_word_text(paragraph) for paragraph in root.iter(f"{WORD}p")]
    return found


def _word_text(paragraph: etree._Element) -> str:
    blank = {f"{WORD}br": " ", f"{WORD}tab": " "}
    return "".join(
        one.text or "" if one.tag == f"{WORD}t" else blank.get(str(one.tag), "")
        for one in paragraph.iter(etree.Element)
    )


def epub_blocks(path: Path) -> list[str]:
    """The texts of an EPUB, without the signs of its notes."""
    found = []
    with zipfile.ZipFile(path) as packed:
        for name in packed.namelist():
            if posixpath.splitext(name)[1] == ".xhtml":
                root = html.document_fromstring(packed.read(name))
                etree.strip_elements(root, "sup", with_tail=False)
                found += [one.text for one in texts_in(root)]
    return found
