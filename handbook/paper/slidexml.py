"""The parts of a presentation: slides and what is said with them, in a package with layouts.

They are written by themselves: to let a library put each text into its placeholder takes ten times
as long as all else.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename
from xml.sax.saxutils import escape

from lxml import etree
from lxml.etree import _Element

from handbook.paper.slides import Deck, Slide
from handbook.paper.wordtree import LOCALES

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LISTED = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPE = "application/vnd.openxmlformats-officedocument.presentationml.{}+xml"
THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMES = {"a": A, "p": P}
TYPES, PRESENTATION = "[Content_Types].xml", "ppt/presentation.xml"
RELATIONS = "ppt/_rels/presentation.xml.rels"
NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
NOTES_THEME = "ppt/theme/themeNotes.xml"
SLIDE, NOTES = "ppt/slides/slide{}.xml", "ppt/notesSlides/notesSlide{}.xml"
# The placeholders of a layout: the head, what fills the slide, what stands small.
HEAD, BODY, SMALL = 0, 1, 2
NAMED = ("Title", "Text", "Small text")
# A text that is too long for its place is set so much smaller, in hundredths.
SCALES = (100, 90, 80, 70, 62, 55, 48, 42)
# Points and the unit of all lengths; how wide a letter, how high a line is, in its size, and how
# much there is between two paragraphs.
UNIT, WIDE, HIGH, AROUND = 12700, 0.53, 1.25, 0.45
LARGEST = 28
FIRST_ID = 256


@dataclass(frozen=True)
class Place:
    """A placeholder of a layout: its kind, its width and height and the size of its letters in
    points, 0 where the layout does not say."""

    kind: str
    width: float
    height: float
    size: float

    def scale(self, lines: tuple[str, ...]) -> int:
        """How much smaller a text must be, in hundredths. PowerPoint reckons it anew only when
        somebody writes in the place."""
        if not self.width or not self.height:
            return SCALES[0]
        for scale in SCALES:
            size = self.size * scale / 100
            rows = sum(-(-len(line) * WIDE * size // self.width) for line in lines)
            if rows * HIGH * size + (len(lines) - 1) * AROUND * size <= self.height:
                return scale
        return SCALES[-1]


@dataclass(frozen=True)
class Layout:
    """A layout of a template: its file, its placeholders by their numbers."""

    file: str
    places: Mapping[int, Place]


def layouts(parts: Mapping[str, bytes]) -> Mapping[str, Layout]:
    """The layouts of a template by the names that an editor sees."""
    found: dict[str, Layout] = {}
    for name in sorted(parts):
        if name.startswith("ppt/slideLayouts/slideLayout"):
            root = etree.fromstring(parts[name])
            shown = _found(root, "cSld").get("name", "")
            found[shown] = Layout(basename(name), dict(_places(root)))
    return found


def _places(root: _Element) -> Iterator[tuple[int, Place]]:
    for place in root.iterfind(".//p:ph", NAMES):
        [shape] = place.iterancestors(f"{{{P}}}sp")
        extents = [(one.get("cx", ""), one.get("cy", "")) for one in shape.iter(f"{{{A}}}ext")]
        sizes = [one.get("sz", "") for one in shape.iter(f"{{{A}}}defRPr")]
        width, height = next(
            ((int(wide) / UNIT, int(high) / UNIT) for wide, high in extents if wide), (0.0, 0.0)
        )
        size = next((int(one) / 100 for one in sizes if one), LARGEST)
        yield int(place.get("idx", "0")), Place(place.get("type", ""), width, height, size)


@dataclass
class Package:
    """The parts of a presentation by their names, and what is still to be listed of them."""

    parts: dict[str, bytes]
    types: list[str] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)

    def put(self, name: str, body: bytes, kind: str) -> None:
        """Put a part into the package, of a kind of those that presentations have."""
        self.parts[name] = body
        self.types.append(f'<Override PartName="/{name}" ContentType="{TYPE.format(kind)}"/>')

    def written(self, slides: int) -> Mapping[str, bytes]:
        """All parts, the lists of them too. So many slides are shown."""
        self.parts[TYPES] = _with(self.parts[TYPES], self.types)
        self.parts[RELATIONS] = _with(self.parts[RELATIONS], self.relations)
        root = etree.fromstring(self.parts[PRESENTATION])
        if self.relations and 'Id="rIdNotes"' in self.relations[0]:
            masters = etree.SubElement(root, f"{{{P}}}notesMasterIdLst")
            etree.SubElement(masters, f"{{{P}}}notesMasterId").set(f"{{{R}}}id", "rIdNotes")
            _found(root, "sldMasterIdLst").addnext(masters)
        listed = etree.Element(f"{{{P}}}sldIdLst")
        for number in range(1, slides + 1):
            one = etree.SubElement(listed, f"{{{P}}}sldId", {"id": str(FIRST_ID + number)})
            one.set(f"{{{R}}}id", f"rIdSlide{number}")
        _found(root, "sldSz").addprevious(listed)
        self.parts[PRESENTATION] = etree.tostring(
            root, encoding="UTF-8", xml_declaration=True, standalone=True
        )
        return self.parts


def with_slides(
    parts: Mapping[str, bytes], deck: Deck, found: Mapping[str, Layout], master: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """The parts of a template without slides, with those of a deck. ``master`` are the parts of a
    master for what is said, for a template that has none."""
    package = Package(dict(parts))
    if NOTES_MASTER not in parts:
        package.parts |= master
        package.put(NOTES_MASTER, master[NOTES_MASTER], "notesMaster")
        package.types.append(f'<Override PartName="/{NOTES_THEME}" ContentType="{THEME}"/>')
        goal = NOTES_MASTER.removeprefix("ppt/")
        package.relations.append(_relation("rIdNotes", "notesMaster", goal))
    for number, one in enumerate(deck.slides, start=1):
        layout = found[one.layout]
        package.put(SLIDE.format(number), _slide(deck, one, layout), "slide")
        relations = [_relation("rId1", "slideLayout", f"../slideLayouts/{layout.file}")]
        if one.notes:
            goal = NOTES.format(number).removeprefix("ppt/")
            relations.append(_relation("rId2", "notesSlide", f"../{goal}"))
            _put_notes(package, deck, one, number)
        package.parts[f"ppt/slides/_rels/slide{number}.xml.rels"] = _relations(relations)
        goal = SLIDE.format(number).removeprefix("ppt/")
        package.relations.append(_relation(f"rIdSlide{number}", "slide", goal))
    return package.written(len(deck.slides))


def _found(root: _Element, name: str) -> _Element:
    return next(root.iterchildren(f"{{{P}}}{name}"))


def _put_notes(package: Package, deck: Deck, one: Slide, number: int) -> None:
    said = _shape(3, "Notes", 'type="body" idx="3"', _paragraphs(deck, one.notes))
    body = _page("notes", _shape(2, "Slide", 'type="sldImg" idx="2"', ""), said)
    package.put(NOTES.format(number), body, "notesSlide")
    master = f"../{NOTES_MASTER.removeprefix('ppt/')}"
    goal = f"../{SLIDE.format(number).removeprefix('ppt/')}"
    package.parts[f"ppt/notesSlides/_rels/notesSlide{number}.xml.rels"] = _relations(
        [_relation("rId1", "notesMaster", master), _relation("rId2", "slide", goal)]
    )


def _slide(deck: Deck, one: Slide, layout: Layout) -> bytes:
    texts = {HEAD: (one.title,), BODY: one.lines, SMALL: one.small}
    shapes = []
    for number, lines in texts.items():
        place = layout.places.get(number)
        if place is None or not lines:
            continue
        kind = f'type="{place.kind}"' if place.kind else ""
        where = f'{kind} idx="{number}"' if number else kind
        body = _paragraphs(deck, lines, place.scale(lines))
        shapes.append(_shape(number + 2, NAMED[number], where, body))
    return _page("sld", *shapes)


def _shape(number: int, name: str, where: str, body: str) -> str:
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr>'
        f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {where}/></p:nvPr></p:nvSpPr>'
        f"<p:spPr/>{body}</p:sp>"
    )


def _paragraphs(deck: Deck, lines: Iterable[str], scale: int = SCALES[0]) -> str:
    fit = "" if scale == SCALES[0] else f'<a:normAutofit fontScale="{scale * 1000}"/>'
    written = "".join(
        f"<a:p>{''.join(_run(*piece) for piece in deck.pieces(line))}</a:p>" for line in lines
    )
    return f"<p:txBody><a:bodyPr>{fit}</a:bodyPr><a:lstStyle/>{written}</p:txBody>"


def _run(text: str, language: str) -> str:
    spoken = LOCALES.get(language, language)
    return f'<a:r><a:rPr lang="{spoken}"/><a:t>{escape(text)}</a:t></a:r>'


def _page(root: str, *shapes: str) -> bytes:
    group = (
        '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>'
    )
    return (
        f'{HEADER}<p:{root} xmlns:a="{A}" xmlns:r="{R}" xmlns:p="{P}"><p:cSld><p:spTree>'
        f"{group}{''.join(shapes)}</p:spTree></p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:{root}>"
    ).encode()


def _relation(name: str, kind: str, goal: str) -> str:
    return f'<Relationship Id="{name}" Type="{R}/{kind}" Target="{goal}"/>'


def _relations(listed: Iterable[str]) -> bytes:
    return f'{HEADER}<Relationships xmlns="{LISTED}">{"".join(listed)}</Relationships>'.encode()


def _with(xml: bytes, added: Iterable[str]) -> bytes:
    """A list in XML with more elements."""
    root = etree.fromstring(xml)
    space = etree.QName(root).namespace
    for one in etree.fromstring(f'<all xmlns="{space}">{"".join(added)}</all>'):
        root.append(one)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
