"""What is left at an address that a handbook moves away from: each page leads on to the same page
at the new one, and the worker of readers who came before takes itself away.

Pages are files, so that any host of files will do. The server does not lead on by itself: then no
reader could take along what the browser keeps for the old address, and the old worker would stay.
"""

import html
import re
import shutil
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from string import Template

from handbook import marks
from handbook.language.texts import Texts
from handbook.publish.assets import Assets
from handbook.publish.copy import INDEX, retired_files
from handbook.publish.edition import BROTLI, EDITION, GZIP, Built
from handbook.publish.policy import with_policy, written_policy
from handbook.publish.scripts import script
from handbook.publish.servers import FOLDER as CONFIGURATIONS
from handbook.publish.styles import small
from handbook.publish.sums import write_sums
from handbook.types import TYPES

FOLDER, GROUP = "leaving", "leaving"
HOME, MISSING = "index.html", "404.html"
LANGUAGE = re.compile(r'<html lang="?([a-z]+)')
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
# Lines for hosts that can lead on from what is no page.
REDIRECTS, NGINX = "_redirects", "nginx-redirects.conf"


@dataclass(frozen=True)
class Move:
    """From a site to an address, which ends in a slash. ``browser`` is the folder of the scripts'
    sources, ``languages`` are those of the site, its own first."""

    old: Built
    address: str
    browser: Path
    texts: Texts
    languages: Sequence[str]

    @cached_property
    def assets(self) -> Assets:
        """The script and the sheet of all pages."""
        made, folder = Assets(), self.browser / FOLDER
        made.add("leaving.js", script(folder))
        made.add("leaving.css", small((folder / "leaving.css").read_text(encoding="utf-8")))
        return made

    @cached_property
    def template(self) -> Template:
        """A page, with the policy that servers go on sending."""
        page = (self.browser / FOLDER / "page.html").read_text(encoding="utf-8")
        first = (self.old.folder / HOME).read_text(encoding="utf-8")
        return Template(with_policy(page, written_policy(first)) or page)


def write_retired(move: Move, folder: Path) -> None:
    """Write the site that is left into a folder, with its list."""
    files = {**_pages(move), **move.assets.files, **retired_files(move.browser), **_lines(move)}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    # What the server was told by the site it goes on being told.
    for name in (*filter(_is_for_server, move.old.sums), EDITION):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(move.old.folder / name, folder / name)
    write_sums(folder)


def _is_for_server(name: str) -> bool:
    """Whether a file is for no reader."""
    if name.startswith(f"{CONFIGURATIONS}/"):
        return not name.endswith((GZIP, BROTLI))
    known = {*TYPES, GZIP, BROTLI}
    return PurePosixPath(name).suffix not in known and name not in (REDIRECTS, NGINX)


def _pages(move: Move) -> Mapping[str, str]:
    names = [name for name in move.old.sums if name.endswith(".html") and name != MISSING]
    return {MISSING: _missing(move), **{name: _page(move, name) for name in names}}


def _page(move: Move, name: str) -> str:
    old = (move.old.folder / name).read_text(encoding="utf-8")
    language = _first(LANGUAGE, old)
    known = language if language in move.languages else move.languages[0]
    return _filled(move, known, name, _first(TITLE, old))


def _filled(move: Move, language: str, name: str, title: str) -> str:
    words = {key: html.escape(text) for key, text in move.texts.group(language, GROUP).items()}
    names = move.assets.names
    return move.template.substitute(
        words,
        language=language,
        title=title or words["moved"],
        address=html.escape(move.address + INDEX.sub("", name)),
        up="../" * name.count("/"),
        script=names["assets/leaving.js"],
        style=names["assets/leaving.css"],
    )


def _missing(move: Move) -> str:
    """For an address that never was one: it may stand anywhere, so it names no other file."""
    said = (
        f'<p lang="{one}">{html.escape(move.texts.get(one, f"{GROUP}.moved"))}</p>'
        for one in move.languages
    )
    link = html.escape(move.address)
    return (
        f'<!doctype html><html lang="{move.languages[0]}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<title>404</title>{"".join(said)}<p><a href="{link}">{link}</a></p></html>\n'
    )


def _lines(move: Move) -> Mapping[str, str]:
    """For files that readers and their programs may have a link to, and that cannot lead on by
    themselves."""
    found = sorted({*_downloads(move.old.sums), *_led_before(move.old)})
    hosts = (f"/{name} {move.address}{name} 301\n" for name in found)
    nginx = (f'rewrite "/{re.escape(name)}$" {move.address}{name} permanent;\n' for name in found)
    return {REDIRECTS: "".join(hosts), NGINX: "".join(nginx)}


def _downloads(names: Iterable[str]) -> Iterable[str]:
    """Calendars, feeds, data among them: texts too, but programs go on asking for them."""
    for name in names:
        kind = TYPES.get(PurePosixPath(name).suffix)
        is_offered = name.startswith(f"{marks.DOWNLOADS}/") and not name.endswith(".html")
        is_large = kind is not None and not kind.compress and not name.startswith("assets/")
        if kind and (is_offered or is_large):
            yield name


def _led_before(old: Built) -> Iterable[str]:
    """What led on already, from a site that has moved before."""
    if REDIRECTS not in old.sums:
        return ()
    lines = (old.folder / REDIRECTS).read_text(encoding="utf-8").splitlines()
    return [line.split()[0].removeprefix("/") for line in lines]


def _first(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    return found[1] if found else ""
