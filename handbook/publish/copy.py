"""What a copy of the site on a reader's device is made with: the list of its files, the worker, the
manifests, the page for what is missing.

The list names every file of a copy with its hash, so that a new edition fetches only what has
changed, and knows that what arrived is what was published.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from handbook import marks
from handbook.language.texts import Texts
from handbook.packed import gzip_file
from handbook.publish.assets import FOLDER, digest
from handbook.publish.manifest import Application, manifest
from handbook.publish.scripts import script

# What a copy is made of; archives and books are for themselves.
KEPT = frozenset((".css", ".html", ".jpg", ".js", ".png", ".svg", ".txt", ".webmanifest", ".webp"))
# No part of a copy: the worker itself, the page for wrong addresses, pictures of the application,
# large ones that a page links to, beside those that it shows, files for paper of any kind, papers
# for meetings; what is near a page in meaning and where words stand, of which a small change of one
# page may change several: without a network the search reads the latter from the texts.
LEFT_OUT = re.compile(
    rf"sw\.js|404\.html|robots\.txt|{FOLDER}/images/.*|(?!{FOLDER}/).*\.(jpg|png|svg|webp)"
    rf"|{marks.DOWNLOADS}/.*|.*/{marks.MEETINGS}/.*|({FOLDER}/)?near[./].*|search/[^/]+/w\d+\.js"
)
# So many signs of a hash tell files of one site apart.
SHORT = 10
# Sizes are told to readers in kilobytes; a finer number would only make the list longer.
STEP = 100
# Addresses in a page that begin where it lies; an empty one is that of the page itself.
RELATIVE = re.compile(r'(?<= )((?:href|src|data-base)=")(?![\w-]+:|[#/"])')
# What the worker puts the root in place of.
ROOT = "{root}"
INDEX = re.compile(r"(?:(?<=/)|\A)index\.html\Z")


@dataclass(frozen=True)
class Finished:
    """A site whose pages, code and index are written. Pages of the first language lie at its root.

    ``browser`` is the folder of the scripts' sources, ``edition`` year and month, as ``2026.11``;
    ``missing`` is the page for what is not kept, by language, as if it lay at the root;
    ``short_names`` are the site's by language, ``moved`` the paths of pages that were at others.
    """

    folder: Path
    browser: Path
    texts: Texts
    languages: Sequence[str]
    edition: str
    missing: Mapping[str, str]
    short_names: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)

    def start(self, language: str) -> str:
        """The path of a language's first page."""
        return "" if language == self.languages[0] else f"{language}/"

    def application(self, language: str) -> Application:
        """The site of a language as an application."""
        words = self.texts.group(language, "manifest")
        name = self.short_names.get(language, "")
        return Application(self.folder, language, self.start(language), name, words)

    def home(self, language: str) -> Path:
        """The file of a language's first page."""
        return self.folder / self.start(language) / "index.html"


@dataclass(frozen=True)
class Listed:
    """A file of the list: the beginning of its SHA-256, its size in bytes as it is sent, compressed
    and rounded up to ``STEP``; ``language`` is empty when every language needs it."""

    path: str
    hash: str
    size: int
    language: str


def files_for_copies(site: Finished) -> dict[str, str]:
    """What to write into a finished site: path below its root -> text."""
    files = {}
    for language in site.languages:
        files[f"manifest.{language}.webmanifest"] = _json(manifest(site.application(language)))
        files[f"offline.{language}.txt"] = RELATIVE.sub(rf"\1{ROOT}", site.missing[language])
    rows = sorted(
        (_listed(path, body, site.languages) for path, body in _bodies(site.folder, files)),
        key=lambda row: row.path,
    )
    listed = _json([_told(row, site.moved) for row in rows])
    edition = digest(listed.encode())[:SHORT]
    known = {"id": edition, "name": site.edition, "languages": site.languages}
    files[f"{FOLDER}/offline.{edition}.json"] = listed
    files["sw.js"] = script(site.browser / "worker", EDITION=known)
    return files


def _told(row: Listed, moved: Mapping[str, str]) -> list[str | int]:
    """A line of the list; behind a page that leads on, where to: who keeps it keeps that too."""
    goal = [moved[row.path]] if row.path in moved else []
    return [row.path, row.hash, row.size, row.language, *goal]


def retired_files(browser: Path) -> dict[str, str]:
    """For a site without scripts: what takes away the worker that earlier readers still have, as
    path below the root -> text."""
    return {"sw.js": script(browser / "retired")}


def _bodies(folder: Path, files: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Every file of a copy: those that lie in the folder, and those still to be written."""
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        is_kept = path.suffix in KEPT and not LEFT_OUT.fullmatch(name) and name not in files
        if is_kept and path.is_file():
            yield name, path.read_bytes()
    for name, text in files.items():
        yield name, text.encode()


def _listed(name: str, body: bytes, languages: Sequence[str]) -> Listed:
    size = -(-len(gzip_file(body)) // STEP) * STEP
    path = INDEX.sub("", name)
    return Listed(path, digest(body)[:SHORT], size, _language(name, languages))


def _language(name: str, languages: Sequence[str]) -> str:
    """The language that needs a file: by its folder, or as a part of its name."""
    default, *others = languages
    folder = name.partition("/")[0]
    if folder in others:
        return folder
    if name.endswith(".html"):
        return default
    named = (one for one in languages if re.search(rf"[./]{one}[.-]", name))
    return next(named, "")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
