"""The site as a folder to take along: links name their file, because a folder has no server."""

import io
import re
import zipfile
from collections.abc import Iterable
from pathlib import Path

from handbook.publish.downloads import without_promises

# A link to a page of the site: an address that ends in a slash, or is dots and slashes alone.
PAGE_LINK = re.compile(
    r'(<(?:a|link)\b[^<>]*?\shref=")((?:\.\.?/)*(?:[\w.-]+/)*|\.\.?(?:/\.\.)*)((?:[?#][^"]*)?")'
)
# What only a server or a service worker has use for.
SERVED = re.compile(
    r"sw\.js|_headers|nginx-headers\.conf|sitemap\.xml|404\.html|.*\.(webmanifest|zip)"
    r"|offline\.\w+\.txt|assets/offline\.[0-9a-f]+\.json"
)
MANIFEST_LINK = re.compile(r'<link rel="?manifest"?[^>]*>')
# The same bytes at every build.
DATE = (1980, 1, 1, 0, 0, 0)


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
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for path in sorted(files):
            inside = path.relative_to(site).as_posix()
            if not SERVED.fullmatch(inside):
                entry = zipfile.ZipInfo(f"{name}/{inside}", DATE)
                archive.writestr(entry, _content(path), zipfile.ZIP_DEFLATED, 9)
    return kept.getvalue()


def _content(path: Path) -> bytes:
    if path.suffix != ".html":
        return path.read_bytes()
    return with_files(path.read_text(encoding="utf-8")).encode()
