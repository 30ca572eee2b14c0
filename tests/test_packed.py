"""Compressed bytes are the same on every machine: none of them is made by the system's zlib.

Whatever is published is unpacked and packed again by the pinned library, and must come out as it
was: another compressor would have made other bytes.
"""

import io
import re
import struct
import subprocess
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import deflate
import pikepdf
import pytest
from PIL import Image

from handbook.images.making import copied
from handbook.images.png import repacked
from handbook.images.reading import facts_of
from handbook.packed import LEVEL, MOST, Entry, gzip_file, zip_file
from handbook.paper import pdfpack
from tests.conftest import BuiltSite

PACKED = (".docx", ".epub", ".zip")
PNG = b"\x89PNG\r\n\x1a\n"
FLATE = re.compile(rb"/FlateDecode[^\n]*?/Length (\d+)[^\n]* >>\nstream\n")
TEXT = b"Trong dau tranh " * 500 + bytes(range(256)) * 40


def is_ours(raw: bytes, plain: bytes) -> bool:
    return any(raw == deflate.deflate_compress(plain, level) for level in (LEVEL, MOST))


def foreign_in_zip(body: bytes) -> Iterator[str]:
    """What in a ZIP another compressor has made."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        for info in archive.infolist():
            plain = archive.read(info)
            name, extra = struct.unpack_from("<HH", body, info.header_offset + 26)
            start = info.header_offset + 30 + name + extra
            raw = body[start : start + info.compress_size]
            if info.compress_type == zipfile.ZIP_DEFLATED and not is_ours(raw, plain):
                yield info.filename
            assert info.date_time == (1980, 1, 1, 0, 0, 0)


def png_is_ours(body: bytes) -> bool:
    return repacked(body) == body


def foreign_in_pdf(body: bytes) -> Iterator[int]:
    """Where a PDF has a stream that another compressor has made."""
    found = list(FLATE.finditer(body))
    assert len(found) == body.count(b"/FlateDecode") > 2
    for match in found:
        raw = body[match.end() : match.end() + int(match[1])]
        if not is_ours(raw[2:-4], zlib.decompress(raw)):
            yield match.start()


@pytest.mark.slow
def test_no_download_was_compressed_by_the_system(printed: BuiltSite) -> None:
    files = [path for path in printed.folder.rglob("*") if path.suffix in (*PACKED, ".pdf")]
    assert {path.suffix for path in files} == {*PACKED, ".pdf"}
    assert not list(printed.folder.rglob("*.gz"))
    for path in files:
        body = path.read_bytes()
        foreign = foreign_in_pdf(body) if path.suffix == ".pdf" else foreign_in_zip(body)
        assert not list(foreign), path.name


def test_pictures_are_the_same_dot_for_dot() -> None:
    image = Image.effect_mandelbrot((200, 100), (-3, -2.5, 2, 2.5), 100).convert("RGB")
    given = io.BytesIO()
    image.save(given, "PNG")
    made = copied(given.getvalue(), facts_of(given.getvalue()))
    assert made != given.getvalue() and made.startswith(PNG) and png_is_ours(made)
    with Image.open(io.BytesIO(made)) as again:
        assert again.tobytes() == image.tobytes()


def test_a_zip_is_read_as_it_was_written() -> None:
    """Names with marks, an empty file, one that is kept as it is. epubcheck has a reader of its own
    for the books that are packed so."""
    entries = [Entry("trống", b""), Entry("chữ/bài.txt", TEXT), Entry("như cũ", TEXT, False)]
    packed = zip_file(entries)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {
            entry.name: entry.body for entry in entries
        }
        kinds = [info.compress_type for info in archive.infolist()]
        modes = {info.external_attr >> 16 for info in archive.infolist()}
    assert kinds == [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED]
    assert modes == {0o100644} and packed == zip_file(entries)


def test_more_than_a_zip_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="ZIP"):
        zip_file(Entry(str(number), b"") for number in range(2**16))


def test_a_gzip_has_no_time() -> None:
    packed = gzip_file(TEXT)
    assert packed[4:8] == bytes(4) and zlib.decompress(packed, 31) == TEXT


def photo() -> bytes:
    made = io.BytesIO()
    Image.new("L", (8, 8)).save(made, "JPEG")
    return made.getvalue()


def document() -> pikepdf.Pdf:
    made = pikepdf.new()
    page = made.add_blank_page()
    page.Contents = made.make_stream(TEXT)
    made.docinfo["/Title"] = "a >>\nstream\nb"
    made.Root.Raw = made.make_stream(photo(), Filter=pikepdf.Name.DCTDecode)
    return made


def test_a_pdf_has_the_same_content(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with document() as made:
        pdfpack.write(made, path)
    with pikepdf.open(path) as read:
        assert read.pages[0].Contents.read_bytes() == TEXT
        assert str(read.docinfo["/Title"]) == "a >>\nstream\nb"
        assert read.Root.Raw.read_raw_bytes() == photo()
    checked = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    assert len(path.read_bytes()) < len(TEXT) and not list(foreign_in_pdf(path.read_bytes()))


def test_a_pdf_of_another_program_is_refused() -> None:
    with pytest.raises(ValueError, match="not as pikepdf"):
        pdfpack.packed(b"%PDF-1.7\nxref\n0 0\ntrailer\n<<>>\nstartxref\n9\n%%EOF")
