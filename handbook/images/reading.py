"""A picture as a file: what it is, whether it can be used, its pixels as they are meant."""

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from handbook.images import svg
from handbook.images.faults import UnusableError

# What an editor may take for usable, by the bytes that it begins with.
OTHERS = (
    (b"GIF8", "GIF"), (b"BM", "BMP"), (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"8BPS", "PSD"),
    (b"%PDF", "PDF"), (b"PK", "ZIP"),
)  # fmt: skip
# Brands of the container that phones put pictures in.
BRANDS = {b"avif": "AVIF", b"avis": "AVIF"}
MEGABYTE, MEGAPIXEL = 1_000_000, 1_000_000
MOST_BYTES, MOST_PIXELS = 10 * MEGABYTE, 60 * MEGAPIXEL
# A picture of more colours than this is a photo.
FLAT = 4096
# Values of the EXIF orientation that lay a picture on its side.
ORIENTATION, SIDEWAYS = 0x0112, (5, 6, 7, 8)
# Whatever Pillow says of a file that is not what it should be.
BROKEN = (
    OSError, SyntaxError, ValueError, TypeError, LookupError, EOFError, struct.error, zlib.error
)  # fmt: skip

# The own limit is checked before anything is decoded.
Image.MAX_IMAGE_PIXELS = None


@dataclass(frozen=True)
class Facts:
    """A usable picture: its kind, its size as it is shown, and the kind that is made of it."""

    kind: str
    width: int
    height: int
    made: str


def kind_of(data: bytes) -> str:
    """The kind of a file by its content. UnusableError when it is no picture, or one of another."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data[4:8] == b"ftyp":
        raise UnusableError("format", kind=BRANDS.get(data[8:12], "HEIC"))
    for start, name in OTHERS:
        if data.startswith(start):
            raise UnusableError("format", kind=name)
    if svg.is_svg(data):
        return "svg"
    raise UnusableError("broken")


def facts_of(data: bytes) -> Facts:
    """What a file is, decoded once to its end. UnusableError when it cannot be used."""
    if not data:
        raise UnusableError("empty")
    if len(data) > MOST_BYTES:
        size, most = f"{len(data) / MEGABYTE:.1f}".replace(".", ","), MOST_BYTES // MEGABYTE
        raise UnusableError("large", size=size, most=most)
    kind = kind_of(data)
    if kind == "svg":
        return Facts(kind, *svg.size_of(svg.sound(data)), kind)
    try:
        return _raster_facts(data, kind)
    except BROKEN as error:
        raise UnusableError("broken") from error


def _raster_facts(data: bytes, kind: str) -> Facts:
    image = _opened(data, kind)
    width, height = image.size
    if width * height > MOST_PIXELS:
        pixels, most = -(-width * height // MEGAPIXEL), MOST_PIXELS // MEGAPIXEL
        raise UnusableError("pixels", pixels=pixels, most=most)
    # A photo of a phone may hold a second picture; it is none that moves.
    if kind != "jpeg" and getattr(image, "n_frames", 1) > 1:
        raise UnusableError("animated")
    if image.getexif().get(ORIENTATION) in SIDEWAYS:
        width, height = height, width
    # All is read, in an eighth of the size where the format can do that.
    image.draft(None, (1, 1))
    image.load()
    return Facts(kind, width, height, _made(image, kind))


def _made(image: Image.Image, kind: str) -> str:
    """Photos are made JPEG; drawings with few colours, and what one can see through, PNG."""
    if kind == "jpeg":
        return "jpeg"
    plain = _plain(image)
    return "png" if plain.mode == "RGBA" or plain.getcolors(FLAT) else "jpeg"


def pixels(data: bytes, kind: str, least: int = 0) -> Image.Image:
    """The picture upright in the colours of screens, as RGB, RGBA or L, with nothing known about
    it. With ``least`` it may come smaller, but not below that in width and height."""
    image = _opened(data, kind)
    if least:
        image.draft(None, (least, least))
    image.load()
    profile = image.info.get("icc_profile")
    upright = ImageOps.exif_transpose(image)
    plain = _plain(_in_srgb(upright, profile) if profile else upright)
    plain.info = {}
    return plain


def _opened(data: bytes, kind: str) -> Image.Image:
    return Image.open(io.BytesIO(data), formats=[kind.upper()])


def _plain(image: Image.Image) -> Image.Image:
    """RGB, L, or RGBA when something of it can be seen through."""
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("1", "L") and "transparency" not in image.info:
        return image.convert("L")
    if image.mode in ("RGBA", "LA", "PA", "RGBa", "La") or "transparency" in image.info:
        clear = image.convert("RGBA")
        lowest, _ = clear.getchannel("A").getextrema()
        return clear if float(str(lowest)) < 255 else clear.convert("RGB")
    return image.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The colours as screens have them; a profile that cannot be read says nothing."""
    colours = image.convert("RGB") if image.mode in ("P", "RGBA") else image
    try:
        source = ImageCms.getOpenProfile(io.BytesIO(profile))
        done = ImageCms.profileToProfile(
            colours, source, ImageCms.createProfile("sRGB"), outputMode="RGB"
        )
    except ImageCms.PyCMSError:
        return image
    if done is None:
        return image
    if image.mode == "RGBA" or "transparency" in image.info:
        done.putalpha(image.convert("RGBA").getchannel("A"))
    return done
