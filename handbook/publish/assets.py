"""Code and style of the site, each file named after what it contains.

A name that changes with the text may be kept by a browser for ever. No name here depends on the
content of the pages, but for the first box or note of a handbook, so that a mended lesson does not
change the addresses that every page has.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.language.texts import Texts
from handbook.publish.scripts import LAZY, NAMED, engine_script, script, spoken_scripts
from handbook.publish.styles import for_pages, small, with_choices

FOLDER = "assets"
# The script of addresses that have moved; it knows no language.
MOVED = "moved"
# The sheet of every page: the theme's rules, which come first, and our own.
STYLE = ("base", "tokens", "handbook", "layout", "reader")
LAZY_STYLES = ("search", "reading", "offline")


@dataclass(frozen=True)
class Sources:
    """Where the code lies: ``frame`` is the template of every page, ``colours`` a sheet of the
    handbook's own, which need not be there; the others are folders."""

    browser: Path
    styles: Path
    frame: Path
    colours: Path
    texts: Texts
    languages: tuple[str, ...]
    scripts: bool = True


@dataclass
class Assets:
    """Files to write, by path below the site's root, and the plain names they stand for."""

    files: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, text: str) -> str:
        """Keep a file; ``page.vi.js`` becomes ``assets/page.vi.1a2b3c4d.js``."""
        stem, _, suffix = name.rpartition(".")
        path = f"{FOLDER}/{stem}.{digest(text.encode())[:8]}.{suffix}"
        self.files[path] = text
        self.names[f"{FOLDER}/{name}"] = path
        return path


def digest(content: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def build_assets(sources: Sources, pages: Iterable[str]) -> Assets:
    """The sheets for these pages, and the scripts of every language."""
    assets = Assets()
    styles = _styles(assets, sources, pages)
    if sources.scripts:
        engine = assets.add("engine.js", engine_script(sources.browser))
        assets.add(f"{MOVED}.js", script(sources.browser / MOVED))
        for language in sources.languages:
            _scripts(assets, sources, language, {"engine": engine, **styles})
    return assets


def _scripts(assets: Assets, sources: Sources, language: str, files: Mapping[str, str]) -> None:
    """Write those of a language; the page's own comes last: it holds the names of what it asks
    for."""

    def add(groups: Mapping[str, str]) -> dict[str, str]:
        made = spoken_scripts(sources.browser, sources.texts, language, groups)
        return {name: assets.add(f"{name}.{language}.js", text) for name, text in made.items()}

    add(NAMED)
    paths = add(LAZY)
    texts = sources.texts.group(language, "page")
    site = {"base": "", "language": language, "files": {**paths, **files}, "texts": texts}
    assets.add(f"page.{language}.js", script(sources.browser / "page", SITE=site))


def _styles(assets: Assets, sources: Sources, pages: Iterable[str]) -> dict[str, str]:
    """Write the sheets; the paths of those that pages ask for, by short name."""
    base, *own = (_sheet(sources.styles / f"{name}.css") for name in STYLE)
    colours = _sheet(sources.colours) if sources.colours.is_file() else ""
    assets.add("style.css", "".join((for_pages(base, pages), *own, colours)))
    lazy = LAZY_STYLES if sources.scripts else ()
    found = {name: _sheet(sources.styles / name) for name in (f"{one}.css" for one in lazy)}
    return {name: assets.add(name, text) for name, text in found.items()}


def _sheet(path: Path) -> str:
    return with_choices(small(path.read_text(encoding="utf-8")))
