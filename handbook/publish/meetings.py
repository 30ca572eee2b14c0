"""The pages with the papers for a meeting: in the frame of the site, and no part of any copy of it.

Nobody comes upon them but from the entries that they are about: neither the menu nor the search
leads there. The frame is finished once for each language, like a page at the root.
"""

import html
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from handbook.language.texts import Texts
from handbook.publish.copy import RELATIVE, ROOT
from handbook.publish.downloads import offer
from handbook.publish.screen import Screen

# What overrides/meeting.html has in the places of the texts of a page.
TITLE, BODY = "{meeting-title}", "{meeting-body}"
INDEX = "index.html"


class File(Protocol):
    """A file below the site's root, with what it is called; whether there are pages to count."""

    @property
    def path(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def has_pages(self) -> bool: ...


@dataclass(frozen=True)
class Papers:
    """The page of a meeting's papers. ``url`` is below the site's root, ``body`` HTML as seen from
    there; ``near`` are pages that it leads to by their urls, ``files`` what it is printed
    as."""

    language: str
    url: str
    title: str
    body: str
    near: Mapping[str, str]
    files: Sequence[File]


def meeting_pages(
    found: Iterable[Papers],
    frames: Mapping[str, str],
    texts: Texts,
    screen: Screen,
    told: Callable[[str, str], str],
) -> dict[str, str]:
    """The pages by their paths below the site's root. ``frames`` are by language; ``told`` gives
    HTML in a language in which the words of another say so."""
    pages = {}
    for one in found:
        up = "../" * one.url.count("/")
        body = f"<h1>{screen.title(one.title)}</h1>{_around(one, up, texts)}{one.body}"
        body = told(screen.article(body, ()), one.language)
        around = RELATIVE.sub(rf"\1{ROOT}", frames[one.language]).replace(ROOT, up)
        titled = around.replace(TITLE, html.escape(one.title))
        pages[f"{one.url}{INDEX}"] = titled.replace(BODY, body)
    return pages


def _around(one: Papers, up: str, texts: Texts) -> str:
    """What the papers are about, other papers, and what they are printed as."""
    entries = (
        f'<li><a href="{up}{html.escape(url)}">{html.escape(label)}</a></li>'
        for url, label in one.near.items()
    )
    files = (f"<li>{_offered(file, one.language, texts)}</li>" for file in one.files)
    return f"<ul>{''.join((*entries, *files))}</ul>"


def _offered(file: File, language: str, texts: Texts) -> str:
    size, pages = (texts.get(language, f"downloads.{name}") for name in ("size", "pages"))
    said = f"({pages}, {size})" if file.has_pages else f"({size})"
    return offer(file.path, html.escape(file.label), said)
