"""The scripts that readers load: files of ``browser/`` put together and made small.

A folder becomes one script, its files in the order of their names: on the top level they only
declare. All are classic scripts, because modules do not load from ``file://``.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import minify

from handbook.folding import TABLE_FILE
from handbook.texts import Texts

# What the oldest phones understand.
JAVASCRIPT = 2018


def site_scripts(folder: Path, texts: Texts, languages: Iterable[str]) -> dict[str, str]:
    """The scripts of the site: path below its root -> text."""
    table = json.loads(TABLE_FILE.read_text(encoding="utf-8"))
    table.pop("order")  # only sorting needs it
    letters = _constant("LETTERS", table)
    found = {
        "page.js": _small(_sources(folder / "page")),
        "search/landing.js": _small(_sources(folder / "landing")),
        "search/engine.js": _small([letters, *_sources(folder / "search")]),
    }
    for language in languages:
        words = _constant("handbookTexts", texts.group(language, "search"))
        found[f"search/dialog.{language}.js"] = _small([words, *_sources(folder / "dialog")])
    return found


def _sources(folder: Path) -> list[str]:
    return [_read(path) for path in sorted(folder.glob("*.js"))]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _constant(name: str, value: object) -> str:
    return f"const {name} = {json.dumps(value, ensure_ascii=False)};"


def _small(sources: Iterable[str]) -> str:
    """Sources as one script whose names stay its own."""
    body = "\n".join(sources)
    script = f"(() => {{ 'use strict';\n{body}\n}})();\n"
    minify.config({"js-version": JAVASCRIPT})
    return str(minify.string("application/javascript", script))
