"""Pages as programs show them that read ZIM files: without scripts, and every link leads to what
lies in the same file, or out of it to where it always led.

Such a program shows a page in a frame of its own, below an address that nobody knows here, often
with code of its own in it: a policy for pages would be about its code, not about ours, which is
none.
"""

import html
import posixpath
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import unquote

from handbook import marks
from handbook.publish.assets import NAMED_STYLES
from handbook.publish.folder import is_heavy, with_files
from handbook.types import TYPES

# What stands between the name of a tag and its end.
INSIDE = r"""(?:[^<>"']|"[^"]*"|'[^']*')*"""
# Scripts, what only they show, what sends a page by its address, and what is about the site at its
# address or in other languages.
LEFT_OUT = re.compile(
    rf"<script\b{INSIDE}>.*?</script>"
    rf'|<meta http-equiv="content-security-policy"{INSIDE}>'
    rf'|<link rel="(?:canonical|alternate|apple-touch-icon)"{INSIDE}>'
    rf'|<meta property="og:(?:url|image[^"]*)"{INSIDE}>'
    rf'|<button class="(?:reading-open|print)"{INSIDE}>.*?</button>'
    rf'|<a class="{marks.SHARE}"{INSIDE}>.*?</a>'
    rf"|<a\b{INSIDE}\shreflang={INSIDE}>.*?</a>"
    # Names that only scripts read; they hold no boxes.
    rf"|<div hidden{INSIDE}>.*?</div>"
    # Sheets of what scripts put into a page.
    rf"|<link\b[^>]*/(?:{'|'.join(NAMED_STYLES)})\.[^>]*>"
    rf'|<div class="(?:{marks.FILTER}|{marks.NOW})"{INSIDE}>.*?</div>'
    rf'|<span class="{marks.EDITION_NOW}"{INSIDE}></span>'
    # The boxes in it hold no others.
    rf'|<div class="{marks.OFFLINE}"{INSIDE}>(?:(?!</?div).|<div\b{INSIDE}>.*?</div>)*</div>',
    re.DOTALL | re.IGNORECASE,
)
LINK = re.compile(rf"<a\b(?P<inside>{INSIDE})>(?P<text>.*?)</a>|<link\b(?P<alone>{INSIDE})>", re.S)
ADDRESS = re.compile(r'\s(?:href|src)="(?P<one>[^"]*)"|\ssrcset="(?P<several>[^"]*)"')
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|\Z")


def inside_of(site: Path, names: Collection[str]) -> dict[str, bytes]:
    """What a ZIM has of the finished pages of these names: they, and the files that they show or
    lead to, by path below the root of the site."""
    pages = {name: LEFT_OUT.sub("", _read(site / name)) for name in sorted(names)}
    files = {
        file: (site / file).read_bytes()
        for file in sorted({goal for name in pages for goal in _goals(pages[name], name)})
        if _goes_along(site / file)
    }
    known = {*pages, *files}
    closed = {name: _closed(with_files(page), name, known) for name, page in pages.items()}
    return {**{name: page.encode() for name, page in closed.items()}, **files}


def _goes_along(file: Path) -> bool:
    """Whether what a page leads to lies in the ZIM, too; pages are chosen by their language."""
    is_known = file.suffix in TYPES and file.suffix != ".html"
    return is_known and file.is_file() and not is_heavy(file)


def _goals(page: str, name: str) -> Iterator[str]:
    """What a page leads to on the same site, as paths below its root."""
    for found in ADDRESS.finditer(page):
        several = (one.split()[0] for one in (found["several"] or "").split(",") if one.strip())
        for address in several if found["one"] is None else (found["one"],):
            goal = _goal(address, name)
            if goal is not None:
                yield goal


def _goal(address: str, name: str) -> str | None:
    """The path below the root to which an address in a page leads; None when that is outside, or
    in the page."""
    plain = html.unescape(address)
    if OUTSIDE.match(plain):
        return None
    path = unquote(re.split(r"[?#]", plain, maxsplit=1)[0])
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), path))


def _closed(page: str, name: str, known: Collection[str]) -> str:
    """The page with the text alone of each link to what is not known."""

    def said(link: re.Match[str]) -> str:
        found = ADDRESS.search(link["inside"] or link["alone"] or "")
        goal = _goal(found["one"] or "", name) if found else None
        return link[0] if goal is None or goal in known else (link["text"] or "")

    return LINK.sub(said, page)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
