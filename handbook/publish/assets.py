"""Code and style of the site, each file named after what it contains.

A name that changes with the text may be kept by a browser for ever. No name here depends on the
content of the pages, but for the first box or note of a handbook, so that a mended lesson does not
change the addresses that every page has.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.language.codes import three_letters
from handbook.language.texts import Texts
from handbook.publish.scripts import (
    AFTER,
    LAZY,
    NAMED,
    NEEDED,
    PRESSED,
    SILENT,
    engine_script,
    script,
    silent_script,
    spoken_scripts,
)
from handbook.publish.styles import for_pages, small, with_choices

FOLDER = "assets"
# Scripts that know no language: of addresses that have moved, of a first page.
MOVED, FRONT = "moved", "front"
# The sheet of every page: the theme's rules, which come first, and our own.
STYLE = ("base", "tokens", "handbook", "lesson", "tables", "layout", "reader", "share", "front")
LAZY_STYLES = ("search", "reading", "offline", "study")
# Those that only browser/study/ names, as it does PRESSED.
PRESSED_STYLES = ("notebook", "notes", "review")
# Sheets that the template names on the few pages that need them.
NAMED_STYLES = ("bank",)


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
        # Beside it, as a file of the index lies beside another.
        engine = assets.add(
            "engine.js",
            engine_script(
                sources.browser, lambda name, text: f"../{assets.add(f'{name}.js', text)}"
            ),
        )
        for name in (MOVED, FRONT):
            assets.add(f"{name}.js", script(sources.browser / name))
        for name in SILENT:
            assets.add(f"{name}.js", silent_script(sources.browser, name))
        for language in sources.languages:
            _scripts(assets, sources, language, {"engine": engine, **styles})
    return assets


def _scripts(assets: Assets, sources: Sources, language: str, files: Mapping[str, str]) -> None:
    """Write those of a language; the page's own comes last: it holds the names of what it asks
    for."""

    def add(groups: Mapping[str, str], **constants: object) -> dict[str, str]:
        made = spoken_scripts(sources.browser, sources.texts, language, groups, **constants)
        return {name: assets.add(f"{name}.{language}.js", text) for name, text in made.items()}

    named = {name: path for name, path in add(NAMED).items() if name in NEEDED}
    silent = {name: assets.names[f"{FOLDER}/{name}.js"] for name in SILENT}
    codes = {one: three_letters(one) for one in sources.languages}
    pressed = {f"{style}.css" for style in PRESSED_STYLES}
    late = {name: path for name, path in files.items() if name in pressed}
    known = {name: path for name, path in files.items() if name not in pressed}
    after = add(AFTER, FILES={**add(PRESSED), **named, **silent, **late}, CODES=codes)
    paths = {**add(LAZY), **after}
    texts = sources.texts.group(language, "page")
    default = sources.languages[0]
    tongue = {} if language == default else {"tongue": default}
    site = {"base": "", "language": language, "files": {**paths, **known}, "texts": texts, **tongue}
    assets.add(f"page.{language}.js", script(sources.browser / "page", SITE=site))


def _styles(assets: Assets, sources: Sources, pages: Iterable[str]) -> dict[str, str]:
    """Write the sheets; the paths of those that pages ask for, by short name."""
    base, *own = (_sheet(sources.styles / f"{name}.css") for name in STYLE)
    colours = _sheet(sources.colours) if sources.colours.is_file() else ""
    assets.add("style.css", "".join((for_pages(base, pages), *own, colours)))
    lazy, named = ((*LAZY_STYLES, *PRESSED_STYLES), NAMED_STYLES) if sources.scripts else ((), ())
    paths = {
        f"{name}.css": assets.add(f"{name}.css", _sheet(sources.styles / f"{name}.css"))
        for name in (*lazy, *named)
    }
    return {f"{name}.css": paths[f"{name}.css"] for name in lazy}


def _sheet(path: Path) -> str:
    return with_choices(small(path.read_text(encoding="utf-8")))
