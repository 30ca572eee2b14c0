"""Drawings in SVG: what of them may be published. They are pictures, no programs."""

import re

from lxml import etree
from lxml.etree import _Element

from handbook.images.faults import UnusableError

SVG = "http://www.w3.org/2000/svg"
XLINK = "{http://www.w3.org/1999/xlink}href"
MOST_BYTES = 100_000
# In pixels; of a drawing that says its shape alone.
WIDTH = 720
# Elements that run, or bring in what is no drawing.
FORBIDDEN = frozenset(("script", "foreignObject", "iframe", "audio", "video", "handler", "image"))
# What drawing programs note for themselves.
NOTES = frozenset(("metadata", "title", "desc"))
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)|@import", re.IGNORECASE)
LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*\Z")
# Pixels of CSS to a unit.
UNITS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}


def is_svg(data: bytes) -> bool:
    """Whether a file says that it is a drawing, even a broken one."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"<") and b"<svg" in data[:65536]


def sound(data: bytes) -> _Element:
    """The drawing as a tree without notes. UnusableError when it has what a drawing needs not."""
    if len(data) > MOST_BYTES:
        raise UnusableError("heavy", size=-(-len(data) // 1000), most=MOST_BYTES // 1000)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True,
                             remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnusableError("broken") from error
    if root.tag != f"{{{SVG}}}svg":
        raise UnusableError("broken")
    if root.getroottree().docinfo.internalDTD is not None and b"<!ENTITY" in data:
        raise UnusableError("drawing", part="<!ENTITY>")
    for element in root.iter():
        _check(element)
    return root


def _check(element: _Element) -> None:
    if not isinstance(element.tag, str):
        raise UnusableError("drawing", part="<!ENTITY>")
    name = etree.QName(element).localname
    if name in FORBIDDEN:
        raise UnusableError("drawing", part=f"<{name}>")
    if OUTSIDE.search(element.text or "") and name == "style":
        raise UnusableError("drawing", part="url(…)")
    for key, value in element.attrib.items():
        plain = etree.QName(str(key)).localname
        if plain.lower().startswith("on"):
            raise UnusableError("drawing", part=plain)
        if plain in ("href", "src") and not str(value).startswith("#"):
            raise UnusableError("drawing", part=f"{plain}=“{str(value)[:60]}”")
        if OUTSIDE.search(str(value)):
            raise UnusableError("drawing", part=f"{plain}=“{str(value)[:60]}”")


def size_of(root: _Element) -> tuple[int, int]:
    """Width and height in pixels of CSS. UnusableError when it does not say them."""
    found = [_length(root.get(name)) for name in ("width", "height")]
    box = [float(part) for part in re.findall(r"-?[0-9.]+", str(root.get("viewBox") or ""))]
    width, height = found
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        width = width or (height * box[2] / box[3] if height else WIDTH)
        height = height or width * box[3] / box[2]
    if not width or not height:
        raise UnusableError("unsized")
    return max(1, round(width)), max(1, round(height))


def _length(value: str | None) -> float | None:
    found = LENGTH.match(value or "")
    return float(found[1]) * UNITS[found[2]] if found else None


def clean(data: bytes) -> bytes:
    """The drawing as it is published: what programs noted in it is gone."""
    root = sound(data)
    width, height = size_of(root)
    for element in list(root.iter()):
        space = etree.QName(element).namespace
        if element is not root and (space != SVG or etree.QName(element).localname in NOTES):
            _drop(element)
            continue
        for key in list(element.attrib):
            if etree.QName(str(key)).namespace and key != XLINK:
                del element.attrib[key]
    for name, size in (("width", width), ("height", height)):
        root.set(name, str(size))
    etree.cleanup_namespaces(root)
    return bytes(etree.tostring(root, encoding="utf-8"))


def _drop(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
