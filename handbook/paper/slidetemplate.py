"""A presentation of an editor as a template: its layouts stay, its slides go."""

from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, join, normpath

from lxml import etree

from handbook.paper.slidexml import PRESENTATION, RELATIONS, TYPES, P

# What a presentation has that names single slides: the list of them, shows of some, sections.
OF_SLIDES = ("sldIdLst", "custShowLst", "extLst")
# The slides, and how their editor last looked at them, which names some of them too.
GONE = ("/slide", "/viewProps")


def without_slides(parts: Mapping[str, bytes]) -> Mapping[str, bytes]:
    """The parts without the slides and all that only these lead to. KeyError, XMLSyntaxError when
    it is no presentation."""
    kept = dict(parts)
    shown = etree.fromstring(kept[PRESENTATION])
    for name in OF_SLIDES:
        for element in shown.findall(f"{{{P}}}{name}"):
            shown.remove(element)
    kept[PRESENTATION] = _bytes(shown)
    relations = etree.fromstring(kept[RELATIONS])
    for one in list(relations):
        if str(one.get("Type")).endswith(GONE):
            relations.remove(one)
    kept[RELATIONS] = _bytes(relations)
    reached = _reached(kept)
    types = etree.fromstring(kept[TYPES])
    for one in list(types):
        if one.get("PartName") and str(one.get("PartName")).lstrip("/") not in reached:
            types.remove(one)
    kept[TYPES] = _bytes(types)
    return {name: body for name, body in kept.items() if name in reached}


def _reached(parts: Mapping[str, bytes]) -> set[str]:
    """The names of all that something leads to, and of the lists that lead there."""
    found, todo = {TYPES}, [""]
    while todo:
        name = todo.pop()
        listed = join(dirname(name), "_rels", f"{basename(name)}.rels")
        if listed not in parts:
            continue
        found.add(listed)
        new = [goal for goal in _goals(parts[listed], dirname(name)) if goal not in found]
        found.update(new)
        todo += new
    return found


def _goals(listed: bytes, folder: str) -> Iterator[str]:
    for one in etree.fromstring(listed):
        if one.get("TargetMode") != "External":
            yield normpath(join("/", folder, str(one.get("Target")))).lstrip("/")


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
