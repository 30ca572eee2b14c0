"""The handbook in a language as a ZIM: one file that Kiwix reads, on phones and computers, which
pass it on without a network.
"""

import datetime
import errno
import io
import os
import posixpath
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from libzim.writer import Creator, Hint, IndexData, Item, StringProvider
from PIL import Image

from handbook.images.png import repacked
from handbook.language.codes import three_letters
from handbook.language.folding import bare, unmarked
from handbook.publish.zimbytes import settled
from handbook.publish.zimpages import inside_of
from handbook.types import TYPES

# The most letters that programs show of these.
TITLE, SUMMARY, WHOLE = 30, 80, 4000
# Pixels of the picture in a list of files.
SIZE = 48
# Letters of a text for which the title counts three times, as what the library calls keywords.
SHARE = 1500
# How much room a file takes while it is written, in sizes of all that goes into it.
ROOM = 2
# In the folder of a page: its title in bare letters, for titles that are found in no other way.
BARE = "khong-dau.html"


@dataclass(frozen=True)
class ZimPage:
    """A page by its path below the root of the site, with the text that it is found by."""

    path: str
    title: str
    text: str


@dataclass(frozen=True)
class About:
    """What is said of a file. ``language`` is a code of two letters, or of three where there is
    none of two; ``short_title`` and ``address`` may be empty; ``icon`` is a square PNG; ``home``
    the path of the first page."""

    name: str
    title: str
    short_title: str
    summary: str
    language: str
    date: datetime.date
    address: str
    icon: bytes
    home: str

    @property
    def metadata(self) -> Mapping[str, str | datetime.date]:
        """By the names that the format gives them. A handbook names no persons: it is known by its
        own name, which stands for who made it, too."""
        title = self.title
        if len(title) > TITLE:
            title = textwrap.shorten(self.short_title or title, TITLE, placeholder="…")
        said: dict[str, str | datetime.date] = {
            "Creator": self.title,
            "Date": self.date,
            "Description": textwrap.shorten(self.summary, SUMMARY, placeholder="…"),
            "Flavour": "maxi",  # with all pictures
            "Language": three_letters(self.language),
            "LongDescription": textwrap.shorten(self.summary, WHOLE, placeholder="…"),
            "Name": self.name,
            "Publisher": self.title,
            "Source": self.address,
            "Tags": "_details:yes;_ftindex:yes;_pictures:yes",
            "Title": title,
        }
        return {name: value for name, value in said.items() if value}


class _Found(IndexData):
    """What a page is found by: its text, and its title once more for every few letters of it, so
    that a page by that name comes first."""

    def __init__(self, page: ZimPage) -> None:
        super().__init__()
        self.page = page

    def has_indexdata(self) -> bool:
        return True

    def get_title(self) -> str:
        return self.page.title

    def get_content(self) -> str:
        return _forms(self.page.text)

    def get_keywords(self) -> str:
        return f"{_forms(self.page.title)} " * (len(self.page.text) // SHARE + 1)

    def get_wordcount(self) -> int:
        return len(self.page.text.split())

    def get_geoposition(self) -> None:
        return None


def _forms(text: str) -> str:
    """A text in every form in which its words may be asked for: as they are, as older programs
    do; without marks, which newer ones take away, but not from a letter with a stroke; bare, as
    many people type."""
    lowered = unicodedata.normalize("NFC", text.lower())
    return "\n".join(dict.fromkeys((lowered, unmarked(lowered), bare(lowered))))


class _Entry(Item):
    """A file in the ZIM; a page when there is something that it is found by."""

    def __init__(self, path: str, body: bytes, page: ZimPage | None) -> None:
        super().__init__()
        self.path, self.body, self.page = path, body, page
        self.type = TYPES[Path(path).suffix]
        self.get_indexdata: Callable[[], IndexData] | None = None
        if page:
            found = _Found(page)
            self.get_indexdata = lambda: found

    def get_path(self) -> str:
        return self.path

    def get_title(self) -> str:
        return self.page.title if self.page else ""

    def get_mimetype(self) -> str:
        return self.type.media

    def get_contentprovider(self) -> StringProvider:
        return StringProvider(self.body)

    def get_hints(self) -> dict[Hint, int]:
        hints = {"FRONT_ARTICLE": bool(self.page), "COMPRESS": self.type.compress}
        return {Hint[name]: value for name, value in hints.items()}


def write_zim(site: Path, file: str, about: About, pages: Iterable[ZimPage]) -> None:
    """Write a file below the root of a finished site, with these of its pages and all that they
    show. The bytes depend on the content alone."""
    found = {page.path: page for page in pages}
    path, inside = site / file, sorted(inside_of(site, found).items())
    path.parent.mkdir(parents=True, exist_ok=True)
    _must_have_room(path.parent, sum(len(body) for _, body in inside))
    with _in_silence(), _creator(path, about) as creator:
        for name, body in inside:
            creator.add_item(_Entry(name, body, found.get(name)))
        for page in found.values():
            _add_bare_title(creator, page)
        for name, value in sorted(about.metadata.items()):
            creator.add_metadata(name, value)
        creator.add_illustration(SIZE, _small(about.icon))
    path.write_bytes(settled(path.read_bytes()))


def _must_have_room(folder: Path, size: int) -> None:
    """The library waits for ever when the disk fills up under it. It packs the parts, and lays two
    indexes beside them before they go in."""
    if shutil.disk_usage(folder).free < ROOM * size:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _add_bare_title(creator: Creator, page: ZimPage) -> None:
    """Let the list of titles find one with a stroke that was left out; programs show a page once
    when it is found by both."""
    plain = bare(page.title)
    if plain != unmarked(page.title.lower()):
        also = posixpath.join(posixpath.dirname(page.path), BARE)
        creator.add_redirection(also, plain, page.path, {Hint["FRONT_ARTICLE"]: True})


def _creator(path: Path, about: About) -> Creator:
    """Two workers would lay parts down in the order in which they happen to be ready."""
    creator = Creator(path).config_indexing(True, three_letters(about.language))
    return creator.config_nbworkers(1).set_mainpath(about.home)


def _small(icon: bytes) -> bytes:
    made = io.BytesIO()
    with Image.open(io.BytesIO(icon)) as picture:
        picture.convert("RGBA").resize((SIZE, SIZE), Image.Resampling.LANCZOS).save(made, "PNG")
    return repacked(made.getvalue())


@contextmanager
def _in_silence() -> Iterator[None]:
    """The library tells of its steps on the standard output, whatever is asked of it."""
    sys.stdout.flush()
    kept = os.dup(1)
    with Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    try:
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
