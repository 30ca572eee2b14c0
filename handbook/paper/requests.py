"""What an editor asks to be printed: ids, and what people write for them (a file, an address)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from handbook.content.bank import Paper, draw, question_pages
from handbook.content.handbook import SITE, Content
from handbook.content.meetings import MEETING
from handbook.content.meetings import MOST as MOST_ENTRIES
from handbook.content.model import Page
from handbook.content.questions import LEVELS
from handbook.language.folding import suggestion
from handbook.paper.errors import PaperError
from handbook.paper.exam import MOST, Exam
from handbook.paper.format import DECK, HANDOUT, KIT, MONO, PAGE, PRESS
from handbook.paper.plan import has_handout

HOST = re.compile(r"[a-z]+://[^/]*", re.IGNORECASE)
# What stands behind the path in an address.
BEHIND = re.compile(r"[?#].*", re.DOTALL)
# What can be made of pages, by the words of scripts/print: the pages themselves, for everybody, for
# a print shop, for a copier …
BOOKS = {"page": PAGE, "press": PRESS, "mono": MONO}
# … the handout and the slides of each, the papers for one meeting about all of them.
WAYS = {**BOOKS, "handout": HANDOUT, "slides": DECK, "kit": KIT}
# What a built site and its source call the page of a folder.
OPENING, INDEX = re.compile(r"(^|/)index\.html$"), "index"
DOCS = "docs"
# Before the code of a paper, and what it is the value of in an address.
EXAM, SETTING = "exam:", "de"


@dataclass(frozen=True)
class Requested:
    """The ids of the pages to print, each once, and why others cannot be, by what was asked;
    ``what`` of them, one of ``WAYS``; ``exams``: papers of a contest."""

    pages: tuple[str, ...]
    refused: Mapping[str, PaperError]
    what: str = PAGE
    exams: tuple[Exam, ...] = ()


def requested(content: Content, names: Sequence[str], what: str = PAGE) -> Requested:
    """What is asked for by these names, one of the values of ``WAYS``. A page only for screens is
    refused, as is no page; one without a handout, where what is asked for shows what stands on
    that; an issue, which is in no book. Papers for a meeting are about all pages or none."""
    pages: dict[str, None] = {}
    refused: dict[str, PaperError] = {}
    exams: dict[str, Exam] = {}
    for name in dict.fromkeys(names):
        if name.startswith(EXAM):
            try:
                exams[name] = _exam(content, name.removeprefix(EXAM))
            except PaperError as error:
                refused[name] = error
            continue
        page = _page(content, name)
        if page is None:
            near = suggestion(_path(content, name), _printable(content))
            refused[name] = PaperError("unknown", {"id": name, "near": near})
        elif page.screen_only:
            refused[name] = _for_screens(content, page)
        elif what not in BOOKS.values() and not has_handout(content, page):
            refused[name] = _without_handout(content, page)
        elif what in (PRESS, MONO) and page.issue:
            refused[name] = PaperError("unbound", {"file": page.path})
        else:
            pages[page.id] = None
    if what == KIT:
        refused |= _unfit(content, names, pages)
        pages = {} if refused else pages
    return Requested(tuple(pages), refused, what, tuple(exams.values()))


def asked_for(content: Content, extra: Mapping[str, Any]) -> Requested | None:
    """What ``extra`` of mkdocs.yml asks for; None when that is no single page, but the site."""
    names = str(extra.get("only") or "").split()
    return requested(content, names, WAYS[str(extra["print_as"])]) if names else None


def _exam(content: Content, asked: str) -> Exam:
    """``code:versions``; the code may be in an address. PaperError when it draws nothing."""
    said, _, count = asked.rpartition(":")
    code = said.rpartition(f"{SETTING}=")[2].partition("&")[0].partition("#")[0]
    versions = int(count) if count.isdecimal() else 0
    try:
        paper = Paper.of(code)
    except ValueError as error:
        raise PaperError("exam_code", {"code": code}) from error
    known = question_pages(content, content.languages.default)
    for part in paper.parts:
        if part not in known:
            near = suggestion(part, known)
            raise PaperError("exam_part", {"code": code, "part": part, "near": near})
    for level in paper.levels:
        if level not in LEVELS:
            known_levels = ", ".join(LEVELS)
            raise PaperError("exam_level", {"code": code, "level": level, "known": known_levels})
    if not 1 <= versions <= MOST:
        raise PaperError("exam_versions", {"found": count, "most": MOST})
    if not draw(content, paper):
        raise PaperError("exam_empty", {"code": code})
    return Exam(code, paper, versions)


def _unfit(
    content: Content, names: Sequence[str], pages: Iterable[str]
) -> Mapping[str, PaperError]:
    """Why there can be no papers for one meeting about these pages, by what was asked."""
    if content.meeting is None:
        return {names[0]: PaperError("kitless", {"file": f"docs/{SITE}/{MEETING}"})}
    further = list(pages)[MOST_ENTRIES:]
    return {name: PaperError("crowded", {"id": name, "most": MOST_ENTRIES}) for name in further}


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


def _without_handout(content: Content, page: Page) -> PaperError:
    with_one = [name for name, one in content.defaults.items() if has_handout(content, one)]
    below = [name for name in with_one if name.startswith(f"{page.folder}/")]
    near = ", ".join((below or with_one)[:3]) or "–"
    return PaperError("sheetless", {"file": page.path, "near": near})


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
