"""What kinds of file a site has: as what a server must send each, and whether it pays to compress.

The one list of them: the configurations for servers, scripts/verify and the tests go by it. A new
kind of file is a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True)
class Type:
    """The media type of a kind of file; ``compress``: it is sent much shorter when compressed."""

    media: str
    compress: bool = False

    @property
    def is_text(self) -> bool:
        """Whether readers' browsers have to be told of the encoding."""
        return self.media.startswith("text/")

    @property
    def sent(self) -> str:
        """The header Content-Type."""
        return f"{self.media}; charset=utf-8" if self.is_text else self.media


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
# Endings of names -> what the file is.
TYPES: Mapping[str, Type] = {
    ".atom": Type("application/atom+xml", compress=True),
    ".css": Type("text/css", compress=True),
    ".csv": Type("text/csv", compress=True),
    ".html": Type("text/html", compress=True),
    ".ics": Type("text/calendar", compress=True),
    ".js": Type("text/javascript", compress=True),
    ".json": Type("application/json", compress=True),
    ".svg": Type("image/svg+xml", compress=True),
    ".txt": Type("text/plain", compress=True),
    ".webmanifest": Type("application/manifest+json", compress=True),
    ".xml": Type("application/xml", compress=True),
    ".jpeg": Type("image/jpeg"),
    ".jpg": Type("image/jpeg"),
    ".png": Type("image/png"),
    ".webp": Type("image/webp"),
    ".apkg": Type("application/octet-stream"),
    ".docx": Type(f"{_OFFICE}.wordprocessingml.document"),
    ".epub": Type("application/epub+zip"),
    ".odp": Type(f"{_OPEN}.presentation"),
    ".ods": Type(f"{_OPEN}.spreadsheet"),
    ".odt": Type(f"{_OPEN}.text"),
    ".pdf": Type("application/pdf"),
    ".pptx": Type(f"{_OFFICE}.presentationml.presentation"),
    ".xlsx": Type(f"{_OFFICE}.spreadsheetml.sheet"),
    ".zim": Type("application/x-zim"),
    ".zip": Type("application/zip"),
    ".m4a": Type("audio/mp4"),
    ".mp3": Type("audio/mpeg"),
    ".mp4": Type("video/mp4"),
    ".webm": Type("video/webm"),
}


# The endings of the pictures that a handbook may have, by kind; the first is the usual one.
ENDINGS = {
    "jpeg": (".jpg", ".jpeg"),
    "png": (".png",),
    "webp": (".webp",),
    "svg": (".svg",),
}


def type_of(path: str) -> Type | None:
    """The kind of a file, by its path below the site's root; that of a folder is its page's."""
    ending = ".html" if path == "" or path.endswith("/") else PurePosixPath(path).suffix.lower()
    return TYPES.get(ending)


def first_page_of(path: str) -> str:
    """Where the picture of the first page of a file lies, if there is one."""
    return str(PurePosixPath(path).with_suffix(".png"))
