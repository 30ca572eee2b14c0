"""The site as a folder to take along: links name their file, because a folder has no server."""

import posixpath
import re
from collections.abc import Collection, Iterable
from pathlib import Path

from handbook.content.files import is_attachment, is_picture
from handbook.packed import Entry, zip_file
from handbook.publish.downloads import without_promises

# A link to a page of the site: an address that ends in a slash, or is dots and slashes alone.
PAGE_LINK = re.compile(
    r'(<(?:a|link)\b[^<>]*?\shref=")((?:\.\.?/)*(?:[\w.-]+/)*|\.\.?(?:/\.\.)*)((?:[?#][^"]*)?")'
)
# What only a server or a service worker has use for.
SERVED = re.compile(
    r"sw\.js|sitemap\.xml|404\.html|.*\.(webmanifest|zim|zip)"
    r"|offline\.\w+\.txt|assets/offline\.[0-9a-f]+\.json"
)
MANIFEST_LINK = re.compile(r'<link rel="?manifest"?[^>]*>')
FILE_LINK = re.compile(r'<a href="(?P<path>[^":?#]+)"[^>]*>(?P<text>.*?)</a>', re.DOTALL)
# Of the files to download, those of more bytes stay on the site.
LIGHT = 2_000_000


def with_files(page: str) -> str:
    """The page with every link to a page of the site naming its index.html."""
    return PAGE_LINK.sub(_named, MANIFEST_LINK.sub("", without_promises(page)))


def _named(match: re.Match[str]) -> str:
    before, path, after = match.groups()
    if not path:
        return match[0]
    return f"{before}{path.rstrip('/')}/index.html{after}"


def folder_zip(site: Path, name: str, files: Iterable[Path]) -> bytes:
    """The files of a built site in a folder ``name``, as a ZIP."""
    found = {path.relative_to(site).as_posix(): path for path in sorted(files)}
    heavy = frozenset(name for name, path in found.items() if is_heavy(path))
    return zip_file(
        Entry(f"{name}/{inside}", _content(path, posixpath.dirname(inside), heavy))
        for inside, path in found.items()
        if not SERVED.fullmatch(inside) and inside not in heavy
    )


def is_heavy(path: Path) -> bool:
    """Whether a file of a site is too large to take along."""
    is_download = is_attachment(path.name) or is_picture(path.name)
    return is_download and path.stat().st_size > LIGHT


def _content(path: Path, folder: str, heavy: Collection[str]) -> bytes:
    if path.suffix != ".html":
        return path.read_bytes()
    return with_files(_without(heavy, path.read_text(encoding="utf-8"), folder)).encode()


def _without(heavy: Collection[str], page: str, folder: str) -> str:
    """The page of a folder, with the text of each link to one of these files alone."""

    def said(link: re.Match[str]) -> str:
        goal = posixpath.normpath(posixpath.join(folder, link["path"]))
        return link["text"] if goal in heavy else link[0]

    return FILE_LINK.sub(said, page) if heavy else page
