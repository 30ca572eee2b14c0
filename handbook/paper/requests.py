"""What an editor asks to be printed: ids, and what people write for them (a file, an address)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.folding import suggestion
from handbook.paper.errors import PaperError

HOST = re.compile(r"[a-z]+://[^/]*", re.IGNORECASE)
# What stands behind the path in an address.
BEHIND = re.compile(r"[?#].*", re.DOTALL)
# What a built site and its source call the page of a folder.
OPENING, INDEX = re.compile(r"(^|/)index\.html$"), "index"
DOCS = "docs"


@dataclass(frozen=True)
class Requested:
    """The ids of the pages to print, each once, and why others cannot be, by what was asked."""

    pages: tuple[str, ...]
    refused: Mapping[str, PaperError]


def requested(content: Content, names: Sequence[str]) -> Requested:
    """What is asked for by these names. A page only for screens is refused, as is no page."""
    pages: dict[str, None] = {}
    refused: dict[str, PaperError] = {}
    for name in dict.fromkeys(names):
        page = _page(content, name)
        if page is None:
            near = suggestion(_path(content, name), _printable(content))
            refused[name] = PaperError("unknown", {"id": name, "near": near})
        elif page.screen_only:
            refused[name] = _for_screens(content, page)
        else:
            pages[page.id] = None
    return Requested(tuple(pages), refused)


def languages_of(content: Content, pages: Sequence[str]) -> Sequence[str]:
    """The languages in which one of the pages is written."""
    written = {language for page, language in content.pages if page in pages}
    return [language for language in content.languages.all if language in written]


def _printable(content: Content) -> list[str]:
    return [name for name, page in content.defaults.items() if not page.screen_only]


def _for_screens(content: Content, page: Page) -> PaperError:
    below = (name for name in _printable(content) if name.startswith(f"{page.folder}/"))
    found = sorted(below) if page.is_index and page.folder else []
    near = ", ".join(found[-3:]) or "–"
    return PaperError("screen", {"file": page.path, "near": near})


def _page(content: Content, name: str) -> Page | None:
    candidates = (
        id_ for path in _paths(content, name) for id_ in (path, f"{path}/{INDEX}".lstrip("/"))
    )
    return next((content.defaults[id_] for id_ in candidates if id_ in content.defaults), None)


def _path(content: Content, name: str) -> str:
    """A name as a path below the pages: without host, folder of the pages, ending."""
    path = BEHIND.sub("", HOST.sub("", name.replace("\\", "/")))
    path = OPENING.sub(r"\1", path).strip("/").removeprefix("./")
    return content.languages.split(path.removeprefix(f"{DOCS}/"))[0].rstrip("/")


def _paths(content: Content, name: str) -> Iterator[str]:
    """The path; of an address or a file from elsewhere also without folders in front."""
    path = _path(content, name)
    yield path
    others = content.languages.others
    is_from_elsewhere = HOST.match(name) or f"/{DOCS}/" in f"/{name}" or name.startswith("/")
    # Never down to nothing, which is the whole handbook.
    while (path.split("/")[0] in others or is_from_elsewhere) and "/" in path:
        path = path.partition("/")[2]
        yield path
