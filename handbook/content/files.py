"""What may lie in ``docs/``: pages, pictures, files to download; and that nothing else does."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from handbook.content.handbook import REGISTERS, SETS, Content
from handbook.content.pages import NAME, published
from handbook.language.folding import slugify
from handbook.language.languages import LocalText
from handbook.language.problems import Problems
from handbook.types import ENDINGS

PAGE = ".md"
# The list of the content's own words, see handbook/check/spelling.py.
WORDS = "_words.txt"
PICTURES = frozenset(ending for endings in ENDINGS.values() for ending in endings)
MEGABYTE = 1_000_000
# Files that a page may link to, and how many megabytes one may have.
DOCUMENTS = (".pdf", ".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp", ".epub", ".zip")
SOUND, VIDEO = (".mp3", ".m4a"), (".mp4", ".webm")
ATTACHMENTS = {
    **dict.fromkeys(DOCUMENTS, 10),
    **dict.fromkeys(SOUND, 20),
    **dict.fromkeys(VIDEO, 50),
}
PUBLISHED = frozenset((PAGE, *PICTURES, *ATTACHMENTS))
# Pictures that cameras and programs make, and browsers do not show.
UNSHOWN = frozenset(
    (".heic", ".heif", ".tif", ".tiff", ".bmp", ".gif", ".psd", ".avif", ".jfif", ".raw", ".dng")
)
# What was meant for a page, and has another ending.
TEXTS = frozenset(("", ".txt", ".markdown", ".mdown", ".mkd", ".rtf", ".html", ".htm"))
# Folders in which every file is read, and what is told of one that is not.
READ = {REGISTERS: "file-register", SETS: "file-questions"}
# What systems and programs leave behind.
LEFT = re.compile(
    r"\.DS_Store|\._.*|\.#.*|Thumbs\.db|ehthumbs\.db|desktop\.ini|~\$.*|\.~lock\..*|.*(~|\.tmp|\.bak|\.swp)",
    re.IGNORECASE,
)


def is_picture(name: str) -> bool:
    """Whether a published file is a picture, by its ending."""
    return _ending(name) in PICTURES


def is_attachment(name: str) -> bool:
    """Whether a published file is one to download, by its ending."""
    return _ending(name) in ATTACHMENTS


def check_files(docs: Path, content: Content, problems: Problems) -> None:
    """Every file is one that the handbook uses; what is published is linked and not too large."""
    used = _all_if_unread(docs, content)
    for path in _all(docs):
        relative = path.relative_to(docs)
        file = f"{docs.name}/{relative.as_posix()}"
        *folders, name = relative.parts
        if LEFT.fullmatch(name):
            problems.add(file, 1, "file-left", name=name)
        elif folders and folders[0] in READ:
            _read(file, folders, name, problems)
        elif name != WORDS and not any(part.startswith(("_", ".")) for part in folders):
            _published(path, file, relative.as_posix() in used, problems)


def _all_if_unread(docs: Path, content: Content) -> frozenset[str]:
    """The files that are used; all, when a page that cannot be read may use them."""
    read = {page.path for page in content.pages.values()}
    written = {path.relative_to(docs).as_posix() for path in published(docs)} - content.files
    return content.files if content.unread or written - read else linked_files(content)


def downloads(content: Content) -> frozenset[str]:
    """The files that pages link to, other than to show them."""
    return content.files & {
        goal_of(page.path, link.target)
        for page in content.pages.values()
        for link in page.markdown_links
        if not link.image
    }


def linked_files(content: Content) -> frozenset[str]:
    """The files that pages show or link to, by their paths below ``docs``; those that the texts
    of registers name too."""
    found = {
        goal_of(page.path, link.target)
        for page in content.pages.values()
        for link in page.markdown_links
    }
    written = "\n".join(_texts(content))
    named = (name for name in content.files if posixpath.basename(name) in written)
    return content.files & found.union(named)


def goal_of(page: str, target: str) -> str:
    """The path below ``docs`` that a link from a page's path leads to."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(page), target.partition("#")[0]))


def _texts(content: Content) -> Iterator[str]:
    for register in content.registers.values():
        for row in register.rows.values():
            for value in row.values.values():
                if isinstance(value, LocalText):
                    yield from (value[name] for name in content.languages.all)


def _all(docs: Path) -> Iterator[Path]:
    """Every file, sorted."""
    return (path for path in sorted(docs.rglob("*")) if path.is_file())


def _ending(name: str) -> str:
    return PurePosixPath(name).suffix


def _read(file: str, folders: list[str], name: str, problems: Problems) -> None:
    if len(folders) > 1 or _ending(name) != ".yml":
        wanted = f"{slugify(name.partition('.')[0], '-')}.yml"
        problems.add(file, 1, READ[folders[0]], name=name, wanted=wanted)


def _published(path: Path, file: str, is_used: bool, problems: Problems) -> None:
    name, ending = path.name, _ending(path.name)
    if name.startswith(("_", ".")):
        problems.add(file, 1, "file-hidden", name=name)
    elif ending not in PUBLISHED:
        _unpublished(file, name, problems)
    elif ending == PAGE:
        return
    elif wrong := _wrong_names(file):
        for part in wrong:
            problems.add(file, 1, "file-name", name=part)
    elif path.stat().st_size == 0:
        problems.add(file, 1, "file-empty")
    elif path.stat().st_size > ATTACHMENTS.get(ending, MEGABYTE) * MEGABYTE:
        size = f"{path.stat().st_size / MEGABYTE:.1f}".replace(".", ",")
        problems.add(file, 1, "file-large", size=size, most=ATTACHMENTS[ending])
    elif not is_used:
        problems.add(file, 1, "file-unused", name=name)


def _wrong_names(file: str) -> list[str]:
    *folders, name = file.split("/")[1:]
    wrong = [folder for folder in folders if not NAME.match(folder)]
    return wrong if NAME.match(PurePosixPath(name).stem) else [*wrong, name]


def _unpublished(file: str, name: str, problems: Problems) -> None:
    """Say what to do with a file that cannot be published, by what it seems to be."""
    ending = _ending(name).lower()
    plain = slugify(name.partition(".")[0], "-")
    if ending in PUBLISHED:
        problems.add(file, 1, "file-ending", name=name, wanted=f"{plain}{ending}")
    elif ending in UNSHOWN:
        problems.add(file, 1, "picture-format", kind=ending.removeprefix(".").upper())
    elif ending in TEXTS:
        problems.add(file, 1, "file-page", name=name, wanted=f"{plain}{PAGE}")
    else:
        known = ", ".join(one.removeprefix(".") for one in (*sorted(PICTURES), *ATTACHMENTS))
        problems.add(file, 1, "file-kind", name=name, known=known)
