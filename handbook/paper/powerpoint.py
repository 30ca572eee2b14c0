"""Slides as a presentation for PowerPoint, in a template that an editor can restyle there.

The template that comes along lies in templates/slides/, a file for each of its parts. A handbook's
own is any presentation with layouts of the same names: what is shown on them is put into their
placeholders, the head, the first and the second text.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from handbook.packed import Entry, zip_file
from handbook.paper.book import Edition
from handbook.paper.errors import PaperError
from handbook.paper.format import DECK, DECKS, Format
from handbook.paper.jobs import Job
from handbook.paper.lost import must_have
from handbook.paper.slides import LAYOUTS, Deck, read_deck
from handbook.paper.slidetemplate import without_slides
from handbook.paper.slidexml import (
    NOTES_MASTER,
    NOTES_THEME,
    PRESENTATION,
    SLIDE,
    A,
    Layout,
    layouts,
    with_slides,
)
from handbook.paper.wordtree import LOCALES

DECK_FILE, MADE, TEMPLATE = "deck.json", "made.pptx", "template.pptx"
PARTS = Path(__file__).parent / "templates" / "slides"
CORE = "docProps/core.xml"
# Where the parts of the template that comes along stand in its file; layouts are numbered.
PLACES = {
    "types.xml": "[Content_Types].xml",
    "rels.xml": "_rels/.rels",
    "app.xml": "docProps/app.xml",
    "presentation.xml": PRESENTATION,
    "presentation.rels.xml": "ppt/_rels/presentation.xml.rels",
    "presProps.xml": "ppt/presProps.xml",
    "tableStyles.xml": "ppt/tableStyles.xml",
    "viewProps.xml": "ppt/viewProps.xml",
    "theme.xml": "ppt/theme/theme1.xml",
    "master.xml": "ppt/slideMasters/slideMaster1.xml",
    "master.rels.xml": "ppt/slideMasters/_rels/slideMaster1.xml.rels",
}
# The master for what is said.
MASTER = {
    "notes.xml": NOTES_MASTER,
    "notes.rels.xml": "ppt/notesMasters/_rels/notesMaster1.xml.rels",
    "theme.xml": NOTES_THEME,
}
LAYOUT, LAYOUT_RELATIONS = "ppt/slideLayouts/slideLayout{}.xml", "layout.rels.xml"
RELATIONS = "ppt/slideLayouts/_rels/slideLayout{}.xml.rels"


def slides_files(deck: Deck, edition: Edition, own: bytes | None) -> Mapping[str, bytes]:
    """The files of a job; ``own`` is the handbook's template, where it has one."""
    facts = (PARTS / "core.xml").read_text(encoding="utf-8")
    told = {
        "title": deck.title,
        "language": LOCALES.get(deck.language, deck.language),
        "month": f"{edition.year}-{edition.month:02}-01T00:00:00Z",
    }
    for name, value in told.items():
        facts = facts.replace(f"{{{name}}}", value.replace("&", "&amp;"))
    files = {f"slides/{path.name}": path.read_bytes() for path in PARTS.glob("*.xml")}
    files["slides/core.xml"] = facts.encode()
    return files if own is None else {**files, TEMPLATE: own}


def make_pptx(job: Job, work: Path) -> Path:
    """Make the presentation. PaperError when the template lacks a layout, or a text got lost."""
    deck, template = read_deck((work / DECK_FILE).read_bytes()), _template(work)
    found = layouts(template)
    _must_have_all(found)
    master = {goal: _part(work, name) for name, goal in MASTER.items()}
    parts = with_slides({**template, CORE: _part(work, "core.xml")}, deck, found, master)
    made = work / MADE
    made.write_bytes(zip_file(Entry(name, body) for name, body in parts.items()))
    must_have(deck.texts, texts(made))
    return made


def _part(work: Path, name: str) -> bytes:
    return (work / "slides" / name).read_bytes()


def _template(work: Path) -> Mapping[str, bytes]:
    own = work / TEMPLATE
    if own.is_file():
        return _packed(own.read_bytes())
    parts = {goal: _part(work, name) for name, goal in PLACES.items()}
    for number, name in enumerate(LAYOUTS, start=1):
        parts[LAYOUT.format(number)] = _part(work, f"{name}.xml")
        parts[RELATIONS.format(number)] = _part(work, LAYOUT_RELATIONS)
    return parts


def _packed(own: bytes) -> Mapping[str, bytes]:
    """The parts of a handbook's own template."""
    try:
        with zipfile.ZipFile(io.BytesIO(own)) as packed:
            parts = {name: packed.read(name) for name in packed.namelist()}
        return without_slides(parts)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise PaperError("slides_unreadable", {"reason": error}) from error


def _must_have_all(found: Mapping[str, Layout]) -> None:
    gone = [name for name in LAYOUTS if name not in found]
    if gone:
        raise PaperError("slides_template", {"layouts": ", ".join(gone)})


def texts(made: Path) -> Iterator[str]:
    """The paragraphs on the slides of a presentation, in order, without what is only said."""
    with zipfile.ZipFile(made) as packed:
        number = 1
        while SLIDE.format(number) in packed.namelist():
            root = etree.fromstring(packed.read(SLIDE.format(number)))
            for paragraph in root.iter(f"{{{A}}}p"):
                yield "".join(text.text or "" for text in paragraph.iter(f"{{{A}}}t"))
            number += 1


FORMAT = Format("slides", make_pptx, (DECKS, DECK), ending="pptx", pictures=None, quick=True)
