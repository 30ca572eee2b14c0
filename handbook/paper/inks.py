"""The colours of what is made: the handbook's own; and in PDFs for few inks those inks.

There every colour becomes black, or the one ink that is mixed for the handbook. Typst knows
neither. So its colours, which are those of a screen, are told apart here: that of the handbook is
the ink, that of the marks is all inks there are, every other one the grey as light.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from handbook.paper.format import Files

# The colour in the files below templates/, and how the files end that have it.
TEMPLATE_COLOUR, COLOURED = "9b1c1c", (".typ", ".css", ".xml")
# Red, green, blue, or cyan, magenta, yellow, black: each from 0 to 1.
Colour = tuple[float, ...]
# What printers call an ink that is mixed, in letters that every program shows; all inks together.
SPOT, ALL = "/MauPha", "/All"
# What templates/marks.typ draws with.
MARKS: Colour = (0.0, 1.0, 1.0)
# Two colours that differ by less are one: a part has 255 steps.
NEAR = 0.5 / 255
# What chooses a colour, and in which way of painting; how a grey is chosen in that.
SPACES = {"cs": "g", "CS": "G"}
COLOURS = {"sc": "cs", "scn": "cs", "SC": "CS", "SCN": "CS"}
# How light colours are to an eye.
LIGHT = (0.2126, 0.7152, 0.0722)
# As PDF numbers them: a pattern of tiles; colours that change evenly, or in several pieces.
TILES, STRAIGHT, STITCHED = 1, 2, 3
Operation = tuple[Sequence[Any], pikepdf.Operator]


def coloured(files: Files, colour: str) -> Files:
    """The files of a job with a colour in the place of that of the templates."""
    if not colour:
        return files
    own, ours = colour.removeprefix("#"), TEMPLATE_COLOUR
    pairs = [(ours.encode(), own.encode()), (ours.upper().encode(), own.upper().encode())]
    found = dict(files)
    for name in (name for name in files if name.endswith(COLOURED)):
        for old, new in pairs:
            found[name] = found[name].replace(old, new)
    return found


def in_inks(path: Path, spot: str) -> None:
    """Change the file: its colours into inks. ``spot`` is the colour, as ``#9b1c1c``, that becomes
    the one beside black; when empty there is black alone.

    ValueError when a colour is none that Typst makes of ours.
    """
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        made = _Inks(_colour(spot) if spot else None)
        for holder in _drawn(document):
            made.recolour(document, holder)
        others = [one for one in document.objects if isinstance(one, Dictionary | pikepdf.Stream)]
        masks = {one.G.objgen for one in others if one.get("/S") == Name.Luminosity}
        for one in others:
            _grey(one, one.objgen in masks)
        document.save(path)


def _colour(said: str) -> Colour:
    return tuple(int(said[at : at + 2], 16) / 255 for at in (1, 3, 5))


def _drawn(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """All that is drawn: pages, what they show as one, what they fill with again and again."""
    yield from (page.obj for page in document.pages)
    for one in document.objects:
        if not isinstance(one, pikepdf.Stream):
            continue
        if one.get("/Subtype") == Name.Form or one.get("/PatternType") == TILES:
            yield one


@dataclass(frozen=True)
class _Inks:
    """Black, and the ink that a colour is printed in."""

    spot: Colour | None

    def recolour(self, document: pikepdf.Pdf, holder: pikepdf.Object) -> None:
        """Change what a page, or a form, draws."""
        done = [
            new
            for one in pikepdf.parse_content_stream(holder)
            for new in self._operation(list(one.operands), one.operator)
        ]
        body = pikepdf.unparse_content_stream(done)
        if isinstance(holder, pikepdf.Stream):
            holder.write(body)
        else:
            holder.Contents = document.make_stream(body)
        spaces = {"/Spot": _ink(SPOT, _cmyk(self.spot or MARKS)), "/All": _ink(ALL, (1, 1, 1, 1))}
        holder.Resources.ColorSpace = Dictionary(spaces)

    def _operation(self, given: Sequence[Any], operator: pikepdf.Operator) -> Iterator[Operation]:
        """What stands in the place of an operation; whatever a colour is, it is said in full, so
        that none depends on what was chosen before."""
        said = str(operator)
        if said in SPACES:
            yield [0], pikepdf.Operator(SPACES[said])
        elif said in COLOURS and isinstance(given[-1], Name):
            # A pattern: its own colours are changed where it is.
            yield [Name.Pattern], pikepdf.Operator(COLOURS[said])
            yield given, operator
        elif said in COLOURS:
            yield from self._chosen(tuple(map(float, given)), said)
        else:
            yield given, operator

    def _chosen(self, colour: Colour, said: str) -> Iterator[Operation]:
        choose = COLOURS[said]
        name = self._ink_of(colour)
        if name:
            yield [Name(name)], pikepdf.Operator(choose)
            yield [1], pikepdf.Operator(said)
        else:
            yield [round(lightness(colour), 3)], pikepdf.Operator(SPACES[choose])

    def _ink_of(self, colour: Colour) -> str:
        """The ink beside black that a colour is printed in; empty when that is none."""
        if self.spot is None:
            return ""
        return "/Spot" if _near(colour, self.spot) else "/All" if _near(colour, MARKS) else ""


def lightness(colour: Colour) -> float:
    """How light a grey or a colour is, from 0 to 1. ValueError when it is neither."""
    if len(colour) == 1:
        return colour[0]
    return sum(share * part for share, part in zip(LIGHT, colour, strict=True))


def _near(one: Colour, other: Colour) -> bool:
    same = len(one) == len(other)
    return same and all(abs(a - b) < NEAR for a, b in zip(one, other, strict=True))


def _cmyk(colour: Colour) -> Colour:
    """What a screen, and a printer without that ink, show instead."""
    most = max(colour)
    if most == 0:
        return (0, 0, 0, 1)
    return (*((most - part) / most for part in colour), 1 - most)


def _ink(name: str, shown: Colour) -> Array:
    """An ink of its own, as a space of colours with the one number how much of it."""
    none, full = Array([0, 0, 0, 0]), Array([round(part, 3) for part in shown])
    mixed = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=none, C1=full, N=1)
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, mixed])


def _grey(one: pikepdf.Object, is_mask: bool) -> None:
    """Change what has colours beside what is drawn: pictures, shades, what is shown as one."""
    if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == Name.Image:
        _grey_image(one)
    if "/ShadingType" in one:
        one.ColorSpace = Name.DeviceGray
        _grey_shades(one.Function)
    if is_mask:
        one.Group.CS = Name.DeviceGray
    elif "/Group" in one and "/CS" in one.Group:
        # In the inks of what it stands in: a grey that is mixed alone becomes one of four inks.
        del one.Group["/CS"]


def _grey_shades(way: pikepdf.Object) -> None:
    """Change the way from one colour to another, or several ways that go on from each other.
    ValueError when it is another way of telling it than Typst has for a drawing."""
    if way.FunctionType == STITCHED:
        for piece in way.Functions:
            _grey_shades(piece)
    elif way.FunctionType == STRAIGHT:
        for end in ("/C0", "/C1"):
            way[end] = Array([round(lightness(tuple(map(float, way[end]))), 3)])
    else:
        raise ValueError(f"shades of the kind {way.FunctionType}")
    if "/Range" in way:
        way.Range = Array([0, 1])


def _grey_image(image: pikepdf.Stream) -> None:
    space = image.get("/ColorSpace")
    if space is None or space == Name.DeviceGray:
        return
    picture = pikepdf.PdfImage(image).as_pil_image().convert("L")
    image.write(picture.tobytes())
    image.ColorSpace, image.BitsPerComponent = Name.DeviceGray, 8
    for key in ("/DecodeParms", "/Decode"):
        if key in image:
            del image[key]
