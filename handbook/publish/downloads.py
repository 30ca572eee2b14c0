"""Links to files that are made after the pages: a page promises one, here it is kept."""

import html
import os
import re
import struct
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from handbook import marks
from handbook.content.handbook import Content
from handbook.language.folding import slugify
from handbook.language.texts import filled
from handbook.publish.errors import PublishError
from handbook.types import first_page_of

# What ``promise`` and ``offer`` write: a name below the site's root, and how to tell of the file.
TOLD = r"""data-said(?:=(?:"(?P<said>[^"]*)"|'(?P<quoted>[^']*)'))?>(?P<text>.*?)</a>"""
PROMISE = re.compile(rf'<a href="file:(?P<name>[^"]+)" {TOLD}')
OFFER = re.compile(rf'<a href="offer:(?P<name>[^"]+)" {TOLD}')
# An offer with what holds nothing else.
WHOLE_OFFER = re.compile(rf"(?:<(?P<tag>\w+)\b[^<>]*>)?{OFFER.pattern}(?(tag)</(?P=tag)>)")
# A number in what is told; other braces are a title's.
WANTED = re.compile(r"\{(\w+)(?::[^{}|]*\|[^{}|]*)?\}")
# What ``shown`` writes: the name of a file that a page shows the text of.
SHOWN = re.compile(r'<pre data-shown="(?P<name>[^"]+)"></pre>')
# What ``first_page`` writes: the name of a file that has a picture of its first page.
FIRST = re.compile(r'<i data-first="(?P<name>[^"]+)"></i>')
# How wide that is shown, in dots of a screen.
WIDE = 60
# The file of a page.
INDEX = "index.html"
# Ten parts of a megabyte.
TENTH = 100_000
# More numbers that are told of a file, each by its name, by the path of the file.
Told = Mapping[str, Mapping[str, int | str]]


def archive_name(content: Content) -> str:
    """The name, without its ending, of the whole handbook as a folder in a ZIP."""
    return slugify(content.defaults["index"].title, "-")


def zim_name(content: Content, language: str) -> str:
    """Where, below the site's root, the handbook in a language lies as one file for Kiwix."""
    return f"{marks.DOWNLOADS}/{language}/{archive_name(content)}-{language}.zim"


def promise(name: str, text: str, said: str) -> str:
    """A link that ``keep_promises`` turns into one to the file; ``said`` has {whole} and
    {part}, and other numbers that are known of the file. Both texts are HTML, or Markdown that
    becomes it."""
    return f'<a href="file:{name}" data-said="{said}">{text}</a>'


def offer(name: str, text: str, said: str) -> str:
    """A link like that of ``promise``, of which nothing is left where the file is not: for where
    the text alone says nothing. What is told of the file is a part of it."""
    return f'<a href="offer:{name}" data-said="{said}">{text}</a>'


def shown(name: str) -> str:
    """The place for the text of a file; nothing is left of it where the file is not."""
    return f'<pre data-shown="{name}"></pre>'


def first_page(name: str) -> str:
    """The place for a picture of the first page of a file; nothing is left of it without one."""
    return f'<i data-first="{name}"></i>'


def without_promises(page: str) -> str:
    """The page with the text of each promised link alone, without offers: for where the files are
    not."""
    page = FIRST.sub("", SHOWN.sub("", page))
    return _with_offers("", PROMISE.sub(r"\g<text>", page))


def _with_offers(instead: str | Callable[[re.Match[str]], str], page: str) -> str:
    """The page with something instead of its offers with all around them, which take long to look
    for; most pages have none."""
    return WHOLE_OFFER.sub(instead, page) if OFFER.search(page) else page


def keep_promises(site: Path, pages: Iterable[Path], known: Iterable[str], told: Told) -> None:
    """Make every promised link, every offer of these pages one to the file that now is there, with
    its size.

    ``known`` are the names of all files that may be promised. A file that was not made leaves the
    text alone, or nothing of an offer. PublishError when another file is named: only the macros
    promise any.
    """
    names = frozenset(known)
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if any(mark.search(text) for mark in (PROMISE, OFFER, SHOWN, FIRST)):
            _check_known(path.relative_to(site).as_posix(), text, names)
            path.write_text(_kept(site, path, text, told), encoding="utf-8")


def _check_known(page: str, text: str, names: frozenset[str]) -> None:
    for found in (one for mark in (PROMISE, OFFER, SHOWN, FIRST) for one in mark.finditer(text)):
        if found["name"] not in names:
            raise PublishError("promise", {"page": page, "name": found["name"]})


def _kept(site: Path, page: Path, text: str, told: Told) -> str:
    up = "../" * (len(page.relative_to(site).parts) - 1)

    def link(found: re.Match[str]) -> str:
        name = found["name"]
        file = site / name
        if not file.is_file():
            return found["text"]
        if file.name == INDEX:  # a page, to which pages lead as to any other
            near = os.path.relpath(file.parent, page.parent)
            return f'<a href="{near}/">{found["text"]}</a>'
        said = _said(found, file.stat().st_size, told.get(name, {}))
        opened = f'<a href="{up}{name}" download>{found["text"]}'
        return f"{opened} {said}</a>" if found.re is OFFER else f"{opened}</a> {said}"

    def is_there(found: re.Match[str]) -> str:
        return found[0] if (site / found["name"]).is_file() else ""

    linked = PROMISE.sub(link, OFFER.sub(link, _with_offers(is_there, text)))
    shown = SHOWN.sub(lambda found: _text_of(site / found["name"]), linked)
    return FIRST.sub(lambda found: _picture(site, up, first_page_of(found["name"])), shown)


def _text_of(file: Path) -> str:
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return f"<pre><code>{html.escape(text, quote=False)}</code></pre>" if text else ""


def _picture(site: Path, up: str, name: str) -> str:
    if not (site / name).is_file():
        return ""
    width, height = _size(site / name)
    shown = f'width="{WIDE}" height="{WIDE * height // width}"'
    return f'<img class="first-page" src="{up}{name}" alt="" loading="lazy" {shown}>'


def merged(told: Told, more: Mapping[str, Mapping[str, int | str]]) -> Told:
    """What is told of files with more of it: by its name, by the path of each file."""
    paths = {*told, *(path for found in more.values() for path in found)}
    return {
        path: {
            **told.get(path, {}),
            **{n: found[path] for n, found in more.items() if path in found},
        }
        for path in paths
    }


def _size(png: Path) -> tuple[int, int]:
    """Width and height, which stand at the head of the file."""
    width, height = struct.unpack_from(">II", png.read_bytes(), 16)
    return width, height


def _said(found: re.Match[str], size: int, numbers: Mapping[str, int | str]) -> str:
    """What is told of a file, as HTML."""
    text = html.unescape(found["said"] or found["quoted"] or "")
    whole, part = divmod(-(-size // TENTH), 10)
    known = {"whole": whole, "part": part, "pages": 0, "day": "", **numbers}
    told = WANTED.sub(lambda one: filled(one[0], known) if one[1] in known else one[0], text)
    return html.escape(told, quote=False)
