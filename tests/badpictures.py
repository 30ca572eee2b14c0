"""Files that are no text, for the cases of the rules: pictures good and bad, what lies about."""

import io
import os
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from PIL import Image, ImageFilter

PLACE = "docs/hinh"
# A drawing that says no more than it must; {0} comes inside.
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"{1}>{0}</svg>'
SIZE = ' width="40" height="30"'

Maker = Callable[[Path], None]


def photo(width: int = 400, height: int = 300) -> Image.Image:
    """A picture with as many colours as a photo."""
    across = Image.linear_gradient("L").resize((width, height))
    down = across.transpose(Image.Transpose.ROTATE_90).resize((width, height))
    noise = Image.effect_noise((width, height), 60).filter(ImageFilter.GaussianBlur(2))
    return Image.merge("RGB", (across, down, noise))


def saved(image: Image.Image, kind: str, **settings: object) -> bytes:
    """A picture as the bytes of a file."""
    made = io.BytesIO()
    image.save(made, kind, **settings)
    return made.getvalue()


def png_head(width: int, height: int) -> bytes:
    """The beginning of a picture that says how large it is and has next to nothing in it."""

    def part(kind: bytes, body: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + body))
        return struct.pack(">I", len(body)) + kind + body + check

    head = part(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = part(b"IDAT", zlib.compress(b"\0" * 100_000))
    return b"\x89PNG\r\n\x1a\n" + head + body + part(b"IEND", b"")


def file(name: str, body: Callable[[], bytes]) -> Maker:
    """Writes a file below a handbook."""

    def make(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(body())

    return make


def picture(name: str, body: Callable[[], bytes]) -> Maker:
    return file(f"{PLACE}/{name}", body)


def drawing(inside: str, attributes: str = SIZE) -> Maker:
    return picture("so-do.svg", lambda: DRAWING.format(inside, attributes).encode())


def moving() -> bytes:
    frames = [photo(40, 30), photo(40, 30).rotate(90)]
    return saved(frames[0], "WEBP", save_all=True, append_images=frames[1:])


def shortcut(root: Path) -> None:
    (root / PLACE / "hop.svg").symlink_to(root / PLACE / "phong-doc.svg")


MADE: Mapping[str, Maker] = {
    "file-empty": picture("hop.jpg", bytes),
    "file-empty-tep-kem": file("docs/tep/noi-quy.pdf", bytes),
    "file-ending": picture("IMG 2027.JPG", lambda: saved(photo(), "JPEG")),
    "file-folder": lambda root: (root / PLACE / "hop.jpg").mkdir(),
    "file-hidden": picture("_hop.jpg", lambda: saved(photo(), "JPEG")),
    "file-kind": file("docs/tep/phan-mem.exe", lambda: b"MZ"),
    "file-instead": file("docs/_questions", bytes),
    "file-large": file("docs/tep/noi-quy.pdf", lambda: b"%PDF-1.7\n" + bytes(12_300_000)),
    "file-left": file("docs/hinh/Thumbs.db", lambda: b"\0"),
    "file-left-mac": file("docs/.DS_Store", lambda: b"\0"),
    "file-left-word": file("docs/chuyen-de/~$bai.docx", lambda: b"\0"),
    "file-shortcut": shortcut,
    "file-special": lambda root: os.mkfifo(root / "docs/_registers/moi.yml"),
    "file-unused": picture("hop.jpg", lambda: saved(photo(), "JPEG")),
    "file-unused-word": file("docs/chuyen-de/bai.docx", lambda: b"PK"),
    "picture-animated": picture("hop.webp", moving),
    "picture-broken": picture("hop.jpg", lambda: saved(photo(), "JPEG")[:-400]),
    "picture-broken-chu": picture("hop.jpg", lambda: b"Not a picture at all."),
    "picture-broken-png": picture("hop.png", lambda: png_head(300, 9000)),
    "picture-drawing": drawing("<script>1</script>"),
    "picture-drawing-dan-ra": drawing('<use xlink:href="https://example.org/a.svg#b"/>'),
    "picture-drawing-hinh": drawing('<image href="data:image/png;base64,AA=="/>'),
    "picture-drawing-kieu": drawing("<style>rect{fill:url(https://example.org/a)}</style>"),
    "picture-drawing-la": drawing("<foreignObject/>"),
    "picture-drawing-large": drawing(f"<desc>{'a' * 120_000}</desc>"),
    "picture-drawing-size": drawing("<path/>", ""),
    "picture-drawing-su-kien": drawing("<path/>", f'{SIZE} onload="a()"'),
    "picture-ending": picture("hop.jpg", lambda: saved(photo(), "PNG")),
    "picture-format-heic": picture("hop.jpg", lambda: b"\0\0\0\x18ftypheic" + bytes(40)),
    "picture-format-tep": picture("hop.heic", lambda: b"\0\0\0\x18ftypheic"),
    "picture-format-gif": picture("hop.gif", lambda: saved(photo().convert("P"), "GIF")),
    "picture-large": picture("hop.jpg", lambda: saved(photo(), "JPEG") + bytes(12_300_000)),
    "picture-place-ngam": file("docs/_hinh/hop.jpg", lambda: saved(photo(), "JPEG")),
    "picture-place-ngoai": file("hop.jpg", lambda: saved(photo(), "JPEG")),
    "picture-pixels": picture("hop.png", lambda: png_head(30_000, 20_000)),
}
