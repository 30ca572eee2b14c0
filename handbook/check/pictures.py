"""Checks of pictures: the files themselves, and how pages show them."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from handbook.check.markup.inline import target_mistake
from handbook.content.files import PICTURES, UNSHOWN, goal_of, is_picture
from handbook.content.handbook import ICON, SITE, Content
from handbook.content.markdown import pictures
from handbook.content.model import Link, Page, Picture, Position
from handbook.images.faults import UnusableError
from handbook.images.store import Store
from handbook.images.svg import sound
from handbook.language.folding import suggestion
from handbook.language.problems import Problems
from handbook.language.texts import read_words
from handbook.types import ENDINGS

# The code of each fault of a picture, see handbook/images.
CODES = {
    "animated": "picture-animated",
    "broken": "picture-broken",
    "drawing": "picture-drawing",
    "heavy": "picture-drawing-large",
    "unsized": "picture-drawing-size",
    "empty": "file-empty",
    "format": "picture-format",
    "large": "picture-large",
    "pixels": "picture-pixels",
}
# A page with more pictures costs more than budget.json allows.
MOST = 8
# Longer words below a picture may not find a page that holds both.
LONGEST = 250
# Addresses of elsewhere, pictures written as an address.
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
# A description that says no more than the file: hop.jpg, IMG_2027, Screenshot 3.
FILE_NAME = re.compile(
    r".*\.(jpe?g|png|webp|svg|gif|heic)|(img|dsc|dscn|dscf|pxl|screenshot|image|photo)[\s_-]*\d*",
    re.IGNORECASE,
)
# Signs that do something else in the words of a picture than stand there.
MARKUP = re.compile(r"[\"`\\]|\{\{|\{%|\{#|&#?\w+;")


def check_pictures(root: Path, content: Content, problems: Problems) -> None:
    """Every picture can be shown, and every page says of its pictures what they show."""
    _files(root, content, problems)
    _icon(root, problems)
    for page in content.pages.values():
        shown = [link for link in page.markdown_links if link.image]
        for link in shown:
            _alternative(page, link, problems)
            _target(content, page, link, problems)
        for link in shown[MOST : MOST + 1]:
            problems.add(
                f"docs/{page.path}", link.line, "picture-many", count=len(shown), most=MOST
            )
        for picture in pictures(page.body, page.body_line):
            _caption(page, picture, problems)


def _files(root: Path, content: Content, problems: Problems) -> None:
    for name, found in Store.of(root).verdicts(filter(is_picture, content.files)).items():
        file = f"docs/{name}"
        if isinstance(found, UnusableError):
            problems.add(file, 1, CODES[found.fault], **found.values)
        elif PurePosixPath(name).suffix not in ENDINGS[found.kind]:
            wanted = PurePosixPath(name).with_suffix(ENDINGS[found.kind][0]).name
            problems.add(file, 1, "picture-ending", kind=found.kind.upper(), wanted=wanted)


def _icon(root: Path, problems: Problems) -> None:
    """The handbook's own icon, which stands in every page."""
    path, file = root / "docs" / SITE / ICON, f"docs/{SITE}/{ICON}"
    if path.is_file() and read_words(path, file, problems) is not None:
        try:
            sound(path.read_bytes())
        except UnusableError as error:
            problems.add(file, 1, CODES[error.fault], **error.values)


def _alternative(page: Page, link: Link, problems: Problems) -> None:
    file, text = f"docs/{page.path}", link.text.strip()
    if not text:
        problems.add(file, link.line, "image-alt", target=link.target)
    elif FILE_NAME.fullmatch(text) or text == PurePosixPath(link.target).stem:
        problems.add(file, link.line, "picture-name", text=text)


def _target(content: Content, page: Page, link: Link, problems: Problems) -> None:
    at, target = Position(f"docs/{page.path}", link.line), link.target
    goal = goal_of(page.path, target)
    ending = PurePosixPath(goal).suffix
    if ADDRESS.match(target):
        shown = target if len(target) < LONGEST else f"{target[:40]}…"
        problems.add(at.file, at.line, "picture-outside", target=shown)
    elif goal in content.files and ending in PICTURES:
        return
    elif ending.lower() in UNSHOWN:
        kind = ending.removeprefix(".").upper()
        problems.add(at.file, at.line, "picture-format", kind=kind)
    elif target.startswith(("/", "\\")) or _is_hidden(goal):
        problems.add(at.file, at.line, "picture-place", target=target)
    elif target_mistake(target) is None:
        known = filter(is_picture, content.files)
        near = suggestion(goal, known)
        problems.add(at.file, at.line, "link-file", target=target, near=near)


def _is_hidden(goal: str) -> bool:
    return any(part.startswith(("_", ".")) for part in goal.split("/"))


def _caption(page: Page, picture: Picture, problems: Problems) -> None:
    file = f"docs/{page.path}"
    for sign in _signs(picture):
        problems.add(file, picture.line, "picture-markup", sign=sign)
    if len(picture.caption) > LONGEST:
        length = len(picture.caption)
        problems.add(file, picture.line, "picture-caption", length=length, most=LONGEST)


def _signs(picture: Picture) -> Iterator[str]:
    for text in (picture.alternative, picture.caption):
        yield from MARKUP.findall(text)
