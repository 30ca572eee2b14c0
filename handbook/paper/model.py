"""What is printed: articles in parts, gathered in one book."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """An edition of the handbook. Files say its month instead of the time of the build, so that
    they are the same at every build. ``address`` is where the site is published, ending in a
    slash; empty when that is unknown."""

    name: str
    year: int
    month: int
    address: str = ""

    @staticmethod
    def of(name: str, address: str) -> "Edition":
        """An edition by its name, year and month: ``2026.11``. ValueError when it is no such."""
        year, month = name.split(".")
        return Edition(name, int(year), int(month), address)


@dataclass(frozen=True)
class Article:
    """A page of the site. ``html`` is its article as the site has it, without the title.

    ``url`` is relative to the site's root, ``label`` the title with kind and number in front.
    """

    id: str
    url: str
    title: str
    label: str
    summary: str
    language: str
    html: str


@dataclass(frozen=True)
class Part:
    """The articles of a folder: its index, which opens the part, and the others in order."""

    opening: Article
    articles: tuple[Article, ...] = ()


@dataclass(frozen=True)
class Book:
    """Parts under one cover. ``notice`` is for the cover and may be empty."""

    language: str
    title: str
    subtitle: str
    edition: Edition
    parts: tuple[Part, ...]
    notice: str = ""

    @property
    def articles(self) -> tuple[Article, ...]:
        """All of them, in order."""
        return tuple(article for part in self.parts for article in (part.opening, *part.articles))
