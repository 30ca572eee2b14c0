"""What is printed: articles in parts, gathered in one book."""

from dataclasses import dataclass
from datetime import date

from handbook.content.model import EDITION
from handbook.paper.errors import PaperError

# Between page and heading in the id of what is a part of a page: other than in labels of anchors
# in the page, which may be there as a whole too.
OF = "@"
# How thick a sheet of paper is, in millimetres: from Bible paper to cardboard.
THINNEST, THICKEST = 0.02, 1.0


@dataclass(frozen=True)
class Edition:
    """An edition of the handbook. Files say its month instead of the time of the build, so that
    they are the same at every build. ``address`` is where the site is published, ending in a
    slash, ``colour`` the handbook's own, as ``#0b3d91``; empty when that is unknown, or the
    templates' own. ``author`` and ``publisher``: who answers for the text, who gives it out, as
    the settings name them; empty for nobody. ``thickness``: in millimetres, of a sheet of the paper
    that a print shop uses."""

    name: str
    year: int
    month: int
    address: str = ""
    colour: str = ""
    author: str = ""
    publisher: str = ""
    thickness: float = 0.1

    @property
    def start(self) -> date:
        """The first day of its month."""
        return date(self.year, self.month, 1)

    @staticmethod
    def of(name: object, address: str, colour: str = "") -> "Edition":
        """An edition by its name, ``2026.11``. PaperError when it is none: of a number, which it
        is in YAML without quotes, 2026.10 could not be told from 2026.1."""
        found = EDITION.fullmatch(name) if isinstance(name, str) else None
        if found is None:
            raise PaperError("edition", {"found": "" if name is None else name})
        return Edition(found[0], int(found[1]), int(found[2]), address, colour)


def thickness_of(found: object) -> float:
    """Of a sheet of paper, in millimetres, as a setting has it. PaperError when no paper is like
    that."""
    if not isinstance(found, int | float) or not THINNEST <= found <= THICKEST:
        raise PaperError("thickness", {"found": found})
    return float(found)


@dataclass(frozen=True)
class Article:
    """A page of the site. ``html`` is its article as the site has it, without the title.

    ``url`` is relative to the site's root, ``label`` the title with kind and number in front;
    ``file`` is where it is written, below the folder of the pages.
    """

    id: str
    url: str
    title: str
    label: str
    summary: str
    language: str
    html: str
    file: str


@dataclass(frozen=True)
class Part:
    """The articles of a folder: its index, which opens the part, and the others in order."""

    opening: Article
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True)
class Masthead:
    """The head of an issue of a bulletin: its name, its number and month, who publishes it (may be
    empty); in how many columns of the largest paper it is set."""

    name: str
    line: str
    publisher: str
    columns: int = 1


@dataclass(frozen=True)
class Book:
    """Parts under one cover. ``notice`` is for the cover and may be empty; a single page that is
    not ``bound`` has neither cover nor contents, an issue has a ``head`` in their place."""

    language: str
    title: str
    subtitle: str
    edition: Edition
    parts: tuple[Part, ...]
    notice: str = ""
    bound: bool = True
    head: Masthead | None = None

    @property
    def articles(self) -> tuple[Article, ...]:
        """All of them, in order."""
        return tuple(article for part in self.parts for article in (part.opening, *part.articles))
