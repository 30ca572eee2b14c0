"""Code and style of the site, each file named after what it contains.

A name that changes with the text may be kept by a browser for ever. No name here depends on the
content of the pages, so that a mended lesson does not change the address of the script that every
page loads.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.language.texts import Texts
from handbook.publish.scripts import engine_script, lazy_scripts, script
from handbook.publish.styles import Sheet, Used, cut

FOLDER = "assets"
# What opens and shuts looks our own way.
OWN_WAY = ("details", "summary")
# The sheet of every page: the theme's, which comes first, and these of our own.
STYLE = ("tokens", "handbook", "layout", "reader")
LAZY_STYLES = ("search", "reading", "offline")


@dataclass(frozen=True)
class Sources:
    """Where the code lies: ``theme`` is the theme's sheet, ``frame`` the template of every page,
    the others are folders."""

    browser: Path
    styles: Path
    theme: Path
    frame: Path
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
    """The sheets that these pages need, and the scripts of every language."""
    assets = Assets()
    scripts = _scripts(assets, sources) if sources.scripts else {}
    # The page's own script comes last: it holds the names of the sheets.
    code = [text for path, text in assets.files.items() if path not in _engines(scripts)]
    code += [_page_script(sources, language, {}) for language in scripts]
    styles = _styles(assets, sources, Used(pages, code))
    for language, files in scripts.items():
        text = _page_script(sources, language, {**files, **styles})
        assets.add(f"page.{language}.js", text)
    return assets


def _scripts(assets: Assets, sources: Sources) -> dict[str, dict[str, str]]:
    """The scripts that pages ask for; for each language their paths by short name."""
    engine = assets.add("engine.js", engine_script(sources.browser))
    found = {}
    for language in sources.languages:
        lazy = lazy_scripts(sources.browser, sources.texts, language)
        paths = {name: assets.add(f"{name}.{language}.js", text) for name, text in lazy.items()}
        found[language] = {"engine": engine, **paths}
    return found


def _engines(scripts: Mapping[str, Mapping[str, str]]) -> set[str]:
    """The search engine touches no page."""
    return {files["engine"] for files in scripts.values()}


def _page_script(sources: Sources, language: str, files: Mapping[str, str]) -> str:
    texts = sources.texts.group(language, "page")
    site = {"base": "", "language": language, "files": files, "texts": texts}
    return script(sources.browser / "page", SITE=site)


def _styles(assets: Assets, sources: Sources, used: Used) -> dict[str, str]:
    """Write the sheets; the paths of those that pages ask for, by short name."""
    theme = Sheet(sources.theme.read_text(encoding="utf-8"), OWN_WAY)
    own = [Sheet(_text(sources, name)) for name in (*STYLE, *LAZY_STYLES)]
    found = cut([theme, *own], used)
    style, lazy = found[: -len(LAZY_STYLES)], found[-len(LAZY_STYLES) :]
    assets.add("style.css", "".join(style))
    if not sources.scripts:
        return {}
    named = zip(LAZY_STYLES, lazy, strict=True)
    return {f"{name}.css": assets.add(f"{name}.css", text) for name, text in named}


def _text(sources: Sources, name: str) -> str:
    return (sources.styles / f"{name}.css").read_text(encoding="utf-8")
