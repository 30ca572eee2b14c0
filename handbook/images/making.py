"""Pictures of other pictures: for screens and for paper, with nothing known about them left."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image

from handbook.images import svg
from handbook.images.png import repacked
from handbook.images.reading import Facts, pixels

# Widths on screens, in pixels; a picture is never enlarged. One nearly as wide is enough.
WIDTHS, NEAR = (360, 720), 1.15
# The most bytes of a picture on a page.
WEIGHT = 100_000
QUALITIES = (82, 74, 66, 58, 50, 40, 30)
COLOURS = (256, 128, 64, 32, 16)
# When nothing else helps, so much smaller.
SMALLER = 0.8
PAPER_QUALITY, COPY_QUALITY = 86, 92
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Rendition:
    """A picture as it was made in one size, in pixels; ``ending`` begins with a dot."""

    width: int
    height: int
    ending: str
    body: bytes


def widths(facts: Facts) -> tuple[int, ...]:
    """The widths in which a picture is made for screens, the largest last."""
    if facts.kind == "svg":
        return (facts.width,)
    smaller = [width for width in WIDTHS if width * NEAR < facts.width]
    largest = min(facts.width, WIDTHS[-1])
    return (*(width for width in smaller if width < largest), largest)


def for_screens(data: bytes, facts: Facts, width: int) -> Rendition:
    """The picture in a width, light enough; one that cannot be is made smaller."""
    if facts.kind == "svg":
        return Rendition(facts.width, facts.height, ".svg", svg.clean(data))
    whole = pixels(data, facts.kind, least=2 * width)
    while True:
        image = _cut(whole, width, width * whole.height // whole.width + 1)
        for ending, body in _attempts(image, facts.made):
            if len(body) <= WEIGHT:
                return Rendition(image.width, image.height, ending, body)
        width = max(1, int(width * SMALLER))


def for_paper(data: bytes, facts: Facts, width: int, height: int) -> bytes:
    """The picture cut to no more than these pixels, in the kind that is made of it."""
    if facts.kind == "svg":
        return svg.clean(data)
    image = _cut(pixels(data, facts.kind, least=2 * max(width, height)), width, height)
    return _png(image) if facts.made == "png" else _jpeg(image, PAPER_QUALITY)


def copied(data: bytes, facts: Facts) -> bytes:
    """The picture as it is, upright, without what was known about it."""
    if facts.kind == "svg":
        return svg.clean(data)
    image = pixels(data, facts.kind)
    if facts.kind == "jpeg":
        return _jpeg(image, COPY_QUALITY)
    return _png(image) if facts.kind == "png" else _saved(image, "WEBP", quality=COPY_QUALITY)


def _attempts(image: Image.Image, kind: str) -> Iterator[tuple[str, bytes]]:
    """The picture better and heavier first."""
    if kind == "png":
        yield ".png", _png(image)
        method = Image.Quantize.FASTOCTREE
        full = image if image.mode == "RGBA" else image.convert("RGB")
        for colours in COLOURS:
            yield ".png", _png(full.quantize(colours, method=method, dither=Image.Dither.NONE))
    for quality in QUALITIES:
        yield ".jpg", _jpeg(image, quality)


def _cut(image: Image.Image, width: int, height: int) -> Image.Image:
    """The picture, no wider and no higher than this."""
    share = min(1.0, width / image.width, height / image.height)
    if share == 1.0:
        return image
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image.resize(size, Image.Resampling.LANCZOS)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    return _saved(_on_white(image), "JPEG", quality=quality, optimize=True, progressive=True)


def _png(image: Image.Image) -> bytes:
    return repacked(_saved(image, "PNG", optimize=True))


def _saved(image: Image.Image, kind: str, **settings: object) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **settings)
    return made.getvalue()


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, WHITE)
    ground.paste(image, mask=image.getchannel("A"))
    return ground
