"""Links to files that are made after the pages: a page promises one, here it is kept."""

import html
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from handbook import marks
from handbook.content.handbook import Content
from handbook.language.folding import slugify
from handbook.publish.errors import PublishError

# What ``promise`` writes: a name below the site's root, and how to tell of the file.
PROMISE = re.compile(
    r'<a href="file:(?P<name>[^"]+)" '
    r"""data-said=(?:"(?P<said>[^"]*)"|'(?P<quoted>[^']*)')>(?P<text>.*?)</a>"""
)
# Ten parts of a megabyte.
TENTH = 100_000


def archive_name(content: Content) -> str:
    """The name, without its ending, of the whole handbook as a folder in a ZIP."""
    return slugify(content.defaults["index"].title, "-")


def zim_name(content: Content, language: str) -> str:
    """Where, below the site's root, the handbook in a language lies as one file for Kiwix."""
    return f"{marks.DOWNLOADS}/{language}/{archive_name(content)}-{language}.zim"


def promise(name: str, text: str, said: str) -> str:
    """A link that ``keep_promises`` turns into one to the file; ``said`` has {whole} and {part}.
    Both texts are HTML, or Markdown that becomes it."""
    return f'<a href="file:{name}" data-said="{said}">{text}</a>'


def without_promises(page: str) -> str:
    """The page with the text of each promised link alone: for where the files are not."""
    return PROMISE.sub(r"\g<text>", page)


def keep_promises(
    site: Path, pages: Iterable[Path], known: Iterable[str], lengths: Mapping[str, int]
) -> None:
    """Make every promised link of these pages one to the file that now is there, with its size.

    ``known`` are the names of all files that may be promised, ``lengths`` numbers of pages by the
    file's name. A file that was not made leaves the text alone. PublishError when another file is
    named: only the macros promise any.
    """
    names = frozenset(known)
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if PROMISE.search(text):
            _check_known(path.relative_to(site).as_posix(), text, names)
            path.write_text(_kept(site, path, text, lengths), encoding="utf-8")


def _check_known(page: str, text: str, names: frozenset[str]) -> None:
    for found in PROMISE.finditer(text):
        if found["name"] not in names:
            raise PublishError("promise", {"page": page, "name": found["name"]})


def _kept(site: Path, page: Path, text: str, lengths: Mapping[str, int]) -> str:
    up = "../" * (len(page.relative_to(site).parts) - 1)

    def link(found: re.Match[str]) -> str:
        name = found["name"]
        file = site / name
        if not file.is_file():
            return found["text"]
        said = _said(found, file.stat().st_size, lengths.get(name, 0))
        return f'<a href="{up}{name}" download>{found["text"]}</a> {said}'

    return PROMISE.sub(link, text)


def _said(found: re.Match[str], size: int, pages: int) -> str:
    """What is told of a file, as HTML."""
    text = html.unescape(found["said"] or found["quoted"] or "")
    whole, part = divmod(-(-size // TENTH), 10)
    for name, value in (("whole", whole), ("part", part), ("pages", pages)):
        text = text.replace(f"{{{name}}}", str(value))
    return html.escape(text, quote=False)
