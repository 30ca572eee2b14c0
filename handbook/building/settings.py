"""What the configuration of a build says beside the content."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from handbook.paper.book import Edition, thickness_of
from handbook.publish.manifest import own_colour


@dataclass(frozen=True)
class BuildSettings:
    """What the content does not say. ``scripts``: pages may run code on readers' machines;
    ``paper``, ``zim``: files for paper, for Kiwix are made too; ``books``: of the former also those
    that are made of all texts; ``short_names``: the site's, by
    language, for where there is little room; ``contact``: whom to tell of a fault of the site,
    empty for nobody."""

    root: Path
    edition: Edition
    scripts: bool
    paper: bool
    zim: bool
    short_names: Mapping[str, str] = field(default_factory=dict)
    contact: str = ""
    books: bool = True

    @classmethod
    def of(cls, root: Path, extra: Mapping[str, Any], address: str) -> "BuildSettings":
        """As ``extra`` of mkdocs.yml has them. PaperError when the edition is none."""
        edition = Edition.of(extra.get("edition"), address, own_colour(root / "docs"))
        author, publisher = (str(extra.get(name) or "") for name in ("author", "publisher"))
        thickness = thickness_of(extra.get("paper_thickness", edition.thickness))
        edition = replace(edition, author=author, publisher=publisher, thickness=thickness)
        scripts, paper, zim = (bool(extra.get(name)) for name in ("scripts", "paper", "zim"))
        names, contact = extra.get("short_name") or {}, str(extra.get("contact") or "")
        books = bool(extra.get("books", True))
        return cls(root, edition, scripts, paper, zim, names, contact, books)

    @property
    def docs(self) -> Path:
        """The folder of the content."""
        return self.root / "docs"

    @property
    def browser(self) -> Path:
        """The folder of the scripts' sources."""
        return self.root / "browser"

    @property
    def overrides(self) -> Path:
        """The folder of templates and styles."""
        return self.root / "overrides"
